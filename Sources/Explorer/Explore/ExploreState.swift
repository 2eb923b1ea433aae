import Screen
import Tracing

/// A walk through a computation.
package struct ExploreState: Equatable, Sendable {
  /// What the middle of the screen shows.
  package enum Mode: Equatable, Sendable {
    /// The step's picture.
    case stage
    /// How the cell is computed, with a term selected.
    case whereFrom(term: Int)
    /// Which cells read the cell, with one selected.
    case whereTo(touch: Int)
  }

  /// A place on the way from a number down to what it is made of.
  package struct Stop: Equatable, Sendable {
    /// The cell and how it was drawn.
    package var spot: Spot
    /// What was shown.
    package var mode: Mode
  }

  /// What is walked through.
  package let subject: Subject
  /// Where the reader looks.
  package var spot: Spot
  /// What is shown.
  package var mode = Mode.stage
  /// The stops before this one, for going back.
  package var trail: [Stop] = []
  /// The number of the step that the walk stands at; stays while the reader looks at a parameter.
  package var step = 0
  /// Places that were given a letter.
  package var marks: [Unicode.Scalar: Spot] = [:]
  /// Steps at which running stops.
  package var breakpoints: [AddressPattern] = []
  /// Whether steps follow one another by themselves.
  package var isPlaying = false
  /// Whether the map has the keys.
  package var isMapFocused = false
  /// The first of two keys: a letter is awaited.
  package var pending: Pending?

  /// Which key awaits a letter.
  package enum Pending: Sendable { case mark, jump }

  /// Begins at the first step, or at an address.
  package init(_ subject: Subject, at address: Address? = nil) {
    self.subject = subject
    spot = Spot(NodeID(0))
    let node = address.flatMap { subject.trace.node(at: $0) }
    go(to: node ?? subject.steps.steps.first?.node ?? NodeID(0))
  }

  /// The cell that the cursor is on.
  package var cell: Cell { Cell(node: spot.node, index: spot.cell) }
  /// The node as slices of rows and columns.
  package var plane: Plane { Plane(subject.trace[spot.node].shape) }

  // MARK: Moving

  /// Goes to a node, and keeps slice, row and column as far as they exist there.
  package mutating func go(to node: NodeID, cell: Int? = nil) {
    let old = subject.trace.nodes.isEmpty ? nil : plane.place(of: spot.cell)
    let oldAxes = subject.trace[spot.node].axes
    var next = Spot(node, cell: cell ?? 0)
    next.zoom = spot.zoom
    let shape = subject.trace[node].shape
    if cell == nil, let old, shape.count > 0 {
      let plane = Plane(shape)
      let keepsSlice = subject.trace[node].axes.count > 2
      // The same place again where rows and columns mean the same; the row wherever rows are positions.
      let keepsColumn = oldAxes.last == subject.trace[node].axes.last
      next.cell = plane.cell(
        slice: keepsSlice ? old.slice : 0, row: old.row, column: keepsColumn ? old.column : 0)
    }
    spot = next
    if let number = subject.steps.number(of: node) { step = number }
  }

  /// Goes to a step by number.
  package mutating func go(toStep number: Int) {
    guard subject.steps.count > 0 else { return }
    let number = min(max(0, number), subject.steps.count - 1)
    mode = .stage
    trail = []
    go(to: subject.steps[number].node)
  }

  /// Moves the cursor within the node's plane.
  package mutating func move(rows: Int = 0, columns: Int = 0, slices: Int = 0) {
    let plane = plane
    let (slice, row, column) = plane.place(of: spot.cell)
    // Rows and columns of an axis without cells stay where they are.
    spot.cell = plane.cell(
      slice: slice + slices, row: row + rows, column: column + columns)
  }
}
