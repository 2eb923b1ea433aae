/// Rows of texts in columns, with a head.
///
/// - Units: useful from 16×2. The widest column is cut first; columns that would be narrower than 3 are left
///   out from the right. Below 3 rows the head goes.
package struct Table {
  /// What is said of every row.
  package struct Column: Hashable, Sendable {
    /// The head.
    package var title: String
    /// Where the texts stand.
    package var alignment: TextLayout.Alignment
    /// How they are drawn.
    package var role: Theme.Role

    /// Makes a column.
    package init(
      _ title: String, _ alignment: TextLayout.Alignment = .left, role: Theme.Role = .text
    ) {
      self.title = title
      self.alignment = alignment
      self.role = role
    }
  }

  /// The columns.
  package var columns: [Column]
  /// The texts of each row.
  package var rows: [[String]]
  /// The row the cursor is on.
  package var cursor: Int?
  /// Whether keys go to the table.
  package var isFocused: Bool
  /// The row that was first before.
  package var first: Int

  /// Makes a table.
  package init(
    _ columns: [Column], rows: [[String]], cursor: Int? = nil, isFocused: Bool = true,
    first: Int = 0
  ) {
    self.columns = columns
    self.rows = rows
    self.cursor = cursor
    self.isFocused = isFocused
    self.first = first
  }

  /// The widths of the columns that are shown in a width, two spaces between them.
  package func widths(in width: Int) -> [Int] {
    var widths = columns.enumerated().map { place, column in
      rows.reduce(TextWidth.cells(column.title)) {
        max($0, place < $1.count ? TextWidth.cells($1[place]) : 0)
      }
    }
    while widths.count > 1, widths.count * 3 + (widths.count - 1) * 2 > width {
      widths.removeLast()
    }
    var excess = widths.reduce(2 * max(0, widths.count - 1), +) - width
    while excess > 0, let widest = widths.max(), widest > 0,
      let place = widths.firstIndex(of: widest)
    {
      widths[place] -= 1
      excess -= 1
    }
    return widths
  }

  /// Draws the head and the rows that fit.
  ///
  /// - Returns: What to keep as ``first``.
  @discardableResult
  package func draw(into canvas: inout Canvas, in area: Rect) -> Int {
    guard !area.isEmpty else { return first }
    let theme = canvas.theme
    let widths = widths(in: area.width)
    let hasHead = area.height >= 3
    let body = area.cutTop(hasHead ? 1 : 0).rest
    let first = Scrolling.first(
      first, showing: cursor, count: rows.count, visible: body.height)
    canvas.clipped(to: area) { canvas in
      canvas.fill(area)
      if hasHead {
        put(columns.map(\.title), widths, into: &canvas, x: area.x, y: area.y) { _ in
          theme[.heading]
        }
      }
      for (place, index) in (first..<rows.count).prefix(body.height).enumerated() {
        let y = body.y + place
        let cursorStyle = index == cursor ? theme[isFocused ? .focus : .selected] : nil
        if let cursorStyle {
          canvas.fill(Rect(x: area.x, y: y, width: area.width, height: 1), " ", cursorStyle)
        }
        put(rows[index], widths, into: &canvas, x: area.x, y: y) { column in
          cursorStyle ?? theme[columns[column].role]
        }
      }
    }
    return first
  }

  private func put(
    _ texts: [String], _ widths: [Int], into canvas: inout Canvas, x: Int, y: Int,
    style: (Int) -> Style
  ) {
    var x = x
    for (place, width) in widths.enumerated() {
      let text = place < texts.count ? texts[place] : ""
      canvas.put(
        TextLayout.pad(text, to: width, columns[place].alignment), x: x, y: y, style(place))
      x += width + 2
    }
  }
}
