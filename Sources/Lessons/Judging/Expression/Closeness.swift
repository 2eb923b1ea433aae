/// When two numbers count as near.
enum Closeness {
  /// Whether two numbers lie no further apart than a tolerance; equal infinities do not lie apart.
  ///
  /// A number of two decimals stands for itself: 0.35 is within 0.02 of 0.33, whatever binary makes of the three.
  static func isWithin(_ tolerance: Double, _ first: Double, _ second: Double) -> Bool {
    if first == second { return true }
    guard first.isFinite, second.isFinite else { return false }
    let rounding = 1e-12 * max(abs(first), abs(second), tolerance)
    return abs(first - second) <= tolerance + rounding
  }
}
