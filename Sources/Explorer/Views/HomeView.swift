import Screen

/// The first screen: a model, a line to type in, texts that show something.
struct HomeView {
  private let state: State
  private var home: HomeState { state.home }
  private var language: DisplayLanguage { state.language }

  init(_ state: State) { self.state = state }

  func draw(into canvas: inout Canvas, in area: Rect) {
    let (footer, body) = area.cutBottom(area.height >= 4 ? 1 : 0)
    FooterView(state).draw(into: &canvas, in: footer)
    let (title, rest) = body.cutTop(area.height >= 18 ? 3 : area.height >= 10 ? 1 : 0)
    drawTitle(into: &canvas, in: title)
    let (line, lists) = rest.cutTop(rest.height >= 8 ? 3 : 1)
    drawLine(into: &canvas, in: line)
    let wanted = min(lists.width / 2, 38)
    let (models, suggestions) = lists.cutLeft(lists.width >= 50 ? wanted : 0)
    drawModels(into: &canvas, in: models)
    drawSuggestions(into: &canvas, in: suggestions)
  }

  private func drawTitle(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let y = area.y + area.height / 2
    let theme = canvas.theme
    let x = canvas.put(HomeText.title(language), x: area.x + 1, y: y, theme[.heading])
    canvas.put(
      HomeText.subtitle(language), x: x + 2, y: y, theme[.faint], width: area.maxX - x - 3)
  }

  private func drawLine(into canvas: inout Canvas, in area: Rect) {
    let isFocused = home.pane == .text
    let inner: Rect
    if area.height >= 3 {
      inner = Panel(
        HomeText.textTitle(language), note: home.model.map { "→ " + $0.name } ?? "",
        isFocused: isFocused
      ).draw(into: &canvas, in: area).inset(columns: 1, rows: 0)
    } else {
      inner = area
    }
    home.field.draw(
      into: &canvas, in: inner, isFocused: isFocused && state.overlay == nil)
  }

  private func drawModels(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let isFocused = home.pane == .models
    let inner = Panel(HomeText.modelsTitle(language), isFocused: isFocused)
      .draw(into: &canvas, in: area)
    let theme = canvas.theme
    let rows = inner.height >= home.models.count * 2 ? 2 : 1
    let visible = max(1, inner.height / rows)
    let first = Scrolling.first(
      0, showing: home.selected, count: home.models.count, visible: visible)
    for (index, model) in home.models.enumerated().dropFirst(first).prefix(visible) {
      let y = inner.y + (index - first) * rows
      let isSelected = index == home.selected
      let style = isSelected ? theme[isFocused ? .focus : .selected] : theme[.text]
      canvas.fill(Rect(x: inner.x, y: y, width: inner.width, height: 1), " ", style)
      let x = canvas.put(
        model.name, x: inner.x + 1, y: y, style, width: max(0, inner.width - 2))
      let facts = TextWidth.cells(model.facts)
      if x + facts + 2 < inner.maxX {
        canvas.put(
          model.facts, x: inner.maxX - facts - 1, y: y, isSelected ? style : theme[.faint])
      }
      guard rows == 2, let title = model.title else { continue }
      canvas.put(
        TextLayout.clip(title(language), to: max(0, inner.width - 4)), x: inner.x + 3, y: y + 1,
        theme[.faint])
    }
  }

  private func drawSuggestions(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let inner = Panel(HomeText.examplesTitle(language)).draw(into: &canvas, in: area)
    let theme = canvas.theme
    let texts = home.suggestions
    let examples = home.model?.examples ?? []
    let rows = inner.height >= texts.count * 2 ? 2 : 1
    let visible = max(1, inner.height / rows)
    let first = Scrolling.first(
      0, showing: home.suggestion, count: texts.count, visible: visible)
    for (index, text) in texts.enumerated().dropFirst(first).prefix(visible) {
      let y = inner.y + (index - first) * rows
      let isSelected = index == home.suggestion
      let style = theme[isSelected ? .selected : .text]
      canvas.fill(Rect(x: inner.x, y: y, width: inner.width, height: 1), " ", style)
      let shown = canvas.medium.shown(text)
      canvas.put(
        TextLayout.clip(shown, to: max(0, inner.width - 2)), x: inner.x + 1, y: y, style)
      guard rows == 2 else { continue }
      let note = index < examples.count ? examples[index].note : .recentTitle
      canvas.put(
        TextLayout.clip(note(language), to: max(0, inner.width - 4)), x: inner.x + 3, y: y + 1,
        theme[.faint])
    }
  }
}
