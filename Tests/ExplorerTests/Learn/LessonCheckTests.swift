import Explorer
import Lessons
import Screen
import Testing

/// The check of lessons, seen to fail: a built-in lesson, with one thing in it changed.
@Suite struct LessonCheckTests {
  private static let library = Result { try LessonLibrary.builtIn() }

  /// What is said of a built-in lesson that was changed.
  private func problems(
    _ id: String, plays: Bool = true, kept: LessonFigures? = nil,
    _ change: (inout LessonEntry) throws -> Void
  ) throws -> [String] {
    var library = try Self.library.get()
    let place = try #require(library.entries.firstIndex { $0.lesson.id == id })
    try change(&library.entries[place])
    let state = State(
      size: Size(width: 80, height: 24), medium: Medium(), language: .english,
      models: ModelChoice.shipped())
    let result = LessonCheck(library, state).check(
      library.entries[place], kept: kept, plays: plays)
    return result.problems.map { "\($0.position.line):\($0.position.column): \($0.text)" }
  }

  /// The number of the step with an id.
  private func step(_ id: String, of entry: LessonEntry) throws -> Int {
    try #require(entry.lesson.steps.firstIndex { $0.id == id })
  }

  @Test func `another model bears other claims out`() throws {
    let found = try problems("weighted-values", plays: false) { entry in
      for number in entry.lesson.steps.indices {
        for (place, action) in entry.lesson.steps[number].actions.enumerated() {
          guard case .open(var model) = action else { continue }
          model.model = "storyteller-post"
          entry.lesson.steps[number].actions[place] = .open(model)
        }
      }
    }
    #expect(found.contains { $0.contains("the model does not bear this out: ") }, "\(found)")
  }

  @Test func `an answer that is a recognized mistake is told`() throws {
    let found = try problems("scores-to-weights", plays: false) { entry in
      let number = try step("divide", of: entry)
      guard case .number(var answer)? = entry.lesson.steps[number].question?.kind,
        case .number(let mistake, _)? = entry.lesson.steps[number].question?.mistakes.first?.sign
      else { throw Missing() }
      answer.expression = mistake
      entry.lesson.steps[number].question?.kind = .number(answer)
    }
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.contains("step divide: mistake no-root") == true, "\(found)")
  }

  @Test func `a choice that the model decides otherwise is told`() throws {
    let found = try problems("causal-mask", plays: false) { entry in
      for number in entry.lesson.steps.indices {
        guard case .choose(let choices)? = entry.lesson.steps[number].question?.kind,
          choices.contains(where: { if case .when = $0.rule { true } else { false } })
        else { continue }
        entry.lesson.steps[number].question?.kind = .choose(
          choices.map {
            guard case .when(let predicate) = $0.rule else { return $0 }
            return .init($0.id, .when("not (\(predicate))"))
          })
        return
      }
      throw Missing()
    }
    #expect(!found.isEmpty)
  }

  @Test func `a placeholder that points elsewhere is told`() throws {
    var figures = LessonFigures([
      .init(
        step: "a-row-of-scores",
        expression: "encoder/1/self-attention/scores[head 2, query 2, key 3]", value: "0")
    ])
    let found = try problems("scores-to-weights", plays: false, kept: figures) { _ in }
    // It was 0 when somebody last looked; the others are new.
    #expect(found.contains { $0.contains("key 3]} was 0 and is ") }, "\(found.prefix(3))")
    #expect(found.contains { $0.contains("and new; look at the step") })
    figures = LessonFigures([.init(step: "divide", expression: "heads + heads", value: "8")])
    let gone = try problems("scores-to-weights", plays: false, kept: figures) { _ in }
    #expect(
      gone.contains {
        $0.hasPrefix("0:0: step divide: {heads + heads} is in no text any more")
      }, "\(gone.prefix(3))")
  }

  @Test func `figures agree as far as other machines round otherwise`() {
    let figure = LessonFigures.Figure(step: "a", expression: "heads", value: "−1.2345")
    #expect(figure.agrees(with: "−1.2346"))
    #expect(!figure.agrees(with: "−1.24"))
    #expect(!figure.agrees(with: "1.2345"))
    let word = LessonFigures.Figure(step: "a", expression: "written()", value: "\"我\"")
    #expect(word.agrees(with: "\"我\""))
    #expect(!word.agrees(with: "\"你\""))
    let list = LessonFigures([figure, word])
    #expect(LessonFigures(reading: list.text) == list)
    #expect(LessonFigures(reading: "no tabs\n" + list.text) == list)
  }
}

/// What a test needs of a lesson is not in it.
private struct Missing: Error {}
