/// Bars, one a line, in the order that they are given.
///
/// With a bar below zero, all start from an axis and those grow to the left.
///
/// - Units: useful from 24×2. Where it is narrow the labels are cut first, to a third of the width; below 16
///   columns the bars go, below 8 the numbers.
package struct BarList {
  /// The bars.
  package var entries: [BarEntry]
  /// The length of a full bar; nil for the largest magnitude there is.
  package var maximum: Double?
  /// The largest number of all bars, where these are a part of them; bars are as long as among all.
  package var largest: Double?
  /// A line between bars.
  package var cut: BarCut?
  /// The bar the cursor is on.
  package var cursor: Int?
  /// Whether keys go to the list.
  package var isFocused: Bool
  /// The first bar that was shown before.
  package var first: Int

  /// Makes a list of bars.
  package init(
    _ entries: [BarEntry], maximum: Double? = nil, cut: BarCut? = nil, cursor: Int? = nil,
    isFocused: Bool = true, first: Int = 0
  ) {
    self.entries = entries
    self.maximum = maximum
    self.cut = cut
    self.cursor = cursor
    self.isFocused = isFocused
    self.first = first
  }

  /// Draws the bars that fit.
  ///
  /// - Returns: What to keep as ``first``.
  @discardableResult
  package func draw(into canvas: inout Canvas, in area: Rect) -> Int {
    guard !area.isEmpty else { return first }
    let places = Columns(self, width: area.width)
    // The line of the cut takes a place of its own while it is in sight.
    let visible = max(1, area.height - (cut == nil ? 0 : 1))
    let first = Scrolling.first(
      first, showing: cursor, count: entries.count, visible: visible)
    canvas.clipped(to: area) { canvas in
      canvas.fill(area)
      var y = area.y
      for index in first..<entries.count where y < area.maxY {
        if let cut, cut.index == index {
          drawCut(cut.caption, into: &canvas, Rect(x: area.x, y: y, width: area.width, height: 1))
          y += 1
          guard y < area.maxY else { break }
        }
        draw(index, places, into: &canvas, Rect(x: area.x, y: y, width: area.width, height: 1))
        y += 1
      }
    }
    return first
  }

  private struct Columns {
    var label: Int
    var number: Int
    var bar: Int
    /// The columns left of the axis.
    var negative: Int
    var maximum: Double
    var format: NumberCell

    init(_ list: BarList, width: Int) {
      let entries = list.entries
      let labels = entries.reduce(0) { max($0, TextWidth.cells($1.label)) }
      let values = entries.map(\.value).filter(\.isFinite)
      format = NumberCell(
        width: 6,
        for: Scale(
          minimum: values.min() ?? 0, maximum: values.max() ?? 0, kind: .matrix), mostDecimals: 3)
      let numbers = entries.reduce(0) { [format] in max($0, TextWidth.cells($1.text(in: format))) }
      number = width >= 8 ? min(numbers, width / 2) : 0
      let roomForBar = width >= 16
      label = min(labels, roomForBar ? max(4, width / 3) : width - number - (number > 0 ? 1 : 0))
      bar = roomForBar ? max(0, width - label - number - 2) : 0
      let low = min(0, values.min() ?? 0)
      let high = max(0, values.max() ?? 0, list.largest ?? 0)
      maximum = list.maximum ?? max(-low, high)
      negative = 0
      guard low < 0, bar >= 3 else { return }
      if list.maximum != nil {
        negative = bar / 2
      } else if high > 0 {
        negative = min(bar - 2, max(1, Int((-low / (high - low) * Double(bar)).rounded())))
      } else {
        negative = bar - 1
      }
      // Both sides have one scale: a column is as much on either.
      let share = max(
        -low / Double(max(1, negative)), high / Double(max(1, bar - negative - 1)))
      if list.maximum == nil { maximum = share }
    }
  }

  private func drawCut(_ caption: String, into canvas: inout Canvas, _ area: Rect) {
    let theme = canvas.theme
    let line = String(repeating: "╌", count: area.width)
    canvas.put(line, x: area.x, y: area.y, theme[.border])
    let text = TextLayout.clip(" \(caption) ", to: area.width)
    let x = area.maxX - TextWidth.cells(text)
    canvas.put(text, x: max(area.x, x - 1), y: area.y, theme[.warning], width: area.width)
  }

  private func draw(
    _ index: Int, _ places: Columns, into canvas: inout Canvas, _ area: Rect
  ) {
    let theme = canvas.theme
    let entry = entries[index]
    let isCursor = index == cursor
    var style = theme[entry.isFaint ? .faint : .text]
    if entry.isHighlighted { style = style.with([.bold, .underlined]) }
    if isCursor { style = theme[isFocused ? .focus : .selected] }
    let label = TextLayout.pad(entry.label, to: places.label)
    canvas.put(label, x: area.x, y: area.y, style)
    let number = TextLayout.pad(entry.text(in: places.format), to: places.number, .right)
    canvas.put(
      number, x: area.maxX - places.number, y: area.y,
      isCursor ? theme[.heading] : theme[entry.isFaint ? .faint : .text])
    let bar = Rect(
      x: area.x + places.label + 1, y: area.y, width: places.bar, height: 1)
    drawBar(
      entry.value, places, into: &canvas, bar, theme[entry.isFaint ? .faint : entry.role])
  }

  private func drawBar(
    _ value: Double, _ places: Columns, into canvas: inout Canvas, _ area: Rect, _ style: Style
  ) {
    guard area.width > 0, places.maximum > 0, value.isFinite else { return }
    let glyphs = canvas.medium.glyphs
    guard places.negative > 0 else {
      let text = BarStroke.text(max(0, value) / places.maximum, width: area.width, glyphs)
      canvas.put(text, x: area.x, y: area.y, style, width: area.width)
      return
    }
    let axis = area.x + places.negative
    canvas.put("│", x: axis, y: area.y, canvas.theme[.border])
    let isShared = maximum == nil
    let positive = area.width - places.negative - 1
    // With a maximum given, both halves stand for it; otherwise a column stands for `maximum`.
    if value < 0 {
      let share = -value / places.maximum / (isShared ? Double(places.negative) : 1)
      let text = BarStroke.leftward(share, width: places.negative, glyphs)
      canvas.put(text, x: axis - text.unicodeScalars.count, y: area.y, style)
    } else {
      let share = value / places.maximum / (isShared ? Double(max(1, positive)) : 1)
      canvas.put(
        BarStroke.text(share, width: positive, glyphs), x: axis + 1, y: area.y, style)
    }
  }
}
