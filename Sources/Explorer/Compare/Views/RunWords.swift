import Screen
import Tracing

/// What the chosen figure is, and its number on each side at the end.
struct RunWords {
  private let compared: CompareState
  private let language: DisplayLanguage

  init(_ compared: CompareState, _ language: DisplayLanguage) {
    self.compared = compared
    self.language = language
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let theme = canvas.theme
    let figure = RunFigure.allCases[compared.figure]
    let values = compared.comparison.figures.enumerated().map { side, figures in
      let last = figures.tower(compared.towerName).map(figure.points)?.last
      let text = last.map { Number.text($0.value) } ?? RunText.none(language)
      return CompareText.chosen(language, ComparedSide.letter(side), text)
    }
    var x = area.x
    for (side, text) in values.enumerated() {
      x = canvas.put(text, x: x, y: area.y, theme[SideLook(side: side).role]) + 2
    }
    let at =
      switch figure {
      case .enteringMean, .enteringDeviation: RunText.enteringLast(language)
      case .entropy: RunText.lastAttention(language)
      default: RunText.afterLayer(language, "\(compared.layers)")
      }
    x = canvas.put(at, x: x, y: area.y, theme[.faint], width: max(0, area.maxX - x)) + 2
    let room = area.maxX - x
    guard room >= 16 else { return }
    canvas.put(
      TextLayout.clip(figure.explanation(language), to: room), x: x, y: area.y, theme[.text])
  }
}
