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
    switch spot.picture {
    case .stream where rows == 0:
      goToState(by: columns)
      return true
    case .lens where lensStates != nil:
      if rows != 0 { goToLensState(by: rows) } else { goToPosition(by: columns) }
      return true
    case .identity where rows == 0:
      // The parts have channels, whatever the columns of the step are.
      let context = context(.english, Medium())
      guard context.channel == nil else { return false }
      goToState(by: 0)
      move(columns: columns)
      return true
    default: break
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
    let context = context(.english, Medium())
    guard let stream = subject.figures.stream(of: context.tower) else { return }
    let index = min(max(0, stream.index(at: spot.node) + count), stream.states.count - 1)
    go(to: stream.states[index].node, position: context.position)
  }

  /// Looks at a state at a position, in the same picture.
  private mutating func go(to state: NodeID, position: Int) {
    let shape = subject.trace[state].shape
    let width = shape.columns
    let channel = context(.english, Medium()).channel ?? 0
    let old = spot
    trail = []
    look(
      at: state,
      cell: min(max(0, position), max(0, shape.rows - 1)) * width + min(channel, width - 1))
    step = subject.steps.number(of: state) ?? step
    spot.picture = old.picture
    spot.isOnSecond = old.isOnSecond
  }

  // MARK: The lens

  /// The states that the lens reads; nil where there is none.
  private var lensStates: [StreamState]? {
    let context = context(.english, Medium())
    guard context.hasLens else { return nil }
    switch subject.figures.lensSoFar(at: context.position) {
    case .readings(let readings): return readings.map(\.state)
    case .pending(let states): return states
    case .headHasLayers, .noHead: return nil
    }
  }

  private mutating func goToLensState(by count: Int) {
    guard let states = lensStates else { return }
    let here = states.lastIndex { $0.node <= spot.node } ?? 0
    let index = min(max(0, here + count), states.count - 1)
    go(to: states[index].node, position: context(.english, Medium()).position)
  }

  private mutating func goToPosition(by count: Int) {
    guard let states = lensStates, !states.isEmpty else { return }
    let here = states.lastIndex { $0.node <= spot.node } ?? 0
    go(to: states[here].node, position: context(.english, Medium()).position + count)
  }

  /// Whether the lens that is shown has not gone through the whole vocabulary.
  var isReadingLens: Bool {
    guard spot.picture == .lens else { return false }
    let context = context(.english, Medium())
    guard context.hasLens, case .pending = subject.figures.lensSoFar(at: context.position) else {
      return false
    }
    return true
  }

  /// Lets the lens go through a part of the vocabulary.
  func readLens() {
    subject.figures.goOnWithLens(at: context(.english, Medium()).position)
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
