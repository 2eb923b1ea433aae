import Explorer
import Screen
import Testing
import Tracing

@Suite struct MoveTests {
  @Test(arguments: OpenedWalk.shipped)
  func `forward and back visit every step once`(request: OpenRequest) throws {
    var opened = try OpenedWalk(request)
    let count = try opened.walk.subject.steps.count
    var seen: [String] = [try opened.address]
    for _ in 1..<count {
      opened.press(.character("n"))
      seen.append(try opened.address)
    }
    #expect(Set(seen).count == count)
    #expect(try opened.walk.step == count - 1)
    opened.press(.character("n"))
    #expect(opened.state.notice?.text == "this is the last step")
    for step in (0..<count - 1).reversed() {
      opened.press(.character("p"))
      #expect(try opened.address == seen[step])
    }
    opened.press(.character("p"))
    #expect(opened.state.notice?.text == "this is the first step")
  }

  @Test(arguments: OpenedWalk.shipped)
  func `going forward and back lands on the same cell`(request: OpenRequest) throws {
    var opened = try OpenedWalk(request)
    let count = try opened.walk.subject.steps.count
    for step in 0..<count - 1 {
      // Somewhere off the first row and column, and in another head where there are any.
      opened.press(.down, .right, .right, .character("a"))
      let before = try opened.walk
      opened.press(.character("n"), .character("p"))
      let after = try opened.walk
      #expect(after.cell == before.cell, "step \(step)")
      #expect(after.spot.zoom == before.spot.zoom)
      opened.press(.character("n"))
    }
  }

  @Test(arguments: OpenedWalk.shipped)
  func `the next block is another one, and the way out ends the layer or the tower`(
    request: OpenRequest
  ) throws {
    var opened = try OpenedWalk(request)
    let steps = try opened.walk.subject.steps
    let last = steps.count - 1
    while try opened.walk.step < last {
      let before = try opened.walk.step
      opened.press(.character("}"))
      let after = try opened.walk.step
      #expect(after > before)
      let isNew = steps[after].block != steps[before].block
      #expect(isNew || after == last)
      if isNew {
        opened.press(.character("{"))
        #expect(steps[try opened.walk.step].block == steps[before].block)
        opened.press(.character("}"))
      }
    }
    opened.press(.character("("))
    #expect(try opened.walk.step == 0)
    var stops: [String] = []
    while try opened.walk.step < last {
      let before = try opened.walk.step
      opened.press(.character("o"))
      #expect(try opened.walk.step > before)
      stops.append(try opened.address)
    }
    #expect(stops.last == steps[last].address.path)
  }

  @Test(arguments: OpenedWalk.shipped)
  func `the next of a kind has the same name in another layer`(request: OpenRequest) throws {
    var opened = try OpenedWalk(request)
    opened.go(to: "self-attention/weights")
    #expect(try opened.address.hasSuffix("/1/self-attention/weights"))
    opened.press(.down, .right)
    let first = try opened.walk
    opened.press(.character(">"))
    #expect(try opened.address.hasSuffix("/2/self-attention/weights"))
    #expect(try opened.walk.spot.cell == first.spot.cell)
    opened.press(.character("<"))
    #expect(try opened.walk.cell == first.cell)
    opened.press(.character("i"))
    #expect(try opened.walk.spot.picture == .inside(0))
    opened.press(.character("i"))
    #expect(try opened.walk.spot.picture == .inside(1))
    opened.press(.character("o"))
    #expect(try opened.walk.spot.picture == .stage)
  }

