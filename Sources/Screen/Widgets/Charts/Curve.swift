/// Lines over a grid: functions, losses, norms by layer.
///
/// Every point is drawn, also where many share a column: spikes stay. Lines differ in dashes (in ASCII in
/// their marks) as well as in colour. For readers who hear the screen there is ``summary(_:)``.
///
/// - Units: useful from 16×5. The names of the lines go first, then the axis below (under 5 rows) and the
///   axis on the left (under 16 columns).
package struct Curve {
  /// The lines.
  package var series: [CurveSeries]
  /// What x is.
  package var xTitle: String
  /// What y is.
  package var yTitle: String
  /// The numbers across; nil for those of the points.
  package var xRange: ClosedRange<Double>?
  /// The numbers up; nil for those of the points.
  package var yRange: ClosedRange<Double>?
  /// A point to mark.
  package var mark: CurvePoint?

  /// Makes lines over a grid.
  package init(
    _ series: [CurveSeries], xTitle: String = "", yTitle: String = "",
    xRange: ClosedRange<Double>? = nil, yRange: ClosedRange<Double>? = nil,
    mark: CurvePoint? = nil
  ) {
    self.series = series
    self.xTitle = xTitle
    self.yTitle = yTitle
    self.xRange = xRange
    self.yRange = yRange
    self.mark = mark
  }

  /// Draws the lines and their axes.
  package func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let frame = CurveFrame(self, area: area)
    canvas.clipped(to: area) { canvas in
      canvas.fill(area)
      if frame.hasNames { drawNames(into: &canvas, in: area) }
      if frame.hasLeftAxis { frame.drawLeftAxis(into: &canvas) }
      if frame.hasBottomAxis { frame.drawBottomAxis(into: &canvas, title: xTitle) }
      drawLines(into: &canvas, frame)
      drawEnds(into: &canvas, frame)
      drawMark(into: &canvas, frame)
    }
  }

  private func drawNames(into canvas: inout Canvas, in area: Rect) {
    let theme = canvas.theme
    let isASCII = canvas.medium.glyphs == .ascii
    var x = canvas.put(
      yTitle, x: area.x, y: area.y, theme[.faint], width: area.width)
    for (number, series) in series.enumerated() where !series.name.isEmpty {
      let sample: String
      if isASCII {
        sample = String(repeating: DotGrid.markers[number % 4].map(String.init) ?? "*", count: 2)
      } else {
        sample = ["⠤⠤⠤", "⠤⠄⠤", "⠄⠄⠄", "⠤⠀⠤"][number % 4]
      }
      let gap = x == area.x ? 0 : 3
      let width = gap + sample.unicodeScalars.count + 1 + TextWidth.cells(series.name)
      guard x + width <= area.maxX else { break }
      x = canvas.put(sample, x: x + gap, y: area.y, theme[series.role])
      x = canvas.put(series.name, x: x + 1, y: area.y, theme[.text])
    }
  }

  private func drawLines(into canvas: inout Canvas, _ frame: CurveFrame) {
    let plot = frame.plot
    guard !plot.isEmpty else { return }
    var grid = DotGrid(
      columns: plot.width, rows: plot.height, isBraille: canvas.medium.glyphs != .ascii)
    for (number, series) in series.enumerated() {
      var last: (x: Int, y: Int)?
      for point in series.points {
        guard point.isFinite else {
          last = nil
          continue
        }
        let place = frame.dot(of: point, in: grid)
        grid.line(from: last ?? place, to: place, series: number)
        last = place
      }
    }
    let theme = canvas.theme
    for row in 0..<plot.height {
      for column in 0..<plot.width {
        guard let (scalar, number) = grid.character(column: column, row: row) else { continue }
        canvas.put(
          String(Character(scalar)), x: plot.x + column, y: plot.y + row,
          theme[series[number].role])
      }
    }
  }

  /// Writes what a line ends in at its last point; where two would lie on one another the later gives way.
  private func drawEnds(into canvas: inout Canvas, _ frame: CurveFrame) {
    guard !frame.plot.isEmpty else { return }
    let isBraille = canvas.medium.glyphs != .ascii
    let grid = DotGrid(
      columns: frame.plot.width, rows: frame.plot.height, isBraille: isBraille)
    var taken: Set<Point> = []
    for series in series where !series.end.isEmpty {
      guard let last = series.points.last(where: \.isFinite) else { continue }
      let dot = frame.dot(of: last, in: grid)
      var place = Point(
        x: frame.plot.x + dot.x / (isBraille ? 2 : 1),
        y: frame.plot.y + dot.y / (isBraille ? 4 : 1))
      while taken.contains(place), place.y > frame.plot.y { place.y -= 1 }
      while taken.contains(place), place.y + 1 < frame.plot.maxY { place.y += 1 }
      taken.insert(place)
      canvas.put(series.end, x: place.x, y: place.y, canvas.theme[series.role].with(.bold))
    }
  }

  private func drawMark(into canvas: inout Canvas, _ frame: CurveFrame) {
    guard let mark, mark.isFinite, !frame.plot.isEmpty else { return }
    // Through the dots of the lines, so that a point of a line lies on it.
    let isBraille = canvas.medium.glyphs != .ascii
    let grid = DotGrid(
      columns: frame.plot.width, rows: frame.plot.height, isBraille: isBraille)
    let place = frame.dot(of: mark, in: grid)
    canvas.put(
      "●", x: frame.plot.x + place.x / (isBraille ? 2 : 1),
      y: frame.plot.y + place.y / (isBraille ? 4 : 1), canvas.theme[.changed])
  }
}
