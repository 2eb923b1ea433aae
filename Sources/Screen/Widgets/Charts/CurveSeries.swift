/// One of the lines of a ``Curve``.
package struct CurveSeries: Hashable, Sendable {
  /// What it is of.
  package var name: String
  /// Its points, from left to right; one that is not finite breaks the line.
  package var points: [CurvePoint]
  /// How it is drawn.
  package var role: Theme.Role
  /// A character at its end, for who cannot tell colours or dashes apart; empty for none.
  package var end = ""

  /// Makes a line.
  package init(
    _ name: String, _ points: [CurvePoint], role: Theme.Role = .query, end: String = ""
  ) {
    self.name = name
    self.points = points
    self.role = role
    self.end = end
  }

  /// Makes a line through the values of a function at even distances.
  package init(
    _ name: String, from low: Double, through high: Double, count: Int = 200,
    role: Theme.Role = .query, _ function: (Double) -> Double
  ) {
    let steps = max(1, count - 1)
    let points = (0...steps).map { step in
      let x = low + (high - low) * Double(step) / Double(steps)
      return CurvePoint(x, function(x))
    }
    self.init(name, points, role: role)
  }
}
