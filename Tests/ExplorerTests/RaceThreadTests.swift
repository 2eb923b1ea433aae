import Explorer
import Foundation
import Screen
import Synchronization
import Tensors
import TestSupport
import Testing
import Training

/// A race on threads of its own while somebody presses keys: for the thread sanitizer, and for what must hold
/// whatever comes when.
@Suite(.steadyKernels) struct RaceThreadTests {
  private static let keys: [Key] =
    [
      .character(" "), .character("n"), .character("+"), .character("-"), .character("]"),
      .character("["), .character("a"), .character(">"), .left, .right, .up, .down, .tab, .home,
      .end,
    ]

  @Test func `random keys leave a race that trains in order`() throws {
    var options = RaceSetup.Options()
    options.lists = [.depth: "1", .width: "8", .heads: "2", .wiring: "post,pre,none"]
    options.steps = 400
    options.measureEvery = 10
    options.settings = ["examples=200", "validation-examples=8", "batch=4"].map {
      RecipeSetting(text: $0)
    }
    let threads = Workers.count
    defer { Workers.count = threads }
    Workers.count = 2
    let running = Mutex(0)
    let runner = RaceRunner(
      wake: {},
      start: { body in
        running.withLock { $0 += 1 }
        let thread = Thread {
          body()
          running.withLock { $0 -= 1 }
        }
        thread.stackSize = 8 << 20
        thread.start()
      }, now: { ProcessInfo.processInfo.systemUptime })
    var state = State(
      size: Size(width: 120, height: 40), medium: Medium(), language: .english,
      models: ModelChoice.shipped())
    func carryOut(_ effects: [Effect]) {
      for case .race(let order) in effects { runner.send(order) }
    }
    carryOut(state.begin(try RaceSetup(options)))
    var generator = SeededGenerator(seed: 7)
    let sizes = [(120, 40), (80, 24), (40, 15), (20, 6), (16, 3), (1, 1)]
    var steps = 0
    while state.race?.report == nil {
      if let result = runner.report() { carryOut(state.update(.result(result))) }
      sched_yield()
    }
    for number in 0..<1500 {
      if let result = runner.report() { carryOut(state.update(.result(result))) }
      if number % 50 == 49 {
        let (width, height) = sizes[Int.random(in: 0..<sizes.count, using: &generator)]
        carryOut(
          state.update(.input(.resized(Size(width: width, height: height)))))
      }
      let key = Self.keys[Int.random(in: 0..<Self.keys.count, using: &generator)]
      carryOut(state.update(.input(.key(key))))
      if number % 10 == 0 { expectWellFormed(RootView(state).canvas, "key \(number)") }
      // Steps never go back, and no lane is ahead of another but for those that ended.
      let report = state.race?.report
      #expect((report?.step ?? 0) >= steps)
      steps = report?.step ?? 0
      for lane in report?.lanes ?? [] where lane.status == .running { #expect(lane.step == steps) }
    }
    runner.send(.end)
    while running.withLock({ $0 }) > 0 { sched_yield() }
    #expect(steps > 0)
  }
}
