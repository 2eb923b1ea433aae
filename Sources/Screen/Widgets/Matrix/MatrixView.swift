/// A matrix: colours, numbers, or both, with labels that stay in sight, a cursor and a legend.
///
/// - Units: useful from 20×6. Below 6 rows the axes' names go, below 4 the legend, below 2 the columns'
///   labels; below 6 columns the rows' labels. Row labels never take more than half of the width.
package struct MatrixView {
  /// The numbers.
  package var source: any MatrixSource
  /// What the rows are.
  package var rows: MatrixAxis
  /// What the columns are.
  package var columns: MatrixAxis
  /// How much of each cell is shown.
  package var zoom: MatrixZoom
  /// What the colours stand for.
  package var scale: Scale
  /// What they stand for in a row, where each row has a scale of its own.
  package var rowScale: ((Int) -> Scale)?
  /// The cell the cursor is on.
  package var cursor: MatrixCell?
  /// Whether keys go to this view.
  package var isFocused: Bool
  /// Where the view began before.
  package var scroll: MatrixScroll
  /// Cells to point out; an overview has no place for it.
  package var marks: [MatrixMark]
  /// The legend's words.
  package var words: MatrixWords

  /// Makes a view.
  package init(
    _ source: any MatrixSource, rows: MatrixAxis, columns: MatrixAxis, scale: Scale,
    zoom: MatrixZoom = .numbers, cursor: MatrixCell? = nil, isFocused: Bool = true,
    scroll: MatrixScroll = MatrixScroll(), marks: [MatrixMark] = [],
    words: MatrixWords = .english, rowScale: ((Int) -> Scale)? = nil
  ) {
    self.source = source
    self.rows = rows
    self.columns = columns
    self.scale = scale
    self.zoom = zoom
    self.cursor = cursor
    self.isFocused = isFocused
    self.scroll = scroll
    self.marks = marks
    self.words = words
    self.rowScale = rowScale
  }

  /// Where everything stands in a place of a size.
  package func layout(in size: Size, on medium: Medium) -> MatrixLayout {
    MatrixLayout(
      rows: source.rows, columns: source.columns, rowLabelWidth: rows.labelWidth, size: size,
      zoom: zoom, cursor: seen, scroll: scroll, medium: medium)
  }

  /// Draws the matrix.
  ///
  /// - Returns: What to keep as ``scroll``.
  @discardableResult
  package func draw(into canvas: inout Canvas, in area: Rect) -> MatrixScroll {
    let layout = layout(in: area.size, on: canvas.medium)
    canvas.clipped(to: area) { canvas in
      if layout.hasTitle { drawTitle(into: &canvas, area, layout) }
      if layout.hasHeader { drawHeader(into: &canvas, area, layout) }
      if zoom == .overview {
        drawOverview(into: &canvas, area, layout)
      } else {
        drawRows(into: &canvas, area, layout)
      }
      if layout.legendHeight > 0 { drawLegend(into: &canvas, area, layout) }
    }
    return layout.scroll
  }

  /// The cursor, if there is such a cell.
  var seen: MatrixCell? {
    guard let cursor, cursor.row >= 0, cursor.row < source.rows, cursor.column >= 0,
      cursor.column < source.columns
    else { return nil }
    return cursor
  }

  /// The scale of a row.
  func scale(ofRow row: Int) -> Scale { rowScale?(row) ?? scale }

  /// The cursor's style.
  func cursorStyle(_ theme: Theme) -> Style { theme[isFocused ? .focus : .selected] }

  // MARK: Around the cells

  private func drawTitle(into canvas: inout Canvas, _ area: Rect, _ layout: MatrixLayout) {
    let theme = canvas.theme
    var x = canvas.put(
      TextLayout.clip(rows.title, to: area.width), x: area.x, y: area.y, theme[rows.role])
    let title = TextLayout.clip(columns.title, to: max(0, area.maxX - x - 3))
    x = canvas.put(title, x: x + 3, y: area.y, theme[columns.role])
    let note =
      layout.isSampled ? words.sampled(shown: shown(layout), whole: whole) : hidden(layout)
    let noteX = area.maxX - TextWidth.cells(note)
    if noteX > x + 1 { canvas.put(note, x: noteX, y: area.y, theme[.faint]) }
  }

  private func shown(_ layout: MatrixLayout) -> String {
    let rows = (source.rows + layout.rowStep - 1) / layout.rowStep
    return "\(rows)×\((source.columns + layout.columnStep - 1) / layout.columnStep)"
  }

  private var whole: String { "\(source.rows)×\(source.columns)" }

  /// How many rows and columns lie beyond each edge.
  private func hidden(_ layout: MatrixLayout) -> String {
    let edges = [
      ("‹", layout.visibleColumns.lowerBound),
      ("›", source.columns - layout.visibleColumns.upperBound),
      ("▲", layout.visibleRows.lowerBound), ("▼", source.rows - layout.visibleRows.upperBound),
    ]
    return edges.filter { $0.1 > 0 }.map { "\($0.0)\($0.1)" }.joined(separator: " ")
  }

  private func drawHeader(into canvas: inout Canvas, _ area: Rect, _ layout: MatrixLayout) {
    let theme = canvas.theme
    let y = area.y + layout.bodyTop - 1
    if layout.visibleRows.lowerBound > 0 { canvas.put("▲", x: area.x, y: y, theme[.faint]) }
    guard zoom != .overview else {
      if let cursor = seen, let x = layout.x(ofColumn: cursor.column) {
        canvas.put("▾", x: area.x + x, y: y, theme[columns.role].with(.bold))
      }
      return
    }
    for column in layout.visibleColumns {
      guard let x = layout.x(ofColumn: column) else { continue }
      let isCursor = column == seen?.column
      drawColumnLabel(
        column, into: &canvas, Rect(x: area.x + x, y: y, width: layout.cellWidth, height: 1),
        isCursor ? theme[columns.role].with([.bold, .underlined]) : theme[columns.role])
    }
    if layout.visibleColumns.lowerBound > 0, layout.labelWidth > 1 {
      canvas.put("‹", x: area.x + layout.labelWidth - 1, y: y, theme[.faint])
    }
    if layout.visibleColumns.upperBound < source.columns, layout.bodyEnd < area.width {
      canvas.put("›", x: area.x + layout.bodyEnd, y: y, theme[.faint])
    }
  }

  private func drawColumnLabel(
    _ column: Int, into canvas: inout Canvas, _ area: Rect, _ style: Style
  ) {
    guard area.width > 3 else {
      // Over colours there is place for a first character; the legend has the whole label.
      let first = columns.label(column).prefix(1)
      canvas.put(String(first), x: area.x, y: area.y, style, width: area.width)
      return
    }
    // A label ends where the numbers below it end.
    let margin = 1
    let text = TextLayout.clip(columns.label(column), to: area.width - margin)
    let space = max(0, area.width - margin - TextWidth.cells(text))
    canvas.put(text, x: area.x + space, y: area.y, style, width: area.width - space)
  }

  /// Draws a row's label, or the pointer to the cursor's row in an overview.
  func drawRowLabel(
    _ row: Int, into canvas: inout Canvas, _ area: Rect, _ layout: MatrixLayout, y: Int
  ) {
    guard layout.labelWidth > 0 else { return }
    let theme = canvas.theme
    let isCursor = row == seen?.row
    let style = isCursor ? theme[rows.role].with([.bold, .underlined]) : theme[rows.role]
    let label = TextLayout.clip(rows.label(row), to: layout.labelWidth - 1)
    canvas.put(label, x: area.x, y: y, style, width: layout.labelWidth - 1)
  }
}
