import Training

extension LessonEvaluator {
  /// `race(RUN, WHAT, STEP)`: of a step, or of the measured step nearest below.
  func race(_ arguments: [LessonTerm], at column: Int) throws(LessonExpressionError) -> Double {
    let lane = try lane(arguments[0], at: column)
    guard case .word(let what) = arguments[1].what else { return .nan }
    let step = try step(arguments[2], of: lane)
    let found: Double? =
      switch what {
      case "validation": lane.validation.last { $0.step <= step }?.loss
      case "gradient": Self.number(of: lane.gradient, step)
      default: Self.number(of: lane.loss, step)
      }
    return try known(found, what, step, at: column)
  }

  /// `race-gradient(RUN, LAYER, STEP)`: at the measured step nearest below.
  func raceGradient(
    _ arguments: [LessonTerm], at column: Int
  ) throws(LessonExpressionError) -> Double {
    let lane = try lane(arguments[0], at: column)
    let layer = try whole("a layer", arguments[1], in: 1...max(1, lane.layers.count))
    let step = try step(arguments[2], of: lane)
    let moment = (lane.moments + (lane.latest.map { [$0] } ?? [])).filter { $0.step <= step }
      .max { $0.step < $1.step }
    let gradients = moment?.gradients ?? []
    let found = gradients.indices.contains(layer - 1) ? gradients[layer - 1] : nil
    return try known(found, "the gradient of layer \(layer)", step, at: column)
  }

  private func lane(
    _ term: LessonTerm, at column: Int
  ) throws(LessonExpressionError) -> RaceReport.Lane {
    guard let race = world.race else { throw LessonExpressionError(.noRace, at: column) }
    return race.lanes[try whole("a run", term, in: 1...max(1, race.lanes.count)) - 1]
  }

  /// A step that the run has done.
  private func step(
    _ term: LessonTerm, of lane: RaceReport.Lane
  ) throws(LessonExpressionError) -> Int {
    if case .word = term.what { return lane.step }
    return try whole("a step", term, in: 0...max(0, lane.step))
  }

  private static func number(of curve: RaceCurve, _ step: Int) -> Double? {
    guard step > 0, step <= curve.count else { return nil }
    // The last steps may not fill a stretch yet.
    return step == curve.count ? curve.last : curve[step] ?? curve.last
  }

  private func known(
    _ number: Double?, _ what: String, _ step: Int, at column: Int
  ) throws(LessonExpressionError) -> Double {
    guard let number else {
      throw LessonExpressionError(.notMeasured(what: what, step: step), at: column)
    }
    return number
  }
}
