/// Where everything of a matrix view stands; worked out without a canvas, so that keys and the mouse can ask.
///
/// - Units: columns and rows of character cells, from the view's own corner.
package struct MatrixLayout: Equatable, Sendable {
  /// How much of each cell is shown.
  package let zoom: MatrixZoom
  /// How much place there is.
  package let size: Size
  /// Whether the first line names the axes.
  package let hasTitle: Bool
  /// Whether a line above the cells holds the columns' labels.
  package let hasHeader: Bool
  /// The last lines, which hold the legend: a second one for the cursor's number where the view is narrow and
  /// tall.
  package let legendHeight: Int
  /// The columns for the rows' labels, with the space after them; never more than half.
  package let labelWidth: Int
  /// The columns of a cell.
  package let cellWidth: Int
  /// The matrix rows that share a line: 2 in an overview of half blocks.
  package let rowsPerLine: Int
  /// The matrix rows that are drawn as one; 1 but in an overview of a large matrix.
  package let rowStep: Int
  /// The matrix columns that are drawn as one.
  package let columnStep: Int
  /// The matrix rows that are seen.
  package let visibleRows: Range<Int>
  /// The matrix columns that are seen.
  package let visibleColumns: Range<Int>
  /// What to pass to the next layout.
  package let scroll: MatrixScroll

  /// Lays a matrix out.
  ///
  /// - Parameters:
  ///   - rows: How many rows there are.
  ///   - columns: How many columns there are.
  ///   - rowLabelWidth: The cells of the widest row label.
  ///   - size: The place there is.
  ///   - zoom: How much of each cell to show.
  ///   - cursor: The cell that must be seen.
  ///   - scroll: Where the view began before.
  ///   - medium: What is drawn on: half blocks need the palette and its characters.
  package init(
    rows: Int, columns: Int, rowLabelWidth: Int, size: Size, zoom: MatrixZoom,
    cursor: MatrixCell? = nil, scroll: MatrixScroll = MatrixScroll(), medium: Medium
  ) {
    self.zoom = zoom
    self.size = size
    hasHeader = size.height >= 2
    legendHeight = size.height < 4 ? 0 : size.width < 64 && size.height >= 14 ? 2 : 1
    hasTitle = size.height >= 6
    let isOverview = zoom == .overview
    let hasHalves = medium.colors == .palette && medium.glyphs == .unicode
    rowsPerLine = isOverview && hasHalves ? 2 : 1

    // Rows that share a line cannot have a label each; the cursor's row is pointed at.
    let label = isOverview ? 1 : rowLabelWidth
    labelWidth = label > 0 && size.width >= 6 ? min(label + 1, size.width / 2) : 0
    let width = size.width - labelWidth
    let height = max(
      0, size.height - (hasHeader ? 1 : 0) - legendHeight - (hasTitle ? 1 : 0))
    cellWidth = Self.cellWidth(zoom, columns: columns, width: width)

    guard !isOverview else {
      rowStep = Self.step(rows, places: height * rowsPerLine)
      columnStep = Self.step(columns, places: width)
      visibleRows = 0..<(height > 0 ? max(0, rows) : 0)
      visibleColumns = 0..<(width > 0 ? max(0, columns) : 0)
      self.scroll = MatrixScroll()
      return
    }
    rowStep = 1
    columnStep = 1
    // Where not all fit, a column is kept for the arrow that says so.
    let fits = columns * cellWidth <= width
    let columnPlaces = fits || width <= cellWidth ? width / cellWidth : (width - 1) / cellWidth
    let firstRow = Scrolling.first(
      scroll.firstRow, showing: cursor?.row, count: rows, visible: height)
    let firstColumn = Scrolling.first(
      scroll.firstColumn, showing: cursor?.column, count: columns, visible: columnPlaces)
    visibleRows = firstRow..<max(firstRow, min(rows, firstRow + height))
    visibleColumns = firstColumn..<max(firstColumn, min(columns, firstColumn + columnPlaces))
    self.scroll = MatrixScroll(firstRow: firstRow, firstColumn: firstColumn)
  }

  private static func step(_ count: Int, places: Int) -> Int {
    places > 0 ? max(1, (count + places - 1) / places) : 1
  }

  private static func cellWidth(_ zoom: MatrixZoom, columns: Int, width: Int) -> Int {
    let wanted =
      switch zoom {
      case .overview: 1
      case .colors: 2
      // Wide cells where all of them fit; else as many numbers as can be read.
      case .numbers: [8, 7, 6].first { $0 * columns <= width } ?? 7
      case .cell: 14
      }
    return max(1, min(wanted, width))
  }

  // MARK: Places

  /// The line of the first cells.
  package var bodyTop: Int { (hasTitle ? 1 : 0) + (hasHeader ? 1 : 0) }

  /// Whether blocks of cells are drawn as one.
  package var isSampled: Bool { rowStep > 1 || columnStep > 1 }

  /// The column after the last cell.
  package var bodyEnd: Int {
    labelWidth + (visibleColumns.count + columnStep - 1) / columnStep * cellWidth
  }

  /// The lines of cells.
  package var bodyHeight: Int {
    let drawn = (visibleRows.count + rowStep - 1) / rowStep
    return (drawn + rowsPerLine - 1) / rowsPerLine
  }

  /// The column where a matrix column begins; nil if it is not seen.
  package func x(ofColumn column: Int) -> Int? {
    guard visibleColumns.contains(column) else { return nil }
    return labelWidth + (column - visibleColumns.lowerBound) / columnStep * cellWidth
  }

  /// The line of a matrix row; nil if it is not seen.
  package func y(ofRow row: Int) -> Int? {
    guard visibleRows.contains(row) else { return nil }
    return bodyTop + (row - visibleRows.lowerBound) / rowStep / rowsPerLine
  }

  /// The matrix cell under a place; of a block, its first.
  package func cell(at point: Point) -> MatrixCell? {
    guard point.x >= labelWidth, point.y >= bodyTop else { return nil }
    let column =
      visibleColumns.lowerBound + (point.x - labelWidth) / cellWidth * columnStep
    let row = visibleRows.lowerBound + (point.y - bodyTop) * rowsPerLine * rowStep
    guard visibleColumns.contains(column), visibleRows.contains(row) else { return nil }
    return MatrixCell(row: row, column: column)
  }
}
