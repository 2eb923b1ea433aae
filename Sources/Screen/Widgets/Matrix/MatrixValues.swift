/// A matrix whose numbers a function gives.
package struct MatrixValues: MatrixSource {
  package let rows: Int
  package let columns: Int
  private let value: (Int, Int) -> Float
  private let masked: ((Int, Int) -> Bool)?

  /// Makes a matrix.
  ///
  /// - Parameters:
  ///   - rows: How many rows.
  ///   - columns: How many columns.
  ///   - isMasked: Which cells are masked; without it, those that are −∞.
  ///   - value: The number at a row and a column.
  package init(
    rows: Int, columns: Int, isMasked: ((Int, Int) -> Bool)? = nil,
    value: @escaping (_ row: Int, _ column: Int) -> Float
  ) {
    self.rows = max(0, rows)
    self.columns = max(0, columns)
    self.value = value
    masked = isMasked
  }

  package subscript(row: Int, column: Int) -> Float { value(row, column) }

  package func isMasked(row: Int, column: Int) -> Bool {
    masked?(row, column) ?? (value(row, column) == -.infinity)
  }
}
