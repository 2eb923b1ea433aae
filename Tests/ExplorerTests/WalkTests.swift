import Explorer
import Screen
import TestSupport
import Testing

/// A walk from its first step to its last and back, by keys.
@Suite struct WalkTests {
  @Test(arguments: ToySubject.all.indices)
  func `forward shows every step once, in order, and back shows them again`(index: Int) throws {
    let (model, text) = ToySubject.all[index]
    var walker = Walker(opening: model, text, Size(width: 80, height: 24))
    let steps = try #require(walker.state.explore).subject.steps
    try walker.press("(")
    var seen: [Int] = []
    for _ in 0..<steps.count {
      seen.append(try #require(walker.state.explore).step)
      try walker.press("n")
    }
    #expect(seen == Array(0..<steps.count))
    #expect(walker.state.notice?.kind == .information)
    try walker.press("x")
    seen = []
    for _ in 0..<steps.count {
      seen.append(try #require(walker.state.explore).step)
      try walker.press("p")
    }
    #expect(seen == Array((0..<steps.count).reversed()))
  }

  @Test(arguments: ToySubject.all.indices)
  func `the language changes nothing but words, at every step`(index: Int) throws {
    let (model, text) = ToySubject.all[index]
    var walker = Walker(opening: model, text, Size(width: 80, height: 24))
    let count = try #require(walker.state.explore).subject.steps.count
    for step in 0..<count {
      let before = walker.state
      let canvas = walker.canvas
      try walker.press("f2")
      #expect(walker.state.explore == before.explore, "step \(step + 1)")
      #expect(walker.canvas.lines != canvas.lines, "step \(step + 1)")
      try walker.press("f2")
      #expect(walker.canvas == canvas, "step \(step + 1)")
      try walker.press("n", "j", "l")
    }
  }

  @Test func `the same state is the same screen, however often it is drawn`() throws {
    var walker = Walker(opening: "translator", "I like apples.")
    for key in ["n", "n", "enter", "escape", "}", "}", "i", "b", "H", "Y", "w", "?", "escape", ":"]
    {
      try walker.press(key)
      #expect(walker.canvas == walker.canvas, "after \(key)")
    }
  }

  @Test func `a recording played again gives the same screen`() throws {
    let keys = [
      "n", "n", "}", "}", "j", "l", "a", "enter", "down", "enter", "escape", "i", "i", "o", "b",
      "f2", "H", ":", "escape", "m", "z", ")", "'", "z", "?", "down", "escape", ">", "+", "tab",
      "down", "tab", "w",
    ]
    var walker = Walker(opening: "storyteller", "Mia has a red cup.")
    var lines: [String] = []
    func event(_ name: String) throws -> InputEvent {
      .key(try #require(Recording.key(named: name)))
    }
    var events = try keys.map(event)
    events.insert(.resized(Size(width: 80, height: 24)), at: 9)
    events.insert(.paste("weights[1, 1, 1]\n你好"), at: 18)
    events.insert(.wheel(Point(x: 3, y: 4), rows: -2), at: 20)
    events.insert(.click(Point(x: 40, y: 8)), at: 22)
    for event in events {
      lines.append(Recording.line(event))
      walker.send(event)
    }
    let played = try Recording.messages(lines.joined(separator: "\n") + "\n")
    #expect(played == events.map(Message.input))
    var again = Walker(opening: "storyteller", "Mia has a red cup.")
    for message in played { again.send(message) }
    #expect(again.canvas == walker.canvas)
    #expect(again.canvas.golden == walker.canvas.golden)
  }

  @Test func `what the reader does to the size is undone by undoing it`() throws {
    var walker = Walker(opening: "translator", "I like apples.", Size(width: 120, height: 40))
    try walker.press("}", "}", "n")
    let before = walker.canvas
    for size in [
      Size(width: 1, height: 1), Size(width: 0, height: 0), Size(width: 300, height: 90),
    ] {
      walker.send(.resized(size))
      #expect(walker.canvas.size == size)
    }
    walker.send(.resized(Size(width: 120, height: 40)))
    #expect(walker.canvas == before)
  }
}
