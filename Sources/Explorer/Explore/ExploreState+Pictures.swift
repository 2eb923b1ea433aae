import Screen
import Tensors
import Tracing

extension ExploreState {
  /// Moves the cursor as a picture lies on the screen, where that is not as its matrix lies.
  ///
  /// Tokens stand one below the other though they are one row; bars stand one below the other in the order of
  /// their length, and positions beside one another; the stream's columns are states.
  ///
  /// - Returns: False where the action is no move, or moves as everywhere.
  mutating func moveInPicture(_ action: Action, page: Int) -> Bool {
    guard mode == .stage, !isMapFocused, let (rows, columns) = Self.direction(action, page: page)
    else { return false }
    if spot.picture == .stream, rows == 0 {
      goToState(by: columns)
      return true
    }
    guard spot.picture == .stage, spot.zoom == .numbers else { return false }
    let shape = subject.trace[spot.node].shape
    switch subject.steps.number(of: spot.node).map({ subject.steps[$0].kind }) {
    case .tokens where rows != 0:
      move(columns: rows)
      return true
    case .logits, .probabilities:
      if columns != 0 { move(rows: columns) }
      if rows != 0 { moveRank(by: rows, shape) }
      return true
    default: return false
    }
  }

  /// How far an action moves, if it moves.
  private static func direction(_ action: Action, page: Int) -> (rows: Int, columns: Int)? {
    let far = 1 << 30
    switch action {
    case .up: return (-1, 0)
    case .down: return (1, 0)
    case .pageUp: return (-page, 0)
    case .pageDown: return (page, 0)
    case .top: return (-far, 0)
    case .bottom: return (far, 0)
    case .left: return (0, -1)
    case .right: return (0, 1)
    case .rowStart: return (0, -far)
    case .rowEnd: return (0, far)
    default: return nil
    }
  }

  private mutating func moveRank(by count: Int, _ shape: Shape) {
    let columns = max(1, plane.columns)
    let row = spot.cell / columns
    let ranking = subject.figures.ranking(of: spot.node, row: row)
    let rank = ranking.rank(of: spot.cell % columns)
    moveCursor(to: row * columns + ranking.column(at: rank + count))
  }

  /// Goes to a state before or after this one in the residual stream, at the same position.
  private mutating func goToState(by count: Int) {
    let context = StageContext(
      subject: subject, spot: spot, language: .english, medium: Medium())
    guard let stream = subject.figures.stream(of: context.tower) else { return }
    let index = min(max(0, stream.index(at: spot.node) + count), stream.states.count - 1)
    let position = context.position
    let node = stream.states[index].node
    let width = subject.trace[node].shape.columns
    let channel = context.channel ?? 0
    let picture = spot.picture
    trail = []
    look(at: node, cell: min(position, stream.positions - 1) * width + min(channel, width - 1))
    step = subject.steps.number(of: node) ?? step
    spot.picture = picture
  }

  /// Puts the cursor of a step whose columns are a vocabulary or labels on the largest number of its row.
  func toLargestOutput(_ spot: inout Spot) {
    let node = subject.trace[spot.node]
    guard node.kind == .computed, node.axes.last == .vocabulary || node.axes.last == .label,
      node.shape.count > 0
    else { return }
    let values = subject.trace.values(of: spot.node)
    let columns = node.shape.columns
    let start = spot.cell / columns * columns
    var best = start
    for cell in start..<start + columns where values[cell] > values[best] { best = cell }
    spot.cell = best
  }
}
