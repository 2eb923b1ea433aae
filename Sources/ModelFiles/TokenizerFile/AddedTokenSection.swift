import Tokenizers

/// The section `added_tokens`.
enum AddedTokenSection {
  /// Reads the section, if the file has one, with the model's vocabulary.
  ///
  /// The ids in the file count for nothing, as in the reference: a token that the vocabulary has gets
  /// its id there, each other one the next id after as many as the vocabulary has entries.
  static func read(
    _ json: JSONValue?, vocabulary: Vocabulary
  ) throws(TokenizerProblem) -> [AddedTokens.Entry] {
    guard let json else { return [] }
    guard case .array(let elements) = json else {
      throw .value(place: "added_tokens", expected: "an array", found: TokenizerFile.shown(json))
    }
    var entries: [AddedTokens.Entry] = []
    var indices: [[UInt8]: Int] = [:]
    var nextID = vocabulary.count
    for (index, element) in elements.enumerated() {
      let section = try TokenizerSection(element, at: "added_tokens[\(index)]")
      try section.allowOnly(
        "id", "content", "single_word", "lstrip", "rstrip", "normalized", "special")
      _ = try section.count("id")
      let content = Array(try section.text("content").utf8)
      guard content.count <= ModelSection.longestEntry else {
        throw .value(
          place: section.place(of: "content"),
          expected: "at most \(ModelSection.longestEntry) bytes", found: "\(content.count)")
      }
      let known = vocabulary.id(of: content)
      let entry = AddedTokens.Entry(
        id: known ?? nextID, content: content, isSpecial: try section.flag("special"),
        isSingleWord: try section.flag("single_word"), stripsLeft: try section.flag("lstrip"),
        stripsRight: try section.flag("rstrip"), isNormalized: try section.flag("normalized"))
      // An empty token is never found and gets no id.
      guard !content.isEmpty else { continue }
      if let first = indices.updateValue(index, forKey: content) {
        throw .addedTokenTwice(
          place: section.place(of: "content"), found: try section.text("content"), first: first)
      }
      if known == nil { nextID += 1 }
      entries.append(entry)
    }
    return entries
  }
}
