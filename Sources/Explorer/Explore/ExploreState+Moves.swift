import Screen
import Tensors
import Tracing

extension ExploreState {
  /// Whether the reader has left the step to follow a number.
  var trailIsOpen: Bool { !trail.isEmpty }

  /// Moves, zooms and looks closer.
  mutating func perform(_ action: Action, page: Int) {
    switch action {
    case .up: moveSelection(by: -1)
    case .down: moveSelection(by: 1)
    case .pageUp: moveSelection(by: -page)
    case .pageDown: moveSelection(by: page)
    case .left: move(columns: -1)
    case .right: move(columns: 1)
    case .rowStart: move(columns: -plane.columns)
    case .rowEnd: move(columns: plane.columns)
    case .top: moveSelection(by: -(1 << 30))
    case .bottom: moveSelection(by: 1 << 30)
    case .nextHead: choose(head: (plane.place(of: spot.cell).slice + 1) % max(1, plane.slices))
    case .previousHead:
      let slices = max(1, plane.slices)
      choose(head: (plane.place(of: spot.cell).slice + slices - 1) % slices)
    case .zoomIn: spot.zoom = MatrixZoom(rawValue: spot.zoom.rawValue + 1) ?? spot.zoom
    case .zoomOut: spot.zoom = MatrixZoom(rawValue: spot.zoom.rawValue - 1) ?? spot.zoom
    case .bars: toggle(.bars)
    case .heads: toggle(.heads)
    case .layers: toggle(.layers)
    case .nextPane: isMapFocused.toggle()
    case .whereFrom: followDown()
    case .whereTo: followUp()
    default: break
    }
  }

  private mutating func toggle(_ picture: Spot.Picture) {
    mode = .stage
    spot.picture = spot.picture == picture ? .stage : picture
  }

  /// Chooses a head, where the node has heads.
  mutating func choose(head: Int) {
    let plane = plane
    guard plane.slices > 1, head < plane.slices else { return }
    let (_, row, column) = plane.place(of: spot.cell)
    spot.cell = plane.cell(slice: head, row: row, column: column)
  }

  /// Moves the row, or what is selected among terms.
  private mutating func moveSelection(by rows: Int) {
    if isMapFocused, mode == .stage {
      go(toStep: step + rows)
      return
    }
    switch mode {
    case .stage: move(rows: rows)
    case .whereFrom(let term):
      mode = .whereFrom(term: min(max(0, term + rows), max(0, sources.count - 1)))
    case .whereTo(let touch):
      mode = .whereTo(touch: min(max(0, touch + rows), max(0, touches.count - 1)))
    }
  }

  // MARK: Steps

  /// Goes to a step of the same kind and keeps the picture.
  mutating func goSame(toStep number: Int) {
    let old = spot
    go(toStep: number)
    spot.picture = old.picture
    if plane.slices * plane.rows * plane.columns > old.cell { spot.cell = old.cell }
  }

  /// Goes to a place that was asked for by name; the way back is kept.
  mutating func jump(to node: NodeID, cell: Int? = nil) {
    if subject.steps.number(of: node) == nil || cell != nil {
      trail.append(Stop(spot: spot, mode: mode))
    } else {
      trail = []
    }
    mode = .stage
    go(to: node, cell: cell)
  }

  /// Goes to the next stage inside the operation; false where there is none.
  mutating func goInside(by count: Int) -> Bool {
    let stages = InsideStages(cell, in: subject.trace).parts.count
    guard stages > 0 else { return false }
    mode = .stage
    if case .inside(let stage) = spot.picture {
      spot.picture = .inside((stage + count + stages) % stages)
    } else {
      spot.picture = .inside(0)
    }
    return true
  }

  /// Leaves the operation's inside, or goes to the end of the enclosing layer or tower.
  mutating func goOut() {
    if spot.picture != .stage || mode != .stage {
      spot.picture = .stage
      mode = .stage
    } else {
      go(toStep: subject.steps.out(step))
    }
  }

  /// Goes back one layer; false where there is none.
  mutating func back() -> Bool {
    if let stop = trail.popLast() {
      spot = stop.spot
      mode = stop.mode
      if let number = subject.steps.number(of: spot.node) { step = number }
      return true
    }
    if mode != .stage {
      mode = .stage
      return true
    }
    if spot.picture != .stage {
      spot.picture = .stage
      return true
    }
    if isMapFocused {
      isMapFocused = false
      return true
    }
    return false
  }

  // MARK: Where numbers come from and go to

  /// The cells that the cursor's cell is made of: the factors of its terms, the largest term first.
  package var sources: [Cell] {
    guard let derivation = subject.trace.derivation(of: cell) else { return [] }
    return derivation.terms.sorted { abs($0.contribution) > abs($1.contribution) }
      .flatMap { $0.factors.map { subject.trace.cell(of: $0, in: spot.node) } }
  }

  /// The cells that read the cursor's cell.
  package var touches: [Touch] { subject.trace.fanOut(of: cell) }

  /// Works the cell by hand; from there, goes to the cell that is selected.
  private mutating func followDown() {
    guard case .whereFrom(let term) = mode else {
      trail.append(Stop(spot: spot, mode: mode))
      mode = .whereFrom(term: 0)
      return
    }
    let sources = sources
    guard sources.indices.contains(term) else { return }
    trail.append(Stop(spot: spot, mode: mode))
    go(to: sources[term].node, cell: sources[term].index)
    mode = .whereFrom(term: 0)
  }

  /// Lists what reads the cell; from there, goes to the cell that is selected.
  private mutating func followUp() {
    guard case .whereTo(let touch) = mode else {
      trail.append(Stop(spot: spot, mode: mode))
      mode = .whereTo(touch: 0)
      return
    }
    let touches = touches
    guard touches.indices.contains(touch) else { return }
    trail.append(Stop(spot: spot, mode: mode))
    go(to: touches[touch].cell.node, cell: touches[touch].cell.index)
    mode = .whereTo(touch: 0)
  }
}
