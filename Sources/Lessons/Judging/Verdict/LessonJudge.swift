import Tensors
import Tracing

/// Says whether an answer is right, and which mistake it is where it is not.
///
/// What is right is worked out in the world, each time anew.
package enum LessonJudge {
  /// Judges an answer.
  ///
  /// - Parameters:
  ///   - answer: What the reader says; the place where the reader is, the world has.
  ///   - question: What was asked.
  ///   - world: The running model.
  /// - Returns: The verdict; an answer of another kind than the question's is wrong.
  /// - Throws: ``LessonExpressionError`` where the world does not have what the question names.
  package static func verdict(
    on answer: LessonAnswer, to question: LessonQuestion, in world: LessonWorld
  ) throws(LessonExpressionError) -> LessonVerdict {
    switch (question.kind, answer) {
    case (.choose(let choices), .choice(let id)):
      return try isRight(id, among: choices, in: world) ? .right : .wrongChoice(id)
    case (.number(let wanted), .number(let number)):
      return try verdict(on: number, wanted, question.mistakes, line: nil, in: world)
    case (.point(let cells), .here): return try point(cells, question.mistakes, in: world)
    case (.bring(let goal), .here): return try bring(goal, question.mistakes, in: world)
    case (.order(let items), .order(let found)): return order(items, found, question.mistakes)
    case (.derive(let lines), .lines(let numbers)):
      return try derive(lines, numbers, question.mistakes, in: world)
    case (.choose, _), (.number, _), (.point, _), (.bring, _), (.order, _), (.derive, _):
      return .other(line: nil)
    }
  }

  // MARK: Choices

  /// Whether a choice is right.
  static func isRight(
    _ id: String, among choices: [LessonQuestion.Choice], in world: LessonWorld
  ) throws(LessonExpressionError) -> Bool {
    for choice in choices where choice.id == id {
      switch choice.rule {
      case .right: return true
      case .wrong: return false
      case .when(let predicate): return try LessonExpression(parsing: predicate).holds(in: world)
      }
    }
    return false
  }

  // MARK: Numbers

  /// Judges a number, in a line of a calculation if one is named.
  private static func verdict(
    on number: Double, _ wanted: LessonQuestion.NumberAnswer,
    _ mistakes: [LessonQuestion.Mistake], line: String?, in world: LessonWorld
  ) throws(LessonExpressionError) -> LessonVerdict {
    let right = try LessonExpression(parsing: wanted.expression).number(in: world)
    if wanted.tolerance.accepts(number, for: right) { return .right }
    var nearest: (id: String, distance: Double)?
    for mistake in mistakes {
      guard let expression = expression(of: mistake, in: line) else { continue }
      let found = try LessonExpression(parsing: expression).number(in: world)
      let distance = found == number ? 0 : abs(found - number)
      guard wanted.tolerance.accepts(number, for: found), distance < nearest?.distance ?? .infinity
      else { continue }
      nearest = (mistake.id, distance)
    }
    return nearest.map { .mistake($0.id, line: line) } ?? .other(line: line)
  }

  /// The number of a mistake that can be made in a line; one that names no line can be made in any.
  static func expression(of mistake: LessonQuestion.Mistake, in line: String?) -> String? {
    guard case .number(let expression, let owner) = mistake.sign else { return nil }
    return owner == nil || owner == line ? expression : nil
  }

  // MARK: Places and states

  private static func point(
    _ cells: [String], _ mistakes: [LessonQuestion.Mistake], in world: LessonWorld
  ) throws(LessonExpressionError) -> LessonVerdict {
    for cell in cells where world.isAt(try reference(cell)) { return .right }
    for mistake in mistakes {
      guard case .cell(let cell) = mistake.sign, world.isAt(try reference(cell)) else { continue }
      return .mistake(mistake.id, line: nil)
    }
    return .other(line: nil)
  }

  /// A cell as it is written.
  static func reference(_ text: String) throws(LessonExpressionError) -> CellReference {
    do throws(CellReferenceError) {
      return try CellReference(parsing: text)
    } catch {
      throw LessonExpressionError(.reference(error), at: 1)
    }
  }

  private static func bring(
    _ goal: String, _ mistakes: [LessonQuestion.Mistake], in world: LessonWorld
  ) throws(LessonExpressionError) -> LessonVerdict {
    if try isReached(goal, in: world) { return .right }
    for mistake in mistakes {
      guard case .state(let state) = mistake.sign, try isReached(state, in: world) else { continue }
      return .mistake(mistake.id, line: nil)
    }
    return .other(line: nil)
  }

  /// Whether a state is reached; one that names what is not on the screen is not.
  static func isReached(
    _ state: String, in world: LessonWorld
  ) throws(LessonExpressionError) -> Bool {
    let expression = try LessonExpression(parsing: state)
    do throws(LessonExpressionError) {
      return try expression.holds(in: world)
    } catch {
      // Where the reader has gone something else may be open, or nothing.
      if case .kind = error.problem { throw error }
      return false
    }
  }

  // MARK: Orders

  private static func order(
    _ items: [String], _ found: [String], _ mistakes: [LessonQuestion.Mistake]
  ) -> LessonVerdict {
    if items == found { return .right }
    for mistake in mistakes {
      guard case .before(let first, let second) = mistake.sign,
        let early = found.firstIndex(of: first), let late = found.firstIndex(of: second),
        early < late, let right = items.firstIndex(of: first),
        let other = items.firstIndex(of: second), right > other
      else { continue }
      return .mistake(mistake.id, line: nil)
    }
    let place = zip(items, found).enumerated().first { $1.0 != $1.1 }?.offset
    return .other(line: place.map { found[$0] } ?? found.dropFirst(items.count).first)
  }

  // MARK: Calculations

  private static func derive(
    _ lines: [LessonQuestion.Line], _ numbers: [Double], _ mistakes: [LessonQuestion.Mistake],
    in world: LessonWorld
  ) throws(LessonExpressionError) -> LessonVerdict {
    // From the top: what follows from a wrong line may be wrong too, and is not asked about.
    for (index, line) in lines.filter(\.isBlank).enumerated() {
      guard index < numbers.count else { return .other(line: line.id) }
      let verdict = try verdict(on: numbers[index], line.answer, mistakes, line: line.id, in: world)
      guard verdict == .right else { return verdict }
    }
    return .right
  }
}

extension LessonQuestion.Tolerance {
  /// How far off an answer may be.
  func width(for right: Double) -> Double {
    switch self {
    case .absolute(let width): width
    case .relative(let share): abs(right) * share
    }
  }

  /// Whether a number is near enough to another.
  func accepts(_ number: Double, for right: Double) -> Bool {
    number == right || right.isFinite && Closeness.isWithin(width(for: right), number, right)
  }
}
