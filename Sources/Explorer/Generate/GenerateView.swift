import Screen

/// A model that writes token by token, or fills words in.
struct GenerateView {
  private let state: State
  private let generate: GenerateState
  private var language: DisplayLanguage { state.language }

  /// Makes the view; nil before there is anything to show.
  init?(_ state: State) {
    guard let generate = state.generate else { return nil }
    self.state = state
    self.generate = generate
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    let hasAlignment = generate.session.configuration.tower == .encoderDecoder
    let layout = GenerateLayout(area.size, hasAlignment: hasAlignment)
    drawBreadcrumb(into: &canvas, in: layout.breadcrumb)
    switch generate {
    case .writing(let writing):
      TokenTextView(writing, language).draw(into: &canvas, in: layout.text)
      CandidatesView(writing, language).draw(into: &canvas, in: layout.candidates)
      DrawView(writing, language).draw(into: &canvas, in: layout.draw)
      let showsCache = !hasAlignment || (layout.lower.isEmpty && writing.side == .cache)
      if showsCache {
        CacheView(writing, language).draw(into: &canvas, in: layout.upper)
      } else {
        AlignmentView(writing, language).draw(into: &canvas, in: layout.upper)
        CacheView(writing, language).draw(into: &canvas, in: layout.lower)
      }
    case .filling(let filling):
      FillingView(filling, language).draw(into: &canvas, layout)
    }
    FooterView(state).draw(into: &canvas, in: layout.hints)
  }

  private func drawBreadcrumb(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let note: String
    switch generate {
    case .writing(let writing):
      note = GenerateText.tokenNumber(language, "\(writing.position + 1)")
    case .filling(let filling):
      note = GenerateText.wordNumber(language, "\(filling.position + 1)", "\(filling.ids.count)")
    }
    let isWide = area.width >= 40
    let (right, left) = area.cutRight(isWide ? TextWidth.cells(note) + 1 : 0)
    if isWide { canvas.put(note, x: right.x + 1, y: area.y, canvas.theme[.faint]) }
    Breadcrumb([
      "Cutaway", canvas.medium.drawable(generate.session.name), Action.generate.name(language),
    ])
    .draw(into: &canvas, in: left.cutRight(1).rest)
  }
}
