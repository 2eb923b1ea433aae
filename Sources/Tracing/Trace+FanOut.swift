import Tensors

/// A cell that reads another one, and how much of it.
package struct Touch: Equatable, Sendable {
  /// The cell that reads.
  package let cell: Cell
  /// How fast it grows with the cell that is read: the derivative, by central differences in double
  /// precision; nil where what is read is a switch or a number of a row, which has no derivative.
  package let slope: Double?
  /// What the cell that is read puts into it: slope times value, or for a switch the whole value.
  package let contribution: Double
}

extension Trace {
  /// The cells that read a cell directly, the largest contribution first.
  ///
  /// - Complexity: for each of those cells, one computation by plain loops, or two.
  package func fanOut(of cell: Cell) -> [Touch] {
    let value = Double(self.value(of: cell))
    let isDiscrete = self[cell.node].kind == .input
    var touches: [Touch] = []
    for (position, node) in nodes.enumerated() where node.inputs.contains(cell.node) {
      guard let operation = node.operation else { continue }
      let reader = NodeID(position)
      var operands = operands(of: reader)
      for input in 0..<node.inputs.count where node.inputs[input] == cell.node {
        for index in operation.dependents(of: input, cell: cell.index, operands)
          .cells(of: node.shape)
        {
          let readerCell = Cell(node: reader, index: index)
          if isDiscrete {
            operands.nudge = nil
            let reads = operation.derivation(of: index, operands).terms.contains {
              $0.factors.contains { $0.input == input && $0.cell == cell.index }
            }
            guard reads else { continue }
            let output = Double(self[reader].value[index])
            touches.append(Touch(cell: readerCell, slope: nil, contribution: output))
            continue
          }
          let step = 1e-4 * max(1, abs(value))
          operands.nudge = (input, cell.index, step)
          let above = operation.value(at: index, operands)
          operands.nudge = (input, cell.index, -step)
          let below = operation.value(at: index, operands)
          operands.nudge = nil
          let slope = (above - below) / (2 * step)
          guard slope != 0, slope.isFinite else { continue }
          touches.append(Touch(cell: readerCell, slope: slope, contribution: slope * value))
        }
      }
    }
    return touches.sorted { abs($0.contribution) > abs($1.contribution) }
  }
}
