import Tensors
import Transformers

/// One run of a race: a training run that is watched.
final class RaceLane {
  /// What can be seen of it.
  private(set) var report = RaceReport.Lane()
  /// The training.
  let run: TrainingRun
  /// The texts that are looked at.
  let probe: RaceProbe
  private let measureEvery: Int
  /// Which of the trainer's groups are layers.
  private let layers: [Int]
  private let mostMoments: Int
  private var keepEvery: Int
  /// The last moment that was due; what somebody looked at between is none.
  private var measured: RaceMoment

  /// After so many measurements the output is written, which takes longer.
  private static let outputsEvery = 5
  /// The most numbers that all moments of a lane hold (16 MB), and the fewest and the most moments.
  private static let mostNumbers = 1 << 22
  private static let momentCounts = 8...64

  /// Makes a lane and measures it before its first step.
  init(_ lane: RaceSetup.Lane, _ data: TrainingData, measureEvery: Int) throws {
    let configurations = try lane.configurations(data)
    run = try TrainingRun(lane.recipe, data, configurations, lane.parameters(configurations))
    probe = try RaceProbe(run)
    self.measureEvery = max(1, measureEvery)
    keepEvery = self.measureEvery
    let groups = run.trainer.groups
    layers = groups.indices.filter { index in
      let parts = groups[index].name.split(separator: "/")
      return parts.count == 2 && Int(parts[1]) != nil
    }
    report.layers = layers.map { groups[$0].name }
    report.parameterCount = run.parameterCount
    let first = probe.moment(step: 0, gradients: [], withOutputs: true, last: nil)
    let size = run.parameterCount + first.attentions.reduce(0) { $0 + $1.weights.count }
    mostMoments = min(
      Self.momentCounts.upperBound,
      max(Self.momentCounts.lowerBound, Self.mostNumbers / max(1, size)))
    measured = first
    report.moments = [first]
    report.latest = first
    report.rate = run.schedule.rate(at: 1)
    validate()
  }

  /// Makes a step and measures what is due, unless the lane has ended.
  func takeStep() {
    guard report.status == .running else { return }
    let step = run.takeStep()
    report.step = step.step
    report.loss.append(step.loss)
    report.gradient.append(step.gradientNorm)
    report.rate = step.rate
    report.gradients = layers.map { run.trainer.gradientNorms[$0] }
    if step.step == 1 {
      report.firstGradients = report.gradients
      if !report.moments.isEmpty { report.moments[0].gradients = report.gradients }
    }
    for (what, number) in [
      (RaceReport.Quantity.loss, step.loss), (.gradient, step.gradientNorm),
    ] where !number.isFinite {
      report.status = .diverged(step: step.step, what: what, value: Self.name(of: number))
      return
    }
    if step.step == run.recipe.steps { report.status = .finished }
    let isLast = report.status == .finished
    if isDue(run.recipe.validationEvery) || isLast { validate() }
    if isDue(measureEvery) || isLast { measure(isLast: isLast) }
  }

  /// Measures the model as it is, whatever is due: for a reader who stopped to look.
  func look() {
    guard report.latest?.step != report.step, case .running = report.status else { return }
    report.latest = probe.moment(
      step: report.step, gradients: report.gradients, withOutputs: true, last: report.latest)
  }

  /// Changes how the training goes on.
  func change(_ value: RaceChange.Value) {
    switch value {
    case .rate(let rate): run.schedule.peak = rate
    case .warmUp(let steps): run.schedule.warmUp = steps
    }
    report.rate = run.schedule.rate(at: report.step + 1)
  }

  // MARK: Measuring

  private func isDue(_ every: Int) -> Bool { every > 0 && report.step % every == 0 }

  private func validate() {
    guard let loss = run.validate() else { return }
    report.validation.append(RaceReport.Validation(step: report.step, loss: loss))
    // 512 points are more than a screen has columns.
    if report.validation.count > 512 {
      report.validation = report.validation.enumerated()
        .filter { $0.offset % 2 == 0 || $0.offset == 512 }.map(\.element)
    }
  }

  private func measure(isLast: Bool) {
    let withOutputs = isLast || isDue(measureEvery * Self.outputsEvery)
    let moment = probe.moment(
      step: report.step, gradients: report.gradients, withOutputs: withOutputs,
      last: measured)
    measured = moment
    report.latest = moment
    guard isLast || report.step % keepEvery == 0 else { return }
    report.moments.append(moment)
    guard report.moments.count > mostMoments else { return }
    keepEvery *= 2
    let (every, now) = (keepEvery, report.step)
    report.moments.removeAll { $0.step % every != 0 && $0.step != now }
  }

  private static func name(of number: Double) -> String {
    number.isNaN ? "NaN" : number > 0 ? "∞" : "−∞"
  }
}
