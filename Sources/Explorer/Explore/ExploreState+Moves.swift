import Screen
import Tensors
import Tracing

extension ExploreState {
  /// Moves, zooms and looks closer.
  mutating func perform(_ action: Action, page: Int) {
    if isMapFocused, performInMap(action, page: page) { return }
    if performInList(action, page: page) { return }
    if moveInPicture(action, page: page) { return }
    // Two figures for each place are chosen between as heads are.
    if action == .nextHead || action == .previousHead,
      spot.picture == .stream || spot.picture == .lens
    {
      spot.isOnSecond.toggle()
      return
    }
    switch action {
    case .up: move(rows: -1)
    case .down: move(rows: 1)
    case .pageUp: move(rows: -page)
    case .pageDown: move(rows: page)
    case .left: move(columns: -1)
    case .right: move(columns: 1)
    case .rowStart: move(columns: -plane.columns)
    case .rowEnd: move(columns: plane.columns)
    case .top: move(rows: -plane.rows)
    case .bottom: move(rows: plane.rows)
    case .nextHead: choose(head: (plane.place(of: spot.cell).slice + 1) % max(1, plane.slices))
    case .previousHead:
      let slices = max(1, plane.slices)
      choose(head: (plane.place(of: spot.cell).slice + slices - 1) % slices)
    case .zoomIn: spot.zoom = MatrixZoom(rawValue: spot.zoom.rawValue + 1) ?? spot.zoom
    case .zoomOut: spot.zoom = MatrixZoom(rawValue: spot.zoom.rawValue - 1) ?? spot.zoom
    case .bars: toggle(.bars)
    case .heads: toggle(.heads)
    case .layers: toggle(.layers)
    case .stream: toggle(.stream)
    case .identity: toggle(.identity)
    case .lens: toggle(.lens)
    case .nextPane: mapBlock = isMapFocused ? nil : subject.map.block(ofStep: step)
    default: break
    }
  }

  private mutating func toggle(_ picture: Spot.Picture) {
    mode = .stage
    spot.picture = spot.picture == picture ? .stage : picture
    spot.isOnSecond = false
  }

  /// Chooses a head, where the node has heads.
  mutating func choose(head: Int) {
    let plane = plane
    guard mode == .stage, plane.slices > 1, head < plane.slices else { return }
    let (_, row, column) = plane.place(of: spot.cell)
    moveCursor(to: plane.cell(slice: head, row: row, column: column))
  }

  // MARK: The map

  /// Moves the map's cursor, or goes where it is; false for what has no meaning there.
  private mutating func performInMap(_ action: Action, page: Int) -> Bool {
    guard let block = mapBlock else { return false }
    let map = subject.map
    func move(by blocks: Int) { mapBlock = min(max(0, block + blocks), map.blocks.count - 1) }
    switch action {
    case .up: move(by: -1)
    case .down: move(by: 1)
    case .pageUp: move(by: -page)
    case .pageDown: move(by: page)
    case .top: mapBlock = 0
    case .bottom: mapBlock = map.blocks.count - 1
    case .left, .right: mapBlock = map.acrossTowers(from: block)
    case .whereFrom, .into:
      mapBlock = nil
      go(toStep: map.blocks[block].steps.lowerBound)
    default: return false
    }
    return true
  }

  // MARK: Steps

  /// Goes to a step of the same kind and keeps the picture.
  mutating func goSame(toStep number: Int) {
    let old = spot
    go(toStep: number)
    spot.picture = old.picture
    // The same cell where the node has one there: another layer's head, query and key.
    if subject.trace[spot.node].shape == subject.trace[old.node].shape { moveCursor(to: old.cell) }
  }

  /// Looks at a node; a step's is where the walk goes on from.
  package mutating func go(to node: NodeID, cell: Int? = nil) {
    look(at: node, cell: cell)
    if let number = subject.steps.number(of: node) { step = number }
  }

  /// Goes to a place that was asked for by name; going back leads here again.
  mutating func jump(to node: NodeID, cell: Int? = nil) {
    keepStop()
    mode = .stage
    go(to: node, cell: cell)
  }

  /// Goes to a place that was marked.
  mutating func jump(to mark: Spot) {
    jump(to: mark.node, cell: mark.cell)
    spot = mark
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

  /// Leaves a question for the picture of the cell's step, from which the walk goes on; or the operation's
  /// inside; or goes to the end of the enclosing layer or tower.
  mutating func goOut() {
    if mode != .stage {
      keepStop()
      mode = .stage
      if let number = subject.steps.number(of: spot.node) { step = number }
    } else if spot.picture != .stage {
      spot.picture = .stage
    } else if isAway {
      go(toStep: step)
    } else {
      go(toStep: subject.steps.out(step))
    }
  }

  /// Goes back one layer; false where there is none.
  mutating func back() -> Bool {
    if isMapFocused {
      mapBlock = nil
      return true
    }
    // A picture that was opened here is closed before the way back begins.
    if mode == .stage, spot.picture != .stage {
      spot.picture = .stage
      return true
    }
    if let stop = trail.popLast() {
      spot = stop.spot
      mode = stop.mode
      step = stop.step
      place = stop.place
      return true
    }
    if mode != .stage {
      mode = .stage
      return true
    }
    return false
  }

  /// The most readers that all stops keep together, about 16 MB.
  static let mostTouches = 1 << 18

  /// Lets go of the longest ago of what was found at stops: of one number there may be a hundred thousand readers.
  private mutating func boundTrail() {
    var count = 0
    for index in trail.indices.reversed() {
      guard case .whereTo(var list) = trail[index].mode, list.count > 0 else { continue }
      count += list.count
      guard count > Self.mostTouches else { continue }
      list.letGo(in: subject.trace)
      trail[index].mode = .whereTo(list)
    }
  }

  /// The most stops that are kept.
  private static let mostStops = 1000

  /// Keeps where the reader is, for going back.
  mutating func keepStop() {
    if trail.count == Self.mostStops { trail.removeFirst() }
    trail.append(Stop(spot: spot, mode: mode, step: step, place: place))
    boundTrail()
  }
}
