import Screen

/// The heads over the columns of a matrix: which channels are whose.
struct HeadRuler {
  /// The channels of a head.
  let width: Int
  /// The head that the cursor is in, counted from 0.
  let current: Int
  /// What a head is called, counted from 0; the longest that fits is written.
  let names: (Int) -> [String]

  /// Draws a line of names over the matrix, and a thin line where a head begins.
  ///
  /// - Parameters:
  ///   - view: The matrix.
  ///   - canvas: Where to.
  ///   - line: Where the names stand.
  ///   - area: Where the matrix stands.
  func draw(over view: MatrixView, into canvas: inout Canvas, line: Rect, area: Rect) {
    let layout = view.layout(in: area.size, on: canvas.medium)
    guard width > 0, !layout.visibleColumns.isEmpty else { return }
    let theme = canvas.theme
    let first = layout.visibleColumns.lowerBound / width
    let last = (layout.visibleColumns.upperBound - 1) / width
    for head in first...last {
      let columns =
        max(
          layout.visibleColumns.lowerBound, head * width)..<min(
          layout.visibleColumns.upperBound, (head + 1) * width)
      guard let start = layout.x(ofColumn: columns.lowerBound),
        let end = layout.x(ofColumn: columns.upperBound - 1)
      else { continue }
      let isCurrent = head == current
      let x = area.x + start
      let room = end - start + layout.cellWidth
      let style = isCurrent ? theme[.attention].with(.bold) : theme[.border]
      let stroke = isCurrent ? "━" : "─"
      // The gap at the right keeps neighbours apart.
      canvas.put(String(repeating: stroke, count: max(0, room - 1)), x: x, y: line.y, style)
      let names = names(head)
      if let name = names.first(where: { TextWidth.cells($0) + 2 <= room - 1 }) {
        canvas.put(
          " \(name) ", x: x + (room > 12 ? 1 : 0), y: line.y, isCurrent ? style : theme[.faint])
      } else if let name = names.last, TextWidth.cells(name) <= room {
        canvas.put(name, x: x, y: line.y, isCurrent ? style : theme[.faint])
      }
      if columns.lowerBound == head * width, head > 0 {
        drawBorder(at: x, layout, into: &canvas, area)
      }
    }
  }

  private func drawBorder(
    at x: Int, _ layout: MatrixLayout, into canvas: inout Canvas, _ area: Rect
  ) {
    // A sign stands in the first column of narrow cells where there are no colours.
    guard layout.cellWidth > 3 || (canvas.medium.colors == .palette && layout.cellWidth == 2) else {
      return
    }
    let top = area.y + layout.bodyTop
    for y in top..<min(area.maxY, top + layout.bodyHeight) {
      guard canvas[x, y].text == " " else { continue }
      canvas.put("▏", x: x, y: y, canvas[x, y].style)
    }
  }
}
