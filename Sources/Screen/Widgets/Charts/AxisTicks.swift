/// Round numbers along an axis: 1, 2 or 5 times a power of ten apart.
struct AxisTicks: Equatable {
  /// The numbers.
  let values: [Double]
  /// The decimals that tell them apart.
  let decimals: Int

  /// Chooses about so many numbers between two, never more than twice as many.
  init(from low: Double, through high: Double, count: Int) {
    guard low.isFinite, high.isFinite, high > low, (high - low).isFinite, count > 0 else {
      values = low.isFinite ? [low] : []
      decimals = 0
      return
    }
    let wanted = (high - low) / Double(count)
    let power = DecimalDigits(wanted).exponent - 1
    let unit = Double("1e\(power)") ?? 1
    let factor = [1.0, 2, 5, 10].first { $0 * unit >= wanted } ?? 10
    let step = factor * unit
    decimals = max(0, -(factor == 10 ? power + 1 : power))
    let first = (low / step).rounded(.up)
    // A step that is too small to be added to the numbers would never end.
    let steps = ((high - first * step) / step + 1e-9).rounded(.down)
    values =
      steps.isFinite && steps >= 0 && steps < 1000
      ? (0...Int(steps)).map { (first + Double($0)) * step } : [low]
  }

  /// A number as it is written on the axis.
  func text(_ value: Double) -> String {
    let digits = DecimalDigits(value)
    let magnitude = abs(value)
    if magnitude >= 1e6 || decimals > 5 {
      return (digits.isNegative ? "−" : "") + digits.scientific(digits: 3)
    }
    let text = digits.fixed(decimals: decimals)
    // What was rounded to zero has no sign.
    let isZero = !text.utf8.contains { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }
    return digits.isNegative && !isZero ? "−" + text : text
  }
}
