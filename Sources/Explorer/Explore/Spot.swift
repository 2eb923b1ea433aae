import Screen
import Tensors
import Tracing

/// Where a reader looks: a node, a cell of it, and how it is drawn.
package struct Spot: Equatable, Sendable {
  /// What is drawn of the node.
  package enum Picture: Equatable, Sendable {
    /// What suits the kind of step.
    case stage
    /// The cursor's row as bars.
    case bars
    /// All heads of this attention, small.
    case heads
    /// All layers times all heads of this kind.
    case layers
    /// The residual stream: every state at every position.
    case stream
    /// The residual stream as a sum, at the cursor's position.
    case identity
    /// What the head would make of every state, at the cursor's position.
    case lens
    /// A stage inside the operation, counted from 0.
    case inside(Int)

    /// Whether it shows figures over many cells, or numbers inside of an operation, and not the node's own.
    package var isOfFigures: Bool {
      switch self {
      case .stream, .identity, .lens, .inside: true
      case .stage, .bars, .heads, .layers: false
      }
    }
  }

  /// The node: a step's, or a parameter's that a derivation led to.
  package var node: NodeID
  /// The cell, row-major.
  package var cell: Int
  /// How large cells are drawn.
  package var zoom = MatrixZoom.numbers
  /// What is drawn.
  package var picture = Picture.stage
  /// Whether the cursor is on the second of the two figures that a picture has for each place: the cosine of a
  /// state, the probability that it gives the answer.
  package var isOnSecond = false
  /// The first row and column of the matrix that are drawn.
  package var scroll = MatrixScroll()

  /// Looks at a node's first cell, or another.
  package init(_ node: NodeID, cell: Int = 0) {
    self.node = node
    self.cell = cell
  }
}

/// A node as slices of rows and columns: heads of queries and keys, or one slice of positions and channels.
package struct Plane: Equatable, Sendable {
  /// Slices: all axes but the last two.
  package let slices: Int
  /// Rows: the last axis but one; 1 where there is none.
  package let rows: Int
  /// Columns: the last axis; 1 for a single number.
  package let columns: Int

  /// The plane of a shape.
  package init(_ shape: Shape) {
    columns = shape.rank > 0 ? shape[-1] : 1
    rows = shape.rank > 1 ? shape[-2] : 1
    slices = columns * rows == 0 ? 0 : shape.count / (columns * rows)
  }

  /// A row-major position as slice, row and column.
  package func place(of cell: Int) -> (slice: Int, row: Int, column: Int) {
    guard rows * columns > 0 else { return (0, 0, 0) }
    return (cell / (rows * columns), cell / columns % rows, cell % columns)
  }

  /// The row-major position of a place, each part brought into its range.
  package func cell(slice: Int, row: Int, column: Int) -> Int {
    guard slices * rows * columns > 0 else { return 0 }
    let slice = min(max(0, slice), slices - 1)
    let row = min(max(0, row), rows - 1)
    let column = min(max(0, column), columns - 1)
    return (slice * rows + row) * columns + column
  }
}
