import Kernels
import Tensors

/// Looks up a row of a table for every id: an id is nothing but a row number.
///
///     y[t] = table[id[t]]
///
/// An id that is no row of the table gives zeros; ids are checked where they enter a model, so that
/// only an intervention can bring one here. The row of the padding token can be fixed, as PyTorch's
/// `padding_idx` does it: lookups of it then have no gradient.
///
/// - Shapes: ids `[…, T]` (whole numbers, kept as floats), table `[V, C]`; y `[…, T, C]`.
/// - Source: Vaswani et al. 2017, "Attention Is All You Need", §3.4.
package struct Embedding: Operation, Equatable {
  /// A row to whose gradient lookups add nothing: padding; nil for none.
  package let fixedRow: Int?

  /// Makes the operation.
  package init(fixedRow: Int? = nil) { self.fixedRow = fixedRow }

  package var name: String { "embedding lookup" }
  package var formula: Formula { Self.formulaText }
  private static let formulaText = Formula(
    "y[t] = table[id[t]]",
    symbols: [("id", "ids"), ("table", "a row for each id"), ("y", "the rows chosen")],
    source: "Vaswani et al. 2017, Attention Is All You Need, §3.4")

  package func outputShape(_ inputs: InputShapes) throws(ShapeError) -> Shape {
    try inputs.require(count: 2)
    try inputs.require("ids", 0, rank: 1)
    try inputs.require("table", 1, rank: 2)
    return inputs[0].replacingLast(with: inputs[0].columns, inputs[1].columns)
  }

  /// The table row of an id, nil if there is none.
  private func row(_ index: Int, _ operands: Operands) -> Int? {
    guard let row = Int(exactly: operands[0].pointer[index]), row >= 0,
      row < operands[1].shape[0]
    else { return nil }
    return row
  }

  // MARK: Forward

  package func savedCount(_ operands: Operands) -> Int { 0 }

  package func forward(_ operands: Operands, saved: UnsafeMutablePointer<Float>) {
    let columns = operands.output.shape.columns
    for index in 0..<operands[0].shape.count {
      let target = operands.output.pointer + index * columns
      if let row = row(index, operands) {
        target.update(from: operands[1].row(row), count: columns)
      } else {
        target.update(repeating: 0, count: columns)
      }
    }
  }

  // MARK: Backward

  /// Adds each position's gradient to the row that it chose; ids have none.
  ///
  ///     dtable[v] = Σ over t with id[t] = v of dy[t]        0 for the fixed row
  package func backward(_ pass: BackwardPass) {
    guard let slot = pass.gradient(of: 1) else { return }
    slot.clearIfFirst()
    let columns = pass.operands.output.shape.columns
    for index in 0..<pass.operands[0].shape.count {
      guard let row = row(index, pass.operands), row != fixedRow else { continue }
      let target = slot.view.row(row)
      kernel_add(target, pass.dOutput + index * columns, target, columns)
    }
  }

  // MARK: Stages

  package func stages(_ operands: Operands) -> [Stage] {
    let shape = operands.output.shape
    return [
      Stage("row number", "id[t]", operands[0].shape, operands[0].array),
      Stage(
        "row", "table[id[t]]", shape,
        (0..<shape.count).map { Float(value(at: $0, operands)) }),
    ]
  }

  // MARK: By hand

  package func value(at cell: Int, _ operands: Operands) -> Double {
    let columns = operands.output.shape.columns
    guard let row = row(cell / columns, operands) else { return 0 }
    return operands.read(1, row * columns + cell % columns)
  }

  package func derivation(of cell: Int, _ operands: Operands) -> Derivation {
    let (index, column) = cell.quotientAndRemainder(
      dividingBy: operands.output.shape.columns)
    let id = operands.source(0, index)
    guard let row = row(index, operands) else {
      return Derivation(
        steps: [.init("y", "no row of the table has this number, so 0", 0)],
        terms: [.init(id, contribution: 0)])
    }
    let entry = operands.source(1, row * operands[1].shape.columns + column)
    return Derivation(
      steps: [.init("y", "table[id]", "table[\(row)]", entry.value)],
      terms: [.init(entry, id, contribution: entry.value)])
  }

  package func dependents(of input: Int, cell: Int, _ operands: Operands) -> CellBox {
    let shape = operands.output.shape
    var ranges = shape.array.map { 0..<$0 }
    if input == 0 {
      for (axis, index) in operands[0].shape.indices(at: cell).enumerated() {
        ranges[axis] = index..<index + 1
      }
    } else {
      let column = cell % operands[1].shape.columns
      ranges[shape.rank - 1] = column..<column + 1
      // Only positions that chose this row read it; if one did, the box narrows to it.
      let row = cell / operands[1].shape.columns
      let readers = (0..<operands[0].shape.count).filter { self.row($0, operands) == row }
      if readers.isEmpty { ranges[shape.rank - 2] = 0..<0 }
      if readers.count == 1 {
        for (axis, index) in operands[0].shape.indices(at: readers[0]).enumerated() {
          ranges[axis] = index..<index + 1
        }
      }
    }
    return CellBox(ranges)
  }

  // MARK: Cost

  package func cost(_ operands: Operands) -> Cost {
    let numbers = operands[0].shape.count + 2 * operands.output.shape.count
    return Cost(multiplyAdds: 0, bytes: numbers * MemoryLayout<Float>.stride)
  }
}
