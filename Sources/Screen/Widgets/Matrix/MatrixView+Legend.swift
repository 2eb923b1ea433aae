extension MatrixView {
  /// Draws what the colours stand for, and the cursor's number with all of its digits.
  func drawLegend(into canvas: inout Canvas, _ area: Rect, _ layout: MatrixLayout) {
    let theme = canvas.theme
    let y = area.maxY - layout.legendHeight
    var x = area.x
    if layout.visibleRows.upperBound < source.rows {
      x = canvas.put("▼", x: x, y: y, theme[.faint]) + 1
    }
    let start = x
    let room = area.maxX - x
    let cursor = cursorText(canvas.medium.glyphs)
    let scale = scale(ofRow: seen?.row ?? layout.visibleRows.lowerBound)
    let number = NumberCell(width: 6, for: scale)
    let low = number.text(scale.minimum).shortened
    let high = number.text(scale.maximum).shortened
    let ends = low.unicodeScalars.count + high.unicodeScalars.count + 2
    let name = words[scale.kind]
    let sample = samples(scale, canvas.medium)
    let isAlone = layout.legendHeight > 1
    let reserved = cursor.isEmpty || isAlone ? 0 : TextWidth.cells(cursor) + 2

    // The cursor's number first; then the ends, the colours between them, the name of the scale.
    if !sample.isEmpty, reserved + ends + sample.count <= room {
      x = canvas.put(low, x: x, y: y, theme[.faint]) + 1
      for (place, swatch) in sample.enumerated() {
        canvas.put(String(Character(swatch.glyph)), x: x + place, y: y, swatch.style)
      }
      x = canvas.put(high, x: x + sample.count + 1, y: y, theme[.faint])
    } else if reserved + ends + 1 <= room {
      x = canvas.put("\(low) … \(high)", x: x, y: y, theme[.faint])
    }
    if x > start, x + 2 + TextWidth.cells(name) + reserved <= area.maxX {
      canvas.put(name, x: x + 2, y: y, theme[.faint])
    }
    if !cursor.isEmpty {
      let text = TextLayout.clipMiddle(cursor, to: isAlone ? area.width : room)
      canvas.put(
        text, x: area.maxX - TextWidth.cells(text), y: area.maxY - 1, theme[.heading])
    }
  }

  /// The cursor's cell and its exact number: `[喜欢, like] = 0.88`.
  private func cursorText(_ glyphs: GlyphSet) -> String {
    guard let cursor = seen else { return "" }
    let value = Double(source[cursor.row, cursor.column])
    let isMasked = source.isMasked(row: cursor.row, column: cursor.column)
    // What is masked and no number is a cell that means nothing here.
    let number = isMasked && value.isNaN ? "—" : NumberCell.exact(value, glyphs)
    let mark = isMasked && !value.isNaN ? "×" : ""
    return
      "[\(rows.label(cursor.row)), \(columns.label(cursor.column))] = \(number)\(mark)"
  }

  /// The ramp from end to end, one column a step; nothing where cells show signs and digits instead.
  private func samples(_ scale: Scale, _ medium: Medium) -> [Swatch] {
    let ramp = Ramp(for: scale, medium: medium)
    guard ramp.usesGlyphs else {
      return scale.samples(Ramp.steps(ramp.kind).count).map { ramp.swatch($0, in: scale) }
    }
    // The middles of the levels, so that each glyph is there once.
    let isSigned = scale.minimum < 0
    guard zoom == .overview || (zoom == .colors && !isSigned) else { return [] }
    let magnitudes = (0..<9).map { (Double($0) + 0.5) / 9 }
    let values =
      isSigned
      ? (magnitudes.reversed().map { -$0 } + [0] + magnitudes).map { $0 * scale.magnitude }
      : magnitudes.map { scale.minimum + $0 * (scale.maximum - scale.minimum) }
    return values.filter { $0 >= scale.minimum && $0 <= scale.maximum }
      .map { ramp.swatch($0, in: scale) }
  }
}

extension String {
  /// A number without the spaces around it and the zeros at its end.
  fileprivate var shortened: String {
    var text = drop { $0 == " " }.prefix { $0 != " " }
    guard text.contains("."), !text.contains("e") else { return String(text) }
    while text.hasSuffix("0") { text = text.dropLast() }
    return String(text.hasSuffix(".") ? text.dropLast() : text)
  }
}