  @Test func `a breakpoint of a pattern stops at every step that matches`() throws {
    var opened = try OpenedWalk()
    opened.press(.character(":"))
    opened.type("break decoder/*/weights")
    #expect(opened.lines.contains { $0.contains("break at decoder/**/weights: 4 steps") })
    opened.press(.enter)
    var stops: [String] = []
    while true {
      opened.press(.character("c"))
      guard opened.state.notice?.text == "stopped at the breakpoint decoder/**/weights" else {
        break
      }
      stops.append(try opened.address)
    }
    #expect(
      stops == [
        "decoder/1/self-attention/weights", "decoder/1/cross-attention/weights",
        "decoder/2/self-attention/weights", "decoder/2/cross-attention/weights",
      ])
    #expect(opened.state.notice?.text == "no breakpoint ahead")
    #expect(try opened.address == "decoder/2/cross-attention/weights")
    // Said again, it is taken away.
    opened.press(.character(":"))
    opened.type("break decoder/*/weights")
    #expect(opened.lines.contains { $0.contains("no longer break at decoder/**/weights") })
    opened.press(.enter)
    #expect(try opened.walk.breakpoints.isEmpty)
  }

  @Test func `the command for patterns is in the list, and lists what is set`() throws {
    var opened = try OpenedWalk()
    opened.press(.character(":"))
    opened.type("pattern")
    #expect(
      opened.lines.contains { $0.contains("break decoder/*/weights: breakpoints by a pattern") })
    opened.press(.enter)
    opened.type("*/residual")
    opened.press(.enter)
    opened.press(.character("n"), .character("B"), .character(":"))
    opened.type("断点")
    #expect(opened.lines.contains { $0.contains("no longer break at */residual: ") })
    #expect(
      opened.lines.contains { $0.contains("no longer break at /encoder/token-embedding: 1 step") })
    #expect(opened.lines.contains { $0.contains("no breakpoints at all: 2 are set") })
    opened.press(.down, .down, .enter)
    #expect(try opened.walk.breakpoints.isEmpty)
  }

  @Test func `running without a breakpoint ahead stays where it is`() throws {
    var opened = try OpenedWalk()
    opened.press(.character("n"), .character("n"), .character("c"))
    #expect(try opened.walk.step == 2)
    #expect(opened.state.notice?.text == "no breakpoint is set; B sets one here")
    opened.press(.character("B"), .character("c"))
    #expect(try opened.walk.step == 2)
    #expect(opened.state.notice?.text == "no breakpoint ahead")
    opened.press(.character("("), .character("c"))
    #expect(try opened.walk.step == 2)
    let address = try opened.address
    #expect(opened.state.notice?.text == "stopped at the breakpoint \(address)")
    // Playing says it too.
    opened.press(.character("p"), .character(" "))
    _ = opened.state.update(.tick)
    #expect(opened.state.notice?.text == "stopped at the breakpoint \(address)")
  }

  @Test func `a pattern that fits no step is refused`() throws {
    var opened = try OpenedWalk()
    opened.go(to: "break decoder/weihgts")
    #expect(opened.state.notice?.text == "decoder/weihgts: no step has such an address")
    #expect(try opened.walk.breakpoints.isEmpty)
  }

  @Test func `marks, search and cells by name lead there, and back`() throws {
    var opened = try OpenedWalk()
    opened.go(to: "decoder/1/cross-attention/weights[head 2, query 3, key 1]")
    let place = try opened.walk
    #expect(place.plane.place(of: place.spot.cell) == (slice: 1, row: 2, column: 0))
    opened.press(.character("m"), .character("x"))
    #expect(opened.state.notice?.text == "marked x")
    opened.press(.character("("))
    let start = try opened.walk.cell
    opened.press(.character("'"), .character("x"))
    #expect(try opened.walk.cell == place.cell)
    opened.press(.escape)
    #expect(try opened.walk.cell == start)
    opened.press(.character("'"), .character("y"))
    #expect(opened.state.notice?.text == "no place is marked y")
    opened.press(.character("/"))
    opened.type("context cross 2")
    opened.press(.enter)
    #expect(try opened.address == "decoder/2/cross-attention/context")
  }

  @Test func `playing stops at any key, at a breakpoint and at the end`() throws {
    var opened = try OpenedWalk()
    #expect(opened.press(.character(" ")) == [.tick(afterMilliseconds: 700)])
    #expect(opened.state.update(.tick) == [.tick(afterMilliseconds: 700)])
    #expect(try opened.walk.step == 1)
    opened.press(.character("n"))
    #expect(try opened.walk.isPlaying == false)
    #expect(try opened.walk.step == 1)
    opened.press(.character("n"), .character("n"), .character("B"), .character("p"))
    opened.press(.character(" "))
    #expect(opened.state.update(.tick).isEmpty)
    #expect(try opened.walk.isPlaying == false)
    opened.press(.character(")"), .character(" "))
    #expect(opened.state.notice?.text == "this is the last step")
  }

  @Test func `the map's cursor walks blocks and goes where it is`() throws {
    var opened = try OpenedWalk()
    opened.press(.tab, .down, .down)
    #expect(try opened.walk.step == 0)
    opened.press(.right)
    opened.press(.enter)
    #expect(try opened.address == "decoder/1/feed-forward/norm")
    #expect(try opened.walk.isMapFocused == false)
    opened.press(.tab, .up, .escape)
    #expect(try opened.address == "decoder/1/feed-forward/norm")
    #expect(try opened.walk.isMapFocused == false)
  }

  @Test func `what was followed elsewhere leaves the walk where it was`() throws {
    var opened = try OpenedWalk()
    opened.go(to: "decoder/1/cross-attention/weights")
    let step = try opened.walk.step
    opened.press(.enter, .enter, .enter)
    #expect(try opened.address == "decoder/1/cross-attention/scaled")
    #expect(try opened.walk.step == step)
    opened.press(.character("n"))
    #expect(try opened.address == "decoder/1/cross-attention/weights")
    opened.press(.character("n"))
    #expect(try opened.walk.step == step + 1)
    opened.press(.character("p"), .enter, .enter, .character("o"))
    #expect(try opened.address == "decoder/1/cross-attention/masked")
    #expect(try opened.walk.mode == .stage)
    #expect(try opened.walk.step == step - 1)
  }
}

