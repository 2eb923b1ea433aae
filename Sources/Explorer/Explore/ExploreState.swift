import Screen
import Tracing

/// A walk through a computation.
package struct ExploreState: Equatable, Sendable {
  /// What the middle of the screen shows.
  package enum Mode: Equatable, Sendable {
    /// The step's picture.
    case stage
    /// What the cell is made of, with a factor of a term chosen.
    case whereFrom(TermChoice)
    /// Which cells read the cell, with one chosen.
    case whereTo(TouchList)
  }

  /// A place on the way from a number down to what it is made of.
  package struct Stop: Equatable, Sendable {
    /// The cell and how it was drawn.
    package var spot: Spot
    /// What was shown.
    package var mode: Mode
    /// The step that the walk stood at.
    package var step: Int
    /// The row, column and head of every other step.
    package var place: KeptPlace
  }

  /// What is walked through.
  package let subject: Subject
  /// Where the reader looks.
  package var spot: Spot
  /// What is shown.
  package var mode = Mode.stage
  /// The stops before this one, for going back.
  package var trail: [Stop] = []
  /// The number of the step that the walk stands at; stays while the reader follows a number elsewhere.
  package var step = 0
  /// The row, column and head that other steps are shown at.
  package var place = KeptPlace()
  /// Places that were given a letter.
  package var marks: [Unicode.Scalar: Spot] = [:]
  /// Steps at which running stops.
  package var breakpoints: [AddressPattern] = []
  /// Whether steps follow one another by themselves.
  package var isPlaying = false
  /// The block that the map's cursor is on; nil while the map does not have the keys.
  package var mapBlock: Int?
  /// The first of two keys: a letter is awaited.
  package var pending: Pending?
  /// How the cursor's cell is computed; brought up to date by ``refresh()``.
  private var keptWork: CellWork?

  /// Which key awaits a letter.
  package enum Pending: Sendable { case mark, jump }

  /// Begins at the first step, or at an address or a cell as people write it.
  package init(_ subject: Subject, at place: String? = nil) {
    self.subject = subject
    spot = Spot(NodeID(0))
    self.place = KeptPlace(isEncoderAlone: subject.configuration.tower == .encoder)
    let first = subject.steps.count > 0 ? subject.steps[0].node : NodeID(0)
    let reference = place.flatMap { try? CellReference(parsing: $0) }
    let node = reference.flatMap { subject.trace.node(at: $0.address) } ?? first
    let cell = reference.flatMap { try? subject.trace.cell($0) }
    look(at: node, cell: cell?.index)
    step = subject.steps.number(of: node) ?? 0
    refresh()
  }

  /// Why a place, as people write it, is none of this walk; nil where it is one.
  func problem(with place: String) -> String? {
    do {
      try subject.check(place)
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// The cell that the cursor is on.
  package var cell: Cell { Cell(node: spot.node, index: spot.cell) }
  /// The node as slices of rows and columns.
  package var plane: Plane { Plane(subject.trace[spot.node].shape) }
  /// Whether the map has the keys.
  package var isMapFocused: Bool { mapBlock != nil }
  /// Whether the reader looks at another node than the step's.
  package var isAway: Bool {
    subject.steps.count == 0 || subject.steps[step].node != spot.node
  }

  /// How the number under the cursor is computed: the cell's, or a figure's where a picture shows such.
  package var work: CellWork {
    let figure = figure(of: spot)
    if let keptWork, keptWork.isOf(cell, figure, in: subject.trace) { return keptWork }
    return CellWork(cell, figure, of: subject)
  }

  /// Works the cursor's cell out if it is another one than before.
  mutating func refresh() { keptWork = work }

  // MARK: Moving

  /// Looks at a node, at the kept place or at a cell; the walk stays at its step.
  package mutating func look(at node: NodeID, cell: Int? = nil) {
    var next = Spot(node, cell: cell ?? place.cell(in: subject.trace[node]))
    next.zoom = spot.zoom
    if cell == nil, !place.hasColumn(in: subject.trace[node]) { toLargestOutput(&next) }
    spot = next
    place.keep(spot.cell, of: subject.trace[node])
  }

  /// Goes to a step by number.
  package mutating func go(toStep number: Int) {
    guard subject.steps.count > 0 else { return }
    step = min(max(0, number), subject.steps.count - 1)
    mode = .stage
    trail = []
    look(at: subject.steps[step].node)
  }

  /// Puts the cursor on a cell of the node.
  package mutating func moveCursor(to cell: Int) {
    spot.cell = cell
    place.keep(cell, of: subject.trace[spot.node])
  }

  /// Moves the cursor within the node's plane.
  package mutating func move(rows: Int = 0, columns: Int = 0, slices: Int = 0) {
    let plane = plane
    let (slice, row, column) = plane.place(of: spot.cell)
    // Rows and columns of an axis without cells stay where they are.
    moveCursor(
      to: plane.cell(slice: slice + slices, row: row + rows, column: column + columns))
  }
}
