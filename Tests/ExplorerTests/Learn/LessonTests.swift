import Explorer
import Lessons
import Screen
import Testing

/// A lesson beside the explorer: its questions, by keys alone.
@Suite struct LessonTests {
  private let row = "encoder/1/self-attention/scores[head 2, query 2"

  @Test func `a step shows its place and the numbers of the running model`() throws {
    var walker = try LessonWalker()
    walker.open()
    #expect(walker.cell == row + ", key 3]")
    #expect(walker.shows("The score of like with apples is 15.82; no other of its row is larger."))
    #expect(walker.shows("Press a for another head."))
    #expect(walker.shows("A small look › One number"))
    #expect(walker.saved?.lessons["first-look"]?.step == "see")
  }

  @Test func `a choice is judged, explained, and stays beside the result`() throws {
    var walker = try LessonWalker()
    walker.open("first-look", "pick")
    try walker.press("enter")
    #expect(walker.shows("choose an answer first"))
    try walker.press("2", "enter")
    #expect(walker.shows("✗ 2 Below."))
    #expect(walker.shows("✗ Look at the number again."))
    #expect(try walker.lesson.isRevealed == false)
    try walker.press("up", "enter")
    #expect(walker.shows("✓ 1 Above."))
    #expect(walker.shows("✓ It is 15.82."))
    #expect(walker.shows("The two vectors point the same way."))
    #expect(walker.saved?.lessons["first-look"]?.steps["pick"] == .answered(tries: 2))
    // The reveal has led on, to how the weight is computed.
    #expect(walker.cell == "encoder/1/self-attention/weights[head 2, query 2, key 3]")
    #expect(walker.state.lessonWorld?.reader.shown == ["derivation"])
    try walker.press("n", "p")
    #expect(walker.shows("✓ 1 Above."))
  }

  @Test func `a number is typed and its mistakes are told by name`() throws {
    var walker = try LessonWalker()
    walker.open("first-look", "count")
    try walker.press("2", "enter")
    #expect(walker.shows("✗ That is half of the heads."))
    try walker.press("backspace", "7", "enter")
    #expect(walker.shows("✗ Count the columns of the picture."))
    try walker.press("backspace", "5", "enter")
    #expect(walker.shows("your answer 5 ✓"))
    #expect(try walker.lesson.work?.tries == 3)
    // Letters that are no part of a number stay commands.
    try walker.press("n")
    #expect(walker.step == "point")
  }

  @Test func `a cell is pointed at with the explorer's own keys`() throws {
    var walker = try LessonWalker()
    walker.open("first-look", "point")
    #expect(walker.state.context == .explore)
    try walker.press("right", "enter")
    #expect(walker.shows("✗ That is the key of like itself."))
    #expect(walker.shows("you pointed at: scores[head 2, like, like] ✗"))
    try walker.press("right", "enter")
    #expect(walker.shows("✓ The largest of the row."))
    #expect(walker.state.context == .lesson)
  }

  @Test func `a state is judged as soon as it is there, and a mistake is told once`() throws {
    var walker = try LessonWalker()
    walker.open("first-look", "bring")
    try walker.press("p")
    #expect(walker.shows("✗ That way lie the values."))
    #expect(try walker.lesson.work?.tries == 1)
    try walker.press("down")
    #expect(try walker.lesson.work?.tries == 1)
    try walker.press("n", "n", "n")
    #expect(try walker.lesson.isRevealed == false)
    try walker.press("n")
    #expect(walker.shows("✓ Here they are."))
    #expect(walker.saved?.lessons["first-look"]?.steps["bring"] == .answered(tries: 2))
  }

  @Test func `items are mixed by the seed, and put in order by their numbers`() throws {
    var walker = try LessonWalker()
    walker.open("first-look", "sort")
    let mixed = try #require(try walker.lesson.work?.mixed)
    #expect(mixed.sorted() == ["mask", "scale", "softmax"])
    #expect(mixed != ["scale", "mask", "softmax"])
    func key(_ item: String) -> String { "\((mixed.firstIndex(of: item) ?? 0) + 1)" }
    try walker.press(key("mask"), key("softmax"), "backspace", key("scale"))
    #expect(try walker.lesson.work?.order == ["mask", "scale"])
    try walker.press("enter")
    #expect(walker.shows("put all of them in order first"))
    try walker.press(key("softmax"), "enter")
    #expect(walker.shows("✗ The mask comes after scaling."))
    try walker.press("backspace", "backspace", "backspace")
    try walker.press(key("scale"), key("mask"), key("softmax"), "enter")
    #expect(walker.shows("✓ Just so."))
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `no seed mixes items into their right order`(seed: UInt64) throws {
    var walker = try LessonWalker(
      progress: LessonProgress(lessons: ["first-look": LessonRecord(step: "sort", seed: seed)]))
    walker.open("first-look", "sort")
    #expect(try walker.lesson.work?.mixed != ["scale", "mask", "softmax"])
  }

  @Test func `blanks are judged together, and the first wrong line is gone back to`() throws {
    var walker = try LessonWalker()
    walker.open("first-look", "reckon")
    #expect(walker.shows("one            1"))
    try walker.press("2", "enter")
    #expect(try walker.lesson.work?.field == 1)
    try walker.press("3", "enter")
    #expect(walker.shows("✗ That is one more than two."))
    #expect(walker.lines.first { $0.contains("one and one") }?.contains("✓") == true)
    #expect(walker.lines.first { $0.contains("two times two") }?.contains("✗") == true)
    #expect(try walker.lesson.work?.field == 1)
    try walker.press("backspace", "4", "enter")
    #expect(walker.shows("✓ Well reckoned."))
  }

  @Test func `three hints come one by one, then the answer, which is marked as shown`() throws {
    var walker = try LessonWalker()
    walker.open("first-look", "count")
    try walker.press("h")
    #expect(walker.shows("hint 1  Count the columns."))
    try walker.press("h", "h")
    #expect(walker.shows("hint 3  5 tokens."))
    #expect(try walker.lesson.isRevealed == false)
    try walker.press("h")
    #expect(walker.shows("◆ the answer was shown. One for each of the 5 tokens."))
    #expect(walker.shows("the answer 5"))
    #expect(walker.saved?.lessons["first-look"]?.steps["count"] == .shown)
  }

  @Test func `a step is passed over, and worth another look at the end`() throws {
    var walker = try LessonWalker()
    walker.open("first-look", "count")
    try walker.press("s")
    #expect(walker.shows("» passed over. One for each of the 5 tokens."))
    #expect(walker.saved?.lessons["first-look"]?.steps["count"] == .skipped)
    walker.open("first-look", "change")
    try walker.press("enter")
    #expect(walker.shows("✓ Read a score off the screen."))
    #expect(walker.shows("3 How many  passed over"))
    #expect(walker.saved?.lessons["first-look"]?.isFinished == true)
    try walker.press("3")
    #expect(walker.step == "count")
  }

  @Test func `steps of an earlier lesson are asked first, in their own scene`() throws {
    var walker = try LessonWalker()
    walker.open("second-look")
    #expect(walker.step == "count")
    #expect(walker.shows("asked again, from “A small look”"))
    #expect(walker.cell == row + ", key 3]")
    #expect(walker.saved?.lessons["second-look"]?.recallDone == false)
    try walker.press("5", "enter", "n")
    #expect(walker.step == "again")
    #expect(walker.saved?.lessons["second-look"]?.recallDone == true)
    // What was asked again changes nothing in the lesson that it is from.
    #expect(walker.saved?.lessons["first-look"] == nil)
  }
}
