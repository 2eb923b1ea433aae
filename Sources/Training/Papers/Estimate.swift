import Kernels

/// A mean over independent seeds, and the interval that holds the true mean in 95 of 100 such measurements.
///
/// The interval is mean ± t · s / √n, with s the deviation of the n samples and t the quantile 0.975 of
/// Student's distribution with n − 1 degrees of freedom. One sample has no interval: it is infinite.
///
/// - Source: Student 1908, "The probable error of a mean".
package struct Estimate: Equatable, Sendable {
  /// The mean of the samples.
  package let mean: Double
  /// Where the interval begins.
  package let low: Double
  /// Where the interval ends.
  package let high: Double
  /// How many samples there are.
  package let count: Int

  /// The arithmetic mean of samples.
  package init(_ samples: [Double]) {
    let count = samples.count
    let mean = samples.reduce(0, +) / Double(max(1, count))
    let squares = samples.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let half =
      count > 1
      ? Self.quantile(freedom: count - 1)
        * (squares / Double(count - 1) / Double(count)).squareRoot() : .infinity
    self.init(mean: mean, low: mean - half, high: mean + half, count: count)
  }

  /// The geometric mean of positive samples: the interval is that of their logarithms.
  package init(ratios samples: [Double]) {
    let logarithms = Estimate(samples.map { log($0) })
    self.init(
      mean: exp(logarithms.mean), low: exp(logarithms.low), high: exp(logarithms.high),
      count: samples.count)
  }

  private init(mean: Double, low: Double, high: Double, count: Int) {
    self.mean = mean
    self.low = low
    self.high = high
    self.count = count
  }

  /// The quantile 0.975 of Student's distribution: what 5 % lie beyond, on both sides together.
  ///
  /// Up to ten degrees of freedom from the table; from there on by the series in 1/ν, which is right to
  /// three decimals.
  ///
  /// - Source: Abramowitz and Stegun 1964, "Handbook of Mathematical Functions", table 26.10 and 26.7.5.
  package static func quantile(freedom: Int) -> Double {
    let table = [12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281]
    guard freedom > 0 else { return .infinity }
    guard freedom > table.count else { return table[freedom - 1] }
    let x = 1.959964
    let (cube, fifth) = (x * x * x, x * x * x * x * x)
    let (v, seventh) = (Double(freedom), fifth * x * x)
    return x + (cube + x) / (4 * v) + (5 * fifth + 16 * cube + 3 * x) / (96 * v * v)
      + (3 * seventh + 19 * fifth + 17 * cube - 15 * x) / (384 * v * v * v)
  }
}
