import Explorer
import ModelFiles
import Screen
import TestSupport
import Testing
import Tracing
import Transformers

/// A text written token by token on the screen.
@Suite(.steadyKernels)
struct WritingTests {
  private static let story = "Mia has a red cup."

  @Test func `the same seed and settings write what cutaway generate writes`() throws {
    var driver = try GenerateDriver("storyteller", Self.story)
    // Temperature 0.8, top-k 40, top-p 0.95, seed 2.
    try driver.type("--")
    while driver.writing?.shownSettings.topK != 40 { try driver.type("[") }
    while driver.writing?.shownSettings.topP != 0.95 { try driver.type("{") }
    try driver.type("RRE")
    let writing = try #require(driver.writing)
    #expect(
      writing.shownSettings.sampling == (try Sampling(temperature: 0.8, topK: 40, topP: 0.95)))
    #expect(writing.run == nil)
    let generator = Generator(
      try ModelFolder.open("storyteller").model,
      GenerationSettings(maximumTokens: 100, sampling: writing.shownSettings.sampling, seed: 2))
    let expected = try generator.generate(writing.prompt)
    #expect(expected.ids.count > 5)
    #expect(writing.written == expected.ids)
    #expect(writing.ending == (expected.reason == .end ? .end : nil))
  }

  @Test func `greedy writes the translation`() throws {
    var driver = try GenerateDriver("translator", "I like apples.")
    try driver.type("E")
    let writing = try #require(driver.writing)
    let expected = try Generator(
      try ModelFolder.open("translator").model, GenerationSettings(maximumTokens: 40)
    ).generate(writing.session.given)
    #expect(writing.written == expected.ids)
    #expect(writing.ending == .end)
    #expect(writing.position == expected.ids.count - 1)
    #expect(writing.draw?.dice == nil)
  }

  @Test func `the dice lie in the part of the token that is taken, and do not depend on the way`()
    throws
  {
    var driver = try GenerateDriver("storyteller", Self.story)
    try driver.type("+++++++")
    for position in 0..<12 {
      let writing = try #require(driver.writing)
      let draw = try #require(writing.draw)
      let dice = try #require(draw.dice)
      #expect(draw.part.contains(dice), "token \(position): \(dice) in \(draw.part)")
      #expect(dice == writing.shownSettings.dice(for: position))
      let before = draw.cut.candidates[..<draw.index].reduce(0) { $0 + $1.probability }
      #expect(draw.part.lowerBound == before)
      try driver.type("n")
      #expect(driver.writing?.written.last == draw.id(at: draw.index))
    }
  }

  @Test func `back and forward again is where it was`() throws {
    var driver = try GenerateDriver("storyteller", Self.story)
    try driver.type("+++")
    var states = [driver.state.generate]
    for _ in 0..<6 {
      try driver.press(.enter)
      states.append(driver.state.generate)
    }
    let last = try #require(driver.writing)
    for state in states.dropLast().reversed() {
      try driver.type("p")
      #expect(driver.state.generate == state)
    }
    try driver.type("p")
    #expect(driver.state.notice?.text == "nothing is written yet")
    try driver.type("nnnnnn")
    #expect(driver.writing == last)
    try driver.press(.left, .left, .right, .right)
    #expect(driver.writing == last)
  }

  @Test func `a token chosen by hand is marked, and what followed is dropped`() throws {
    var driver = try GenerateDriver("storyteller", "Mia has")
    try driver.type("nnn")
    let before = try #require(driver.writing)
    try driver.press(.left, .left, .down, .down)
    let pointing = try #require(driver.writing)
    #expect(pointing.written == before.written)
    let second = try #require(pointing.draw).id(at: pointing.chosen)
    #expect(driver.lines.contains { $0.contains("chosen by hand: ‘") })
    #expect(driver.lines.contains { $0.contains("Enter writes anew") })
    try driver.press(.enter)
    let after = try #require(driver.writing)
    #expect(after.written == [before.written[0], second])
    #expect(after.places.map { $0.decision?.isByHand } == [false, true, nil])
    #expect(after.position == 2)
  }

  @Test func `settings tried at a written place are forgotten with Esc`() throws {
    var driver = try GenerateDriver("storyteller", "Mia has")
    try driver.type("nn")
    try driver.press(.left)
    let before = driver.state
    try driver.type("+++R")
    #expect(driver.writing?.shownSettings.temperature == 1.3)
    #expect(driver.writing?.shownSettings.seed == 1)
    try driver.press(.escape)
    #expect(driver.state == before)
    try driver.press(.escape)
    #expect(driver.state.place == .home)
    try driver.press(.function(5))
    #expect(driver.state.place == .generate)
    #expect(
      driver.writing
        == before.generate.flatMap { if case .writing(let old) = $0 { old } else { nil } })
  }

  @Test func `playing writes a token each time, and any key stops it`() throws {
    var driver = try GenerateDriver("storyteller", "Mia has")
    #expect(driver.state.update(.input(.key(.character(" ")))) == [.tick(afterMilliseconds: 500)])
    try driver.send(.tick)
    try driver.send(.tick)
    #expect(driver.writing?.written.count == 2)
    try driver.type("n")
    #expect(driver.writing?.run == nil)
    try driver.send(.tick)
    #expect(driver.writing?.written.count == 2)
  }

  @Test func `any step opens as a walk, at the probability of its token`() throws {
    for (model, text) in [("storyteller", "Mia has"), ("translator", "I like apples.")] {
      var driver = try GenerateDriver(model, text)
      try driver.type("nnn")
      try driver.press(.left)
      let writing = try #require(driver.writing)
      let draw = try #require(writing.draw)
      try driver.type("i")
      let walk = try #require(driver.state.explore)
      #expect(driver.state.place == .explore)
      #expect(walk.subject.trace[walk.cell.node].address == "probabilities")
      let plane = walk.plane
      let place = plane.place(of: walk.cell.index)
      #expect(place.row == writing.prompt.count + 2 - 1)
      #expect(place.column == draw.id(at: writing.chosen))
      let value = Double(walk.subject.trace.value(of: walk.cell))
      // The same sums by another path of the product kernels.
      #expect(abs(value - draw.probability(at: writing.chosen)) < 1e-4)
      #expect(driver.state.memory.recent.count == 1)
      try driver.press(.escape)
      #expect(driver.state.place == .generate)
      #expect(driver.writing == writing)
    }
  }

  @Test func `from a walk, s writes its text on`() throws {
    var driver = try GenerateDriver("storyteller", "Mia has")
    try driver.press(.function(3), .enter)
    #expect(driver.state.place == .explore)
    try driver.type("s")
    #expect(driver.state.place == .generate)
    #expect(driver.writing?.session.request.text == "Mia has")
  }
}
