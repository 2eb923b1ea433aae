extension MatrixView {
  /// Draws what the colours stand for, and the cursor's number with all of its digits.
  func drawLegend(into canvas: inout Canvas, _ area: Rect, _ layout: MatrixLayout) {
    let theme = canvas.theme
    let y = area.maxY - 1
    var x = area.x
    if layout.visibleRows.upperBound < source.rows {
      x = canvas.put("▼", x: x, y: y, theme[.faint]) + 1
    }
    let room = area.maxX - x
    let cursor = cursorText
    let scale = scale(ofRow: seen?.row ?? layout.visibleRows.lowerBound)
    let number = NumberCell(width: 6, for: scale)
    let low = number.text(scale.minimum).trimmed
    let high = number.text(scale.maximum).trimmed
    let ends = low.unicodeScalars.count + high.unicodeScalars.count + 2
    let name = words[scale.kind]
    let sample = samples(scale, canvas.medium)
    let reserved = cursor.isEmpty ? 0 : TextWidth.cells(cursor) + 2

    // The cursor's number first; then the ends, the colours between them, the name of the scale.
    if reserved + ends + sample.count <= room {
      x = canvas.put(low, x: x, y: y, theme[.faint]) + 1
      for (place, swatch) in sample.enumerated() {
        canvas.put(String(Character(swatch.glyph)), x: x + place, y: y, swatch.style)
      }
      x = canvas.put(high, x: x + sample.count + 1, y: y, theme[.faint])
      if x + 2 + TextWidth.cells(name) + reserved <= area.maxX {
        canvas.put(name, x: x + 2, y: y, theme[.faint])
      }
    } else if reserved + ends + 1 <= room {
      canvas.put("\(low) … \(high)", x: x, y: y, theme[.faint])
    }
    if !cursor.isEmpty {
      let text = TextLayout.clipMiddle(cursor, to: room)
      canvas.put(text, x: area.maxX - TextWidth.cells(text), y: y, theme[.heading])
    }
  }

  /// The cursor's cell and its exact number: `[喜欢, like] = 0.88`.
  private var cursorText: String {
    guard let cursor = seen else { return "" }
    let value = Double(source[cursor.row, cursor.column])
    let number = NumberCell.exact(value)
    let isMasked = source.isMasked(row: cursor.row, column: cursor.column)
    let mark = isMasked ? "×" : ""
    return
      "[\(rows.label(cursor.row)), \(columns.label(cursor.column))] = \(number)\(mark)"
  }

  /// The ramp from end to end, one column a step.
  private func samples(_ scale: Scale, _ medium: Medium) -> [Swatch] {
    let ramp = Ramp(for: scale, medium: medium)
    let count =
      ramp.usesGlyphs ? (scale.minimum < 0 ? 19 : 10) : Ramp.steps(ramp.kind).count
    return scale.samples(count).map { ramp.swatch($0, in: scale) }
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.prefix { $0 != " " })
  }
}
