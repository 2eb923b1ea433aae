import Screen
import Testing

struct MatrixViewTests {
  private func draw(_ view: MatrixView, _ width: Int, _ height: Int, _ medium: Medium = Medium())
    -> Canvas
  {
    var canvas = Canvas(size: Size(width: width, height: height), medium: medium)
    view.draw(into: &canvas, in: canvas.bounds)
    return canvas
  }

  @Test func `headers stay with their rows and columns while the cells scroll`() {
    let source = MatrixValues(rows: 50, columns: 60) { Float($0 * 100 + $1) }
    var view = MatrixView(
      source, rows: MatrixAxis("rows: query", count: 50),
      columns: MatrixAxis("columns: key", count: 60),
      scale: Scale(of: source, kind: .matrix), zoom: .numbers)
    for width in [20, 33, 60] {
      view.scroll = MatrixScroll()
      for cursor in [MatrixCell(row: 0, column: 0), MatrixCell(row: 49, column: 59)] {
        view.cursor = cursor
        let canvas = draw(view, width, 12)
        let layout = view.layout(in: canvas.size, on: canvas.medium)
        for row in layout.visibleRows {
          let y = layout.y(ofRow: row) ?? 0
          #expect(canvas.lines[y].hasPrefix("\(row + 1)"))
          for column in layout.visibleColumns {
            let x = layout.x(ofColumn: column) ?? 0
            let cells = canvas.row(y).dropFirst(x).prefix(layout.cellWidth)
            let number = cells.map(\.text).joined().split(separator: " ").joined()
            #expect(number == "\(row * 100 + column)")
            let head = canvas.row(layout.bodyTop - 1).dropFirst(x).prefix(layout.cellWidth)
            #expect(head.map(\.text).joined().contains("\(column + 1)"))
          }
        }
      }
    }
  }

  @Test func `the edges say how much lies beyond them`() {
    let source = MatrixValues(rows: 50, columns: 60) { Float($0 + $1) }
    let view = MatrixView(
      source, rows: MatrixAxis("rows: q", count: 50), columns: MatrixAxis("columns: k", count: 60),
      scale: .fixed, zoom: .colors, cursor: MatrixCell(row: 20, column: 30),
      scroll: MatrixScroll(firstRow: 10, firstColumn: 5))
    let lines = draw(view, 64, 24).lines
    #expect(lines[0].hasSuffix("‹5 ›25 ▲10 ▼19"))
    #expect(lines[1].hasPrefix("▲ ‹"))
    #expect(lines[1].hasSuffix("›"))
    #expect(lines[23].hasPrefix("▼"))
  }

  @Test func `the legend names the ends, the scale and the cursor's exact number`() {
    let view = WidgetSample.matrix(WidgetSample.scores, .numbers, kind: .symmetric)
    let lines = draw(view, 80, 12).lines
    #expect(lines[11].hasPrefix("−3.175 "))
    #expect(lines[11].contains(" 3.175  symmetric scale"))
    #expect(lines[11].hasSuffix("[喜欢, like] = 2.3809524"))
    let narrow = draw(view, 20, 14).lines
    #expect(narrow[12] == "−3.175 … 3.175")
    #expect(narrow[13] == "[喜欢, li… 2.3809524")
  }

  @Test func `each row may have a scale of its own, and the legend has the cursor's`() {
    let source = MatrixValues(rows: 2, columns: 2) { Float(($0 * 100 + 1) * ($1 + 1)) }
    var view = MatrixView(
      source, rows: MatrixAxis("r", count: 2), columns: MatrixAxis("c", count: 2),
      scale: Scale(of: source, kind: .matrix), cursor: MatrixCell(row: 1, column: 0),
      rowScale: { Scale(ofRow: $0, of: source) })
    #expect(draw(view, 70, 8).lines[7].contains("101"))
    let layout = view.layout(in: Size(width: 70, height: 8), on: Medium())
    view.cursor = nil
    let canvas = draw(view, 70, 8)
    let x = layout.x(ofColumn: 1) ?? 0
    #expect(canvas[x, layout.bodyTop].style == canvas[x, layout.bodyTop + 1].style)
  }

  @Test func `the cursor's cell is reversed on every medium and a mark keeps its glyph`() {
    let marks = [MatrixMark(.changed, rows: 1..<2, columns: 0..<1)]
    for depth in ColorDepth.allCases {
      for zoom in [MatrixZoom.colors, .numbers, .cell] {
        let view = WidgetSample.matrix(
          WidgetSample.weights, zoom, kind: .fixed, cursor: MatrixCell(row: 2, column: 1),
          marks: marks)
        let canvas = draw(view, 60, 14, Medium(colors: depth))
        let layout = view.layout(in: canvas.size, on: canvas.medium)
        let cursor = Point(x: layout.x(ofColumn: 1) ?? 0, y: layout.y(ofRow: 2) ?? 0)
        #expect(canvas[cursor.x, cursor.y].style.attributes.contains(.reversed), "\(depth)")
        let mark = canvas[layout.x(ofColumn: 0) ?? 0, layout.y(ofRow: 1) ?? 0]
        #expect(mark.text == "◆", "\(depth)")
      }
    }
  }

  @Test func `a block of an overview shows its largest magnitude`() {
    let source = MatrixValues(rows: 40, columns: 40) { $0 == 13 && $1 == 27 ? -5 : 0.1 }
    let scale = Scale(of: source, kind: .symmetric)
    let view = MatrixView(
      source, rows: MatrixAxis("r", count: 40), columns: MatrixAxis("c", count: 40),
      scale: scale, zoom: .overview)
    let canvas = draw(view, 12, 13, Medium(colors: .none, glyphs: .ascii))
    #expect(canvas.text.contains("i"))
    #expect(draw(view, 30, 13).lines[0].hasSuffix("20×20 of 40×40"))
  }

  @Test func `NaN and infinity are seen in whichever half of a character they fall`() {
    for row in 0..<4 {
      let source = MatrixValues(rows: 4, columns: 2) {
        $0 == row ? ($1 == 0 ? .nan : .infinity) : 1
      }
      let view = MatrixView(
        source, rows: MatrixAxis("r", count: 4), columns: MatrixAxis("c", count: 2),
        scale: .fixed, zoom: .overview)
      #expect(draw(view, 10, 8).lines[2 + row / 2].hasSuffix("?^"))
    }
  }

  @Test func `masked, NaN, infinity and zero can be told apart in every zoom without colour`() {
    for zoom in [MatrixZoom.overview, .colors, .numbers, .cell] {
      let view = WidgetSample.matrix(WidgetSample.scores, zoom, kind: .symmetric, cursor: nil)
      let medium = Medium(colors: .none, glyphs: .ascii)
      let canvas = draw(view, 150, 14, medium)
      let layout = view.layout(in: canvas.size, on: medium)
      let cells = [(0, 5), (2, 1), (3, 2), (4, 4), (7, 6)].map { row, column in
        canvas.row(layout.y(ofRow: row) ?? 0).dropFirst(layout.x(ofColumn: column) ?? 0)
          .prefix(layout.cellWidth).map(\.text).joined()
      }
      #expect(Set(cells).count == 5, "\(zoom): \(cells)")
    }
  }
}
