import Lessons
import Testing

private let example = """
  # Scores become weights
  <!-- lesson: scores-to-weights, language: en -->

  What the softmax does to a row of scores,
  and why they are divided first.

  - <!-- can --> Work a weight out by hand.

  ## Two rows <!-- step: two-rows -->
  The score of *like* is {a[head 1]:.2f}.
  It goes on.

  A second paragraph.

  ## What will it weigh? <!-- step: predict, revision: 2 -->
  - <!-- ask --> How much
    does *apples* get?
  - <!-- hint: 1 --> One.
  - <!-- mistake: no-scaling --> No.

  """

@Suite struct LessonProseTests {
  @Test func `the documentation's example is read`() throws {
    let prose = try LessonProse.read(Array(example.utf8), path: "a/en.md")
    #expect(prose.language == "en" && prose.title == "Scores become weights")
    #expect(
      prose.summary == "What the softmax does to a row of scores, and why they are divided first.")
    #expect(prose.ability == "Work a weight out by hand.")
    try #require(prose.steps.map(\.id) == ["two-rows", "predict"])
    let (first, second) = (prose.steps[0], prose.steps[1])
    #expect(first.title == "Two rows" && first.revision == 1 && first.entries.isEmpty)
    #expect(
      first.paragraphs.map(\.source) == [
        "The score of *like* is {a[head 1]:.2f}. It goes on.", "A second paragraph.",
      ])
    #expect(first.paragraphs[0].position == LessonPosition(path: "a/en.md", line: 10, column: 1))
    #expect(
      first.paragraphs[0].position(at: 41) == LessonPosition(path: "a/en.md", line: 11, column: 2))
    #expect(second.revision == 2 && second.title == "What will it weigh?")
    #expect(second.text(.ask)?.source == "How much does *apples* get?")
    #expect(second.text(.ask)?.position == LessonPosition(path: "a/en.md", line: 16, column: 16))
    #expect(
      second.entries.map(\.role) == [.ask, .hint(1), .mistake("no-scaling")])
  }
}
