import Screen
import Tracing

/// What keys mean on the page of a comparison that is shown, before all others.
struct CompareHints {
  private let state: State

  init(_ state: State) { self.state = state }

  /// The hints, the most important first.
  var own: [KeyHints.Hint] {
    let language = state.language
    guard let compared = state.compare, compared.page != .steps else { return [] }
    let arrows = compared.page == .run ? RunText.figure : .layerKey
    var own = [KeyHints.Hint("↑↓", arrows(language))]
    if compared.towers.count > 1 {
      own.append(KeyHints.Hint(Key.tab.label, RunText.otherTower(language)))
    }
    return own
  }
}

extension CompareState {
  /// Whether an action would do something now that its name says.
  func isUseful(_ action: Action) -> Bool {
    switch action {
    case .whereFrom, .stepForward, .stepBack, .overBlock, .nextPane: page == .steps
    case .zoomIn: page == .steps && MatrixZoom(rawValue: zoom.rawValue + 1) != nil
    case .nextHead: page == .steps && hasHeads
    case .firstDifference, .nextCause: comparison.firstDifference != nil
    default: true
    }
  }

  /// Whether the step has several heads to choose from.
  private var hasHeads: Bool {
    guard let cell = cell(side) else { return false }
    let node = comparison.sides[side].subject.trace[cell.node]
    return Plane(node.shape).slices > 1 && node.axes.contains(.head)
  }
}
