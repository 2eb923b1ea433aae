/// Cells that a matrix view points out.
package struct MatrixMark: Hashable, Sendable {
  /// Why.
  package enum Kind: Sendable {
    /// Their numbers differ from before: `◆`.
    case changed
    /// A derivation reads them: `▸`.
    case source
    /// Each is the largest of its row: `▸`.
    case largest
  }

  /// Their rows.
  package var rows: Range<Int>
  /// Their columns.
  package var columns: Range<Int>
  /// Why.
  package var kind: Kind

  /// Makes a mark.
  package init(_ kind: Kind, rows: Range<Int>, columns: Range<Int>) {
    self.kind = kind
    self.rows = rows
    self.columns = columns
  }

  /// Whether a cell is among them.
  package func contains(_ cell: MatrixCell) -> Bool {
    rows.contains(cell.row) && columns.contains(cell.column)
  }
}
