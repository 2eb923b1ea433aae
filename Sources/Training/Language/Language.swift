import Tensors

/// A toy language: texts that a grammar file makes, in one or several fields that say the same.
///
/// Models are trained on such languages because everything about them is known: which words fit at a
/// place, what a pronoun means, who holds what. `Docs/Languages.md` describes the file.
package struct Language: Sendable {
  /// One of the texts that every example has.
  package struct Field: Equatable, Sendable {
    /// Its name.
    package let name: String
    /// Whether words stand without spaces between them.
    package let isJoined: Bool
    /// Whether sentences begin with a capital letter.
    package let isCapitalized: Bool
  }

  /// The language's own name.
  package let name: String
  /// The fields in the order of the file.
  package let fields: [Field]
  let grammar: Grammar
  let programs: ReadingPrograms

  /// The largest grammar file.
  ///
  /// - Units: bytes.
  package static let largestFile = 1 << 20
  /// How many texts are drawn in search of one of a split or a family.
  private static let mostDraws = 20_000

  /// Reads a grammar.
  ///
  /// - Parameters:
  ///   - text: The file's bytes.
  ///   - path: What errors call the file.
  /// - Throws: ``LanguageError`` for the first thing that is wrong.
  package init(_ text: [UInt8], path: String) throws(LanguageError) {
    guard text.count <= Self.largestFile else {
      throw .file(.tooLarge(path: path, limit: Self.largestFile, found: text.count))
    }
    grammar = try GrammarReader.grammar(text, path: path)
    programs = ReadingPrograms(grammar)
    name = grammar.name
    fields = grammar.fields
  }

  /// Reads the grammar file at a path.
  ///
  /// - Throws: ``LanguageError``.
  package static func open(_ path: String) throws -> Language {
    let bytes: [UInt8]
    do {
      bytes = try SmallFile.read(path: path, limit: largestFile)
    } catch {
      throw LanguageError.file(error)
    }
    return try Language(bytes, path: path)
  }

  /// The families of the start rule's alternatives, each once, in the order of the file.
  package var families: [String] {
    var found: [String] = []
    for alternative in grammar.alternatives[grammar.groups[grammar.start].alternatives]
    where !found.contains(alternative.family) {
      found.append(alternative.family)
    }
    return found
  }

  /// How much a language is made of.
  package struct Counts: Equatable, Sendable {
    /// Tables, and rows in all of them.
    package let tables: Int
    package let rows: Int
    /// Rules, and alternatives of all of them.
    package let rules: Int
    package let alternatives: Int
    /// Facts.
    package let facts: Int
  }

  /// How much the language is made of.
  package var counts: Counts {
    Counts(
      tables: grammar.tables.count, rows: grammar.tables.reduce(0) { $0 + $1.rowCount },
      rules: grammar.groups.count, alternatives: grammar.alternatives.count,
      facts: grammar.facts.count)
  }

  // MARK: Drawing

  /// Draws an example.
  ///
  /// - Throws: ``LanguageError/impossible(path:line:rule:tries:)``.
  package func example(
    using generator: inout SeededGenerator
  ) throws(LanguageError) -> Example {
    var drawing = Drawing(grammar, generator)
    let record = try drawing.text()
    generator = drawing.generator
    var scene = drawing.scene
    return scene.example(of: record)
  }

  /// Draws example `number` of a split: always the same for the same seed.
  ///
  /// Texts are drawn from a generator that number and seed start, until one belongs to the split and
  /// the family.
  ///
  /// - Parameters:
  ///   - number: Which example.
  ///   - split: The part of the language that it is to be of; any if nil.
  ///   - seed: Other seeds give other examples.
  ///   - family: The family that it is to be of; any if nil.
  /// - Returns: The example.
  /// - Throws: ``LanguageError/impossible(path:line:rule:tries:)``, and
  ///   ``LanguageError/noneOf(path:wanted:tries:)``.
  package func example(
    _ number: Int, of split: Split?, seed: UInt64, family: String? = nil
  ) throws(LanguageError) -> Example {
    // The generator mixes its seed well; the odd factor keeps neighbours of both numbers apart.
    let start = seed &+ (UInt64(bitPattern: Int64(number)) &+ 1) &* 0xD134_2543_DE82_EF95
    var drawing = Drawing(grammar, SeededGenerator(seed: start))
    for _ in 0..<Self.mostDraws {
      let record = try drawing.text()
      var scene = drawing.scene
      if let family, scene.family(of: record) != family { continue }
      if let split, scene.split(of: record) != split { continue }
      return scene.example(of: record)
    }
    let wanted = [split.map { "split \($0.rawValue)" }, family.map { "family \($0)" }]
    throw .noneOf(
      path: grammar.path, wanted: wanted.compactMap(\.self).joined(separator: ", "),
      tries: Self.mostDraws)
  }

  /// The words that templates and cells can put into a field, by their bytes; where the field
  /// capitalizes, those that can begin a sentence with a capital letter too.
  ///
  /// - Returns: Nothing for a name that is no field.
  package func words(of field: String) -> [String] {
    guard let index = fields.firstIndex(where: { $0.name == field }) else { return [] }
    return grammar.words(of: index)
  }
}
