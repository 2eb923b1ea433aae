import Screen

/// The tokens of a text in one line, the cursor's in sight and lit.
///
/// - Units: useful from 8×1.
struct TokenLine {
  /// What stands before them.
  var title: String
  /// How many there are.
  var count: Int
  /// Which one the cursor is on.
  var cursor: Int
  /// Their texts.
  var label: (Int) -> String
  /// Whether keys move the cursor.
  var isFocused = true

  /// Draws the tokens round the cursor's.
  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty, count > 0 else { return }
    let theme = canvas.theme
    var area = area
    if !title.isEmpty, area.width >= TextWidth.cells(title) + 20 {
      let end = canvas.put(title, x: area.x, y: area.y, theme[.faint])
      area = area.cutLeft(end - area.x + 2).rest
    }
    let range = range(in: area.width - 4)
    var x = area.x
    if range.lowerBound > 0 { x = canvas.put("‹ ", x: x, y: area.y, theme[.faint]) }
    for index in range {
      let text = TextLayout.clip(label(index), to: max(1, min(24, area.maxX - x)))
      let style = index == cursor ? theme[isFocused ? .focus : .selected] : theme[.text]
      x = canvas.put(text, x: x, y: area.y, style, width: area.maxX - x) + 1
    }
    if range.upperBound < count, x < area.maxX {
      canvas.put("›", x: x, y: area.y, theme[.faint])
    }
  }

  /// As many tokens on both sides of the cursor's as fit.
  private func range(in width: Int) -> Range<Int> {
    var low = min(max(0, cursor), count - 1)
    var high = low + 1
    func cells(_ index: Int) -> Int { min(24, TextWidth.cells(label(index))) + 1 }
    var used = cells(low)
    var grows = true
    while grows {
      grows = false
      if low > 0, used + cells(low - 1) <= width {
        low -= 1
        used += cells(low)
        grows = true
      }
      if high < count, used + cells(high) <= width {
        used += cells(high)
        high += 1
        grows = true
      }
    }
    return low..<high
  }
}
