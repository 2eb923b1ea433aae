/// Text that is broken into lines and can be scrolled.
///
/// - Units: useful from 12×2. Where not all lines fit, the last column says in which directions there are
///   more; below 6 columns it does not.
package struct TextBlock {
  /// The text.
  package var paragraphs: [Paragraph]
  /// The first line that is shown.
  package var first: Int

  /// Makes a block.
  package init(_ paragraphs: [Paragraph], first: Int = 0) {
    self.paragraphs = paragraphs
    self.first = first
  }

  /// Makes a block of plain text; its line ends part paragraphs.
  package init(_ text: String, first: Int = 0) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    self.init(lines.map { Paragraph(String($0)) }, first: first)
  }

  /// How many lines it takes at a width.
  package func lineCount(width: Int) -> Int {
    paragraphs.reduce(0) { $0 + $1.lines(width: width).count }
  }

  /// Draws the lines that fit.
  ///
  /// - Returns: The first line drawn: ``first``, or what it must be so that the place is filled.
  @discardableResult
  package func draw(into canvas: inout Canvas, in area: Rect) -> Int {
    guard !area.isEmpty else { return first }
    let theme = canvas.theme
    var lines = paragraphs.flatMap { $0.lines(width: area.width) }
    let isScrolled = lines.count > area.height && area.width >= 6
    if isScrolled { lines = paragraphs.flatMap { $0.lines(width: area.width - 2) } }
    let first = Scrolling.first(
      first, showing: nil, count: lines.count, visible: area.height)
    canvas.clipped(to: area) { canvas in
      canvas.fill(area)
      for (row, line) in lines.dropFirst(first).prefix(area.height).enumerated() {
        var x = area.x
        for span in line {
          x = canvas.put(span.text, x: x, y: area.y + row, theme[span.role])
        }
      }
      guard isScrolled else { return }
      if first > 0 { canvas.put("▲", x: area.maxX - 1, y: area.y, theme[.faint]) }
      if first + area.height < lines.count {
        canvas.put("▼", x: area.maxX - 1, y: area.maxY - 1, theme[.faint])
      }
    }
    return first
  }
}
