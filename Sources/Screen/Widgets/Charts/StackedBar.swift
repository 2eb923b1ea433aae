/// Shares of a whole on one line, side by side, and where a number between 0 and 1 falls among them.
///
/// Segments alternate in style, so that each is seen without colour too.
///
/// - Units: useful from 16×2. The second row holds the marker; with one row it stands on the bar.
package struct StackedBar {
  /// A share.
  package struct Segment: Hashable, Sendable {
    /// What it is of; written into it where it fits.
    package var label: String
    /// How large it is.
    package var share: Double
    /// Whether it is pointed out.
    package var isHighlighted: Bool

    /// Makes a share.
    package init(_ label: String, _ share: Double, isHighlighted: Bool = false) {
      self.label = label
      self.share = share
      self.isHighlighted = isHighlighted
    }
  }

  /// The shares from left to right; what is missing to 1 stays empty.
  package var segments: [Segment]
  /// A place on the bar, from 0 to 1: the number that the dice threw.
  package var marker: Double?
  /// What is written beside the marker.
  package var caption: String

  /// Makes a bar.
  package init(_ segments: [Segment], marker: Double? = nil, caption: String = "") {
    self.segments = segments
    self.marker = marker
    self.caption = caption
  }

  /// The column of a place on a bar of a width.
  package static func column(of share: Double, width: Int) -> Int {
    guard share.isFinite, width > 0 else { return 0 }
    return min(width - 1, max(0, Int(min(1, max(0, share)) * Double(width))))
  }

  /// Draws the bar and the marker.
  package func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    canvas.clipped(to: area) { canvas in
      canvas.fill(area)
      var sum = 0.0
      var x = 0
      for (place, segment) in segments.enumerated() {
        sum += segment.share.isFinite ? max(0, segment.share) : 0
        let end = min(area.width, Int((min(1, sum) * Double(area.width)).rounded()))
        let part = Rect(x: area.x + x, y: area.y, width: end - x, height: 1)
        let style = Self.style(place, isHighlighted: segment.isHighlighted, canvas.medium)
        canvas.fill(part, " ", style)
        if part.width > 0 {
          canvas.put(
            TextLayout.clip(segment.label, to: part.width), x: part.x, y: part.y, style)
        }
        x = max(x, end)
      }
      drawMarker(into: &canvas, in: area)
    }
  }

  private static func style(_ place: Int, isHighlighted: Bool, _ medium: Medium) -> Style {
    let isOdd = place % 2 == 1
    var style =
      medium.colors == .palette
      ? Style(.palette(231), on: .palette(isOdd ? 60 : 24))
      : Style(.standard, isOdd ? .underlined : .reversed)
    if isHighlighted { style = style.with(.bold) }
    if isHighlighted, medium.colors == .palette {
      style = Style(.palette(16), on: .palette(221), .bold)
    }
    return style
  }

  private func drawMarker(into canvas: inout Canvas, in area: Rect) {
    guard let marker else { return }
    let theme = canvas.theme
    let column = Self.column(of: marker, width: area.width)
    guard area.height >= 2 else {
      canvas.put("▲", x: area.x + column, y: area.y, theme[.focus])
      return
    }
    canvas.put("▲", x: area.x + column, y: area.y + 1, theme[.heading])
    let width = TextWidth.cells(caption)
    guard width > 0 else { return }
    let isRight = area.x + column + 2 + width <= area.maxX
    let x = isRight ? area.x + column + 2 : max(area.x, area.x + column - 1 - width)
    let text = isRight ? caption : TextLayout.clip(caption, to: max(0, column - 1))
    canvas.put(text, x: x, y: area.y + 1, theme[.faint])
  }
}
