/// Numbers in rows and columns, where they are; nothing is copied to be drawn.
package protocol MatrixSource {
  /// How many rows.
  var rows: Int { get }
  /// How many columns.
  var columns: Int { get }
  /// A number; NaN and the infinities too.
  subscript(row: Int, column: Int) -> Float { get }
  /// Whether attention must not see a cell, whatever its number.
  func isMasked(row: Int, column: Int) -> Bool
}
