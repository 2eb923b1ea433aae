/// Reads a question with the lines below it.
struct QuestionReader {
  private let ask: LessonStatement
  private let kind: Kind
  private var choices: [LessonQuestion.Choice] = []
  private var answer: LessonQuestion.NumberAnswer?
  private var cells: [String] = []
  private var goal: String?
  private var items: [String] = []
  private var lines: [LessonQuestion.Line] = []
  private var mistakes: [LessonQuestion.Mistake] = []
  private var solution: [String] = []
  private var wrong: [[String]] = []

  /// The kinds, by the words that name them.
  private enum Kind: String, CaseIterable {
    case choose, number, point, bring, order, derive

    /// What may stand below it.
    var keywords: [String] {
      switch self {
      case .choose: ["choice"]
      case .number, .point: ["answer", "mistake"]
      case .bring: ["goal", "solve", "wrong", "mistake"]
      case .order: ["item", "mistake"]
      case .derive: ["given", "blank", "mistake"]
      }
    }
  }

  private init(_ ask: LessonStatement) throws(LessonProblem) {
    let names = Kind.allCases.map(\.rawValue).joined(separator: " ")
    guard let kind = Kind(rawValue: try ask.name(1, "one of \(names)")) else {
      throw ask.unexpected(at: 1, expected: "one of \(names)")
    }
    try ask.end(at: 2)
    self.ask = ask
    self.kind = kind
  }

  /// Reads a question.
  static func question(
    _ ask: LessonStatement, _ reader: inout StatementReader
  ) throws(LessonProblem) -> LessonQuestion {
    var question = try QuestionReader(ask)
    while let line = try reader.next(at: ask.level + 1) {
      try question.read(line)
    }
    return try question.finish()
  }

  private mutating func read(_ line: LessonStatement) throws(LessonProblem) {
    guard kind.keywords.contains(where: { isSame($0, line.keyword) }) else {
      throw line.unknown(expected: kind.keywords)
    }
    switch line.keyword {
    case "choice": try readChoice(line)
    case "answer" where kind == .point:
      cells.append(try line.expression(from: 1, "a cell or an address"))
    case "answer":
      guard answer == nil else { throw line.problem(at: 0, "answer: expected once, found again") }
      answer = try line.answer(from: 1)
    case "goal":
      guard goal == nil else { throw line.problem(at: 0, "goal: expected once, found again") }
      goal = try line.expression(from: 1, "a predicate")
    case "solve":
      guard solution.isEmpty else {
        throw line.problem(at: 0, "solve: expected once, found again")
      }
      solution = try keys(line)
    case "wrong": wrong.append(try keys(line))
    case "item":
      let item = try line.id(1, "the item's id")
      try line.end(at: 2)
      guard !items.contains(item) else { throw line.unexpected(at: 1, expected: "each id once") }
      items.append(item)
    case "given", "blank": try readLine(line)
    default: try readMistake(line)
    }
  }

  private func keys(_ line: LessonStatement) throws(LessonProblem) -> [String] {
    let keys = try line.quoted(1, "keys in double quotes")
    try line.end(at: 2)
    let parts = keys.split(separator: " ").map(String.init)
    guard !parts.isEmpty else { throw line.unexpected(at: 1, expected: "keys in double quotes") }
    return parts
  }

  private mutating func readChoice(_ line: LessonStatement) throws(LessonProblem) {
    let id = try line.id(1, "the choice's id")
    guard !choices.contains(where: { isSame($0.id, id) }) else {
      throw line.unexpected(at: 1, expected: "each id once")
    }
    let expected = "right, wrong or when PREDICATE"
    let rule: LessonQuestion.Rule
    switch try line.name(2, expected) {
    case "right": rule = .right
    case "wrong": rule = .wrong
    case "when":
      choices.append(.init(id, .when(try line.expression(from: 3, "a predicate"))))
      return
    default: throw line.unexpected(at: 2, expected: expected)
    }
    try line.end(at: 3)
    choices.append(.init(id, rule))
  }

  private mutating func readLine(_ line: LessonStatement) throws(LessonProblem) {
    let id = try line.id(1, "the line's id")
    guard !lines.contains(where: { isSame($0.id, id) }) else {
      throw line.unexpected(at: 1, expected: "each id once")
    }
    try line.word(2, is: "=")
    lines.append(
      .init(id, try line.answer(from: 3), isBlank: isSame(line.keyword, "blank")))
  }

  private mutating func readMistake(_ line: LessonStatement) throws(LessonProblem) {
    let id = try line.id(1, "the mistake's id")
    guard !mistakes.contains(where: { isSame($0.id, id) }) else {
      throw line.unexpected(at: 1, expected: "each id once")
    }
    let sign: LessonQuestion.Mistake.Sign
    switch kind {
    case .bring:
      try line.word(2, is: "when")
      sign = .state(try line.expression(from: 3, "a predicate"))
    case .order:
      try line.word(2, is: "=")
      let first = try line.id(3, "an item's id")
      try line.word(4, is: "before")
      sign = .before(first, try line.id(5, "an item's id"))
      try line.end(at: 6)
    case .derive:
      try line.word(2, is: "of")
      let name = try line.id(3, "a line's id")
      try line.word(4, is: "=")
      sign = .number(try line.expression(from: 5, "an expression"), line: name)
    case .point:
      try line.word(2, is: "=")
      sign = .cell(try line.expression(from: 3, "a cell or an address"))
    case .choose, .number:
      try line.word(2, is: "=")
      sign = .number(try line.expression(from: 3, "an expression"), line: nil)
    }
    mistakes.append(.init(id, sign))
  }

  private func finish() throws(LessonProblem) -> LessonQuestion {
    func missing(_ what: String) -> LessonProblem {
      ask.problem(at: 0, "ask \(kind.rawValue): expected \(what) below it, found none")
    }
    let wanted: LessonQuestion.Kind
    switch kind {
    case .choose:
      guard !choices.isEmpty else { throw missing("lines choice ID right, wrong or when …") }
      wanted = .choose(choices)
    case .number:
      guard let answer else { throw missing("a line answer EXPRESSION within …") }
      wanted = .number(answer)
    case .point:
      guard !cells.isEmpty else { throw missing("a line answer CELL") }
      wanted = .point(cells)
    case .bring:
      guard let goal else { throw missing("a line goal PREDICATE") }
      wanted = .bring(goal: goal)
    case .order:
      guard !items.isEmpty else { throw missing("lines item ID") }
      wanted = .order(items)
    case .derive:
      guard !lines.isEmpty else { throw missing("lines given or blank ID = EXPRESSION within …") }
      wanted = .derive(lines)
    }
    return LessonQuestion(
      wanted, mistakes: mistakes, solution: solution, wrong: wrong, position: ask.position)
  }
}
