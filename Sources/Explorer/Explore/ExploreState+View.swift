import Screen
import Tracing

extension ExploreState {
  /// What the step's picture is drawn from.
  package func context(_ language: DisplayLanguage, _ medium: Medium) -> StageContext {
    StageContext(
      subject: subject, spot: spot, language: language, medium: medium, isFocused: !isMapFocused)
  }

  /// Where the parts of the screen lie.
  package func layout(_ size: Size) -> ExploreLayout {
    ExploreLayout(size, showsMap: isMapFocused)
  }

  /// Brings the cursor into sight after something has changed.
  mutating func settle(in state: State) {
    let area = layout(state.size).stage.inset()
    let matrix = MatrixStage(context(state.language, state.medium)).view
    spot.scroll = matrix.layout(in: area.size, on: state.medium).scroll
  }

  /// Puts the cursor on the cell that was clicked.
  mutating func click(_ point: Point, in state: State) {
    let area = layout(state.size).stage.inset()
    guard mode == .stage, spot.picture == .stage, area.contains(point) else { return }
    let matrix = MatrixStage(context(state.language, state.medium)).view
    let inner = Point(x: point.x - area.x, y: point.y - area.y)
    guard let hit = matrix.layout(in: area.size, on: state.medium).cell(at: inner) else { return }
    spot.cell = plane.cell(
      slice: plane.place(of: spot.cell).slice, row: hit.row, column: hit.column)
  }
}
