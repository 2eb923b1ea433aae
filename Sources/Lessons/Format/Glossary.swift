/// The field's words, in all languages.
package struct Glossary: Equatable, Sendable {
  /// The terms, in the order of the file.
  package var terms: [GlossaryTerm]

  /// Makes a glossary.
  package init(terms: [GlossaryTerm] = []) { self.terms = terms }

  /// The term with an id.
  package subscript(id: String) -> GlossaryTerm? { terms.first { isSame($0.id, id) } }

  /// The terms of both; where both have one, the other's.
  package func adding(_ other: Glossary) -> Glossary {
    Glossary(terms: terms.filter { other[$0.id] == nil } + other.terms)
  }
}

/// A word of the field.
package struct GlossaryTerm: Equatable, Sendable {
  /// What it is called in lessons.
  package var id: String
  /// The forms by which a use is recognized, by language; the first is the one that is shown.
  package var words: [String: [String]]

  /// Makes a term.
  package init(id: String, words: [String: [String]]) {
    self.id = id
    self.words = words
  }
}

extension Glossary {
  /// Reads the file `terms`.
  ///
  ///     term causal-mask
  ///       en "causal mask" "causally masked"
  ///       zh "因果掩码"
  ///
  /// - Throws: ``LessonProblem`` for the first thing that is not as it must be.
  package static func read(_ bytes: [UInt8], path: String) throws(LessonProblem) -> Glossary {
    var reader = try StatementReader(LessonSource(bytes, path: path))
    var glossary = Glossary()
    var ids: Set<String> = []
    var known: Set<String> = []
    while let line = try reader.next(at: 0) {
      guard isSame(line.keyword, "term") else { throw line.unknown(expected: ["term"]) }
      var term = GlossaryTerm(id: try line.id(1, "the term's id"), words: [:])
      try line.end(at: 2)
      guard ids.insert(term.id).inserted else {
        throw line.unexpected(at: 1, expected: "each id once")
      }
      while let words = try reader.next(at: 1) {
        let language = try words.language(0)
        guard term.words[language] == nil else {
          throw words.problem(at: 0, "\(language): expected once for a term, found again")
        }
        term.words[language] = try forms(words, language, &known)
      }
      guard !term.words.isEmpty else {
        throw line.problem(at: 0, "term \(term.id): expected its words below it, found none")
      }
      glossary.terms.append(term)
    }
    return glossary
  }

  /// The forms of a term; none may be another's, for nobody could say which of them is meant.
  private static func forms(
    _ statement: LessonStatement, _ language: String, _ known: inout Set<String>
  ) throws(LessonProblem) -> [String] {
    var forms: [String] = []
    for word in 1..<max(2, statement.words.count) {
      let form = try statement.quoted(word, "the term's forms, each in double quotes")
      guard known.insert("\(language) \(form.lowercased())").inserted else {
        throw statement.unexpected(at: word, expected: "forms of no other term")
      }
      forms.append(form)
    }
    return forms
  }
}
