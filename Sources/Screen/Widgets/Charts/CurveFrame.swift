/// Where the parts of a ``Curve`` stand, and its axes.
struct CurveFrame {
  /// Whether the first row names the lines.
  let hasNames: Bool
  /// Whether there is an axis on the left.
  let hasLeftAxis: Bool
  /// Whether there is an axis below.
  let hasBottomAxis: Bool
  /// Where the lines are.
  let plot: Rect

  private let x: ClosedRange<Double>
  private let y: ClosedRange<Double>
  private let xTicks: AxisTicks
  private let yTicks: AxisTicks

  /// Lays a curve out.
  init(_ curve: Curve, area: Rect) {
    let points = curve.series.flatMap(\.points).filter(\.isFinite)
    x = curve.xRange ?? Self.range(points.map(\.x))
    y = curve.yRange ?? Self.range(points.map(\.y))
    let isNamed = !curve.yTitle.isEmpty || curve.series.contains { !$0.name.isEmpty }
    hasNames = isNamed && area.height >= 6
    hasBottomAxis = area.height >= 5
    let height = area.height - (hasNames ? 1 : 0) - (hasBottomAxis ? 2 : 0)
    let yTicks = AxisTicks(
      from: y.lowerBound, through: y.upperBound, count: max(1, min(8, height / 2)))
    self.yTicks = yTicks
    let labels = yTicks.values.reduce(0) { max($0, yTicks.text($1).unicodeScalars.count) }
    hasLeftAxis = area.width >= 16 && labels + 1 <= area.width / 2
    let left = hasLeftAxis ? labels + 1 : 0
    plot = Rect(
      x: area.x + left, y: area.y + (hasNames ? 1 : 0), width: area.width - left,
      height: height)
    xTicks = AxisTicks(
      from: x.lowerBound, through: x.upperBound, count: max(1, min(10, plot.width / 10)))
  }

  private static func range(_ values: [Double]) -> ClosedRange<Double> {
    guard let low = values.min(), let high = values.max() else { return 0...1 }
    guard low < high else { return low - 0.5...low + 0.5 }
    return low...high
  }

  /// The dot of a point; one beyond an edge lies on it.
  func dot(of point: CurvePoint, in grid: DotGrid) -> (x: Int, y: Int) {
    (
      Self.place(point.x, in: x, count: grid.width),
      grid.height - 1 - Self.place(point.y, in: y, count: grid.height)
    )
  }

  private static func place(_ value: Double, in range: ClosedRange<Double>, count: Int) -> Int {
    let span = range.upperBound - range.lowerBound
    guard span > 0, span.isFinite, count > 1 else { return 0 }
    let share = (value - range.lowerBound) / span
    return Int((min(1, max(0, share)) * Double(count - 1)).rounded())
  }

  // MARK: Axes

  /// Draws the axis on the left.
  func drawLeftAxis(into canvas: inout Canvas) {
    let theme = canvas.theme
    let axis = plot.x - 1
    for row in plot.y..<plot.maxY { canvas.put("│", x: axis, y: row, theme[.border]) }
    for value in yTicks.values {
      let row = plot.maxY - 1 - Self.place(value, in: y, count: plot.height)
      let text = yTicks.text(value)
      canvas.put(
        text, x: axis - text.unicodeScalars.count, y: row, theme[.faint])
      canvas.put("┤", x: axis, y: row, theme[.border])
    }
  }

  /// Draws the axis below, with its numbers and what it is.
  func drawBottomAxis(into canvas: inout Canvas, title: String) {
    let theme = canvas.theme
    let line = plot.maxY
    let start = hasLeftAxis ? plot.x - 1 : plot.x
    canvas.put(
      (hasLeftAxis ? "└" : "") + String(repeating: "─", count: plot.width), x: start, y: line,
      theme[.border])
    let titleWidth = TextWidth.cells(title)
    let hasTitle = titleWidth > 0 && titleWidth + 8 <= plot.width
    // Numbers stand under their ticks and never touch.
    let end = hasTitle ? plot.maxX - titleWidth - 1 : plot.maxX
    var free = start
    for value in xTicks.values {
      let column = plot.x + Self.place(value, in: x, count: plot.width)
      let text = xTicks.text(value)
      let width = text.unicodeScalars.count
      let place = max(start, min(column - width / 2, plot.maxX - width))
      canvas.put("┬", x: column, y: line, theme[.border])
      guard place >= free, place + width <= end else { continue }
      canvas.put(text, x: place, y: line + 1, theme[.faint])
      free = place + width + 1
    }
    if hasTitle { canvas.put(title, x: plot.maxX - titleWidth, y: line + 1, theme[.faint]) }
  }
}
