import Screen
import Tensors
import Tracing

/// A walk: where the reader is, the towers, the step's picture, the cell by hand, all steps, the keys.
struct ExploreView {
  private let state: State
  private let walk: ExploreState
  private var language: DisplayLanguage { state.language }

  /// Makes the view; nil before there is a walk.
  init?(_ state: State) {
    guard let walk = state.explore else { return nil }
    self.state = state
    self.walk = walk
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    let layout = walk.layout(area.size)
    let context = walk.context(language, canvas.medium)
    drawBreadcrumb(into: &canvas, in: layout.breadcrumb)
    TowerMapView(walk, language).draw(into: &canvas, in: layout.map)
    let stage = Panel(
      StageTitle(context).text, note: StageTitle(context).note,
      isFocused: !walk.isMapFocused && state.overlay == nil
    ).draw(into: &canvas, in: layout.stage)
    switch walk.mode {
    case .stage: StageView(context).draw(into: &canvas, in: stage)
    case .whereFrom(let term):
      WhereFromView(context, term: term).draw(into: &canvas, in: stage)
    case .whereTo(let touch):
      WhereToView(context, walk.touches, selected: touch).draw(into: &canvas, in: stage)
    }
    if !layout.byHand.isEmpty {
      let inner = Panel(ExploreText.byHand(language)).draw(into: &canvas, in: layout.byHand)
      ByHandView(context).draw(into: &canvas, in: inner.inset(columns: 1, rows: 0))
    }
    TimelineView(walk).draw(into: &canvas, in: layout.timeline)
    FooterView(state).draw(into: &canvas, in: layout.hints)
  }

  private func drawBreadcrumb(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let steps = walk.subject.steps
    var note = ExploreText.stepOf(language, "\(walk.step + 1)", "\(steps.count)")
    let plane = walk.plane
    if plane.slices > 1 {
      let head = plane.place(of: walk.spot.cell).slice + 1
      note += "  " + ExploreText.headOf(language, "\(head)", "\(plane.slices)")
    }
    let width = TextWidth.cells(note)
    let isWide = area.width >= 40
    let (right, left) = area.cutRight(isWide ? width + 1 : 0)
    let theme = canvas.theme
    if isWide { canvas.put(note, x: right.x + 1, y: area.y, theme[.faint]) }
    let trail = walk.trail.isEmpty ? [] : ["↳\(walk.trail.count)"]
    let address = walk.subject.trace[walk.spot.node].address
    Breadcrumb(
      ["Cutaway", walk.subject.name] + address.parts.map(String.init) + trail
    ).draw(into: &canvas, in: left.cutRight(1).rest)
  }
}
