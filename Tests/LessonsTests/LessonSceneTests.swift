import Lessons
import Testing

@Suite struct LessonSceneTests {
  private let lesson = Lesson(
    id: "small", part: 1,
    steps: [
      LessonStep(
        id: "first",
        actions: [
          .open(LessonModel("translator", text: "I like apples.")), .go("encoder/1/output"),
          .picture(.bars), .whatIf("encoder/ids[position 2] = 17"),
        ], reveal: [.go("encoder/2/output"), .from]),
      LessonStep(id: "second", actions: [.handOver]),
    ])

  @Test func `a step shows what the steps before it opened, and its own changes alone`() {
    let first = lesson.scene(at: 0, isRevealed: false)
    #expect(first.place == "encoder/1/output")
    #expect(first.picture == .bars)
    #expect(first.changes == ["encoder/ids[position 2] = 17"])
    let revealed = lesson.scene(at: 0, isRevealed: true)
    #expect(revealed.place == "encoder/2/output")
    #expect(revealed.picture == .own)
    #expect(revealed.showsDerivation)
    let second = lesson.scene(at: 1, isRevealed: false)
    #expect(second.subject == .walk(LessonModel("translator", text: "I like apples.")))
    #expect(second.place == "encoder/2/output")
    #expect(!second.isChanged && !second.showsDerivation && second.handsOver)
  }
}
