/// Which numbers the ends of a ramp stand for.
package struct Scale: Hashable, Sendable {
  /// How the ends were chosen; the legend names it.
  package enum Kind: CaseIterable, Sendable {
    /// From the smallest to the largest number of the row.
    case row
    /// From the smallest to the largest number of the matrix.
    case matrix
    /// From 0 to 1, whatever the numbers are: probabilities.
    case fixed
    /// From −m to m, m the largest magnitude: zero is in the middle.
    case symmetric
  }

  /// The number at the lower end.
  package let minimum: Double
  /// The number at the upper end.
  package let maximum: Double
  /// How the ends were chosen.
  package let kind: Kind

  /// Makes a scale; ends that are not finite become 0.
  package init(minimum: Double, maximum: Double, kind: Kind) {
    let low = minimum.isFinite ? minimum : 0
    let high = maximum.isFinite ? maximum : 0
    self.minimum = min(low, high)
    self.maximum = max(low, high)
    self.kind = kind
  }

  /// From 0 to 1.
  package static let fixed = Scale(minimum: 0, maximum: 1, kind: .fixed)

  /// From −m to m.
  package static func symmetric(_ magnitude: Double) -> Scale {
    Scale(minimum: -abs(magnitude), maximum: abs(magnitude), kind: .symmetric)
  }

  /// The scale of all that a matrix shows; what is masked or not finite has no say.
  package init(of source: some MatrixSource, kind: Kind) {
    self.init(of: source, rows: 0..<source.rows, kind: kind)
  }

  /// The scale of a row.
  package init(ofRow row: Int, of source: some MatrixSource) {
    self.init(of: source, rows: row..<row + 1, kind: .row)
  }

  private init(of source: some MatrixSource, rows: Range<Int>, kind: Kind) {
    guard kind != .fixed else {
      self = .fixed
      return
    }
    var low = Float.infinity
    var high = -Float.infinity
    for row in rows {
      for column in 0..<source.columns where !source.isMasked(row: row, column: column) {
        let value = source[row, column]
        guard value.isFinite else { continue }
        low = min(low, value)
        high = max(high, value)
      }
    }
    if kind == .symmetric, low <= high {
      self = .symmetric(Double(max(abs(low), abs(high))))
    } else {
      self.init(minimum: Double(low), maximum: Double(high), kind: kind)
    }
  }

  /// The larger of the ends' magnitudes.
  package var magnitude: Double { max(abs(minimum), abs(maximum)) }

  /// The numbers at even distances from end to end, for the sample in a legend.
  package func samples(_ count: Int) -> [Double] {
    guard count > 1 else { return count == 1 ? [maximum] : [] }
    return (0..<count).map { step in
      let share = Double(step) / Double(count - 1)
      return minimum * (1 - share) + maximum * share
    }
  }
}
