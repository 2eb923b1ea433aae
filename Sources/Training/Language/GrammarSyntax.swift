/// What a grammar file says, block by block, before any name in it is looked up.
struct GrammarSyntax {
  struct Name {
    let text: String
    let line: Int
  }

  struct Field {
    let name: Name
    let isJoined: Bool
    let isCapitalized: Bool
  }

  struct Fact {
    let name: Name
    let from: String
    let to: String
  }

  struct Table {
    let name: Name
    var columns: [Name] = []
    var rows: [Row] = []
  }

  struct Row {
    let line: Int
    let cells: [ArraySlice<UInt8>]
  }

  struct Rule {
    let name: Name
    let weight: Double
    let family: String?
    var statements: [Statement] = []
    var templates: [Template] = []
    var effects: [Conditions] = []
  }

  enum Statement {
    case draw(Draw)
    case check(Conditions)
  }

  struct Draw {
    let name: Name
    let source: String
    /// The variable that a fact is asked for.
    let argument: String?
    let times: ClosedRange<Int>?
    let conditions: Conditions?
  }

  /// Conditions, or the words after `then`, as they stand.
  struct Conditions {
    let line: Int
    let words: [ArraySlice<UInt8>]
  }

  struct Template {
    let name: Name
    let bytes: ArraySlice<UInt8>
  }

  var name: Name?
  var start: Name?
  var fields: [Field] = []
  var facts: [Fact] = []
  var tables: [Table] = []
  var rules: [Rule] = []
}
