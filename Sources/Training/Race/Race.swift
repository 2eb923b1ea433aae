import Tensors
import Transformers

/// Runs that train at the same time on the same batches, each on a thread of its own.
///
/// Every number follows from the setup and the changes alone: how many threads there are, when somebody
/// looks and how often changes nothing. Used by one thread at a time.
package final class Race {
  /// What is raced.
  package let setup: RaceSetup
  private let lanes: [RaceLane]
  private let source: RaceSource
  private var changes: [RaceChange] = []
  /// Changes that are still to be made, in order.
  private var planned: ArraySlice<RaceChange>
  private var steps = 1
  private var job: Workers.Job?

  /// Draws the data, makes the models and measures them before the first step; nil where `mayGoOn`, asked
  /// between the parts, gives up.
  ///
  /// The changes are made when their steps come: so a race that was kept is trained again.
  ///
  /// - Throws: ``LanguageError``, ``TrainingDataError``.
  package init?(
    _ setup: RaceSetup, changes: [RaceChange] = [], while mayGoOn: () -> Bool = { true }
  ) throws {
    planned = changes[...]
    let data = try TrainingData(
      setup.shared, language: LanguageLibrary.open(setup.shared.language))
    var lanes: [RaceLane] = []
    for lane in setup.lanes {
      guard mayGoOn() else { return nil }
      lanes.append(try RaceLane(lane, data, measureEvery: setup.measureEvery))
    }
    self.setup = setup
    self.lanes = lanes
    source = RaceSource(
      setup, data, lanes.map { $0.run.trainer.models.map(\.configuration) },
      ids: lanes[0].probe.ids)
    job = Workers.Job { [unowned self] index in
      for _ in 0..<self.steps { self.lanes[index].takeStep() }
    }
  }

  /// What can be seen.
  package var report: RaceReport {
    var report = RaceReport(setup: setup, lanes: lanes.map(\.report))
    report.changes = changes
    report.probe = lanes[0].probe.labels
    report.source = source
    return report
  }

  /// Whether no lane goes on.
  package var isOver: Bool { lanes.allSatisfy { $0.report.status != .running } }

  /// The step that comes next, less one.
  package var step: Int { lanes.map(\.report.step).max() ?? 0 }

  /// Lets every lane that goes on make so many steps.
  package func run(_ count: Int) {
    var left = count
    makePlannedChanges()
    while left > 0, !isOver {
      steps = min(left, max(1, setup.shared.steps - step))
      if let next = planned.first { steps = min(steps, max(1, next.step - step)) }
      left -= steps
      job?.run(lanes.count)
      makePlannedChanges()
    }
  }

  private func makePlannedChanges() {
    while let change = planned.first, change.step <= step {
      planned.removeFirst()
      if lanes.indices.contains(change.lane) { self.change(change.lane, change.value) }
    }
  }

  /// Measures every lane as it is now.
  package func look() { for lane in lanes { lane.look() } }

  /// Changes a lane from the next step on.
  ///
  /// - Precondition: there is such a lane.
  package func change(_ lane: Int, _ value: RaceChange.Value) {
    changes.append(RaceChange(step: step, lane: lane, value))
    lanes[lane].change(value)
  }

  /// A lane's training, for who wants its model.
  package func training(of lane: Int) -> TrainingRun { lanes[lane].run }
}
