/// A point of a curve.
package struct CurvePoint: Hashable, Sendable {
  /// How far to the right.
  package var x: Double
  /// How far up.
  package var y: Double

  /// Makes a point.
  package init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  /// Whether it can be drawn.
  var isFinite: Bool { x.isFinite && y.isFinite }
}
