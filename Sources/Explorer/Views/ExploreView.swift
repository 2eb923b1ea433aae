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
    BreadcrumbView(walk, language).draw(into: &canvas, in: layout.breadcrumb)
    let title = StageTitle(context)
    let stage = Panel(
      title.text(of: walk), note: title.note,
      isFocused: !walk.isMapFocused && state.overlay == nil && !state.isLessonFocused
    ).draw(into: &canvas, in: layout.stage)
    switch walk.mode {
    case .stage: StageView(context).draw(into: &canvas, in: stage)
    case .whereFrom(let choice):
      WhereFromView(context, walk, choice).draw(into: &canvas, in: stage)
    case .whereTo(let list): WhereToView(context, walk, list).draw(into: &canvas, in: stage)
    }
    if !layout.byHand.isEmpty {
      let inner = Panel(ExploreText.byHand(language)).draw(into: &canvas, in: layout.byHand)
      ByHandView(context, walk.work).draw(into: &canvas, in: inner.inset(columns: 1, rows: 0))
    }
    TowerMapView(walk, language).draw(into: &canvas, in: layout.map)
    TimelineView(walk, language).draw(into: &canvas, in: layout.timeline)
    FooterView(state).draw(into: &canvas, in: layout.hints)
  }
}
