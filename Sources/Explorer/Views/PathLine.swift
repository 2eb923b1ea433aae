import Screen
import Tracing

/// The stops of a path from the first number to this one.
struct PathLine {
  private let context: StageContext
  private let path: [Spot]
  private let walk: ExploreState

  init(_ context: StageContext, _ walk: ExploreState) {
    self.context = context
    self.walk = walk
    path = walk.path
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let names = path.map { spot in
      walk.figure(of: spot).map { FigureName(context.at(spot), $0).name }
        ?? PlaceName.short(context.trace[spot.node], context.language)
    }
    Breadcrumb(names).draw(into: &canvas, in: area)
  }
}
