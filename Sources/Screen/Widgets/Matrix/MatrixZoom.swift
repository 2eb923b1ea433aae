/// How much of each cell a matrix view shows.
package enum MatrixZoom: Int, CaseIterable, Sendable {
  /// The whole matrix in its place: half a character a cell, and one for a block of cells where it must be.
  case overview
  /// A colour of two columns.
  case colors
  /// A colour and a number.
  case numbers
  /// A number with all of its digits.
  case cell
}
