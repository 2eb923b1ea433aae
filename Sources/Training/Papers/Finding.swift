/// What a claim comes to when it is measured: predictions beside means, and a verdict.
package struct Finding: Equatable, Sendable {
  /// What a paper says of a number.
  package struct Prediction: Equatable, Sendable {
    /// The smallest value that is predicted; −∞ where only an upper one is.
    package let low: Double
    /// The largest value that is predicted; ∞ where only a lower one is.
    package let high: Double
    /// How far beside it a mean may lie.
    package let tolerance: Double

    /// A value.
    package static func value(_ value: Double, tolerance: Double) -> Prediction {
      Prediction(low: value, high: value, tolerance: tolerance)
    }

    /// A range; either end may be infinite.
    package static func between(
      _ low: Double, _ high: Double, tolerance: Double = 0
    ) -> Prediction {
      Prediction(low: low, high: high, tolerance: tolerance)
    }
  }

  /// What an interval says of a prediction.
  package enum Outcome: String, Sendable {
    /// All of it lies within the prediction's tolerance.
    case agrees
    /// None of it does.
    case contradicts
    /// It lies on the border: more seeds would tell.
    case open
    /// Nothing was predicted.
    case reported
  }

  /// What all rows together say of the claim.
  package enum Verdict: String, CaseIterable, Sendable {
    /// Every row agrees.
    case holds
    /// Some rows agree, some contradict.
    case inPart = "holds-in-part"
    /// A row contradicts and none agrees.
    case doesNotHold = "does-not-hold"
    /// No row contradicts, but the intervals are too wide.
    case undecided
    /// The claim predicts no number: it is reported as found.
    case reported
  }

  /// A number that was measured.
  package struct Row: Equatable, Sendable {
    /// What was measured.
    package let subject: Prose
    /// What the paper says; nil where it says no number.
    package let prediction: Prediction?
    /// What was found.
    package let measured: Estimate

    /// Makes a row.
    package init(_ subject: Prose, _ prediction: Prediction?, _ measured: Estimate) {
      self.subject = subject
      self.prediction = prediction
      self.measured = measured
    }

    /// What the measurement says of the prediction.
    ///
    /// It is the interval that must lie within the tolerance, not only the mean: so a measurement that is
    /// too rough to tell does not pass for a confirmation.
    package var outcome: Outcome {
      guard let prediction else { return .reported }
      let (low, high) = (
        prediction.low - prediction.tolerance, prediction.high + prediction.tolerance
      )
      if measured.low >= low, measured.high <= high { return .agrees }
      if measured.high < low || measured.low > high { return .contradicts }
      return .open
    }
  }

  /// The claim.
  package let claim: Claim
  /// What was measured, in order.
  package let rows: [Row]
  /// What follows from it, in a sentence that names the numbers.
  package let sentence: Prose

  /// Makes a finding.
  package init(_ claim: Claim, rows: [Row], sentence: Prose) {
    self.claim = claim
    self.rows = rows
    self.sentence = sentence
  }

  /// What the rows say together.
  package var verdict: Verdict {
    let outcomes = rows.map(\.outcome)
    let agree = outcomes.contains(.agrees)
    if outcomes.contains(.contradicts) { return agree ? .inPart : .doesNotHold }
    if outcomes.contains(.open) { return .undecided }
    return agree ? .holds : .reported
  }
}
