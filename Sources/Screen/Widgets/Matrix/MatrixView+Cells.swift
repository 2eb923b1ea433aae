extension MatrixView {
  /// Draws the rows in sight, one a line.
  func drawRows(into canvas: inout Canvas, _ area: Rect, _ layout: MatrixLayout) {
    for row in layout.visibleRows {
      guard let y = layout.y(ofRow: row) else { continue }
      drawRowLabel(row, into: &canvas, area, layout, y: area.y + y)
      let scale = scale(ofRow: row)
      for column in layout.visibleColumns {
        guard let x = layout.x(ofColumn: column) else { continue }
        let place = Rect(x: area.x + x, y: area.y + y, width: layout.cellWidth, height: 1)
        draw(MatrixCell(row: row, column: column), on: scale, into: &canvas, in: place)
      }
    }
  }

  private func draw(
    _ cell: MatrixCell, on scale: Scale, into canvas: inout Canvas, in area: Rect
  ) {
    let theme = canvas.theme
    let value = Double(source[cell.row, cell.column])
    let isMasked = source.isMasked(row: cell.row, column: cell.column)
    let swatch = Ramp(for: scale, medium: canvas.medium).swatch(
      value, in: scale, isMasked: isMasked)
    let isCursor = cell == seen
    let mark = marks.first { $0.contains(cell) }.map { $0.kind == .changed ? "◆" : "▸" }
    let style = isCursor ? cursorStyle(theme) : swatch.style
    canvas.fill(area, " ", style)
    guard zoom == .numbers || zoom == .cell, area.width > 3 else {
      drawColor(swatch, mark, isCursor: isCursor, style, into: &canvas, in: area)
      return
    }
    let number = NumberCell(
      width: area.width - 2, for: self.scale, mostDecimals: 4,
      glyphs: canvas.medium.glyphs)
    let text =
      if isMasked {
        TextLayout.pad(String(Character(swatch.glyph)), to: area.width - 2, .right)
      } else if zoom == .cell {
        TextLayout.pad(NumberCell.exact(value, canvas.medium.glyphs), to: area.width - 2, .right)
      } else {
        number.text(value)
      }
    canvas.put(text, x: area.x + 1, y: area.y, style, width: area.width - 2)
    if let mark { canvas.put(mark, x: area.x, y: area.y, style.with(.bold)) }
  }

  private func drawColor(
    _ swatch: Swatch, _ mark: String?, isCursor: Bool, _ style: Style, into canvas: inout Canvas,
    in area: Rect
  ) {
    guard area.width >= 2 else {
      canvas.put(mark ?? String(Character(swatch.glyph)), x: area.x, y: area.y, style)
      return
    }
    // Brackets show the cursor where a reversed cell might pass for a colour of the ramp.
    let isColor = swatch.pair == "  "
    let text = mark.map { $0 + String(Character(swatch.glyph)) }
    canvas.put(
      text ?? (isCursor && isColor ? "[]" : swatch.pair), x: area.x, y: area.y, style, width: 2)
  }

  // MARK: Overview

  /// Draws the whole matrix, one block of it a place.
  func drawOverview(into canvas: inout Canvas, _ area: Rect, _ layout: MatrixLayout) {
    for line in 0..<layout.bodyHeight {
      let y = area.y + layout.bodyTop + line
      let top = line * layout.rowsPerLine * layout.rowStep
      let range = top..<min(source.rows, top + layout.rowsPerLine * layout.rowStep)
      if let cursor = seen, range.contains(cursor.row), layout.labelWidth > 0 {
        canvas.put("▸", x: area.x, y: y, canvas.theme[rows.role].with(.bold))
      }
      for column in stride(from: 0, to: layout.visibleColumns.count, by: layout.columnStep) {
        guard let x = layout.x(ofColumn: column) else { continue }
        let columns = column..<min(source.columns, column + layout.columnStep)
        drawBlocks(
          top, columns, layout, into: &canvas, at: Point(x: area.x + x, y: y))
      }
    }
  }

  private func drawBlocks(
    _ top: Int, _ columns: Range<Int>, _ layout: MatrixLayout, into canvas: inout Canvas,
    at place: Point
  ) {
    let middle = min(source.rows, top + layout.rowStep)
    let upper = swatch(top..<middle, columns, canvas.medium)
    guard layout.rowsPerLine == 2 else {
      canvas.put(String(Character(upper.glyph)), x: place.x, y: place.y, upper.style)
      return
    }
    guard middle < source.rows else {
      drawHalf(upper, into: &canvas, at: place)
      return
    }
    let lower = swatch(middle..<min(source.rows, middle + layout.rowStep), columns, canvas.medium)
    // Two colours share the character; NaN or ∞ takes it for itself, what is masked leaves it to the other.
    if let alarm = [upper, lower].first(where: { $0.glyph == "?" || $0.glyph == "^" }) {
      drawHalf(alarm, into: &canvas, at: place)
    } else if upper.glyph == " ", lower.glyph == " " {
      canvas.put(
        "▀", x: place.x, y: place.y,
        Style(upper.style.background, on: lower.style.background))
    } else if upper.glyph == " " {
      drawHalf(upper, into: &canvas, at: place)
    } else if lower.glyph == " " {
      canvas.put("▄", x: place.x, y: place.y, Style(lower.style.background))
    } else {
      canvas.put(String(Character(upper.glyph)), x: place.x, y: place.y, upper.style)
    }
  }

  private func drawHalf(_ swatch: Swatch, into canvas: inout Canvas, at place: Point) {
    if swatch.glyph == " " {
      canvas.put("▀", x: place.x, y: place.y, Style(swatch.style.background))
    } else {
      canvas.put(String(Character(swatch.glyph)), x: place.x, y: place.y, swatch.style)
    }
  }

  /// The swatch of a block: that of its largest magnitude; NaN wins over all, and a block is masked when all
  /// of it is.
  private func swatch(_ rows: Range<Int>, _ columns: Range<Int>, _ medium: Medium) -> Swatch {
    var largest: (value: Float, row: Int)?
    for row in rows {
      for column in columns where !source.isMasked(row: row, column: column) {
        let value = source[row, column]
        guard let old = largest else {
          largest = (value, row)
          continue
        }
        if value.isNaN || (!old.value.isNaN && abs(value) > abs(old.value)) {
          largest = (value, row)
        }
      }
    }
    let scale = scale(ofRow: largest?.row ?? rows.lowerBound)
    return Ramp(for: scale, medium: medium).swatch(
      Double(largest?.value ?? 0), in: scale, isMasked: largest == nil)
  }
}
