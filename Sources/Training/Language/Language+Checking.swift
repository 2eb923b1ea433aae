extension Language {
  /// The most bytes of a text that is checked.
  private static let longestText = 1 << 16
  /// The most readings or fillers that are collected.
  private static let mostFillers = 10_000

  /// Says whether a text belongs to the language, and where it goes wrong if not.
  ///
  /// Spaces may be more than one, and a sentence may begin with a small letter; everything else must be
  /// as the grammar has it. At most 100,000 steps are taken.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - field: The field that it is in; a name that is no field makes every text ungrammatical.
  /// - Returns: The verdict, with an example if the text belongs to the language.
  package func check(_ text: String, field: String) -> Verdict {
    guard var checker = checker(text, field, ignoresFacts: false, wantsAll: false) else {
      return .ungrammatical(at: 0)
    }
    switch checker.next() {
    case .found(let record): return .grammatical(checker.scene.example(of: record))
    case .undecided: return .undecided
    case .none: break
    }
    guard grammar.groups[grammar.start].touchesFacts,
      var loose = self.checker(text, field, ignoresFacts: true, wantsAll: false)
    else { return .ungrammatical(at: checker.furthest) }
    switch loose.next() {
    case .found: return .inconsistent(at: checker.furthest)
    case .undecided: return .undecided
    case .none: return .ungrammatical(at: loose.furthest)
    }
  }

  /// The different examples that have a text.
  ///
  /// More than one has it where the grammar is ambiguous: where a translation is not determined, say.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - field: The field that it is in.
  ///   - limit: The most examples that are wanted.
  /// - Returns: The examples; fewer than there are if the search was given up.
  package func readings(of text: String, field: String, limit: Int = 10) -> [Example] {
    guard var checker = checker(text, field, ignoresFacts: false, wantsAll: true) else { return [] }
    var found: [Example] = []
    while found.count < limit, case .found(let record) = checker.next() {
      let example = checker.scene.example(of: record)
      if !found.contains(example) { found.append(example) }
    }
    return found
  }

  /// Every word that makes a text grammatical and consistent in the place of one of its words.
  ///
  /// - Parameters:
  ///   - word: Which word of the text is blanked.
  ///   - text: The text.
  ///   - field: Its field.
  /// - Returns: The words by their bytes, the text's own among them; nil if the search was given up.
  package func fillers(of word: Int, in text: Example.Text, field: String) -> [String]? {
    guard text.words.indices.contains(word) else { return [] }
    return fillers(of: text.words[word].bytes, in: text.text, field: field)
  }

  /// Every word that makes a text grammatical and consistent in the place of some of its bytes.
  ///
  /// - Parameters:
  ///   - blank: The bytes that one word is to replace.
  ///   - text: The text.
  ///   - field: Its field.
  /// - Returns: The words by their bytes; nil if the search was given up before the last.
  package func fillers(of blank: Range<Int>, in text: String, field: String) -> [String]? {
    let all = 0..<text.utf8.count
    guard blank.lowerBound >= 0, blank.upperBound <= all.upperBound, !blank.isEmpty,
      var checker = checker(text, field, blank: blank, ignoresFacts: false, wantsAll: false)
    else { return [] }
    var found: Set<[UInt8]> = []
    while found.count < Self.mostFillers {
      switch checker.next() {
      case .found: found.insert(checker.reader.bytes(of: checker.captured))
      case .undecided: return nil
      case .none:
        return found.sorted { $0.lexicographicallyPrecedes($1) }
          .map { String(decoding: $0, as: UTF8.self) }
      }
    }
    return nil
  }

  private func checker(
    _ text: String, _ field: String, blank: Range<Int>? = nil, ignoresFacts: Bool, wantsAll: Bool
  ) -> Checker? {
    guard let index = fields.firstIndex(where: { $0.name == field }),
      let slot = grammar.groups[grammar.start].names.firstIndex(of: index),
      text.utf8.count <= Self.longestText
    else { return nil }
    let reader = FieldReader(
      texts: grammar.texts, field: fields[index], bytes: Array(text.utf8), blank: blank)
    return Checker(
      grammar, programs, reader, slot: slot, ignoresFacts: ignoresFacts, wantsAll: wantsAll)
  }
}
