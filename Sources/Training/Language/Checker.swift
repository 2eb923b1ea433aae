/// Reads a text back: the grammar's templates in reverse, by trying and going back.
///
/// The machine is that of logic programs (Warren 1983, "An Abstract Prolog Instruction Set"): goals in a
/// linked list, open choices on a stack, bindings undone on the way back. Nothing recurses with the text.
struct Checker {
  let grammar: Grammar
  let programs: ReadingPrograms
  let reader: FieldReader
  /// Whether what facts say is disregarded.
  let ignoresFacts: Bool
  /// Whether every solution counts, not only whether there is one.
  let wantsAll: Bool

  var scene: Scene
  var position: Position
  /// What the blank was filled with.
  var captured: [FieldReader.Capture] = []
  /// The furthest place where reading failed.
  var furthest = 0

  var goal: Goal
  var goals: [Goal] = []
  var choices: [Choice] = []
  /// Rows that fit, for the choices that are open.
  var rows: [Int32] = []
  var steps = 0
  var isStarted = false
  private let root: Call

  typealias Position = FieldReader.Position

  /// How many steps are taken before the search is given up.
  static let mostSteps = 100_000

  /// A place in a program, the record that it reads, and what follows when it has been read.
  struct Goal {
    var program: Int32
    var step: Int32
    var record: Int32
    var next: Int32
  }

  /// A rule that is to be read.
  struct Call {
    let group: Int
    let slot: Int?
    /// Where the record goes; -1 for nowhere.
    let variable: Int
    let isList: Bool
    let next: Int32
  }

  /// What can be tried when reading fails.
  struct Choice {
    enum Kind {
      case alternatives(Call)
      /// Rows from ``Checker/rows``, matched with a column if there is one.
      case rows(variable: Int, table: Int, column: Int?, end: Int)
      case columns
      /// The end of a list.
      case stop
    }

    let kind: Kind
    var next: Int
    let goal: Goal
    let position: Position
    let extent: Scene.Extent
    let goals: Int
    let captured: Int
    let rows: Int
  }

  /// How a search ends.
  enum Outcome {
    case found(Int32)
    case none
    case undecided
  }

  init(
    _ grammar: Grammar, _ programs: ReadingPrograms, _ reader: FieldReader, slot: Int,
    ignoresFacts: Bool, wantsAll: Bool
  ) {
    self.grammar = grammar
    self.programs = programs
    self.reader = reader
    self.ignoresFacts = ignoresFacts
    self.wantsAll = wantsAll
    scene = Scene(grammar)
    position = reader.start
    goal = Goal(program: 0, step: 0, record: -1, next: -1)
    root = Call(group: grammar.start, slot: slot, variable: -1, isList: false, next: -1)
  }

  /// Searches for the next solution.
  mutating func next() -> Outcome {
    var isGoing = isStarted ? resume() : call(root)
    isStarted = true
    while true {
      if !isGoing {
        guard resume() else { return .none }
      }
      steps += 1
      guard steps <= Self.mostSteps else { return .undecided }
      let step = programs.step(Int(goal.program), Int(goal.step))
      goal.step += 1
      guard case .done = step else {
        isGoing = perform(step)
        continue
      }
      if goal.next >= 0 {
        goal = goals[Int(goal.next)]
        isGoing = true
      } else if reader.isAtEnd(position, &furthest) {
        return .found(goal.record)
      } else {
        isGoing = false
      }
    }
  }

  // MARK: Going back

  /// Leaves a way open.
  mutating func push(_ kind: Choice.Kind, next: Int, rows: Int) {
    choices.append(
      Choice(
        kind: kind, next: next, goal: goal, position: position, extent: scene.extent,
        goals: goals.count, captured: captured.count, rows: rows))
  }

  /// Takes the next way that is open.
  private mutating func resume() -> Bool {
    while let choice = choices.popLast() {
      steps += 1
      guard steps <= Self.mostSteps else { return true }
      goal = choice.goal
      position = choice.position
      scene.restore(choice.extent)
      goals.removeLast(goals.count - choice.goals)
      captured.removeLast(captured.count - choice.captured)
      if case .rows(_, _, _, let end) = choice.kind {
        rows.removeLast(rows.count - end)
      } else {
        rows.removeLast(rows.count - choice.rows)
      }
      switch choice.kind {
      case .stop: return true
      case .alternatives(let target):
        if call(target, from: choice.next) { return true }
      case .rows(let variable, let table, let column, let end):
        let row = rows[choice.next]
        if choice.next + 1 < end {
          push(choice.kind, next: choice.next + 1, rows: choice.rows)
        } else {
          rows.removeLast(rows.count - choice.rows)
        }
        if take(row, variable, table, column) { return true }
      case .columns:
        goal.step -= 1
        let step = programs.step(Int(goal.program), Int(goal.step))
        goal.step += 1
        if guess(step, from: choice.next) { return true }
      }
    }
    return false
  }
}
