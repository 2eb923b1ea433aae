import Testing

/// How far two numbers may lie apart: `absolute + relative · |expected|`.
package struct Tolerance: Sendable {
  /// What is allowed whatever the size.
  package let absolute: Double
  /// What is allowed for each unit of the expected number's magnitude.
  package let relative: Double

  /// Makes a tolerance.
  package init(absolute: Double = 0, relative: Double = 0) {
    self.absolute = absolute
    self.relative = relative
  }

  /// The same bits, apart from the sign of zero.
  package static let exact = Tolerance()
}

/// Expects two lists of numbers to agree; says which of them lie furthest apart, and both numbers.
///
/// Equal infinities agree, and so do two NaN. `scale`, where given, stands in for the magnitude of the
/// expected numbers: for sums of large numbers that cancel.
package func expectClose(
  _ found: some Sequence<some BinaryFloatingPoint>,
  _ expected: some Sequence<some BinaryFloatingPoint>, within tolerance: Tolerance,
  scale: [Double]? = nil, _ what: String = "", sourceLocation: SourceLocation = #_sourceLocation
) {
  let found = found.map { Double($0) }
  let expected = expected.map { Double($0) }
  guard found.count == expected.count else {
    Issue.record(
      Comment(rawValue: "\(context(what))\(found.count) numbers for \(expected.count)"),
      sourceLocation: sourceLocation)
    return
  }
  var worst: (index: Int, excess: Double)?
  for index in found.indices {
    let magnitude = scale?[index] ?? abs(expected[index])
    let excess = excess(found[index], expected[index], magnitude, tolerance)
    if excess > 0, excess > worst?.excess ?? 0 { worst = (index, excess) }
  }
  guard let worst else { return }
  Issue.record(
    Comment(
      rawValue: "\(context(what))[\(worst.index)] is \(found[worst.index]), "
        + "expected \(expected[worst.index])"), sourceLocation: sourceLocation)
}

private func excess(
  _ found: Double, _ expected: Double, _ magnitude: Double, _ tolerance: Tolerance
) -> Double {
  if found == expected || (found.isNaN && expected.isNaN) { return 0 }
  let difference = abs(found - expected)
  guard difference.isFinite else { return .infinity }
  return difference - tolerance.absolute - tolerance.relative * (magnitude.isFinite ? magnitude : 1)
}

// MARK: Context

/// What the loops around an expectation are at, outermost first; part of every failure's text.
package enum Context {
  @TaskLocal package static var current: [String] = []
}

private func context(_ what: String) -> String {
  (Context.current + (what.isEmpty ? [] : [what])).joined(separator: ", ") + ": "
}

/// Runs `body` for every value, and names the value in the failures of ``expectClose`` inside.
package func withEvery<Values: Sequence>(
  _ label: String, in values: Values, _ body: (Values.Element) throws -> Void
) rethrows {
  for value in values {
    try Context.$current.withValue(Context.current + ["\(label) \(value)"]) { try body(value) }
  }
}
