import Screen

/// The first screen: a line to type in and its tokens, the models, texts that show something.
struct HomeView {
  private let state: State
  private var home: HomeState { state.home }
  private var language: DisplayLanguage { state.language }

  init(_ state: State) { self.state = state }

  func draw(into canvas: inout Canvas, in area: Rect) {
    let layout = HomeLayout(
      area, isPair: home.model?.isPair == true, textCount: home.suggestions.count, pane: home.pane)
    FooterView(state).draw(into: &canvas, in: layout.footer)
    drawTitle(into: &canvas, in: layout.title)
    HomeLineView(state).draw(into: &canvas, in: layout.line)
    drawModels(into: &canvas, in: layout.models)
    drawAbout(into: &canvas, in: layout.about)
    drawSuggestions(into: &canvas, in: layout.texts)
    HomeKeysView(language).draw(into: &canvas, in: layout.keys)
  }

  private func drawTitle(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let theme = canvas.theme
    let x = canvas.put(HomeText.title(language), x: area.x + 1, y: area.y, theme[.heading])
    canvas.put(
      TextLayout.clip(HomeText.subtitle(language), to: max(0, area.maxX - x - 3)), x: x + 2,
      y: area.y, theme[.faint])
  }

  // MARK: Models

  private func drawModels(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let isFocused = home.pane == .models
    let inner = Panel(HomeText.modelsTitle(language), isFocused: isFocused)
      .draw(into: &canvas, in: area)
    let rows = inner.height >= home.models.count * 2 ? 2 : 1
    let visible = max(1, inner.height / rows)
    let first = Scrolling.first(
      0, showing: home.selected, count: home.models.count, visible: visible)
    for (index, model) in home.models.enumerated().dropFirst(first).prefix(visible) {
      let place = Rect(
        x: inner.x, y: inner.y + (index - first) * rows, width: inner.width, height: rows)
      canvas.mark(place, .model, index)
      drawModel(model, isSelected: index == home.selected, isFocused, into: &canvas, in: place)
    }
  }

  private func drawModel(
    _ model: ModelChoice, isSelected: Bool, _ isFocused: Bool, into canvas: inout Canvas,
    in area: Rect
  ) {
    let theme = canvas.theme
    let style = isSelected ? theme[isFocused ? .focus : .selected] : theme[.text]
    canvas.fill(area.cutTop(1).0, " ", style)
    let facts = TextWidth.cells(model.facts)
    let hasFacts = facts > 0 && area.width >= facts + 20
    let room = area.width - 2 - (hasFacts ? facts + 2 : 0)
    canvas.put(TextLayout.clipMiddle(model.name, to: room), x: area.x + 1, y: area.y, style)
    if hasFacts {
      canvas.put(
        model.facts, x: area.maxX - facts - 1, y: area.y, isSelected ? style : theme[.faint])
    }
    let what =
      model.title?(language)
      ?? model.summary.map { summary in
        ModelsText(summary.configuration.tower)(language)
      }
    guard area.height >= 2, let what else { return }
    canvas.put(
      TextLayout.clip(what, to: max(0, area.width - 3)), x: area.x + 2, y: area.y + 1,
      theme[.faint])
  }

  private func drawAbout(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty, let model = home.model else { return }
    let inner = Panel(HomeText.aboutTitle(language, model.name)).draw(into: &canvas, in: area)
    guard let summary = model.summary else { return }
    ModelAbout(summary, language).draw(into: &canvas, in: inner.inset(columns: 1, rows: 0))
  }

  // MARK: Texts

  private func drawSuggestions(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let inner = Panel(HomeText.examplesTitle(language), note: Keymap.label(.up, .down, in: .home))
      .draw(into: &canvas, in: area)
    let texts = home.suggestions
    let rows = inner.height >= min(texts.count, 5) * 2 ? 2 : 1
    let visible = max(1, inner.height / rows)
    let first = Scrolling.first(0, showing: home.suggestion, count: texts.count, visible: visible)
    let theme = canvas.theme
    for (index, text) in texts.enumerated().dropFirst(first).prefix(visible) {
      let y = inner.y + (index - first) * rows
      let style = theme[index == home.suggestion ? .selected : .text]
      canvas.mark(Rect(x: inner.x, y: y, width: inner.width, height: rows), .text, index)
      canvas.fill(Rect(x: inner.x, y: y, width: inner.width, height: 1), " ", style)
      let room = max(0, inner.width - 2)
      canvas.put(
        TextLayout.clipMiddle(canvas.medium.shown(text.text, limit: 400), to: room), x: inner.x + 1,
        y: y, style)
      guard rows == 2 else { continue }
      let note =
        text.note?(language) ?? text.target.map { "→ " + canvas.medium.shown($0, limit: 400) }
      canvas.put(
        TextLayout.clip(note ?? HomeText.again(language), to: max(0, inner.width - 3)),
        x: inner.x + 2, y: y + 1, theme[.faint])
    }
  }
}
