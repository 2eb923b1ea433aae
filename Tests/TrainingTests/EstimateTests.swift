import Testing
import Training

/// Means, their intervals, and what follows from them.
@Suite struct EstimateTests {
  /// Student's quantile 0.975, from printed tables.
  private static let quantiles: [(freedom: Int, value: Double)] = [
    (1, 12.706), (2, 4.303), (4, 2.776), (10, 2.228), (11, 2.201), (19, 2.093), (30, 2.042),
    (120, 1.980), (100_000, 1.960),
  ]

  @Test func `quantiles are those of the tables`() {
    // The tables have three decimals.
    for (freedom, value) in Self.quantiles {
      #expect(abs(Estimate.quantile(freedom: freedom) - value) < 0.0006, "\(freedom)")
    }
    #expect(Estimate.quantile(freedom: 0) == .infinity)
  }

  @Test func `an interval is the mean and t times its error`() {
    let estimate = Estimate([1, 2, 3, 4])
    // s = √(5/3), t = 3.1824 with three degrees of freedom, divided by √4.
    let half = 3.1824 * (5.0 / 3).squareRoot() / 2
    #expect(estimate.mean == 2.5 && estimate.count == 4)
    #expect(abs(estimate.low - (2.5 - half)) < 1e-12)
    #expect(abs(estimate.high - (2.5 + half)) < 1e-12)
  }

  @Test func `one sample has no interval`() {
    let estimate = Estimate([7])
    #expect(estimate.mean == 7 && estimate.low == -.infinity && estimate.high == .infinity)
  }

  @Test func `ratios have a geometric mean`() {
    let estimate = Estimate(ratios: [0.5, 2])
    #expect(abs(estimate.mean - 1) < 1e-12)
    #expect(abs(estimate.low * estimate.high - 1) < 1e-12 && estimate.low > 0)
  }

  // MARK: Verdicts

  private static func row(_ prediction: Finding.Prediction?, _ samples: [Double]) -> Finding.Row {
    Finding.Row(Prose("", ""), prediction, Estimate(samples))
  }

  private static let agrees = row(.value(1, tolerance: 0.2), [0.95, 1, 1.05])
  private static let contradicts = row(.value(2, tolerance: 0.2), [0.95, 1, 1.05])
  /// The mean is right, but the interval goes beyond the tolerance.
  private static let open = row(.value(1, tolerance: 0.1), [0.95, 1, 1.05])
  private static let reported = row(nil, [1, 2])

  @Test func `an interval agrees only when all of it does`() {
    #expect(Self.agrees.outcome == .agrees)
    #expect(Self.contradicts.outcome == .contradicts)
    #expect(Self.open.outcome == .open)
    #expect(Self.reported.outcome == .reported)
    #expect(Self.row(.between(0.5, .infinity), [0.95, 1, 1.05]).outcome == .agrees)
    #expect(Self.row(.between(0, 0.5), [0.95, 1, 1.05]).outcome == .contradicts)
    #expect(Self.row(.value(7, tolerance: 100), [7]).outcome == .open)
    // What is not a number agrees with nothing.
    #expect(Self.row(.value(7, tolerance: 1), [7, .nan]).outcome == .open)
  }

  @Test func `the verdict follows from all rows`() {
    func verdict(_ rows: Finding.Row...) -> Finding.Verdict {
      Finding(.streamNorms, rows: rows, sentence: Prose("", "")).verdict
    }
    #expect(verdict(Self.agrees, Self.agrees, Self.reported) == .holds)
    #expect(verdict(Self.agrees, Self.contradicts, Self.open) == .inPart)
    #expect(verdict(Self.contradicts, Self.open) == .doesNotHold)
    #expect(verdict(Self.agrees, Self.open) == .undecided)
    #expect(verdict(Self.reported) == .reported)
  }
}
