/// The first row and column that a matrix view shows; kept from one drawing to the next.
package struct MatrixScroll: Hashable, Sendable {
  /// The row.
  package var firstRow: Int
  /// The column.
  package var firstColumn: Int

  /// Makes a place to begin at.
  package init(firstRow: Int = 0, firstColumn: Int = 0) {
    self.firstRow = firstRow
    self.firstColumn = firstColumn
  }
}
