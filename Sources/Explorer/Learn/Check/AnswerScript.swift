import Lessons
import Screen
import Tracing

/// The answers that a check gives to a question: right ones, and wrong ones with what must be said to them.
struct AnswerScript {
  /// An answer as a reader gives it.
  struct Attempt {
    /// What it is called in a problem.
    var name: String
    /// What must be said to it; nil for whatever refuses it.
    var verdict: LessonVerdict?
    /// A cell that the reader goes to first.
    var cell: String?
    /// The keys that are pressed.
    var keys: [Key] = []

    /// Gives the answer.
    func play(_ explorer: inout HeadlessExplorer) {
      if let cell { explorer.begin { $0.go(toCell: cell) } }
      explorer.press(keys)
    }
  }

  /// Right answers: all that the lesson names.
  private(set) var right: [Attempt] = []
  /// Wrong answers.
  private(set) var wrong: [Attempt] = []
  /// How many wrong answers there must be.
  private(set) var fewestWrong = 2
  /// What is amiss with what the lesson names; one line each.
  private(set) var problems: [String] = []

  private let state: State
  private let question: LessonQuestion
  private let world: LessonWorld

  init?(_ step: LessonStep, _ state: State) {
    guard let question = step.question, let world = state.lessonWorld else { return nil }
    self.question = question
    self.world = world
    self.state = state
    do throws(LessonExpressionError) { try write() } catch { problems.append("\(error)") }
  }

  private mutating func write() throws(LessonExpressionError) {
    switch question.kind {
    case .choose(let choices): try choose(choices)
    case .number(let answer): try number(answer)
    case .point(let cells): point(cells)
    case .bring: bring()
    case .order(let items): order(items)
    case .derive(let lines): try derive(lines)
    }
  }

  // MARK: Choices

  private mutating func choose(_ choices: [LessonQuestion.Choice]) throws(LessonExpressionError) {
    fewestWrong = choices.count - 1
    for (index, choice) in choices.enumerated() {
      let verdict = try LessonJudge.verdict(on: .choice(choice.id), to: question, in: world)
      let attempt = Attempt(
        name: choice.id, verdict: verdict, keys: Self.typed("\(index + 1)") + [.enter])
      if verdict == .right { right.append(attempt) } else { wrong.append(attempt) }
    }
  }

  // MARK: Numbers

  private mutating func number(
    _ answer: LessonQuestion.NumberAnswer
  ) throws(LessonExpressionError) {
    let value = try LessonExpression(parsing: answer.expression).number(in: world)
    right.append(Attempt(name: Self.text(value), keys: Self.typed(Self.text(value)) + [.enter]))
    var others: [Double] = [value]
    for mistake in question.mistakes {
      guard case .number(let expression, _) = mistake.sign else { continue }
      let found = try LessonExpression(parsing: expression).number(in: world)
      others.append(found)
      wrong.append(
        Attempt(
          name: "\(mistake.id), \(Self.text(found))", verdict: .mistake(mistake.id, line: nil),
          keys: Self.typed(Self.text(found)) + [.enter]))
    }
    // Farther from the right number than all of the mistakes together.
    let far = others.map { abs($0) }.reduce(1, +) * 3
    wrong.append(
      Attempt(
        name: Self.text(far), verdict: .other(line: nil),
        keys: Self.typed(Self.text(far)) + [.enter])
    )
  }

  /// A number as a reader types it, in at most sixteen characters.
  private static func text(_ value: Double) -> String {
    Number.text(value, digits: 8).replacing("−", with: "-")
  }

  /// The keys of a text.
  private static func typed(_ text: String) -> [Key] { text.unicodeScalars.map(Key.character) }

  // MARK: Places

  private mutating func point(_ cells: [String]) {
    for text in cells {
      guard let cell = whole(text) else { continue }
      right.append(Attempt(name: text, cell: cell, keys: [.enter]))
    }
    for mistake in question.mistakes {
      guard case .cell(let text) = mistake.sign, let cell = whole(text) else { continue }
      wrong.append(
        Attempt(
          name: "\(mistake.id), \(text)", verdict: .mistake(mistake.id, line: nil), cell: cell,
          keys: [.enter]))
    }
  }

