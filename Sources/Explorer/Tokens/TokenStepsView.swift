import Screen
import Tensors
import Tokenizers
import Tracing

/// A tokenizer at work: all steps in a list, and the one that is shown in full.
struct TokenStepsView {
  private let state: State
  private let walk: TokensState.Walk
  private var language: DisplayLanguage { state.language }

  init(_ state: State, _ walk: TokensState.Walk) {
    self.state = state
    self.walk = walk
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    var rest = area
    var (crumb, footer, log): (Rect, Rect, Rect)
    (crumb, rest) = rest.cutTop(area.height >= 8 ? 1 : 0)
    (footer, rest) = rest.cutBottom(area.height >= 5 ? 1 : 0)
    let name = TokensView.name(of: walk.scheme, language)
    Breadcrumb(["Cutaway", TokensText.title(language), name])
      .draw(into: &canvas, in: crumb.inset(columns: 1, rows: 0))
    FooterView(state).draw(into: &canvas, in: footer)
    (log, rest) = rest.cutLeft(area.width >= 76 ? min(44, area.width * 2 / 5) : 0)
    drawLog(into: &canvas, in: log)
    guard walk.steps.indices.contains(walk.current) else { return }
    let step = walk.steps[walk.current]
    let inner = Panel(
      title(of: step),
      note: TokensText.stepTitle(language, "\(walk.current + 1)", "\(walk.steps.count)"),
      isFocused: true
    ).draw(into: &canvas, in: rest)
    TokenStepView(step, language).draw(into: &canvas, in: inner.inset(columns: 1, rows: 0))
  }

  private func title(of step: Step) -> String {
    let piece = step.piece.map { "  " + TokensText.piece(language, "\($0 + 1)") } ?? ""
    // A template is both a stage and all that works in it.
    let component =
      step.component == step.stage.rawValue
      ? "" : "  " + ComponentText.name(of: step.component, language)
    return TokenStepText(step.stage)(language) + component + piece
  }

  private func drawLog(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let inner = Panel(TokensText.log(language)).draw(into: &canvas, in: area)
    let theme = canvas.theme
    // The step that is shown stays in the middle: what comes next is seen too.
    let last = max(0, walk.steps.count - inner.height)
    let first = min(max(0, walk.current - inner.height / 2), last)
    for (row, step) in walk.steps.dropFirst(first).prefix(inner.height).enumerated() {
      let isCurrent = first + row == walk.current
      let line = Rect(x: inner.x, y: inner.y + row, width: inner.width, height: 1)
      canvas.mark(line, .tokenStep, first + row)
      let style = theme[isCurrent ? .selected : .text]
      canvas.fill(line, " ", style)
      let name = TokenStepText(step.stage)(language)
      let x = canvas.put(
        TextLayout.pad(TextLayout.clip(name, to: 16), to: 16), x: line.x + 1, y: line.y,
        isCurrent ? style : theme[.faint])
      canvas.put(
        TextLayout.clip(TokenStepView.brief(step, canvas.medium), to: max(0, line.maxX - x - 2)),
        x: x + 1, y: line.y, style)
    }
  }
}
