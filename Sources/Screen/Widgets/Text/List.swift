/// Things to choose from, one or two lines each.
///
/// - Units: useful from 12×1. The notes at the right go first, then what does not fit is cut.
package struct List {
  /// One thing to choose.
  package struct Item: Hashable, Sendable {
    /// Its name.
    package var title: String
    /// A second line.
    package var detail: String
    /// What is said at the right.
    package var note: String

    /// Makes an item.
    package init(_ title: String, detail: String = "", note: String = "") {
      self.title = title
      self.detail = detail
      self.note = note
    }
  }

  /// What there is.
  package var items: [Item]
  /// The item the cursor is on.
  package var cursor: Int?
  /// Whether keys go to the list.
  package var isFocused: Bool
  /// The item that was first before.
  package var first: Int

  /// Makes a list.
  package init(_ items: [Item], cursor: Int? = nil, isFocused: Bool = true, first: Int = 0) {
    self.items = items
    self.cursor = cursor
    self.isFocused = isFocused
    self.first = first
  }

  /// Draws the items that fit.
  ///
  /// - Returns: What to keep as ``first``.
  @discardableResult
  package func draw(into canvas: inout Canvas, in area: Rect) -> Int {
    guard !area.isEmpty else { return first }
    let height = items.contains { !$0.detail.isEmpty } ? 2 : 1
    let first = Scrolling.first(
      first, showing: cursor, count: items.count, visible: max(1, area.height / height))
    canvas.clipped(to: area) { canvas in
      canvas.fill(area)
      for (place, index) in (first..<items.count).enumerated() {
        let y = area.y + place * height
        guard y < area.maxY else { break }
        draw(index, into: &canvas, Rect(x: area.x, y: y, width: area.width, height: height))
      }
    }
    return first
  }

  private func draw(_ index: Int, into canvas: inout Canvas, _ area: Rect) {
    let theme = canvas.theme
    let item = items[index]
    let isCursor = index == cursor
    let style = isCursor ? theme[isFocused ? .focus : .selected] : theme[.text]
    if isCursor { canvas.fill(area.cutTop(1).0, " ", style) }
    // The pointer says it too, where a terminal cannot draw the style.
    canvas.put(isCursor ? "▸" : " ", x: area.x, y: area.y, style)
    let title = TextLayout.clip(item.title, to: max(0, area.width - 3))
    let end = canvas.put(title, x: area.x + 2, y: area.y, style)
    let width = TextWidth.cells(item.note)
    if width > 0, end + 2 + width < area.maxX {
      canvas.put(
        item.note, x: area.maxX - 1 - width, y: area.y, isCursor ? style : theme[.faint])
    }
    guard area.height > 1 else { return }
    let detail = TextLayout.clip(item.detail, to: max(0, area.width - 3))
    canvas.put(detail, x: area.x + 2, y: area.y + 1, theme[.faint])
  }
}
