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
    if AttentionStage(context).draw(into: &canvas, in: area) { return }
    if StatesStage(context).draw(into: &canvas, in: area) { return }
    MatrixStage(context).draw(into: &canvas, in: area)
  }

  /// The picture's matrix and where it stands; nil for a picture without one that the cursor moves in.
  func matrix(in area: Rect) -> (view: MatrixView, area: Rect)? {
    if let matrix = AttentionStage(context).matrix(in: area) { return matrix }
    if let place = StatesStage(context).matrixArea(in: area) {
      return place.isEmpty ? nil : (MatrixStage(context).view, place)
    }
    guard context.spot.picture == .stage, context.node.shape.count > 0 else { return nil }
    return (MatrixStage(context).view, area)
  }
}
