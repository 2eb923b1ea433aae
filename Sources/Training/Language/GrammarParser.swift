import Tensors

/// Reads the lines of a grammar file into its blocks.
struct GrammarParser {
  typealias Line = GrammarLine

  var syntax = GrammarSyntax()
  private var block = Block.none
  private var rowCount = 0

  private enum Block {
    case none
    case single(String)
    case table
    case rule
  }

  /// The most rows that all tables may have, the most rules, and the most of anything else.
  static let mostRows = 10_000
  static let mostRules = 1_000
  static let mostOthers = 200

  /// Reads all lines.
  static func syntax(of lines: [Line], path: String) throws(LanguageError) -> GrammarSyntax {
    var parser = GrammarParser()
    for line in lines {
      do {
        try parser.read(line)
      } catch {
        throw .grammar(path: path, line: line.number, error)
      }
    }
    return parser.syntax
  }

  private mutating func read(_ line: Line) throws(LanguageProblem) {
    if line.isIndented {
      switch block {
      case .none: throw .indented(after: nil)
      case .single(let keyword): throw .indented(after: keyword)
      case .table: try readRow(line)
      case .rule: try readRuleLine(line)
      }
      return
    }
    let words = line.words
    let keyword = words[0].string
    block = .single(keyword)
    switch keyword {
    case "language":
      let name = try name(words, form: "language NAME", line)
      guard syntax.name == nil else { throw twice("language", name.text, syntax.name) }
      syntax.name = name
    case "start":
      let name = try name(words, form: "start RULE", line)
      guard syntax.start == nil else { throw twice("start", name.text, syntax.start) }
      syntax.start = name
    case "field": try readField(words, line)
    case "fact": try readFact(words, line)
    case "table":
      let name = try name(words, form: "table NAME", line)
      try refuse(name, among: syntax.tables.map(\.name), "table")
      guard syntax.tables.count < Self.mostOthers else {
        throw .tooMany("tables", limit: Self.mostOthers)
      }
      syntax.tables.append(GrammarSyntax.Table(name: name))
      block = .table
    case "rule":
      try readRule(words, line)
      block = .rule
    default:
      let known = ["language", "field", "fact", "table", "rule", "start"]
      throw .keyword(keyword, nearest: nearest(to: keyword, among: known))
    }
  }

  // MARK: Single lines

  private func name(
    _ words: [ArraySlice<UInt8>], form: String, _ line: Line
  ) throws(LanguageProblem) -> GrammarSyntax.Name {
    guard words.count == 2 else { throw .form(form, found: line.bytes.string) }
    return try Self.name(words[1], line)
  }

  /// A name that something is given here.
  static func name(
    _ word: ArraySlice<UInt8>, _ line: Line
  ) throws(LanguageProblem) -> GrammarSyntax.Name {
    guard word.isName else { throw .name(word.string) }
    let name = word.string
    guard !reserved.contains(name) else { throw .reserved(name) }
    return GrammarSyntax.Name(text: name, line: line.number)
  }

  private static let reserved: Set<String> = [
    "let", "where", "then", "and", "no", "not", "in", "times", "family",
  ]

  private func twice(
    _ kind: String, _ name: String, _ first: GrammarSyntax.Name?
  ) -> LanguageProblem {
    .twice(kind, name, firstLine: first?.line ?? 0)
  }

  func refuse(
    _ name: GrammarSyntax.Name, among names: [GrammarSyntax.Name], _ kind: String
  ) throws(LanguageProblem) {
    if let first = names.first(where: { $0.text == name.text }) {
      throw twice(kind, name.text, first)
    }
  }

  private mutating func readField(
    _ words: [ArraySlice<UInt8>], _ line: Line
  ) throws(LanguageProblem) {
    let form = "field NAME spaced|joined [capitalized]"
    guard (3...4).contains(words.count), words[2].equals("spaced") || words[2].equals("joined"),
      words.count == 3 || words[3].equals("capitalized")
    else { throw .form(form, found: line.bytes.string) }
    let name = try Self.name(words[1], line)
    try refuse(name, among: syntax.fields.map(\.name), "field")
    guard syntax.fields.count < Self.mostOthers else {
      throw .tooMany("fields", limit: Self.mostOthers)
    }
    syntax.fields.append(
      GrammarSyntax.Field(
        name: name, isJoined: words[2].equals("joined"), isCapitalized: words.count == 4))
  }

  private mutating func readFact(
    _ words: [ArraySlice<UInt8>], _ line: Line
  ) throws(LanguageProblem) {
    guard words.count == 5, words[3].equals("->") else {
      throw .form("fact NAME TABLE -> TABLE", found: line.bytes.string)
    }
    let name = try Self.name(words[1], line)
    try refuse(name, among: syntax.facts.map(\.name), "fact")
    guard syntax.facts.count < Self.mostOthers else {
      throw .tooMany("facts", limit: Self.mostOthers)
    }
    syntax.facts.append(
      GrammarSyntax.Fact(name: name, from: words[2].string, to: words[4].string))
  }

  // MARK: Tables

  private mutating func readRow(_ line: Line) throws(LanguageProblem) {
    let cells = line.bytes.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
      .map { $0.trimmed() }
    let index = syntax.tables.count - 1
    let table = syntax.tables[index]
    guard !table.columns.isEmpty else {
      var columns: [GrammarSyntax.Name] = []
      for cell in cells {
        let name = try Self.name(cell, line)
        try refuse(name, among: columns, "column")
        columns.append(name)
      }
      guard columns.count <= Self.mostOthers else {
        throw .tooMany("columns", limit: Self.mostOthers)
      }
      syntax.tables[index].columns = columns
      return
    }
    guard cells.count == table.columns.count else {
      throw .cells(table.name.text, expected: table.columns.count, found: cells.count)
    }
    for (cell, column) in zip(cells, table.columns) {
      guard !cell.isEmpty else { throw .emptyCell(column.text) }
      if let character = cell.first(where: Self.isMark) {
        throw .character(String(UnicodeScalar(character)))
      }
    }
    rowCount += 1
    guard rowCount <= Self.mostRows else { throw .tooMany("rows", limit: Self.mostRows) }
    syntax.tables[index].rows.append(GrammarSyntax.Row(line: line.number, cells: cells))
  }

  /// Whether texts cannot have it, because templates need it.
  static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "|")
  }
}
