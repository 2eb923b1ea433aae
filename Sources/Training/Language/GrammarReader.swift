import Tensors

/// Looks up the names of a grammar file, checks what can be checked before a text is drawn, and makes
/// the indexed grammar.
final class GrammarReader {
  let path: String
  let syntax: GrammarSyntax
  var texts = GrammarTexts()
  var fields: [Language.Field] = []
  var names: [String] = []
  var nameNumbers: [String: Int] = [:]
  var tables: [Grammar.Table] = []
  var tableNumbers: [String: Int] = [:]
  var facts: [Grammar.Fact] = []
  var factNumbers: [String: Int] = [:]
  /// By number of a group: its rules in the syntax, and what it has.
  var groups: [GroupDraft] = []
  var groupNumbers: [String: Int] = [:]
  /// Rows that each table has in each column, without repetition.
  var values: [[Set<GrammarTexts.ID>]] = []
  var usedTables: Set<Int> = []
  var usedFacts: Set<Int> = []

  /// A group while it is made.
  struct GroupDraft {
    let name: String
    let line: Int
    var rules: [Int] = []
    var names: [Int] = []
    var alternatives: [Grammar.Alternative] = []
    /// For each slot what texts it may have; nil where they are put together.
    var values: [Set<GrammarTexts.ID>?] = []
    /// For each slot whether an alternative has none.
    var isDoubtful: [Bool] = []
    /// For each slot the most parts that it may have.
    var sizes: [Int] = []
    var depth = 0
    var touchesFacts = false
    var changesFacts = false
  }

  /// The most that rules nest, and the most parts, marks and records that a text may have.
  static let mostDepth = 64
  static let mostParts = 20_000

  /// Reads a grammar.
  static func grammar(_ file: [UInt8], path: String) throws(LanguageError) -> Grammar {
    let lines = try GrammarLine.lines(of: file, path: path)
    let syntax = try GrammarParser.syntax(of: lines, path: path)
    let reader = GrammarReader(path: path, syntax: syntax)
    return try reader.read()
  }

  private init(path: String, syntax: GrammarSyntax) {
    self.path = path
    self.syntax = syntax
  }

  /// An error in a line.
  func problem(_ line: Int, _ problem: LanguageProblem) -> LanguageError {
    .grammar(path: path, line: line, problem)
  }

  private func read() throws(LanguageError) -> Grammar {
    guard let name = syntax.name else {
      throw problem(0, .missing("language", form: "language NAME"))
    }
    guard !syntax.fields.isEmpty else {
      throw problem(0, .missing("field", form: "field NAME spaced"))
    }
    guard let start = syntax.start else { throw problem(0, .missing("start", form: "start RULE")) }
    for field in syntax.fields {
      fields.append(
        Language.Field(
          name: field.name.text, isJoined: field.isJoined, isCapitalized: field.isCapitalized))
      _ = number(of: field.name.text)
    }
    try readTables()
    try readFacts()
    try gatherGroups()
    guard let startNumber = groupNumbers[start.text] else {
      throw problem(
        start.line,
        .unknown("rule", start.text, nearest: nearest(to: start.text, among: groups.map(\.name))))
    }
    for group in try order(from: startNumber) { try readGroup(group) }
    try checkStart(startNumber)
    try checkUse()
    var alternatives: [Grammar.Alternative] = []
    let made = groups.map { draft -> Grammar.Group in
      let first = alternatives.count
      alternatives += draft.alternatives
      var sum = 0.0
      let cumulative = draft.rules.map { rule -> Double in
        sum += syntax.rules[rule].weight
        return sum
      }
      return Grammar.Group(
        name: draft.name, line: draft.line, names: draft.names,
        nameTexts: draft.names.map { texts.text([Array(names[$0].utf8)[...]]) },
        alternatives: first..<alternatives.count, cumulative: cumulative,
        touchesFacts: draft.touchesFacts, changesFacts: draft.changesFacts)
    }
    return Grammar(
      path: path, name: name.text, fields: fields, names: names, texts: texts, tables: tables,
      facts: facts, groups: made, alternatives: alternatives, start: startNumber)
  }

  /// The number of a field's or attribute's name.
  func number(of name: String) -> Int {
    if let known = nameNumbers[name] { return known }
    names.append(name)
    nameNumbers[name] = names.count - 1
    return names.count - 1
  }

  // MARK: Tables and facts

  private func readTables() throws(LanguageError) {
    for table in syntax.tables {
      guard !table.rows.isEmpty else {
        throw problem(table.name.line, .noRows(table.name.text))
      }
      var cells: [GrammarTexts.ID] = []
      var weights: [Double]?
      let weightColumn = table.columns.firstIndex { $0.text == "weight" }
      for row in table.rows {
        for (index, cell) in row.cells.enumerated() {
          if index == weightColumn {
            do {
              weights = (weights ?? []) + [try GrammarParser.weight(cell)]
            } catch {
              throw problem(row.line, error)
            }
          }
          cells.append(text(of: cell))
        }
      }
      tableNumbers[table.name.text] = tables.count
      let width = table.columns.count
      values.append(
        table.columns.indices.map { column in
          Set(stride(from: column, to: cells.count, by: width).map { cells[$0] })
            .subtracting([GrammarTexts.missing])
        })
      tables.append(
        Grammar.Table(
          name: table.name.text, line: table.name.line, columns: table.columns.map(\.text),
          columnTexts: table.columns.map { texts.text([Array($0.text.utf8)[...]]) }, cells: cells,
          rowCount: table.rows.count, weights: weights))
    }
  }

  /// A cell's text, without one for `-`.
  func text(of cell: ArraySlice<UInt8>) -> GrammarTexts.ID {
    if cell.equals("-") { return GrammarTexts.missing }
    return texts.text(cell.equals("\"\"") ? [] : cell.words)
  }

  private func readFacts() throws(LanguageError) {
    var offset = 0
    for fact in syntax.facts {
      let line = fact.name.line
      let (from, to) = (try table(fact.from, line), try table(fact.to, line))
      if tableNumbers[fact.name.text] != nil {
        throw problem(
          line, .twice("name", fact.name.text, firstLine: firstLine(of: fact.name.text)))
      }
      factNumbers[fact.name.text] = facts.count
      facts.append(
        Grammar.Fact(name: fact.name.text, line: line, from: from, to: to, offset: offset))
      offset += tables[from].rowCount
    }
  }

  func firstLine(of name: String) -> Int {
    syntax.tables.first { $0.name.text == name }?.name.line
      ?? syntax.facts.first { $0.name.text == name }?.name.line ?? 0
  }

  func table(_ name: String, _ line: Int) throws(LanguageError) -> Int {
    guard let number = tableNumbers[name] else {
      throw problem(
        line, .unknown("table", name, nearest: nearest(to: name, among: tables.map(\.name))))
    }
    return number
  }
}
