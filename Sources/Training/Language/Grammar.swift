/// A grammar as indexed arrays: nothing is looked up by name while texts are drawn or checked.
///
/// Names of columns, fields, variables and rules have become numbers. A rule of several alternatives
/// is a *group*; a *slot* is the place of a field or attribute in its group.
final class Grammar: Sendable {
  let path: String
  let name: String
  let fields: [Language.Field]
  /// Fields first, in their order, then attributes.
  let names: [String]
  let texts: GrammarTexts
  let tables: [Table]
  let facts: [Fact]
  let groups: [Group]
  let alternatives: [Alternative]
  let start: Int
  /// The number of cells that all facts together need.
  let factCount: Int

  struct Table: Sendable {
    let name: String
    let line: Int
    let columns: [String]
    /// The columns' names as texts, for indirect columns.
    let columnTexts: [GrammarTexts.ID]
    /// Row by row.
    let cells: [GrammarTexts.ID]
    let rowCount: Int
    /// One for each row; nil where all are alike.
    let weights: [Double]?

    func cell(_ row: Int32, _ column: Int) -> GrammarTexts.ID {
      cells[Int(row) * columns.count + column]
    }
  }

  struct Fact: Sendable {
    let name: String
    let line: Int
    let from: Int
    let to: Int
    /// Where its values begin among all facts'.
    let offset: Int
  }

  struct Group: Sendable {
    let name: String
    let line: Int
    /// The name of each slot, as an index of ``Grammar/names``.
    let names: [Int]
    /// The names as texts, for indirect fields.
    let nameTexts: [GrammarTexts.ID]
    let alternatives: Range<Int>
    /// Weights added up, for drawing.
    let cumulative: [Double]
    /// Whether it or a rule below asks for facts or sets them.
    let touchesFacts: Bool
    /// Whether it or a rule below sets facts.
    let changesFacts: Bool
  }

  struct Alternative: Sendable {
    let group: Int
    let line: Int
    let family: String
    let lets: [Let]
    let statements: [Statement]
    /// By slot; nil where the alternative has no such text (`-`).
    let templates: [Template?]
    let effects: [Effect]
    /// Slots that may turn out to be missing, by what is inserted.
    let doubtful: [Int]
  }

  enum Statement: Sendable {
    case draw(Int)
    case check([Condition])
  }

  struct Let: Sendable {
    let name: String
    let line: Int
    let source: Source
    /// All conditions.
    let conditions: [Condition]
    /// Those that ask for more than the row itself.
    let open: [Condition]
    /// The rows for which all other conditions hold.
    let rows: [Int32]
    /// Their weights added up; empty where all are alike.
    let cumulative: [Double]

    /// The table that it is a row of.
    var table: Int? {
      switch source {
      case .table(let table), .fact(_, _, let table): table
      case .rule, .times: nil
      }
    }

    /// The group that it is a record of.
    var group: Int? {
      switch source {
      case .rule(let group), .times(let group, _): group
      case .table, .fact: nil
      }
    }
  }

  enum Source: Sendable {
    case table(Int)
    case fact(Int, argument: Int, table: Int)
    case rule(Int)
    case times(Int, ClosedRange<Int>)
  }

  /// What `then` does: sets a fact, or forgets it where there is no value.
  struct Effect: Sendable {
    let fact: Int
    let argument: Int
    let value: Int?
  }

  init(
    path: String, name: String, fields: [Language.Field], names: [String], texts: GrammarTexts,
    tables: [Table], facts: [Fact], groups: [Group], alternatives: [Alternative], start: Int
  ) {
    self.path = path
    self.name = name
    self.fields = fields
    self.names = names
    self.texts = texts
    self.tables = tables
    self.facts = facts
    self.groups = groups
    self.alternatives = alternatives
    self.start = start
    factCount = facts.reduce(0) { $0 + tables[$1.from].rowCount }
  }
}
