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
    let area = Panel.inner(of: layout(state.size).stage)
    let stage = StageView(context(state.language, state.medium))
    guard let matrix = stage.matrix(in: area) else { return }
    spot.scroll = matrix.view.layout(in: matrix.area.size, on: state.medium).scroll
  }

  /// Puts the cursor on the cell that was clicked.
  mutating func click(_ point: Point, in state: State) {
    let area = Panel.inner(of: layout(state.size).stage)
    let stage = StageView(context(state.language, state.medium))
    guard mode == .stage, let matrix = stage.matrix(in: area), matrix.area.contains(point) else {
      return
    }
    let inner = Point(x: point.x - matrix.area.x, y: point.y - matrix.area.y)
    let layout = matrix.view.layout(in: matrix.area.size, on: state.medium)
    guard let hit = layout.cell(at: inner) else { return }
    spot.cell = plane.cell(
      slice: plane.place(of: spot.cell).slice, row: hit.row, column: hit.column)
  }
}
