import Kernels
import Tensors

/// Brings each row to mean 0 and variance 1, then scales and shifts every coordinate by what was learned.
///
///     y[i] = gain[i] · (x[i] − μ)/√(σ² + ε) + bias[i]
///     μ = mean x        σ² = mean (x − μ)²
///
/// The variance divides by the row's length, not by one less. The bias may be absent.
///
/// - Shapes: x and y `[…, C]`, gain and bias `[C]`.
/// - Source: Ba, Kiros and Hinton 2016, "Layer Normalization", §3.1, equation 4.
package struct LayerNorm: Operation, Equatable {
  /// What is added to the variance.
  package let epsilon: Float

  /// Makes the operation.
  package init(epsilon: Float) { self.epsilon = epsilon }

  package var name: String { "LayerNorm" }
  package var formula: Formula { Self.formulaText }
  private static let formulaText = Formula(
    "y[i] = gain[i]·(x[i] − μ)/√(σ² + ε) + bias[i]",
    symbols: [
      ("x", "row"), ("μ", "its mean"), ("σ²", "its variance"), ("ε", "a small constant"),
      ("y", "output"),
    ], source: "Ba, Kiros and Hinton 2016, Layer Normalization, §3.1, equation 4")

  package func outputShape(_ inputs: InputShapes) throws(ShapeError) -> Shape {
    try inputs.require(count: 3, 2)
    try inputs.require("input", 0, rank: 1)
    try inputs.require("gain", 1, is: [inputs[0].columns])
    if inputs.count == 3 { try inputs.require("bias", 2, is: [inputs[0].columns]) }
    return inputs[0]
  }

  // MARK: Forward

  /// Each row's mean, then each row's 1/√(σ² + ε): both are sums over the row that backward needs
  /// again; the normalized row itself is cheaper to compute anew than to keep.
  package func savedCount(_ operands: Operands) -> Int { 2 * operands.output.shape.rows }

  package func forward(_ operands: Operands, saved: UnsafeMutablePointer<Float>) {
    let shape = operands.output.shape
    kernel_layer_norm(
      operands[0].pointer, operands[1].pointer, operands.count == 3 ? operands[2].pointer : nil,
      operands.output.pointer, saved, saved + shape.rows, shape.rows, shape.columns, epsilon)
  }

  // MARK: Backward

  /// Carries the gradient to the row, the gain and the bias.
  ///
  ///     x̂ = (x − μ) r        r = 1/√(σ² + ε)        g = dy · gain
  ///     dx = r (g − mean g − x̂ mean(g x̂))        dgain = Σ rows dy x̂        dbias = Σ rows dy
  package func backward(_ pass: BackwardPass) {
    let shape = pass.operands.output.shape
    let dx = pass.gradient(of: 0)
    let dGain = pass.gradient(of: 1)
    let dBias = pass.gradient(of: 2)
    dGain?.clearIfFirst()
    dBias?.clearIfFirst()
    kernel_layer_norm_backward(
      pass.operands[0].pointer, pass.operands[1].pointer, pass.saved, pass.saved + shape.rows,
      pass.dOutput, dx?.view.pointer, dGain?.view.pointer, dBias?.view.pointer, shape.rows,
      shape.columns, dx?.accumulate ?? false)
  }

  // MARK: Stages

  package func stages(_ operands: Operands) -> [Stage] {
    let shape = operands.output.shape
    let perRow = shape.replacingLast(with: 1)
    let moments = (0..<shape.rows).map { self.moments(row: $0, operands) }
    let normalized = (0..<shape.count).map { (cell: Int) -> Double in
      let moment = moments[cell / shape.columns]
      return (operands.read(0, cell) - moment.mean) * rsqrt(moment.variance)
    }
    let outputs = normalized.enumerated().map { (cell: Int, value: Double) -> Double in
      value * operands.read(1, cell % shape.columns) + bias(cell, operands)
    }
    return [
      Stage("mean", "μ = mean x", perRow, moments.map { Float($0.mean) }),
      Stage("variance", "σ² = mean (x − μ)²", perRow, moments.map { Float($0.variance) }),
      Stage("normalized", "x̂ = (x − μ)/√(σ² + ε)", shape, normalized.map { Float($0) }),
      Stage("scaled and shifted", "gain·x̂ + bias", shape, outputs.map { Float($0) }),
    ]
  }

  // MARK: By hand

  private func moments(row: Int, _ operands: Operands) -> (mean: Double, variance: Double) {
    let columns = operands.output.shape.columns
    var mean = 0.0
    for column in 0..<columns { mean += operands.read(0, row * columns + column) }
    mean /= Double(columns)
    var variance = 0.0
    for column in 0..<columns {
      let deviation = operands.read(0, row * columns + column) - mean
      variance += deviation * deviation
    }
    return (mean, variance / Double(columns))
  }

  private func rsqrt(_ variance: Double) -> Double { 1 / (variance + Double(epsilon)).squareRoot() }

  private func bias(_ cell: Int, _ operands: Operands) -> Double {
    operands.count == 3 ? operands.read(2, cell % operands.output.shape.columns) : 0
  }

  package func value(at cell: Int, _ operands: Operands) -> Double {
    let columns = operands.output.shape.columns
    let (mean, variance) = moments(row: cell / columns, operands)
    let normalized = (operands.read(0, cell) - mean) * rsqrt(variance)
    return operands.read(1, cell % columns) * normalized + bias(cell, operands)
  }

  package func derivation(of cell: Int, _ operands: Operands) -> Derivation {
    let columns = operands.output.shape.columns
    let (row, column) = cell.quotientAndRemainder(dividingBy: columns)
    let (mean, variance) = moments(row: row, operands)
    let rstd = rsqrt(variance)
    let gain = operands.source(1, column)
    // Given σ the output is linear in the row: x[i] enters itself, and each x[j] through the mean.
    var terms = (0..<columns).map { index in
      let source = operands.source(0, row * columns + index)
      let share = (index == column ? 1.0 : 0.0) - 1 / Double(columns)
      return Derivation.Term(source, gain, contribution: gain.value * rstd * share * source.value)
    }
    let normalized = (operands.read(0, cell) - mean) * rstd
    var expression = "gain·x̂"
    var numbers = "\(Number.text(gain.value))·\(Number.text(normalized))"
    if operands.count == 3 {
      let source = operands.source(2, column)
      terms.append(.init(source))
      expression += " + bias"
      numbers += Number.joined(source.value)
    }
    let x = operands.read(0, cell)
    return Derivation(
      steps: [
        .init("μ", "mean x", mean),
        .init("σ²", "mean (x − μ)²", variance),
        .init(
          "x̂", "(x − μ)/√(σ² + ε)",
          "(\(Number.difference(x, mean)))/√(\(Number.sum(variance, Double(epsilon))))",
          normalized),
        .init("y", expression, numbers, gain.value * normalized + bias(cell, operands)),
      ], terms: terms, sumStep: 3, walk: column)
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
    Cost(multiplyAdds: 5 * operands.output.shape.count, reading: operands)
  }
}
