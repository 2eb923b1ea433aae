import Kernels
import Tensors

/// Lays the heads' rows side by side, so that one projection can mix them.
///
///     y[t, h·D + d] = x[h, t, d]
///
/// - Shapes: x `[…, H, T, D]`; y `[…, T, H·D]`.
/// - Source: Vaswani et al. 2017, "Attention Is All You Need", §3.2.2.
package struct ConcatenateHeads: Operation, Equatable {
  /// Makes the operation.
  package init() {}

  package var name: String { "concatenate heads" }
  package var formula: Formula { Self.formulaText }
  private static let formulaText = Formula(
    "y[t] = x[1, t] ‖ x[2, t] ‖ … ‖ x[H, t]",
    symbols: [("x", "one row for each head"), ("‖", "laid side by side"), ("y", "output")],
    source: "Vaswani et al. 2017, Attention Is All You Need, §3.2.2")

  package func outputShape(_ inputs: InputShapes) throws(ShapeError) -> Shape {
    try inputs.require(count: 1)
    try inputs.require("input", 0, rank: 3)
    return inputs[0].replacingLast(3, with: inputs[0][-2], inputs[0][-3] * inputs[0][-1])
  }

  // MARK: Forward

  package func savedCount(_ operands: Operands) -> Int { 0 }

  package func forward(_ operands: Operands, saved: UnsafeMutablePointer<Float>) {
    let (heads, positions, width) = sizes(operands)
    forEachHead(operands) { stacked, sideBySide in
      kernel_copy_rows(
        operands[0].pointer + stacked, width, operands.output.pointer + sideBySide, heads * width,
        positions, width)
    }
  }

  private func sizes(_ operands: Operands) -> (heads: Int, positions: Int, width: Int) {
    let x = operands[0].shape
    return (x[-3], x[-2], x[-1])
  }

  /// Calls `body` for each head: where its rows start in x, and where the first of them stands in y.
  @inline(__always)
  private func forEachHead(_ operands: Operands, _ body: (Int, Int) -> Void) {
    let (heads, positions, width) = sizes(operands)
    for batch in 0..<operands[0].shape.product(droppingLast: 3) {
      for head in 0..<heads {
        body(
          (batch * heads + head) * positions * width,
          batch * positions * heads * width + head * width)
      }
    }
  }

  // MARK: Backward

  /// Takes the gradient apart again: dx[h, t, d] = dy[t, h·D + d].
  package func backward(_ pass: BackwardPass) {
    guard let dx = pass.gradient(of: 0) else { return }
    let (heads, positions, width) = sizes(pass.operands)
    forEachHead(pass.operands) { stacked, sideBySide in
      let slot = dx.view.pointer + stacked
      let dy = pass.dOutput + sideBySide
      guard dx.accumulate else {
        kernel_copy_rows(dy, heads * width, slot, width, positions, width)
        return
      }
      for position in 0..<positions {
        let row = slot + position * width
        kernel_add(row, dy + position * heads * width, row, width)
      }
    }
  }

  // MARK: Stages

  package func stages(_ operands: Operands) -> [Stage] {
    let shape = operands.output.shape
    return [
      Stage(
        "side by side", "x[1] ‖ x[2] ‖ …", shape,
        (0..<shape.count).map { Float(value(at: $0, operands)) })
    ]
  }

  // MARK: By hand

  private func inputCell(_ cell: Int, _ operands: Operands) -> Int {
    let x = operands[0].shape
    let columns = x[-3] * x[-1]
    let (row, column) = cell.quotientAndRemainder(dividingBy: columns)
    let (batch, position) = row.quotientAndRemainder(dividingBy: x[-2])
    let (head, coordinate) = column.quotientAndRemainder(dividingBy: x[-1])
    return ((batch * x[-3] + head) * x[-2] + position) * x[-1] + coordinate
  }

  package func value(at cell: Int, _ operands: Operands) -> Double {
    operands.read(0, inputCell(cell, operands))
  }

  package func derivation(of cell: Int, _ operands: Operands) -> Derivation {
    let source = operands.source(0, inputCell(cell, operands))
    let width = operands[0].shape[-1]
    let head = cell % operands.output.shape.columns / width
    return Derivation(
      steps: [.init("y", "coordinate \(cell % width + 1) of head \(head + 1)", source.value)],
      terms: [.init(source)])
  }

  package func dependents(of input: Int, cell: Int, _ operands: Operands) -> CellBox {
    let indices = operands[0].shape.indices(at: cell)
    let count = indices.count
    let column = indices[count - 3] * operands[0].shape[-1] + indices[count - 1]
    let outer = indices.dropLast(3) + [indices[count - 2], column]
    return CellBox(outer.map { $0..<$0 + 1 })
  }

  // MARK: Cost

  package func cost(_ operands: Operands) -> Cost {
    Cost(multiplyAdds: 0, reading: operands)
  }
}
