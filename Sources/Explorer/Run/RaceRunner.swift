import Kernels
import Synchronization
import Training

/// What a race is told to do.
package enum RaceOrder: Equatable, Sendable {
  /// Begin, in place of the race there may be; reports bear the number, and changes are made when their
  /// steps come.
  case start(RaceSetup, number: Int, changes: [RaceChange] = [])
  /// Go on.
  case go
  /// Stop after the step that is being made.
  case pause
  /// Make one step.
  case step
  /// Change a lane from the next step on.
  case change(lane: Int, RaceChange.Value)
  /// Give the race up.
  case end
}

/// Lets a race go on a thread of its own and hands reports back.
///
/// What is trained follows from the orders and the steps at which they come, never from how often somebody
/// looks. While a race waits there is no thread.
package final class RaceRunner: Sendable {
  /// The one that has the race: a thread, or nobody.
  private struct Work {
    var orders: [RaceOrder] = []
    var isBusy = false
    var result: EffectResult?
  }

  /// What the thread that has it changes.
  private final class Course: @unchecked Sendable {
    var race: Race?
    var number = 0
    var isRunning = false
    var stride = 1
  }

  private let work = Mutex(Work())
  private let course = Course()
  private let wake: @Sendable () -> Void
  private let start: @Sendable (@escaping @Sendable () -> Void) -> Void
  private let now: @Sendable () -> Double

  /// Seconds between two reports: about 14 a second.
  private static let interval = 0.07
  /// Seconds that a stretch of steps takes, so that an order is soon obeyed.
  private static let stretch = 0.02

  /// Makes a runner.
  ///
  /// - Parameters:
  ///   - wake: Called from any thread when there is a report.
  ///   - start: Starts a piece of work on a thread of its own; at once and to its end in tests.
  ///   - now: Seconds on a clock that only goes forward.
  package init(
    wake: @escaping @Sendable () -> Void,
    start: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void,
    now: @escaping @Sendable () -> Double
  ) {
    self.wake = wake
    self.start = start
    self.now = now
  }

  /// Gives an order.
  package func send(_ order: RaceOrder) {
    let begins = work.withLock { work in
      // A race that is given up takes what was ordered of it along.
      if case .start = order { work.orders.removeAll() }
      work.orders.append(order)
      guard !work.isBusy else { return false }
      work.isBusy = true
      return true
    }
    if begins { start { [self] in obey() } }
  }

  /// The last report since the last call.
  package func report() -> EffectResult? {
    work.withLock { work in
      defer { work.result = nil }
      return work.result
    }
  }

  // MARK: On the thread

  private func obey() {
    var last = -Double.infinity
    while true {
      // Who has been told to stop looks at nothing any more: the course may be another thread's by then.
      let (order, goesOn) = work.withLock { work -> (RaceOrder?, Bool) in
        if !work.orders.isEmpty { return (work.orders.removeFirst(), true) }
        let goesOn = course.isRunning && course.race != nil
        if !goesOn { work.isBusy = false }
        return (nil, goesOn)
      }
      guard goesOn else { return }
      if let order {
        obey(order)
        continue
      }
      guard let race = course.race else { continue }
      let begin = now()
      race.run(course.stride)
      let end = now()
      // So many steps that a stretch takes its time: no number depends on it.
      if end - begin < Self.stretch / 2, course.stride < 256 { course.stride *= 2 }
      if end - begin > Self.stretch * 2, course.stride > 1 { course.stride /= 2 }
      if race.isOver { course.isRunning = false }
      if race.isOver || end - last >= Self.interval {
        publish(race)
        last = end
      }
    }
  }

  private func obey(_ order: RaceOrder) {
    switch order {
    case .start(let setup, let number, let changes): begin(setup, changes, number)
    case .go: course.isRunning = course.race.map { !$0.isOver } ?? false
    case .pause:
      course.isRunning = false
      guard let race = course.race else { return }
      race.look()
      publish(race)
    case .step:
      guard let race = course.race else { return }
      course.isRunning = false
      race.run(1)
      race.look()
      publish(race)
    case .change(let lane, let value):
      guard let race = course.race, race.setup.lanes.indices.contains(lane) else { return }
      race.change(lane, value)
      publish(race)
    case .end:
      course.race = nil
      course.isRunning = false
    }
  }

  private func begin(_ setup: RaceSetup, _ changes: [RaceChange], _ number: Int) {
    course.race = nil
    course.number = number
    course.stride = 1
    do {
      let race = try Race(setup, changes: changes) {
        // Another race, or none, is wanted by now.
        !self.work.withLock { work in
          work.orders.contains { order in
            if case .start = order { true } else { order == .end }
          }
        }
      }
      guard let race else { return }
      course.race = race
      course.isRunning = true
      publish(race)
    } catch {
      course.isRunning = false
      work.withLock { $0.result = .raceFailed(number: number, reason: "\(error)") }
      wake()
    }
  }

  private func publish(_ race: Race) {
    let report = race.report
    let isRunning = course.isRunning
    work.withLock {
      $0.result = .raced(number: course.number, report, isRunning: isRunning)
    }
    wake()
  }
}