  /// A cell with every index: where the author names none, the first.
  private mutating func whole(_ text: String) -> String? {
    do {
      let reference = try CellReference(parsing: text)
      let trace = state.explore?.subject.trace
      guard let trace, let id = trace.node(at: reference.address) else {
        problems.append("\(text): is no place of what the explorer shows")
        return nil
      }
      let node = trace[id]
      let named = Dictionary(
        reference.indices.compactMap { index in index.axis.map { ($0, index.number) } },
        uniquingKeysWith: { $1 })
      if !reference.indices.isEmpty, named.isEmpty { return text }
      let indices = node.axes.map { axis in
        "\(axis.rawValue) \(named[axis.rawValue] ?? axis.firstIndex)"
      }
      return node.address.path + (indices.isEmpty ? "" : "[\(indices.joined(separator: ", "))]")
    } catch {
      problems.append("\(error)")
      return nil
    }
  }

  // MARK: States

  private mutating func bring() {
    right.append(Attempt(name: question.solution.joined(separator: " ")))
    right[0].keys = keys(question.solution)
    for words in question.wrong {
      wrong.append(Attempt(name: words.joined(separator: " "), keys: keys(words)))
    }
  }

  private mutating func keys(_ words: [String]) -> [Key] {
    words.flatMap { word -> [Key] in
      guard let keys = KeyName.keys(word) else {
        problems.append(
          "'\(word)' is no key; keys are written as on the screen: n, Enter, Down, F4")
        return []
      }
      return keys
    }
  }

  // MARK: Orders

  private mutating func order(_ items: [String]) {
    right.append(ordered(items, items.joined(separator: " ")))
    for mistake in question.mistakes {
      guard case .before(let early, let late) = mistake.sign else { continue }
      // Taken out and put in just before what it must follow.
      var changed = items.filter { $0 != early }
      changed.insert(early, at: changed.firstIndex(of: late) ?? 0)
      var attempt = ordered(changed, mistake.id)
      attempt.verdict = .mistake(mistake.id, line: nil)
      wrong.append(attempt)
    }
    wrong.append(ordered(items.reversed(), "the other way round"))
    if items.count > 2 {
      wrong.append(ordered(Array(items.dropFirst() + items.prefix(1)), "the first one last"))
    }
  }

  private func ordered(_ items: [String], _ name: String) -> Attempt {
    let mixed = state.learn?.lesson?.work?.mixed ?? []
    let places = items.compactMap { mixed.firstIndex(of: $0) }
    return Attempt(name: name, keys: places.flatMap { Self.typed("\($0 + 1)") } + [.enter])
  }

  // MARK: Calculations

  private mutating func derive(_ lines: [LessonQuestion.Line]) throws(LessonExpressionError) {
    let blanks = lines.filter(\.isBlank)
    var values: [Double] = []
    for line in blanks {
      values.append(try LessonExpression(parsing: line.answer.expression).number(in: world))
    }
    right.append(Attempt(name: "the right numbers", keys: filled(values)))
    for mistake in question.mistakes {
      guard case .number(let expression, let line) = mistake.sign,
        let index = blanks.firstIndex(where: { $0.id == line })
      else { continue }
      var changed = values
      changed[index] = try LessonExpression(parsing: expression).number(in: world)
      wrong.append(
        Attempt(
          name: "\(mistake.id), \(Self.text(changed[index]))",
          verdict: .mistake(mistake.id, line: line), keys: filled(changed)))
    }
    for (index, line) in blanks.enumerated() {
      var changed = values
      changed[index] = values.map { abs($0) }.reduce(1, +) * 37
      wrong.append(
        Attempt(
          name: "\(Self.text(changed[index])) in the line \(line.id)",
          verdict: .other(line: line.id), keys: filled(changed)))
    }
  }

  private func filled(_ values: [Double]) -> [Key] {
    values.flatMap { Self.typed(Self.text($0)) + [.enter] }
  }
}
