import Explorer
import Screen
import Synchronization
import TestSupport
import Testing
import Tracing
import Training

/// A race on the screen: what keys order, what reports show, and how its models are opened.
@Suite(.steadyKernels) struct RaceScreenTests {
  private static func options() -> RaceSetup.Options {
    var options = RaceSetup.Options()
    options.lists = [.depth: "2", .width: "16"]
    options.steps = 8
    options.measureEvery = 4
    options.settings = [
      "examples=300", "validation-examples=16", "batch=8", "validation-every=4",
    ].map { RecipeSetting(text: $0) }
    return options
  }

  /// A walker that has begun a race of which so many steps are done.
  private static func walker(
    steps: Int, _ size: Size = Size(width: 120, height: 40)
  ) throws -> Walker {
    let setup = try RaceSetup(options())
    let race = try #require(try Race(setup))
    race.run(steps)
    var walker = Walker(size)
    walker.begin(setup)
    walker.send(.result(.raced(number: 1, race.report, isRunning: true)))
    return walker
  }

  @Test func `keys order what the race does`() throws {
    var walker = try Self.walker(steps: 4)
    let setup = try RaceSetup(Self.options())
    try walker.press("space", "n", "space", "+", "+", "]", "down", "-", "R")
    #expect(
      walker.raceOrders == [
        .start(setup, number: 1), .pause, .step, .go, .change(lane: 0, .rate(0.006)),
        .change(lane: 0, .rate(0.012)),
        .change(lane: 0, .warmUp(50)), .change(lane: 1, .rate(0.0015)),
        .start(setup.reseeded(2), number: 2),
      ])
    // A report of the race before is late.
    #expect(walker.state.race?.report == nil)
    walker.send(.result(.raceFailed(number: 1, reason: "late")))
    #expect(walker.state.race?.number == 2)
  }

  @Test func `the screen says where every run stands`() throws {
    let walker = try Self.walker(steps: 8)
    let report = try #require(walker.state.race?.report)
    let lines = walker.canvas.lines
    #expect(
      lines[0] == "Cutaway › race › translation" + String(repeating: " ", count: 84) + "step 8/8")
    #expect(lines[2].hasPrefix("▸ 1 Post-LN"))
    #expect(lines[2].hasSuffix("done"))
    for lane in 0..<2 {
      let loss = Number.text(try #require(report.lanes[lane].validation.last).loss, digits: 4)
      #expect(lines[2 + lane].contains(loss))
    }
  }

  @Test func `looking back shows the moments that were kept`() throws {
    var walker = try Self.walker(steps: 8)
    #expect(walker.state.race?.moment == nil)
    try walker.press("left")
    #expect(walker.state.race?.moment == 8)
    try walker.press("left", "left", "left")
    #expect(walker.state.race?.moment == 0)
    #expect(walker.text.contains("step 0: looking back"))
    try walker.press("right")
    #expect(walker.state.race?.moment == 4)
    // Escape comes back to now before it leaves.
    try walker.press("escape")
    #expect(walker.state.race?.moment == nil)
    #expect(walker.state.place == .race)
    try walker.press("escape")
    #expect(walker.state.place == .home)
    #expect(walker.raceOrders.last == .pause)
  }

  @Test func `a run's model is walked through as it was at the moment looked at`() throws {
    var walker = try Self.walker(steps: 8)
    let checkpoint = try #require(walker.state.race?.report?.lanes[1].moments[1].checkpoint)
    try walker.press("down", "left", "left", "enter")
    let subject = try #require(walker.state.explore?.subject)
    #expect(walker.state.place == .explore)
    #expect(subject.name == "Pre-LN at step 4")
    #expect(subject.configuration.wiring == .pre)
    #expect(subject.loaded.model.parameters.values.map { Array($0) } == checkpoint.values)
    // What it computes is what was measured then, up to the padding of the batch that was measured.
    let moment = try #require(walker.state.race?.report?.lanes[1].moments[1])
    for attention in moment.attentions {
      let node = try #require(subject.trace.node(at: attention.address / "weights"))
      let weights = subject.trace.values(of: node).array
      #expect(weights.count == attention.weights.count)
      // float32 sums in another order: a few units in the last place of numbers up to 1.
      #expect(zip(weights, attention.weights).allSatisfy { abs($0 - $1) < 1e-5 })
    }
    try walker.press("escape")
    #expect(walker.state.place == .race)
    // It is no text to come back to.
    #expect(walker.state.memory.recent.isEmpty)
  }

  @Test func `the runs are compared step by step`() throws {
    var walker = try Self.walker(steps: 4)
    try walker.press("C")
    let comparison = try #require(walker.state.compare?.comparison)
    #expect(walker.state.place == .compare)
    #expect(comparison.sides.map { $0.subject.name } == ["Post-LN at step 4", "Pre-LN at step 4"])
    try walker.press("escape")
    #expect(walker.state.place == .race)
  }

  @Test func `a race from a file is looked at and cannot go on`() throws {
    var walker = Walker()
    walker.show(try ScreenWalker.race.get())
    try walker.press("n")
    #expect(walker.raceOrders.isEmpty)
    #expect(walker.state.notice?.text == "this race was read from a file; Space trains it again")
    try walker.press("enter")
    #expect(
      walker.state.notice?.text == "a race from a file has no parameters; Space trains it again")
    #expect(walker.state.place == .race)
    let kept = try ScreenWalker.race.get()
    try walker.press("space")
    #expect(walker.raceOrders == [.start(kept.setup, number: 1)])
    #expect(walker.state.race?.isKept == false)
  }

  @Test func `a key goes through races to choose from`() throws {
    var walker = Walker()
    try walker.press("f8", "b")
    guard case .start(let first, 1, _) = walker.raceOrders.first,
      case .start(let second, 2, _) = walker.raceOrders.last
    else {
      Issue.record("\(walker.raceOrders)")
      return
    }
    #expect(first.lanes.map(\.recipe.wiring) == [.post, .pre])
    #expect(second.lanes.map(\.recipe.warmUp) == [0, 800, 0])
    try walker.press("b", "b", "b", "b", "b", "b", "b")
    #expect(walker.state.race?.setup == first)
    #expect(walker.state.notice == nil)
  }

  // MARK: The runner

  @Test func `orders are obeyed between steps and reports say so`() throws {
    let setup = try RaceSetup(Self.options())
    let clock = Mutex(0.0)
    // Work is kept until the test lets it go; the clock goes on a second a look.
    let work = Mutex<[@Sendable () -> Void]>([])
    let runner = RaceRunner(
      wake: {}, start: { body in work.withLock { $0.append(body) } },
      now: {
        clock.withLock {
          $0 += 1
          return $0
        }
      })
    func goOn() {
      while let next = work.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { next() }
    }
    func report() throws -> (RaceReport, Bool) {
      guard case .raced(_, let report, let isRunning) = try #require(runner.report()) else {
        throw RaceError.lanes(found: 0)
      }
      return (report, isRunning)
    }
    runner.send(.start(setup, number: 1))
    runner.send(.change(lane: 1, .rate(0.5)))
    runner.send(.pause)
    goOn()
    #expect(try report().0.step == 0)
    runner.send(.step)
    goOn()
    let (first, isRunning) = try report()
    #expect(first.step == 1)
    #expect(!isRunning)
    #expect(first.lanes[1].rate == 0.5)
    runner.send(.go)
    goOn()
    let last = try report().0
    #expect(last.step == 8)
    // A race that nobody looks at gives the same numbers.
    let race = try #require(try Race(setup))
    race.change(1, .rate(0.5))
    race.run(8)
    #expect(RaceFile.bytes(of: race.report) == RaceFile.bytes(of: last))
    runner.send(.end)
    runner.send(.step)
    goOn()
    #expect(runner.report() == nil)
  }
}
