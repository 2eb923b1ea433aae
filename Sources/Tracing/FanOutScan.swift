import Tensors

/// The search for the cells that read a cell, in pieces.
///
/// A state is read by every logit, and a logit by every probability of its row: too many to look at between
/// two keys. A scan looks at as many as it is allowed to, and goes on when it is asked again.
package struct FanOutScan: Equatable, Sendable {
  /// A node that reads the cell through one of its inputs.
  private struct Reader: Equatable, Sendable {
    let node: NodeID
    let input: Int
    let box: CellBox
    /// How many cells of the box there are.
    let count: Int
    /// How many numbers one computation of a cell reads, about.
    let reads: Int
  }

  /// The cell that is read.
  package let cell: Cell
  /// What was found, the largest contribution first.
  package private(set) var touches: [Touch] = []
  /// How many cells may read it.
  package let total: Int
  /// How many of them were looked at.
  package private(set) var looked = 0
  private var readers: ArraySlice<Reader>
  /// How many cells of the first of ``readers`` were looked at.
  private var position = 0

  /// Begins a scan.
  package init(of cell: Cell, in trace: Trace) {
    self.cell = cell
    var readers: [Reader] = []
    for (position, node) in trace.nodes.enumerated() where node.inputs.contains(cell.node) {
      guard let operation = node.operation else { continue }
      let reader = NodeID(position)
      let operands = trace.operands(of: reader)
      let cost = operation.cost(operands).multiplyAdds / max(1, node.shape.count)
      for input in 0..<node.inputs.count where node.inputs[input] == cell.node {
        let box = operation.dependents(of: input, cell: cell.index, operands)
        // A row's softmax or norm reads the whole row for each of its cells.
        readers.append(
          Reader(
            node: reader, input: input, box: box,
            count: box.ranges.reduce(1) { $0 * $1.count },
            reads: 2 * max(1, cost, operands[0].shape.rank > 0 ? operands[0].shape[-1] : 1)))
      }
    }
    total = readers.reduce(0) { $0 + $1.count }
    self.readers = readers[...]
  }

  /// Whether every cell was looked at.
  package var isDone: Bool { readers.isEmpty }

  /// Looks at further cells until about so many numbers were read; at one cell at least.
  package mutating func advance(in trace: Trace, reads limit: Int = .max) {
    var left = limit
    var found: [Touch] = []
    while let reader = readers.first, left > 0 {
      // The reader's block may have lost its place in memory to another since the last call.
      let operands = trace.operands(of: reader.node)
      let shape = trace[reader.node].shape
      while position < reader.count, left > 0 {
        let index = reader.box.cell(position, of: shape)
        if let touch = touch(reader, index, operands, trace) { found.append(touch) }
        position += 1
        looked += 1
        left -= reader.reads
      }
      if position == reader.count {
        readers = readers.dropFirst()
        position = 0
      }
    }
    guard !found.isEmpty else { return }
    touches = Self.merged(touches, found.sorted(by: Self.isLarger))
  }

  /// How a cell reads the one that the scan is of; nil if it does not.
  private func touch(
    _ reader: Reader, _ index: Int, _ operands: Operands, _ trace: Trace
  ) -> Touch? {
    guard let operation = trace[reader.node].operation else { return nil }
    let readerCell = Cell(node: reader.node, index: index)
    if trace[cell.node].kind == .input {
      let reads = operation.derivation(of: index, operands).terms.contains {
        $0.factors.contains { $0.input == reader.input && $0.cell == cell.index }
      }
      guard reads else { return nil }
      return Touch(
        cell: readerCell, slope: nil, contribution: Double(operands.output[index]))
    }
    let value = Double(operands[reader.input][cell.index])
    let step = 1e-4 * max(1, abs(value))
    var operands = operands
    operands.nudge = (reader.input, cell.index, step)
    let above = operation.value(at: index, operands)
    operands.nudge = (reader.input, cell.index, -step)
    let below = operation.value(at: index, operands)
    let slope = (above - below) / (2 * step)
    guard slope != 0, slope.isFinite else { return nil }
    return Touch(cell: readerCell, slope: slope, contribution: slope * value)
  }

  private static func isLarger(_ left: Touch, _ right: Touch) -> Bool {
    abs(left.contribution) > abs(right.contribution)
  }

  /// Two sorted lists as one; of equals those of the first come first.
  private static func merged(_ old: [Touch], _ new: [Touch]) -> [Touch] {
    guard !old.isEmpty else { return new }
    var result: [Touch] = []
    result.reserveCapacity(old.count + new.count)
    var place = 0
    for touch in new {
      while place < old.count, !isLarger(touch, old[place]) {
        result.append(old[place])
        place += 1
      }
      result.append(touch)
    }
    return result + old[place...]
  }
}

extension CellBox {
  /// The row-major position within a shape of one of the box's cells, by its number.
  func cell(_ number: Int, of shape: Shape) -> Int {
    var rest = number
    var offset = 0
    var stride = 1
    for axis in ranges.indices.reversed() {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: ranges[axis].count)
      offset += (ranges[axis].lowerBound + remainder) * stride
      stride *= shape[axis]
      rest = quotient
    }
    return offset
  }
}
