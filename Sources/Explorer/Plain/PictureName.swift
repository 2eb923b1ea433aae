import Screen

/// A picture of a node, by the name that the command line has for it.
package enum PictureName: String, CaseIterable, Sendable {
  /// What suits the kind of step.
  case stage
  /// The cursor's row as bars.
  case bars
  /// All heads of this attention.
  case heads
  /// All layers times all heads.
  case layers
  /// The residual stream: every state at every position.
  case stream
  /// The residual stream as a sum, at the cursor's position.
  case identity
  /// What the head would make of every state, at the cursor's position.
  case lens
  /// The inside of the operation, its first stage.
  case inside
  /// How the cell is computed, with its terms.
  case from
  /// Which cells read the cell.
  case to

  /// The action that a reader would choose it by; nil for what is there at first.
  var action: Action? {
    switch self {
    case .stage: nil
    case .bars: .bars
    case .heads: .heads
    case .layers: .layers
    case .stream: .stream
    case .identity: .identity
    case .lens: .lens
    case .inside: .into
    case .from: .whereFrom
    case .to: .whereTo
    }
  }
}

/// How large cells are drawn, by the name that the command line has for it.
package enum ZoomName: String, CaseIterable, Sendable {
  case overview, colors, numbers, cell

  /// The zoom.
  package var zoom: MatrixZoom {
    switch self {
    case .overview: .overview
    case .colors: .colors
    case .numbers: .numbers
    case .cell: .cell
    }
  }
}
