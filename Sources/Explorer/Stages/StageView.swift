import Screen
import Tracing

/// The picture of a step, by its kind.
struct StageView {
  private let context: StageContext

  init(_ context: StageContext) { self.context = context }

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard context.node.shape.count > 0 else {
      canvas.put(ExploreText.noCells(context.language), x: area.x, y: area.y, canvas.theme[.faint])
      return
    }
    MatrixStage(context).draw(into: &canvas, in: area)
  }
}
