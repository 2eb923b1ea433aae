/// A box around a part of the screen, with a title and a note.
///
/// - Units: useful from 6×3. Below 3 rows the box is a line with the title, below 2 nothing: the part has
///   the place for itself.
package struct Panel {
  /// What is in the box.
  package var title: String
  /// What is said at the right of the title; dropped first when there is no place.
  package var note: String
  /// Whether keys go to it.
  package var isFocused: Bool

  /// Makes a box.
  package init(_ title: String, note: String = "", isFocused: Bool = false) {
    self.title = title
    self.note = note
    self.isFocused = isFocused
  }

  /// The place inside of a box that takes an area.
  package static func inner(of area: Rect) -> Rect {
    if area.height < 2 { return area }
    if area.height < 3 || area.width < 4 { return area.cutTop(1).rest }
    return area.inset()
  }

  /// Draws the box and empties what is inside.
  ///
  /// - Returns: The place inside.
  @discardableResult
  package func draw(into canvas: inout Canvas, in area: Rect) -> Rect {
    let inner = Self.inner(of: area)
    canvas.fill(area)
    guard area.height >= 2 else { return inner }
    let theme = canvas.theme
    let line = theme[isFocused ? .borderFocused : .border]
    let strokes = strokes(canvas.medium)
    if area.height >= 3, area.width >= 4 {
      for y in area.y + 1..<area.maxY - 1 {
        canvas.put(strokes.vertical, x: area.x, y: y, line)
        canvas.put(strokes.vertical, x: area.maxX - 1, y: y, line)
      }
      let middle = String(repeating: strokes.horizontal, count: area.width - 2)
      canvas.put(
        strokes.corners[0] + middle + strokes.corners[1], x: area.x, y: area.y, line)
      canvas.put(
        strokes.corners[2] + middle + strokes.corners[3], x: area.x, y: area.maxY - 1, line)
      drawTitle(into: &canvas, in: area.cutTop(1).0.inset(columns: 1, rows: 0))
    } else {
      drawTitle(into: &canvas, in: area.cutTop(1).0)
    }
    return inner
  }

  private func drawTitle(into canvas: inout Canvas, in area: Rect) {
    let theme = canvas.theme
    guard !title.isEmpty, area.width > 2 else { return }
    let text = TextLayout.clip(title, to: area.width - 2)
    let x = canvas.put(
      " \(text) ", x: area.x, y: area.y, isFocused ? theme[.borderFocused] : theme[.heading],
      width: area.width)
    let width = TextWidth.cells(note)
    if width > 0, x + width + 3 <= area.maxX {
      canvas.put(" \(note) ", x: area.maxX - width - 2, y: area.y, theme[.faint])
    }
  }

  private struct Strokes {
    var horizontal: String
    var vertical: String
    var corners: [String]
  }

  /// Where there is no colour, the focused box has heavier lines.
  private func strokes(_ medium: Medium) -> Strokes {
    switch (medium.glyphs, isFocused && medium.colors == .none) {
    case (.unicode, true):
      Strokes(horizontal: "━", vertical: "┃", corners: ["┏", "┓", "┗", "┛"])
    case (.unicode, false):
      Strokes(horizontal: "─", vertical: "│", corners: ["╭", "╮", "╰", "╯"])
    case (_, true):
      Strokes(horizontal: "=", vertical: "|", corners: ["#", "#", "#", "#"])
    case (_, false):
      Strokes(horizontal: "-", vertical: "|", corners: ["+", "+", "+", "+"])
    }
  }
}
