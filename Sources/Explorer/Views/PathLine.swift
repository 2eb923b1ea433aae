import Screen
import Tracing

/// The stops of a path from the first number to this one.
struct PathLine {
  private let context: StageContext
  private let path: [Cell]

  init(_ context: StageContext, _ path: [Cell]) {
    self.context = context
    self.path = path
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    Breadcrumb(path.map { PlaceName.short(context.trace[$0.node], context.language) })
      .draw(into: &canvas, in: area)
  }
}
