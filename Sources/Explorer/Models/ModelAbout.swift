import ModelFiles
import Screen
import Tracing

/// What is said of a model beside a list: figures with their names, then how good it is.
struct ModelAbout {
  private let summary: ModelSummary
  private let language: DisplayLanguage

  init(_ summary: ModelSummary, _ language: DisplayLanguage) {
    self.summary = summary
    self.language = language
  }

  /// The figures, each with its name.
  var figures: [(name: String, value: String)] {
    let figures = ModelFigures(summary)
    let c = summary.configuration
    var lines: [(ModelsText, String)] = [
      (.architecture, summary.architecture),
      (.tower, ModelsText(c.tower)(language)),
      (.layers, figures.layers), (.width, figures.width), (.heads, figures.heads),
      (.vocabulary, figures.vocabulary), (.wiring, figures.wiring),
      (.parameters, figures.parameters), (.bytes, figures.bytes),
    ]
    if let length = c.contextLength {
      lines.append((.context, ModelFigures.grouped(length)))
    }
    return lines.map { ($0.0(language), $0.1) }
  }

  /// How good the card says that it is.
  var quality: [(name: String, value: String)] {
    (summary.card?.quality ?? []).map { figure in
      (QualityText.name(of: figure.name, language), Number.percent(figure.value))
    }
  }

  /// How many rows all of it takes.
  func rows(width: Int) -> Int {
    let (_, rows) = grid(width: width)
    return rows + (quality.isEmpty ? 0 : quality.count + 1)
  }

  private func grid(width: Int) -> (columns: Int, rows: Int) {
    let columns = max(1, min(3, width / 36))
    return (columns, (figures.count + columns - 1) / columns)
  }

  /// Draws as much as there is place for; what can stand side by side does.
  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let theme = canvas.theme
    let (columns, rows) = grid(width: area.width)
    let width = area.width / columns
    let figures = figures
    let nameWidth = figures.reduce(0) { max($0, TextWidth.cells($1.name)) }
    canvas.clipped(to: area) { canvas in
      for (index, figure) in figures.enumerated() {
        let x = area.x + index / rows * width
        let y = area.y + index % rows
        canvas.put(figure.name, x: x, y: y, theme[.faint], width: nameWidth)
        canvas.put(
          TextLayout.clip(figure.value, to: max(0, width - nameWidth - 2)), x: x + nameWidth + 1,
          y: y)
      }
      var y = area.y + rows + (area.height > rows + 1 ? 1 : 0)
      for figure in quality where y < area.maxY {
        let x = canvas.put(
          TextLayout.pad(figure.value, to: 6, .right), x: area.x, y: y, theme[.good])
        canvas.put(
          TextLayout.clip(figure.name, to: max(0, area.maxX - x - 2)), x: x + 2, y: y,
          theme[.faint])
        y += 1
      }
    }
  }
}