/// What is asked and closed where a picture shows more than the node's own numbers.
@Suite struct PictureQuestionTests {
  @Test(arguments: ["S", "I", "U", "i"])
  func `w on figures over many cells shows the cell that it asks about`(key: String) throws {
    var walker = Walker(
      opening: "storyteller", "Mia has a red cup.", at: "decoder/1/self-attention/weights")
    try walker.press(key, "w")
    #expect(walker.state.explore?.spot.picture == .stage)
    #expect(walker.state.explore?.mode == .stage)
    #expect(
      walker.state.notice?.text
        == "no step reads this figure; here is the cell whose readers w lists")
    try walker.press("w")
    #expect(walker.state.explore?.mode != .stage)
  }

  @Test func `Esc closes a picture before it goes back to where a jump began`() throws {
    var walker = Walker(opening: "storyteller", "Mia has a red cup.")
    try walker.press(":")
    walker.type("decoder/1/self-attention/weights[1, 2, 1]")
    try walker.press("enter", "H", "escape")
    let here = walker.state.explore?.subject.trace[walker.state.explore?.spot.node ?? .init(0)]
    #expect(here?.address == "decoder/1/self-attention/weights")
    try walker.press("escape")
    #expect(walker.state.explore?.step == 0 && walker.state.explore?.trail.isEmpty == true)
  }

  @Test func `Esc closes a stage inside before it goes back to where a jump began`() throws {
    var walker = Walker(
      opening: "translator", "The animal did not cross the street because it was too tired.")
    try walker.press("n", "n", ":")
    walker.type("decoder/2/self-attention/weights")
    try walker.press("enter")
    let step = walker.state.explore?.step
    try walker.press("i")
    #expect(walker.state.explore?.spot.picture == .inside(0))
    try walker.press("escape")
    #expect(walker.state.explore?.spot.picture == .stage)
    #expect(walker.state.explore?.step == step)
    try walker.press("escape")
    #expect(walker.state.explore?.step == 2)
  }

  @Test func `a message that is longer than a line is read to its end`() {
    let size = Size(width: 40, height: 15)
    let walker = Walker(opening: "translator", String(repeating: "x", count: 40_000), size)
    #expect(
      walker.canvas.lines.suffix(3) == [
        "✗ the text has 40000 bytes; at most", "32768 are walked through: give a part of", "it",
      ])
  }

  @Test func `a text that is too long is refused in one line`() {
    let walker = Walker(opening: "translator", String(repeating: "x", count: 40_000))
    #expect(
      walker.state.notice?.text
        == "the text has 40000 bytes; at most 32768 are walked through: give a part of it")
  }
}
