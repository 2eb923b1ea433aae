import Screen
import Tensors
import Tracing

extension ExploreState {
  /// Whether what is shown are figures over many cells, or numbers inside of an operation, and not the node's
  /// own numbers.
  var showsFigures: Bool { mode == .stage && spot.picture.isOfFigures }

  /// The figure that a place of a picture shows; nil where it shows the cell's own number, or nothing.
  package func figure(of spot: Spot) -> Figure? {
    guard spot.picture.isOfFigures else { return nil }
    let context = StageContext(subject: subject, spot: spot, language: .english, medium: Medium())
    let position = context.position
    switch spot.picture {
    case .stream:
      guard let stream = subject.figures.stream(of: context.tower), stream.positions > 0 else {
        return nil
      }
      let index = stream.index(at: spot.node)
      let state = stream.states[index].node
      let row = min(position, stream.positions - 1)
      guard spot.isOnSecond else { return .norm(state: state, position: row) }
      guard index > 0, !stream.cosines[index][row].isNaN else { return nil }
      return .cosine(state: state, before: stream.states[index - 1].node, position: row)
    case .identity:
      return .sum(
        tower: context.tower, position: position, layer: context.layer,
        channel: context.channel ?? 0)
    case .lens:
      guard context.hasLens,
        case .readings(let readings) = subject.figures.lensSoFar(at: position),
        let reading = readings.last(where: { $0.state.node <= spot.node }) ?? readings.first
      else { return nil }
      return .reading(
        state: reading.state.node, position: position,
        token: spot.isOnSecond ? reading.answer : reading.token)
    case .inside(let stage):
      return .stage(stage, of: Cell(node: spot.node, index: spot.cell))
    case .stage, .bars, .heads, .layers: return nil
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
      follow(work.cell(of: term.factors[choice.factor]))
    } else if let sibling = siblingEnd {
      follow(sibling)
    }
  }

  /// How many terms are shown above the one that a walk goes down.
  private static let termsAbove = 5

  private mutating func follow(_ cell: Cell) {
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
  private var siblingEnd: Cell? {
    let trace = subject.trace
    func isWorked(_ spot: Spot) -> Bool {
      trace[spot.node].operation != nil || figure(of: spot) != nil
    }
    // The last stop whose number was computed is the one whose term led here.
    guard !isWorked(spot), let index = trail.lastIndex(where: { isWorked($0.spot) }),
      case .whereFrom(let choice) = trail[index].mode
    else { return nil }
    let stop = trail[index].spot
    let work = CellWork(Cell(node: stop.node, index: stop.cell), figure(of: stop), of: subject)
    guard let term = work[choice.row],
      let here = term.factors.firstIndex(where: { work.cell(of: $0) == cell })
    else { return nil }
    return term.factors[(here + 1)...].map(work.cell(of:)).first {
      trace[$0.node].operation == nil
    }
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

  /// The places from the first question to this one.
  var path: [Spot] {
    guard mode != .stage else { return [] }
    // A jump by name begins another path.
    let start = trail.lastIndex { $0.mode == .stage }.map { $0 + 1 } ?? 0
    let spots = trail[start...].map(\.spot) + [spot]
    func isSame(_ left: Spot, _ right: Spot) -> Bool {
      left.node == right.node && left.cell == right.cell && figure(of: left) == figure(of: right)
    }
    // Both questions about one number are one stop.
    return spots.indices.filter { $0 == 0 || !isSame(spots[$0], spots[$0 - 1]) }.map { spots[$0] }
  }
}
