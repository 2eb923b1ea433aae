import Lessons
import Testing

/// The example of the documentation, whole.
private let example = """
  # A comment.
  lesson scores-to-weights
  part 2
  number 5
  after query-key-value            # lessons whose terms may be used; theirs too
  terms softmax scaling
  fact year 2017 "Vaswani et al. 2017, \\"Attention\\", section 3.2.1"
  recall query-key-value/score-by-hand

  step two-rows
    open translator "I like apples." target "我喜欢" wiring post seed 7 loss
    go encoder/1/self-attention/scores[head 1, query 2, key 3]
    picture inside 2
    zoom blocks
    claim deviation(encoder/1/self-attention/scores[head 1, query 2]) > 0.5

  step predict-the-weight
    revision 2
    ask number
      answer encoder/1/self-attention/weights[head 1, query 2, key 3] within 0.02
      mistake no-scaling = exp(x) / sum(y)
      mistake wrong-axis = 1 / 2
    then
      go encoder/1/self-attention/weights[head 1, query 2, key 3]
      from

  """

@Suite struct LessonStepsTests {
  private func read(_ text: String) throws -> Lesson {
    try Lesson.read(Array(text.utf8), path: "a/lesson.steps")
  }

  @Test func `the documentation's example is read`() throws {
    let lesson = try read(example)
    #expect(lesson.id == "scores-to-weights")
    #expect(lesson.part == 2 && lesson.number == 5 && !lesson.isShuffled)
    #expect(lesson.after == ["query-key-value"] && lesson.terms == ["softmax", "scaling"])
    #expect(
      lesson.facts == [
        LessonFact(
          name: "year", value: 2017, source: #"Vaswani et al. 2017, "Attention", section 3.2.1"#)
      ])
    #expect(lesson.recalls == [StepReference(lesson: "query-key-value", step: "score-by-hand")])
    try #require(lesson.steps.count == 2)
    let first = lesson.steps[0]
    #expect(first.id == "two-rows" && first.revision == 1)
    #expect(first.position == LessonPosition(path: "a/lesson.steps", line: 10))
    #expect(
      first.actions == [
        .open(
          LessonModel(
            "translator", text: "I like apples.", target: "我喜欢", wiring: "post", seed: 7,
            hasLoss: true)),
        .go("encoder/1/self-attention/scores[head 1, query 2, key 3]"), .picture(.inside(2)),
        .zoom("blocks"),
      ])
    #expect(
      first.claims == [
        LessonClaim(
          "deviation(encoder/1/self-attention/scores[head 1, query 2]) > 0.5",
          position: LessonPosition(path: "a/lesson.steps", line: 15, column: 9))
      ])
    let second = lesson.steps[1]
    #expect(second.revision == 2)
    #expect(
      second.question
        == LessonQuestion(
          .number(
            .init(
              "encoder/1/self-attention/weights[head 1, query 2, key 3]", within: .absolute(0.02))),
          mistakes: [
            .init("no-scaling", .number("exp(x) / sum(y)", line: nil)),
            .init("wrong-axis", .number("1 / 2", line: nil)),
          ], position: LessonPosition(path: "a/lesson.steps", line: 19, column: 3)))
    #expect(
      second.reveal == [
        .go("encoder/1/self-attention/weights[head 1, query 2, key 3]"), .from,
      ])
  }
}
