/// How one alternative of a rule is read back: what to match and to try, in order.
///
/// Which variables are known at each place is the same for every text, so it is worked out once: an
/// insertion of a variable that is not bound tries rows or rules, one of a bound variable compares;
/// conditions stand where their last variable has become known.
struct ReadingProgram: Sendable {
  var steps: [Step] = []
  /// How many numbers of its own a record needs beside its variables.
  var registers = 0

  enum Step: Sendable {
    case word(Int32)
    /// Parts without spaces between them: the beginning, each joint and the end.
    case open(register: Int)
    case joint(register: Int)
    case close(register: Int)
    /// A variable that is bound.
    case bound(Grammar.Insertion)
    /// A row, found by its cell.
    case cell(variable: Int, table: Int, column: Int)
    case namedCell(variable: Int, table: Int, Grammar.Operand)
    /// A cell whose column is named by what comes later: one column after the other, to be confirmed.
    case guessedCell(variable: Int, table: Int, columns: [Int], isBound: Bool, register: Int)
    case confirm(register: Int, table: Int, Grammar.Operand)
    case record(variable: Int, group: Int, Target)
    case beginList(variable: Int, register: Int)
    case list(variable: Int, group: Int, Target, ClosedRange<Int>, register: Int)
    case condition(Grammar.Condition)
    /// A row that the text does not show.
    case choose(variable: Int, [Grammar.Condition], Interest)
    case chooseValue(variable: Int, fact: Int, argument: Int, [Grammar.Condition], Interest)
    /// Marks how many choices are open, and closes those made since.
    case mark(register: Int)
    case cut(register: Int, Interest)
    case complete([Int])
    case effects
    case done
  }

  /// Which text of a record is read.
  enum Target: Sendable {
    case hidden
    case slot(Int)
    case named(Grammar.Operand)
  }

  /// Whether it matters which of several solutions is taken; if not, the first is enough.
  struct Interest: Sendable {
    let withFacts: Bool
    let withoutFacts: Bool
  }
}

/// The programs of a grammar, and the indexes that they look rows up in.
final class ReadingPrograms: Sendable {
  /// By alternative and slot; the last of an alternative's reads no text.
  private let programs: [ReadingProgram?]
  private let offsets: [Int]
  /// How many numbers of its own a record of each alternative needs.
  let registers: [Int]
  /// By table and column.
  private let indexes: [[CellIndex]]

  init(_ grammar: Grammar) {
    let observed = ObservedSlots(grammar)
    var programs: [ReadingProgram?] = []
    var offsets: [Int] = []
    var registers: [Int] = []
    for (index, alternative) in grammar.alternatives.enumerated() {
      offsets.append(programs.count)
      var most = 0
      for slot in alternative.templates.indices {
        let program = alternative.templates[slot].map { template in
          var writer = ProgramWriter(grammar, index, observed)
          return writer.program(template)
        }
        most = max(most, program?.registers ?? 0)
        programs.append(program)
      }
      var writer = ProgramWriter(grammar, index, observed)
      let hidden = writer.program(nil)
      programs.append(hidden)
      registers.append(max(most, hidden.registers))
    }
    self.programs = programs
    self.offsets = offsets
    self.registers = registers
    indexes = grammar.tables.map { table in
      table.columns.indices.map { CellIndex(grammar.texts, table, column: $0) }
    }
  }

  /// The number of an alternative's program for a slot, or for no text; nil if it has no such text.
  func number(_ alternative: Int, _ slot: Int?, _ grammar: Grammar) -> Int? {
    let slots = grammar.alternatives[alternative].templates.count
    let number = offsets[alternative] + (slot ?? slots)
    return programs[number] == nil ? nil : number
  }

  /// A step of a program.
  func step(_ program: Int, _ index: Int) -> ReadingProgram.Step {
    programs[program]?.steps[index] ?? .done
  }

  /// The rows by what their cells begin with.
  func index(_ table: Int, _ column: Int) -> CellIndex { indexes[table][column] }
}

/// The rows of a table by the first character of their cell in a column.
struct CellIndex: Sendable {
  /// The rows that have a cell.
  let all: [Int32]
  /// Those whose cell is the empty text.
  let empty: [Int32]
  private let rows: [UInt32: [Int32]]

  init(_ texts: GrammarTexts, _ table: Grammar.Table, column: Int) {
    var all: [Int32] = []
    var empty: [Int32] = []
    var rows: [UInt32: [Int32]] = [:]
    for row in 0..<Int32(table.rowCount) {
      let cell = table.cell(row, column)
      guard cell != GrammarTexts.missing else { continue }
      all.append(row)
      guard let first = texts.words(of: cell).first else {
        empty.append(row)
        continue
      }
      let word = texts.words[Int(first)]
      let plain = Self.key(word.plain[...])
      let capital = Self.key(word.capital[...])
      rows[plain, default: []].append(row)
      if capital != plain { rows[capital, default: []].append(row) }
    }
    if !empty.isEmpty { for key in rows.keys { rows[key, default: []] += empty } }
    self.all = all
    self.empty = empty
    self.rows = rows
  }

  /// The rows whose cell may begin with these bytes.
  func rows(at bytes: ArraySlice<UInt8>) -> [Int32] { rows[Self.key(bytes)] ?? empty }

  /// The bytes of the first character as a number.
  private static func key(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    guard let first = bytes.first else { return 0 }
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    return bytes.prefix(length).reduce(0) { $0 << 8 | UInt32($1) }
  }
}
