import Screen
import Testing

struct MatrixLayoutTests {
  private func layout(
    _ width: Int, _ height: Int, _ zoom: MatrixZoom = .numbers, rows: Int = 30,
    columns: Int = 40, label: Int = 8, cursor: MatrixCell? = nil,
    scroll: MatrixScroll = MatrixScroll(), medium: Medium = Medium()
  ) -> MatrixLayout {
    MatrixLayout(
      rows: rows, columns: columns, rowLabelWidth: label,
      size: Size(width: width, height: height), zoom: zoom, cursor: cursor, scroll: scroll,
      medium: medium)
  }

  @Test func `what is least needed goes first`() {
    let heights = (0...7).map { layout(80, $0) }
    #expect(heights.map(\.hasHeader) == [false, false, true, true, true, true, true, true])
    #expect(heights.map(\.legendHeight) == [0, 0, 0, 0, 1, 1, 1, 1])
    #expect(layout(63, 14).legendHeight == 2)
    #expect(heights.map(\.hasTitle) == [false, false, false, false, false, false, true, true])
    #expect(heights.map(\.bodyHeight) == [0, 1, 1, 2, 2, 3, 3, 4])
  }

  @Test func `labels take at most half of the width`() {
    for width in 0...60 {
      let layout = layout(width, 10, label: 25)
      #expect(layout.labelWidth <= width / 2)
      #expect(layout.bodyEnd <= width || layout.cellWidth >= width - layout.labelWidth)
    }
    #expect(layout(60, 10, label: 5).labelWidth == 6)
  }

  @Test func `the cursor is always in sight, and the view moves no further than it must`() {
    for zoom in [MatrixZoom.colors, .numbers, .cell] {
      var scroll = MatrixScroll()
      var last = MatrixCell(row: 0, column: 0)
      for step in 0..<400 {
        let cursor = MatrixCell(row: step * 7 % 30, column: step * 11 % 40)
        let layout = layout(50, 12, zoom, cursor: cursor, scroll: scroll)
        #expect(layout.visibleRows.contains(cursor.row))
        #expect(layout.visibleColumns.contains(cursor.column))
        #expect(layout.x(ofColumn: cursor.column) != nil && layout.y(ofRow: cursor.row) != nil)
        last = cursor
        scroll = layout.scroll
      }
      // The same again moves nothing.
      let again = layout(50, 12, zoom, cursor: last, scroll: scroll)
      #expect(again.scroll == scroll)
    }
  }

  @Test func `a place leads to its cell and the cell to its place`() {
    for zoom in MatrixZoom.allCases {
      let layout = layout(
        61, 14, zoom, cursor: MatrixCell(row: 20, column: 30))
      for row in layout.visibleRows {
        for column in layout.visibleColumns {
          guard let x = layout.x(ofColumn: column), let y = layout.y(ofRow: row),
            let cell = layout.cell(at: Point(x: x, y: y))
          else {
            Issue.record("\(zoom) \(row) \(column)")
            continue
          }
          #expect(cell.column / layout.columnStep == column / layout.columnStep)
          let rowsOfLine = layout.rowStep * layout.rowsPerLine
          #expect(cell.row / rowsOfLine == row / rowsOfLine)
        }
      }
      #expect(layout.cell(at: Point(x: 0, y: 0)) == nil)
    }
  }

  @Test func `an overview shows all of a matrix in blocks as small as fit`() {
    let layout = layout(42, 13, .overview, rows: 512, columns: 512)
    #expect(layout.rowsPerLine == 2)
    #expect(layout.columnStep == 13)
    #expect(layout.rowStep == 26)
    #expect(layout.visibleRows == 0..<512)
    #expect(layout.bodyEnd <= 42)
    let plain = self.layout(
      42, 13, .overview, rows: 10, columns: 10, medium: Medium(colors: .none))
    #expect(plain.rowsPerLine == 1)
    #expect(!plain.isSampled)
  }

  @Test func `numbers are as wide as lets all of them fit`() {
    #expect(layout(80, 10, rows: 4, columns: 4).cellWidth == 8)
    #expect(layout(37, 10, rows: 4, columns: 4).cellWidth == 7)
    #expect(layout(33, 10, rows: 4, columns: 4).cellWidth == 6)
    #expect(layout(20, 10, rows: 4, columns: 4).cellWidth == 7)
    #expect(layout(20, 10, .colors, rows: 4, columns: 4).cellWidth == 2)
    #expect(layout(40, 10, .cell, rows: 4, columns: 4).cellWidth == 14)
  }

  @Test func `an empty matrix and a scroll from another one are no trouble`() {
    for zoom in MatrixZoom.allCases {
      let empty = layout(
        30, 10, zoom, rows: 0, columns: 0, scroll: MatrixScroll(firstRow: 9, firstColumn: 9))
      #expect(empty.visibleRows.isEmpty && empty.visibleColumns.isEmpty)
      let small = layout(
        200, 60, zoom, rows: 3, columns: 3, scroll: MatrixScroll(firstRow: 9, firstColumn: -9))
      #expect(small.visibleRows == 0..<3 && small.visibleColumns == 0..<3)
    }
  }
}
