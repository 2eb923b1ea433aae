import Kernels
import Tensors

/// Divides each row by its root mean square, then scales every coordinate by what was learned.
///
///     y[i] = gain[i] · x[i]/√(mean x² + ε)
///
/// LayerNorm without the mean and without the bias: what T5 and Llama use.
///
/// - Shapes: x and y `[…, C]`, gain `[C]`.
/// - Source: Zhang and Sennrich 2019, "Root Mean Square Layer Normalization", §3, equation 4.
package struct RMSNorm: Operation, Equatable {
  /// What is added to the mean square.
  package let epsilon: Float

  /// Makes the operation.
  package init(epsilon: Float) { self.epsilon = epsilon }

  package var name: String { "RMSNorm" }
  package var formula: Formula { Self.formulaText }
  private static let formulaText = Formula(
    "y[i] = gain[i]·x[i]/√(mean x² + ε)",
    symbols: [("x", "row"), ("ε", "a small constant"), ("y", "output")],
    source: "Zhang and Sennrich 2019, Root Mean Square Layer Normalization, §3, equation 4")

  package func outputShape(_ inputs: InputShapes) throws(ShapeError) -> Shape {
    try inputs.require(count: 2)
    try inputs.require("input", 0, rank: 1)
    try inputs.require("gain", 1, is: [inputs[0].columns])
    return inputs[0]
  }

  // MARK: Forward

  /// Each row's 1/√(mean x² + ε).
  package func savedCount(_ operands: Operands) -> Int { operands.output.shape.rows }

  package func forward(_ operands: Operands, saved: UnsafeMutablePointer<Float>) {
    let shape = operands.output.shape
    kernel_rms_norm(
      operands[0].pointer, operands[1].pointer, operands.output.pointer, saved, shape.rows,
      shape.columns, epsilon)
  }

  // MARK: Backward

  /// Carries the gradient to the row and the gain.
  ///
  ///     r = 1/√(mean x² + ε)        g = dy · gain
  ///     dx = r (g − x r² mean(g x))        dgain = Σ rows dy x r
  package func backward(_ pass: BackwardPass) {
    let shape = pass.operands.output.shape
    let dx = pass.gradient(of: 0)
    let dGain = pass.gradient(of: 1)
    dGain?.clearIfFirst()
    kernel_rms_norm_backward(
      pass.operands[0].pointer, pass.operands[1].pointer, pass.saved, pass.dOutput,
      dx?.view.pointer, dGain?.view.pointer, shape.rows, shape.columns, dx?.accumulate ?? false)
  }

  // MARK: Stages

  package func stages(_ operands: Operands) -> [Stage] {
    let shape = operands.output.shape
    let squares = (0..<shape.rows).map { meanSquare(row: $0, operands) }
    let normalized = (0..<shape.count).map {
      operands.read(0, $0) * rsqrt(squares[$0 / shape.columns])
    }
    return [
      Stage("mean square", "mean x²", shape.replacingLast(with: 1), squares.map { Float($0) }),
      Stage("normalized", "x̂ = x/√(mean x² + ε)", shape, normalized.map { Float($0) }),
      Stage(
        "scaled", "gain·x̂", shape,
        normalized.enumerated().map { Float($1 * operands.read(1, $0 % shape.columns)) }),
    ]
  }

  // MARK: By hand

  private func meanSquare(row: Int, _ operands: Operands) -> Double {
    let columns = operands.output.shape.columns
    var sum = 0.0
    for column in 0..<columns {
      let x = operands.read(0, row * columns + column)
      sum += x * x
    }
    return sum / Double(columns)
  }

  private func rsqrt(_ square: Double) -> Double { 1 / (square + Double(epsilon)).squareRoot() }

  package func value(at cell: Int, _ operands: Operands) -> Double {
    let columns = operands.output.shape.columns
    return operands.read(1, cell % columns) * operands.read(0, cell)
      * rsqrt(meanSquare(row: cell / columns, operands))
  }

  package func derivation(of cell: Int, _ operands: Operands) -> Derivation {
    let columns = operands.output.shape.columns
    let square = meanSquare(row: cell / columns, operands)
    let x = operands.source(0, cell)
    let gain = operands.source(1, cell % columns)
    let normalized = x.value / (square + Double(epsilon)).squareRoot()
    let value = gain.value * normalized
    return Derivation(
      steps: [
        .init("q", "mean x²", square),
        .init(
          "x̂", "x/√(q + ε)",
          "\(Number.text(x.value))/√(\(Number.text(square)) + \(Number.text(Double(epsilon))))",
          normalized),
        .init("y", "gain·x̂", "\(Number.text(gain.value))·\(Number.text(normalized))", value),
      ], terms: [.init(x, gain, contribution: value)], sumStep: 2)
  }

  package func dependents(of input: Int, cell: Int, _ operands: Operands) -> CellBox {
    let shape = operands.output.shape
    guard input > 0 else { return CellBox(rowOf: cell, of: shape) }
    var ranges = shape.array.map { 0..<$0 }
    ranges[shape.rank - 1] = cell..<cell + 1
    return CellBox(ranges)
  }

  // MARK: Cost

  package func cost(_ operands: Operands) -> Cost {
    Cost(multiplyAdds: 3 * operands.output.shape.count, reading: operands)
  }
}
