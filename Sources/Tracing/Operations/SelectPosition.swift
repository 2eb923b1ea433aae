import Kernels
import Tensors

/// Takes the state of one position: what a classifier reads.
///
///     y = x[t]
///
/// - Shapes: x `[…, T, C]`; y `[…, C]`.
/// - Source: Devlin et al. 2019, "BERT", §3.1: the first position, [CLS], stands for the whole text.
package struct SelectPosition: Operation, Equatable {
  /// The position, counted from 0.
  package let position: Int

  /// Makes the operation.
  ///
  /// - Precondition: the position is not negative.
  package init(_ position: Int) {
    precondition(position >= 0, "position \(position)")
    self.position = position
  }

  package var name: String { "select position" }
  package var formula: Formula { Self.formulaText }
  private static let formulaText = Formula(
    "y = x[t]", symbols: [("x", "states"), ("t", "the position chosen"), ("y", "its state")],
    source: "Devlin et al. 2019, BERT, §3.1")

  package func outputShape(_ inputs: InputShapes) throws(ShapeError) -> Shape {
    try inputs.require(count: 1)
    try inputs.require("states", 0, rank: 2)
    try inputs.require("the number of positions", inputs[0][-2], atLeast: position + 1)
    return inputs[0].replacingLast(2, with: inputs[0].columns)
  }

  private func inputCell(_ cell: Int, _ operands: Operands) -> Int {
    let columns = operands[0].shape.columns
    return (cell / columns * operands[0].shape[-2] + position) * columns + cell % columns
  }

  // MARK: Forward

  package func savedCount(_ operands: Operands) -> Int { 0 }

  package func forward(_ operands: Operands, saved: UnsafeMutablePointer<Float>) {
    for cell in 0..<operands.output.shape.count {
      operands.output.pointer[cell] = operands[0].pointer[inputCell(cell, operands)]
    }
  }

  // MARK: Backward

  /// Puts the gradient back where it was read; other positions get 0.
  package func backward(_ pass: BackwardPass) {
    guard let dx = pass.gradient(of: 0) else { return }
    dx.clearIfFirst()
    for cell in 0..<pass.operands.output.shape.count {
      dx.view.pointer[inputCell(cell, pass.operands)] += pass.dOutput[cell]
    }
  }

  // MARK: Stages

  package func stages(_ operands: Operands) -> [Stage] {
    let shape = operands.output.shape
    return [
      Stage(
        "state", "x[t]", shape, (0..<shape.count).map { Float(value(at: $0, operands)) })
    ]
  }

  // MARK: By hand

  package func value(at cell: Int, _ operands: Operands) -> Double {
    operands.read(0, inputCell(cell, operands))
  }

  package func derivation(of cell: Int, _ operands: Operands) -> Derivation {
    let source = operands.source(0, inputCell(cell, operands))
    return Derivation(
      steps: [.init("y", "x[\(position + 1)]", source.value)], terms: [.init(source)])
  }

  package func dependents(of input: Int, cell: Int, _ operands: Operands) -> CellBox {
    let indices = operands[0].shape.indices(at: cell)
    let shape = operands.output.shape
    guard indices[indices.count - 2] == position else {
      return CellBox(shape.array.map { _ in 0..<0 })
    }
    return CellBox((indices.dropLast(2) + indices.suffix(1)).map { $0..<$0 + 1 })
  }

  // MARK: Cost

  package func cost(_ operands: Operands) -> Cost {
    Cost(multiplyAdds: 0, reading: operands)
  }
}
