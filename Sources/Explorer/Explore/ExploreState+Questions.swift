import Tensors
import Tracing

extension ExploreState {
  /// Whether what is shown are figures over many cells, or numbers inside of an operation, and not the node's
  /// own numbers.
  var showsFigures: Bool {
    guard mode == .stage else { return false }
    switch spot.picture {
    case .stream, .identity, .lens, .inside: return true
    case .stage, .bars, .heads, .layers: return false
    }
  }

  /// Moves within the list of terms or of readers; false for what has no meaning there.
  mutating func performInList(_ action: Action, page: Int) -> Bool {
    switch action {
    case .whereFrom:
      if case .whereTo = mode { followUp() } else { followDown() }
      return true
    case .whereTo:
      followUp()
      return true
    default: break
    }
    guard mode != .stage else { return false }
    switch action {
    case .up: moveChoice(by: -1)
    case .down: moveChoice(by: 1)
    case .pageUp: moveChoice(by: -page)
    case .pageDown: moveChoice(by: page)
    case .top, .rowStart: moveChoice(by: -(1 << 40))
    case .bottom, .rowEnd: moveChoice(by: 1 << 40)
    case .left: moveFactor(by: -1)
    case .right: moveFactor(by: 1)
    // Zoom and heads belong to the picture, which is not shown.
    case .zoomIn, .zoomOut, .nextHead, .previousHead: break
    default: return false
    }
    return true
  }

  private mutating func moveChoice(by rows: Int) {
    switch mode {
    case .stage: break
    case .whereFrom(var choice):
      choice.row = min(max(0, choice.row + rows), max(0, work.count - 1))
      choice.factor = min(choice.factor, max(0, (work[choice.row]?.factors.count ?? 1) - 1))
      mode = .whereFrom(choice)
    case .whereTo(var list):
      list.row = min(max(0, list.row + rows), max(0, list.count - 1))
      mode = .whereTo(list)
    }
  }

  private mutating func moveFactor(by count: Int) {
    guard case .whereFrom(var choice) = mode, let term = work[choice.row] else { return }
    choice.factor = min(max(0, choice.factor + count), term.factors.count - 1)
    mode = .whereFrom(choice)
  }

  /// Asks what the cell is made of; from there, goes to the cell that is chosen.
  ///
  /// At the end of a path, a table's entry, goes on to the id that chose its row.
  private mutating func followDown() {
    guard case .whereFrom(let choice) = mode else {
      keepStop()
      ask()
      return
    }
    if let term = work[choice.row], term.factors.indices.contains(choice.factor) {
      follow(term.factors[choice.factor], of: spot.node)
    } else if let sibling = siblingEnd {
      follow(sibling.source, of: sibling.node)
    }
  }

  /// How many terms are shown above the one that a walk goes down.
  private static let termsAbove = 5

  private mutating func follow(_ source: Derivation.Source, of node: NodeID) {
    let cell = subject.trace.cell(of: source, in: node)
    keepStop()
    look(at: cell.node, cell: cell.index)
    ask()
  }

  /// Begins to ask, with the first factor of the term that a walk goes down.
  private mutating func ask() {
    refresh()
    // Where the walk does not go down the largest term, what is above and below it is shown too.
    mode = .whereFrom(TermChoice(row: work.walked, first: work.walked - Self.termsAbove))
  }

  /// Whether ``Action/whereFrom`` leads further from here.
  var leadsFurther: Bool {
    guard case .whereFrom = mode else { return true }
    return work.count > 0 || siblingEnd != nil
  }

  /// Where nothing was computed: the next factor of the term that led here, if nothing computed it either.
  private var siblingEnd: (source: Derivation.Source, node: NodeID)? {
    let trace = subject.trace
    // The last stop whose cell was computed is the one whose term led here.
    guard trace[spot.node].operation == nil,
      let index = trail.lastIndex(where: { trace[$0.spot.node].operation != nil }),
      case .whereFrom(let choice) = trail[index].mode
    else { return nil }
    let stop = trail[index].spot
    let work = CellWork(Cell(node: stop.node, index: stop.cell), in: trace)
    guard let term = work[choice.row],
      let here = term.factors.firstIndex(where: { trace.cell(of: $0, in: stop.node) == cell })
    else { return nil }
    let next = term.factors[(here + 1)...].first {
      trace[trace.cell(of: $0, in: stop.node).node].operation == nil
    }
    return next.map { ($0, stop.node) }
  }

  /// Lists what reads the cell; from there, goes to the cell that is chosen.
  private mutating func followUp() {
    keepStop()
    if case .whereTo(let list) = mode {
      guard let touch = list[list.row] else {
        trail.removeLast()
        return
      }
      look(at: touch.cell.node, cell: touch.cell.index)
    }
    mode = .whereTo(TouchList(of: cell, in: subject.trace))
  }

  /// The cells from the first question to this one.
  var path: [Cell] {
    guard mode != .stage else { return [] }
    // A jump by name begins another path.
    let start = trail.lastIndex { $0.mode == .stage }.map { $0 + 1 } ?? 0
    let cells =
      trail[start...].map { Cell(node: $0.spot.node, index: $0.spot.cell) } + [cell]
    // Both questions about one cell are one stop.
    return cells.indices.filter { $0 == 0 || cells[$0] != cells[$0 - 1] }.map { cells[$0] }
  }
}
