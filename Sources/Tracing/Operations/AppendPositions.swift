import Kernels
import Tensors

/// Puts new positions behind those that a cache holds.
///
///     y = x₁ followed by x₂, along the positions
///
/// Where the output's memory begins with the cache's own (as generation arranges it), the old positions
/// are in place already and only the new ones are written.
///
/// - Shapes: x₁ `[…, S, C]`, x₂ `[…, T, C]`; y `[…, S + T, C]`.
/// - Source: Pope et al. 2023, "Efficiently Scaling Transformer Inference", §2 (the KV cache).
package struct AppendPositions: Operation, Equatable {
  /// Makes the operation.
  package init() {}

  package var name: String { "append positions" }
  package var formula: Formula { Self.formulaText }
  private static let formulaText = Formula(
    "y = x₁ followed by x₂",
    symbols: [("x₁", "positions in the cache"), ("x₂", "new positions"), ("y", "all positions")],
    source: "Pope et al. 2023, Efficiently Scaling Transformer Inference, §2")

  package func outputShape(_ inputs: InputShapes) throws(ShapeError) -> Shape {
    try inputs.require(count: 2)
    try inputs.require("cached", 0, rank: 2)
    try inputs.require("new", 1, rank: 2)
    try inputs.require(
      "new", 1, is: inputs[0].replacingLast(2, with: inputs[1][-2], inputs[0].columns))
    return inputs[0].replacingLast(2, with: inputs[0][-2] + inputs[1][-2], inputs[0].columns)
  }

  /// How many numbers each batch row has in the two inputs.
  private func blocks(_ operands: Operands) -> (first: Int, second: Int) {
    let columns = operands.output.shape.columns
    return (operands[0].shape[-2] * columns, operands[1].shape[-2] * columns)
  }

  // MARK: Forward

  package func savedCount(_ operands: Operands) -> Int { 0 }

  package func forward(_ operands: Operands, saved: UnsafeMutablePointer<Float>) {
    let (first, second) = blocks(operands)
    for batch in 0..<operands.output.shape.product(droppingLast: 2) {
      let target = operands.output.pointer + batch * (first + second)
      let cached = operands[0].pointer + batch * first
      if target != cached { target.update(from: cached, count: first) }
      (target + first).update(from: operands[1].pointer + batch * second, count: second)
    }
  }

  // MARK: Backward

  /// Splits the gradient where the inputs met.
  package func backward(_ pass: BackwardPass) {
    let (first, second) = blocks(pass.operands)
    for (input, size, start) in [(0, first, 0), (1, second, first)] {
      guard let slot = pass.gradient(of: input) else { continue }
      for batch in 0..<pass.operands.output.shape.product(droppingLast: 2) {
        let target = slot.view.pointer + batch * size
        let dy = pass.dOutput + batch * (first + second) + start
        if slot.accumulate {
          kernel_add(target, dy, target, size)
        } else {
          target.update(from: dy, count: size)
        }
      }
    }
  }

  // MARK: Stages

  package func stages(_ operands: Operands) -> [Stage] {
    let shape = operands.output.shape
    return [
      Stage(
        "all positions", "x₁ followed by x₂", shape,
        (0..<shape.count).map { Float(value(at: $0, operands)) })
    ]
  }

  // MARK: By hand

  private func place(_ cell: Int, _ operands: Operands) -> (input: Int, cell: Int) {
    let (first, second) = blocks(operands)
    let (batch, rest) = cell.quotientAndRemainder(dividingBy: first + second)
    return rest < first ? (0, batch * first + rest) : (1, batch * second + rest - first)
  }

  package func value(at cell: Int, _ operands: Operands) -> Double {
    let place = place(cell, operands)
    return operands.read(place.input, place.cell)
  }

  package func derivation(of cell: Int, _ operands: Operands) -> Derivation {
    let place = place(cell, operands)
    let source = operands.source(place.input, place.cell)
    let words = place.input == 0 ? "x₁, kept from an earlier step" : "x₂, computed in this step"
    return Derivation(steps: [.init("y", words, source.value)], terms: [.init(source)])
  }

  package func dependents(of input: Int, cell: Int, _ operands: Operands) -> CellBox {
    var indices = operands[input].shape.indices(at: cell)
    if input == 1 { indices[indices.count - 2] += operands[0].shape[-2] }
    return CellBox(indices.map { $0..<$0 + 1 })
  }

  // MARK: Cost

  package func cost(_ operands: Operands) -> Cost {
    Cost(multiplyAdds: 0, bytes: 2 * operands[1].shape.count * MemoryLayout<Float>.stride)
  }
}
