import Screen
import Tracing

/// A comparison: where the reader is, what the sides are, a page, what is said of the cursor's place, the keys.
struct CompareView {
  private let state: State
  private let compared: CompareState
  private var language: DisplayLanguage { state.language }

  /// Makes the view; nil before there is a comparison.
  init?(_ state: State) {
    guard let compared = state.compare else { return nil }
    self.state = state
    self.compared = compared
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    let layout = CompareLayout(area.size, compared.page)
    let names = SideNames(
      compared.comparison, language, canvas.medium, hidesMistake: state.isAsked)
    drawBreadcrumb(into: &canvas, in: layout.breadcrumb)
    drawSides(names, into: &canvas, in: layout.sides)
    switch compared.page {
    case .steps:
      CompareListView(compared, names, language).draw(into: &canvas, in: layout.list)
      CompareMatrices(
        compared, names, language, isFocused: state.overlay == nil && !state.isLessonFocused
      )
      .draw(into: &canvas, in: layout.picture)
      CompareWords(compared, names, language).draw(into: &canvas, in: layout.words)
    case .run:
      RunView(compared, names, language).draw(into: &canvas, in: layout.picture)
      RunWords(compared, language).draw(into: &canvas, in: layout.words)
    case .blocks:
      BlocksView(compared, names, language).draw(into: &canvas, in: layout.picture)
      drawBlockWords(into: &canvas, in: layout.words)
    }
    FooterView(state).draw(into: &canvas, in: layout.hints)
  }

  private func drawBreadcrumb(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    canvas.fill(area)
    var left = area
    let comparison = compared.comparison
    let note = ExploreText.stepOf(
      language, "\(compared.row + 1)", "\(comparison.steps.count)")
    if compared.page == .steps, TextWidth.cells(note) + 24 <= area.width {
      let right: Rect
      (right, left) = area.cutRight(TextWidth.cells(note))
      canvas.put(note, x: right.x, y: area.y, canvas.theme[.faint])
      left = left.cutRight(2).rest
    }
    let page: CompareText =
      switch compared.page {
      case .steps: .steps
      case .run: .run
      case .blocks: .blocks
      }
    var parts = ["Cutaway", CompareText.title(language), page(language)]
    if compared.page == .steps, !comparison.steps.isEmpty {
      parts += PlaceName.parts(compared.step.address, language)
    }
    Breadcrumb(parts).draw(into: &canvas, in: left)
  }

  /// Draws what each letter stands for; whole names where they fit, short ones elsewhere.
  private func drawSides(_ names: SideNames, into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    canvas.fill(area)
    let sides = compared.comparison.sides.indices
    let long = sides.map(names.long)
    let isLong = long.reduce(0) { $0 + TextWidth.cells($1) + 5 } <= area.width
    let shown = isLong ? long : sides.map(names.short)
    let room = area.width / max(1, sides.count)
    var x = area.x
    for side in sides {
      let look = SideLook(side: side)
      x = look.put(into: &canvas, x: x, y: area.y)
      let width = isLong ? area.maxX - x - 1 : max(0, room - 4)
      x = canvas.put(
        TextLayout.clip(shown[side], to: width), x: x + 1, y: area.y, canvas.theme[look.role])
      x += 3
    }
  }

  private func drawBlockWords(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty, let last = compared.comparison.sides.indices.last else { return }
    let names = SideNames(
      compared.comparison, language, canvas.medium, hidesMistake: state.isAsked)
    let notes = (0...last).compactMap { names.added($0) }
    canvas.put(
      TextLayout.clip(notes.first ?? "", to: area.width), x: area.x, y: area.y,
      canvas.theme[.faint])
  }
}
