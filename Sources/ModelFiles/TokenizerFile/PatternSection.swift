import Tokenizers

/// Patterns in a `tokenizer.json`: `{"String": "▁"}` or `{"Regex": "\\s+"}`.
extension TokenizerSection {
  /// What a Split or a Replace looks for.
  func pattern() throws(TokenizerProblem) -> TextPattern {
    guard let json = self["pattern"] else { throw problem("pattern", expected: "an object") }
    let section = try TokenizerSection(json, at: place(of: "pattern"))
    try section.allowOnly("String", "Regex")
    if let text = try section.optionalText("String"), section["Regex"] == nil {
      guard !text.isEmpty else {
        // The reference finds nothing between every two characters.
        throw .unsupported(
          place: section.place(of: "String"), found: "an empty string", supported: "not empty")
      }
      return TextPattern(text: Array(text.utf8))
    }
    guard section["String"] == nil, let text = section["Regex"]?.stringValue else {
      throw problem("pattern", expected: "an object with either a String or a Regex")
    }
    guard let pattern = TextPattern(regex: text) else {
      throw .regularExpression(place: section.place(of: "Regex"), found: text)
    }
    return pattern
  }
}
