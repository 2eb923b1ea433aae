import Tensors

/// The verdict of a second computation on a recorded number.
package struct Verification: Equatable, Sendable {
  /// What the trace holds.
  package let recorded: Float
  /// What plain loops in double precision make of the recorded inputs.
  package let recomputed: Double
  /// How far the two may lie apart: single precision rounds each of the terms that were added.
  package let tolerance: Double

  /// Compares a number with what a second computation gives.
  package init(recorded: Float, recomputed: Double, tolerance: Double) {
    self.recorded = recorded
    self.recomputed = recomputed
    self.tolerance = tolerance
  }

  /// |recorded − recomputed|; 0 where both are the same infinity.
  package var difference: Double {
    Double(recorded) == recomputed ? 0 : abs(Double(recorded) - recomputed)
  }
  /// Whether the two agree.
  package var holds: Bool {
    (recorded.isNaN && recomputed.isNaN) || difference <= tolerance
  }
}

/// One cell on the way down from a number to what it is made of.
package struct WalkStep {
  /// The cell.
  package let cell: Cell
  /// How it is computed; nil at the end of the walk: a parameter or something given.
  package let derivation: Derivation?
  /// The second computation's verdict; nil at the end of the walk.
  package let verification: Verification?
}

extension Trace {
  /// How a cell is computed; nil for parameters and for what was given.
  package func derivation(of cell: Cell) -> Derivation? {
    guard let operation = self[cell.node].operation else { return nil }
    return operation.derivation(of: cell.index, operands(of: cell.node))
  }

  /// The cell that a derivation's source names.
  package func cell(of source: Derivation.Source, in node: NodeID) -> Cell {
    Cell(node: self[node].inputs[source.input], index: source.cell)
  }

  /// Computes a cell a second time, in double precision, and compares; nil for what was not computed
  /// and where an intervention has put another number.
  package func verify(_ cell: Cell, against derivation: Derivation) -> Verification? {
    guard let operation = self[cell.node].operation, changes[cell.node.index] == nil else {
      return nil
    }
    let recomputed = operation.value(at: cell.index, operands(of: cell.node))
    // Each product and each addition rounds by at most 2⁻²⁴ of the magnitudes that meet; 1e-5 leaves
    // room for some hundred additions and for the kernels' exponential (2e-7).
    let magnitude = derivation.terms.reduce(max(abs(recomputed), derivation.magnitude)) {
      $1.contribution.isFinite ? $0 + abs($1.contribution) : $0
    }
    let scale = magnitude.isFinite ? magnitude : 1
    return Verification(
      recorded: value(of: cell), recomputed: recomputed, tolerance: 1e-5 * scale + 1e-7)
  }

  /// Follows the largest term of every derivation down, to a parameter and what was given, over at most
  /// `limit` cells.
  ///
  /// Where the largest term is not what the number is made of, the operation says which one is followed:
  /// a softmax's or a norm's own input, and never a bias.
  package func walk(from cell: Cell, limit: Int = .max) -> [WalkStep] {
    var steps: [WalkStep] = []
    var next: Cell? = cell
    while let cell = next, steps.count < limit {
      guard let derivation = derivation(of: cell) else {
        steps.append(WalkStep(cell: cell, derivation: nil, verification: nil))
        break
      }
      steps.append(
        WalkStep(
          cell: cell, derivation: derivation,
          verification: verify(cell, against: derivation)))
      let term = derivation.walkedTerm
      next = term?.factors.first.map { self.cell(of: $0, in: cell.node) }
      // A walk ends at a table's entry and at the id that chose it, where there is one.
      guard let end = next, self[end.node].operation == nil, let term else { continue }
      steps += term.factors.map { self.cell(of: $0, in: cell.node) }.filter {
        self[$0.node].operation == nil
      }.prefix(limit - steps.count).map {
        WalkStep(cell: $0, derivation: nil, verification: nil)
      }
      break
    }
    return steps
  }

  /// What happens inside the operation that computed a node; empty for what was not computed.
  package func stages(of node: NodeID) -> [Stage] {
    self[node].operation?.stages(operands(of: node)) ?? []
  }

  /// What computing a node takes; nothing for what was not computed.
  package func cost(of node: NodeID) -> Cost {
    self[node].operation?.cost(operands(of: self[node])) ?? Cost(multiplyAdds: 0, bytes: 0)
  }

  /// Whether a query may look at no key at all: its weights are zeros, which is not what softmax
  /// otherwise gives.
  ///
  /// - Parameter weights: a node computed by softmax.
  /// - Returns: the rows (all axes but the last, row-major) where that is so.
  package func rowsWithoutKeys(of weights: NodeID) -> [Int] {
    guard self[weights].operation is Softmax else { return [] }
    let scores = operands(of: weights)[0]
    let columns = scores.shape.columns
    return (0..<scores.shape.rows).filter { row in
      let start = scores.row(row)
      return (0..<columns).allSatisfy { start[$0] == -.infinity }
    }
  }
}
