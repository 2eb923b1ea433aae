import Tensors
import Tracing

/// Something that is wrong with a question in a world.
package struct LessonQuestionProblem: Error, Equatable, Sendable {
  /// Where the question begins.
  package var position: LessonPosition
  /// What is wrong, in one line.
  package var text: String
}

extension LessonJudge {
  /// What is wrong with a question in the world that it is asked in, before the reader has done anything.
  ///
  /// It is answered already, has no or several right choices, has mistakes that cannot be told apart from one
  /// another or from what is right, or names what is not there.
  ///
  /// - Parameters:
  ///   - question: The question.
  ///   - world: The world that answers are judged in.
  /// - Returns: The problems, in the order in which the question's parts are written.
  package static func problems(
    of question: LessonQuestion, in world: LessonWorld
  ) -> [LessonQuestionProblem] {
    let examiner = Examiner(question: question, world: world)
    let texts =
      switch question.kind {
      case .choose(let choices): examiner.choices(choices)
      case .number(let wanted): examiner.number(wanted, line: nil)
      case .point(let cells): examiner.cells(cells)
      case .bring(let goal): examiner.states(goal)
      case .order(let items): examiner.order(items)
      case .derive(let lines):
        lines.flatMap { examiner.number($0.answer, line: $0.id, isBlank: $0.isBlank) }
      }
    return texts.map { LessonQuestionProblem(position: question.position, text: $0) }
  }
}

/// Looks for what is wrong with one question.
private struct Examiner {
  let question: LessonQuestion
  let world: LessonWorld

  private func attempt<Value>(
    _ what: String, _ problems: inout [String],
    _ body: () throws(LessonExpressionError) -> Value
  ) -> Value? {
    do throws(LessonExpressionError) {
      return try body()
    } catch {
      problems.append("\(what), \(error)")
      return nil
    }
  }

  // MARK: Choices

  func choices(_ choices: [LessonQuestion.Choice]) -> [String] {
    var problems: [String] = []
    var right: [String] = []
    for choice in choices {
      let isRight = attempt("choice \(choice.id)", &problems) { () throws(LessonExpressionError) in
        try LessonJudge.isRight(choice.id, among: choices, in: world)
      }
      if isRight ?? false { right.append(choice.id) }
    }
    if problems.isEmpty, right.count != 1 {
      problems.append(
        "exactly one choice must be right; "
          + (right.isEmpty ? "none is" : "\(right.joined(separator: " and ")) are"))
    }
    return problems
  }

  // MARK: Numbers

  func number(
    _ wanted: LessonQuestion.NumberAnswer, line: String?, isBlank: Bool = true
  ) -> [String] {
    var problems: [String] = []
    let name = line.map { "line \($0)" } ?? "the answer"
    let right = attempt(name, &problems) { () throws(LessonExpressionError) in
      try LessonExpression(parsing: wanted.expression).number(in: world)
    }
    guard let right else { return problems }
    guard !right.isNaN else { return ["\(name): \(wanted.expression) is no number here"] }
    guard isBlank else { return [] }
    var known: [(id: String, number: Double)] = []
    for mistake in question.mistakes {
      guard let expression = LessonJudge.expression(of: mistake, in: line) else { continue }
      let found = attempt("mistake \(mistake.id)", &problems) {
        () throws(LessonExpressionError) in
        try LessonExpression(parsing: expression).number(in: world)
      }
      guard let found else { continue }
      if wanted.tolerance.accepts(found, for: right) {
        problems.append(
          "mistake \(mistake.id) (\(Number.text(found))) counts as right: the answer is "
            + "\(Number.text(right)), within \(Number.text(wanted.tolerance.width(for: right)))")
      }
      for other in known where isNear(found, other.number, wanted.tolerance) {
        problems.append(
          "mistakes \(other.id) (\(Number.text(other.number))) and \(mistake.id) "
            + "(\(Number.text(found))) cannot be told apart within "
            + Number.text(wanted.tolerance.width(for: found)))
      }
      known.append((mistake.id, found))
    }
    return problems
  }

  private func isNear(
    _ first: Double, _ second: Double, _ tolerance: LessonQuestion.Tolerance
  ) -> Bool {
    tolerance.accepts(first, for: second) || tolerance.accepts(second, for: first)
  }

  // MARK: Cells

  func cells(_ cells: [String]) -> [String] {
    var problems: [String] = []
    let answers = cells.compactMap { slice("the answer", $0, &problems) }
    for cell in cells {
      guard let reference = try? LessonJudge.reference(cell), world.isAt(reference) else {
        continue
      }
      problems.append("the cursor stands on the answer already: \(VisibleText.escaped(cell))")
    }
    var known: [(id: String, slice: CellSlice)] = []
    for mistake in question.mistakes {
      guard case .cell(let cell) = mistake.sign,
        let slice = slice("mistake \(mistake.id)", cell, &problems)
      else { continue }
      if answers.contains(where: { $0.contains(slice) }) {
        problems.append(
          "mistake \(mistake.id) counts as right: it is among the cells of the answer")
      }
      // A part of an earlier mistake's cells would never be recognized.
      for other in known where other.slice.contains(slice) {
        problems.append("mistakes \(other.id) and \(mistake.id) cannot be told apart")
      }
      known.append((mistake.id, slice))
    }
    return problems
  }

  private func slice(_ what: String, _ cell: String, _ problems: inout [String]) -> CellSlice? {
    attempt(what, &problems) { () throws(LessonExpressionError) in
      guard let trace = world.traces[.now]?.trace else {
        throw LessonExpressionError(.side(.now), at: 1)
      }
      let reference = try LessonJudge.reference(cell)
      do throws(CellReferenceError) {
        return try trace.slice(reference)
      } catch {
        throw LessonExpressionError(.reference(error), at: 1)
      }
    }
  }

  // MARK: States

  func states(_ goal: String) -> [String] {
    var problems: [String] = []
    let isReached = attempt("the goal", &problems) { () throws(LessonExpressionError) in
      try LessonExpression(parsing: goal).holds(in: world)
    }
    if isReached ?? false { problems.append("the goal holds before anything is done") }
    for mistake in question.mistakes {
      guard case .state(let state) = mistake.sign else { continue }
      let holds = attempt("mistake \(mistake.id)", &problems) { () throws(LessonExpressionError) in
        try LessonExpression(parsing: state).holds(in: world)
      }
      if holds ?? false { problems.append("mistake \(mistake.id) holds before anything is done") }
    }
    return problems
  }

  // MARK: Orders

  func order(_ items: [String]) -> [String] {
    var problems: [String] = []
    var known: [(id: String, first: String, second: String)] = []
    for mistake in question.mistakes {
      guard case .before(let first, let second) = mistake.sign else { continue }
      guard let early = items.firstIndex(of: first), let late = items.firstIndex(of: second) else {
        problems.append("mistake \(mistake.id): \(first) and \(second) must both be items")
        continue
      }
      if early <= late {
        problems.append("mistake \(mistake.id): \(first) before \(second) is the right order")
      }
      for other in known where other.first == first && other.second == second {
        problems.append("mistakes \(other.id) and \(mistake.id) cannot be told apart")
      }
      known.append((mistake.id, first, second))
    }
    return problems
  }
}

extension CellSlice {
  /// Whether all cells of another slice are among these.
  fileprivate func contains(_ other: CellSlice) -> Bool {
    node == other.node
      && zip(box.ranges, other.box.ranges).allSatisfy { own, other in
        own.lowerBound <= other.lowerBound && other.upperBound <= own.upperBound
      }
  }
}
