/// A cell of a matrix, counted from 0.
package struct MatrixCell: Hashable, Sendable {
  /// The row.
  package var row: Int
  /// The column.
  package var column: Int

  /// Makes a cell's place.
  package init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}
