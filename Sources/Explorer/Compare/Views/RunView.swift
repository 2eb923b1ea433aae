import Screen
import Tracing
import Training

/// The figures of a whole run, layer by layer: a curve for each side in each of eight charts.
struct RunView {
  private let compared: CompareState
  private let names: SideNames
  private let language: DisplayLanguage

  init(_ compared: CompareState, _ names: SideNames, _ language: DisplayLanguage) {
    self.compared = compared
    self.names = names
    self.language = language
  }

  /// The narrowest and lowest chart that says something.
  private static let least = Size(width: 26, height: 6)
  /// The narrowest screen that shows both towers.
  private static let widthForTowers = 156

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let towers = compared.towers
    if towers.count == 2, area.width >= Self.widthForTowers {
      let (left, right) = area.cutLeft(area.width / 2)
      draw(towers[0], into: &canvas, in: left)
      draw(towers[1], into: &canvas, in: right)
    } else {
      draw(compared.towerName, into: &canvas, in: area)
    }
  }

  private func draw(_ tower: String, into canvas: inout Canvas, in area: Rect) {
    let title = PlaceName.part(Substring(tower), language)
    let isChosen = tower == compared.towerName
    let inner = Panel(title, isFocused: isChosen).draw(into: &canvas, in: area)
    let figures = RunFigure.allCases
    // As many columns as leave no hole in the last row, where they have room.
    let columns =
      [4, 2, 3].first { columns in
        let rows = (figures.count + columns - 1) / columns
        return columns * Self.least.width <= inner.width && rows * Self.least.height <= inner.height
      } ?? max(1, min(4, inner.width / Self.least.width))
    let most = (figures.count + columns - 1) / columns
    let rows = max(1, min(most, inner.height / Self.least.height))
    // Where not all fit, those around the chosen one are shown.
    let shown = min(figures.count, columns * rows)
    let first = Scrolling.first(
      compared.figure - shown / 2, showing: compared.figure, count: figures.count, visible: shown)
    var rest = inner
    for row in 0..<rows {
      let line: Rect
      (line, rest) = rest.cutTop(rest.height / (rows - row))
      var place = line
      for column in 0..<columns {
        let number = first + row * columns + column
        let cell: Rect
        (cell, place) = place.cutLeft(place.width / (columns - column))
        guard number < first + shown else { break }
        draw(
          figures[number], tower, isChosen: isChosen && number == compared.figure, into: &canvas,
          in: cell.cutRight(column + 1 < columns ? 1 : 0).rest)
      }
    }
  }

  private func draw(
    _ figure: RunFigure, _ tower: String, isChosen: Bool, into canvas: inout Canvas, in area: Rect
  ) {
    guard !area.isEmpty else { return }
    let theme = canvas.theme
    let (head, body) = area.cutTop(1)
    let style = isChosen ? theme[.focus] : theme[.heading]
    let name = figure.name(language)
    let title = figure.isLogarithmic ? RunText.logarithmic(language, name) : name
    canvas.put(
      TextLayout.clip((isChosen ? "▸ " : "  ") + title, to: head.width), x: head.x, y: head.y, style
    )
    let series = compared.comparison.figures.enumerated().map { side, figures in
      let points = figures.tower(tower).map(figure.points) ?? []
      return CurveSeries(
        "", points.map { CurvePoint($0.layer, figure.height($0.value)) },
        role: SideLook(side: side).role)
    }
    guard series.contains(where: { !$0.points.isEmpty }) else {
      canvas.put(RunText.none(language), x: body.x + 2, y: body.y, theme[.faint])
      return
    }
    Curve(
      series, xTitle: RunText.layer(language), xRange: 0...Double(max(1, compared.layers))
    ).draw(into: &canvas, in: body)
    drawLetters(series, into: &canvas, in: body)
  }

  /// Writes each side's letter at the end of its line, where the others leave room.
  private func drawLetters(
    _ series: [CurveSeries], into canvas: inout Canvas, in area: Rect
  ) {
    let values = series.compactMap { $0.points.last?.y }
    let all = series.flatMap(\.points).map(\.y).filter(\.isFinite)
    guard area.height >= 5, let low = all.min(), let high = all.max(), values.count == series.count
    else { return }
    let rows = area.height - 2
    var taken: Set<Int> = []
    for (side, value) in values.enumerated() where value.isFinite {
      let share = high > low ? (value - low) / (high - low) : 0.5
      var y = rows - 1 - Int((share * Double(rows - 1)).rounded())
      // Two ends in one row stand below each other, or above where there is no row below.
      while taken.contains(y), y + 1 < rows { y += 1 }
      while taken.contains(y), y > 0 { y -= 1 }
      taken.insert(y)
      SideLook(side: side).put(into: &canvas, x: area.maxX - 1, y: area.y + y)
    }
  }
}
