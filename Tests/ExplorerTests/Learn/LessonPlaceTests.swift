import Explorer
import Lessons
import Screen
import Testing

/// Moving between a lesson, the explorer and the list of lessons.
@Suite struct LessonPlaceTests {
  @Test func `the explorer can be played with, and one key brings the lesson's picture back`()
    throws
  {
    var walker = try LessonWalker()
    walker.open()
    let place = walker.cell
    try walker.press("tab", "n", "n", "down")
    #expect(walker.state.context == .explore)
    #expect(walker.cell != place)
    try walker.press("escape")
    #expect(walker.state.context == .lesson)
    try walker.press("r")
    #expect(walker.cell == place)
    // The same model and text are not opened again.
    #expect(walker.openings == 1)
  }

  @Test func `other places are free play too, and lead back`() throws {
    var walker = try LessonWalker()
    walker.open()
    try walker.press("f5")
    #expect(walker.state.place == .generate)
    #expect(walker.state.context == .generate)
    try walker.press("f10")
    #expect(walker.state.context == .lesson)
    try walker.press("f10", "f3", "escape")
    #expect(walker.state.place == .home)
    #expect(walker.state.context == .lesson)
    try walker.press("n")
    #expect(walker.state.place == .explore)
    #expect(walker.step == "pick")
  }

  @Test func `a change is named, and one key shows the numbers before it`() throws {
    var walker = try LessonWalker()
    walker.open("first-look", "change")
    #expect(walker.lines[0].contains("◆ Head two gives apples no weight."))
    #expect(walker.shows("the weight was 0.811, now it is 0.000."))
    let now = try #require(walker.state.explore)
    #expect(now.subject.trace.values(of: now.spot.node)[now.spot.cell] == 0)
    try walker.press("x")
    let before = try #require(walker.state.explore)
    #expect(before.subject.trace.values(of: before.spot.node)[before.spot.cell] > 0.8)
    #expect(before.subject.trace.text(of: before.cell) == now.subject.trace.text(of: now.cell))
    try walker.press("tab", "x")
    #expect(walker.state.explore?.subject == now.subject)
  }

  @Test func `progress is kept at every step, and a lesson goes on where it was left`() throws {
    var walker = try LessonWalker()
    walker.open()
    try walker.press("n", "1", "enter", "n")
    #expect(walker.saves == 4)
    let saved = try #require(walker.saved)
    #expect(saved.last == "first-look")
    var next = try LessonWalker(progress: saved)
    next.open()
    #expect(next.step == "count")
    try next.press("p")
    #expect(next.shows("✓ 1 Above."))
    #expect(next.shows("The two vectors point the same way."))
  }

  @Test func `a lesson is begun again only when asked twice`() throws {
    var walker = try LessonWalker()
    walker.open("first-look", "count")
    try walker.press("R")
    #expect(walker.shows("R again begins the lesson anew"))
    try walker.press("h", "R")
    #expect(walker.step == "count")
    try walker.press("R")
    #expect(walker.step == "see")
    #expect(walker.saved?.lessons["first-look"]?.steps == ["see": .seen])
  }

  @Test func `the list shows the course, finds lessons by their words, opens and forgets them`()
    throws
  {
    var walker = try LessonWalker()
    try walker.press("f10")
    #expect(walker.state.place == .lessons)
    #expect(walker.shows("part 1 · Small things"))
    #expect(walker.shows("2  Later"))
    #expect(walker.shows("to come"))
    try walker.press("/", "s", "e", "c", "o", "n", "d")
    #expect(!walker.shows("A small look"))
    #expect(walker.shows("A second look"))
    try walker.press("escape", "down", "up", "enter")
    #expect(walker.step == "see")
    try walker.press("n", "q")
    #expect(walker.state.place == .lessons)
    #expect(walker.shows("step 2 of 8"))
    try walker.press("R", "R")
    #expect(walker.saved?.lessons == [:])
    #expect(!walker.shows("step 2 of 8"))
    try walker.press("escape")
    #expect(walker.state.place == .home)
    #expect(walker.state.size == Size(width: 80, height: 24))
  }

  @Test func `the list finds a lesson by its Chinese name too`() throws {
    var walker = try LessonWalker()
    try walker.press("f10", "/")
    walker.send(.paste("再看"))
    #expect(walker.shows("A second look"))
    #expect(!walker.shows("A small look"))
  }

  @Test func `every step is whole at any size, in both languages`() throws {
    var walker = try LessonWalker()
    let steps = ["see", "pick", "count", "point", "bring", "sort", "reckon", "change"]
    let widths = [1, 16, 39, 80, 109, 110, 200]
    let heights = [1, 3, 5, 11, 12, 23, 24, 60]
    for (number, step) in steps.enumerated() {
      walker.open("first-look", step)
      for (column, width) in widths.enumerated() {
        for (row, height) in heights.enumerated() where (column + row + number) % 2 == 0 {
          walker.state.language = (column + row) % 4 < 2 ? .english : .chinese
          walker.send(.resized(Size(width: width, height: height)))
          try walker.press("f10", "page-down", "f10")
          let canvas = RootView(walker.state).canvas
          #expect(canvas.size == Size(width: width, height: height))
          expectWellFormed(canvas, "\(step), \(width)×\(height), \(walker.state.language)")
        }
      }
      walker.send(.resized(Size(width: 80, height: 24)))
    }
  }

  @Test func `at 80×24 the explorer keeps ten rows, and at 110 columns all of them`() throws {
    var walker = try LessonWalker()
    walker.open("first-look", "pick")
    #expect(walker.state.size.width == 80)
    #expect(walker.state.size.height >= 10)
    walker.send(.resized(Size(width: 110, height: 30)))
    #expect(walker.state.size == Size(width: 66, height: 30))
    walker.send(.resized(Size(width: 80, height: 24)))
    #expect(walker.state.size.width == 80)
  }
}
