import Kernels
import Tensors

/// Multiplies two tensors number by number: an activated gate with what it lets through.
///
///     z = g · x
///
/// - Shapes: both the same, any; z likewise.
/// - Source: Dauphin et al. 2017, "Language Modeling with Gated Convolutional Networks", §2; in the
///   feed-forward network: Shazeer 2020, "GLU Variants Improve Transformer", §2, equations 5 and 6.
package struct Gate: Operation, Equatable {
  /// Makes the operation.
  package init() {}

  package var name: String { "gated product" }
  package var formula: Formula { Self.formulaText }
  private static let formulaText = Formula(
    "z = g·x", symbols: [("g", "activated gate"), ("x", "what it lets through"), ("z", "product")],
    source: "Shazeer 2020, GLU Variants Improve Transformer, §2, equations 5 and 6")

  package func outputShape(_ inputs: InputShapes) throws(ShapeError) -> Shape {
    try inputs.require(count: 2)
    try inputs.require("second", 1, is: inputs[0])
    return inputs[0]
  }

  // MARK: Forward

  package func savedCount(_ operands: Operands) -> Int { 0 }

  package func forward(_ operands: Operands, saved: UnsafeMutablePointer<Float>) {
    kernel_multiply_elements(
      operands[0].pointer, operands[1].pointer, operands.output.pointer,
      operands.output.shape.count, false)
  }

  // MARK: Backward

  /// Multiplies the gradient by the other factor: dg = dz · x, dx = dz · g.
  package func backward(_ pass: BackwardPass) {
    for input in 0..<2 {
      guard let slot = pass.gradient(of: input) else { continue }
      kernel_multiply_elements(
        pass.dOutput, pass.operands[1 - input].pointer, slot.view.pointer, slot.view.shape.count,
        slot.accumulate)
    }
  }

  // MARK: Stages

  package func stages(_ operands: Operands) -> [Stage] {
    let shape = operands.output.shape
    return [
      Stage("product", "g·x", shape, (0..<shape.count).map { Float(value(at: $0, operands)) })
    ]
  }

  // MARK: By hand

  package func value(at cell: Int, _ operands: Operands) -> Double {
    operands.read(0, cell) * operands.read(1, cell)
  }

  package func derivation(of cell: Int, _ operands: Operands) -> Derivation {
    let term = Derivation.Term(operands.source(0, cell), operands.source(1, cell))
    return Derivation(steps: [.init("z", "g·x", term.contribution)], terms: [term])
  }

  package func dependents(of input: Int, cell: Int, _ operands: Operands) -> CellBox {
    CellBox(cell: cell, of: operands.output.shape)
  }

  // MARK: Cost

  package func cost(_ operands: Operands) -> Cost {
    Cost(multiplyAdds: operands.output.shape.count, reading: operands)
  }
}
