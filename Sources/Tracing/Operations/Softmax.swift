import Kernels
import Tensors

/// Turns each row of scores into weights that are positive and sum to one.
///
///     y[i] = e^(x[i] − m) / Σⱼ e^(x[j] − m)      where m = maxⱼ x[j]
///
/// Subtracting m leaves every ratio unchanged and keeps the exponential from overflowing. A row that
/// is −∞ throughout (every key masked) gives zeros rather than NaN.
///
/// - Shapes: x and y `[…, C]`; each run of C numbers is one row.
/// - Source: Vaswani et al. 2017, "Attention Is All You Need", §3.2.1, equation 1.
package struct Softmax: Operation, Equatable {
  /// Makes the operation.
  package init() {}

  package var name: String { "softmax" }
  package var formula: Formula { Self.formulaText }
  private static let formulaText = Formula(
    "y[i] = e^(x[i] − m) / Σⱼ e^(x[j] − m),  m = max x",
    symbols: [("x", "row of scores"), ("m", "the row's maximum"), ("y", "row of weights")],
    source: "Vaswani et al. 2017, Attention Is All You Need, §3.2.1, equation 1")

  package func outputShape(_ inputs: InputShapes) throws(ShapeError) -> Shape {
    try inputs.require(count: 1)
    try inputs.require("input", 0, rank: 1)
    return inputs[0]
  }

  // MARK: Forward

  package func savedCount(_ operands: Operands) -> Int { 0 }

  package func forward(_ operands: Operands, saved: UnsafeMutablePointer<Float>) {
    let x = operands[0]
    kernel_softmax(x.pointer, operands.output.pointer, x.shape.rows, x.shape.columns)
  }

  // MARK: Backward

  /// Carries the gradient back to the scores.
  ///
  ///     ∂y[j]/∂x[i] = y[j] (δᵢⱼ − y[i])      so      dx[i] = y[i] (dy[i] − Σⱼ dy[j] y[j])
  package func backward(_ pass: BackwardPass) {
    guard let dx = pass.gradient(of: 0) else { return }
    let shape = pass.operands.output.shape
    kernel_softmax_backward(
      pass.operands.output.pointer, pass.dOutput, dx.view.pointer, shape.rows, shape.columns,
      dx.accumulate)
  }

  // MARK: Stages

  package func stages(_ operands: Operands) -> [Stage] {
    let shape = operands.output.shape
    var maxima: [Float] = []
    var sums: [Float] = []
    var exponentials: [Float] = []
    var quotients: [Float] = []
    for row in 0..<shape.rows {
      let work = work(row: row, operands)
      maxima.append(Float(work.maximum))
      sums.append(Float(work.sum))
      exponentials += work.exponentials.map { Float($0) }
      quotients += work.exponentials.map { Float(work.sum == 0 ? 0 : $0 / work.sum) }
    }
    return [
      Stage("maximum", "m = max x", shape.replacingLast(with: 1), maxima),
      Stage("exponentials", "e[i] = e^(x[i] − m)", shape, exponentials),
      Stage("sum", "s = Σⱼ e[j]", shape.replacingLast(with: 1), sums),
      Stage("quotient", "y[i] = e[i] / s", shape, quotients),
    ]
  }

  // MARK: By hand

  private func work(
    row: Int, _ operands: Operands
  ) -> (maximum: Double, exponentials: [Double], sum: Double) {
    let columns = operands.output.shape.columns
    let scores = (0..<columns).map { operands.read(0, row * columns + $0) }
    guard !scores.contains(where: \.isNaN) else {
      // What is no number makes none of the row one, as in forward.
      return (.nan, [Double](repeating: .nan, count: columns), .nan)
    }
    let maximum = scores.max() ?? -.infinity
    guard maximum > -.infinity else {
      return (maximum, [Double](repeating: 0, count: columns), 0)
    }
    let exponentials = scores.map { exp($0 - maximum) }
    return (maximum, exponentials, exponentials.reduce(0, +))
  }

  package func value(at cell: Int, _ operands: Operands) -> Double {
    let columns = operands.output.shape.columns
    let start = cell / columns * columns
    var maximum = -Double.infinity
    for column in 0..<columns {
      let score = operands.read(0, start + column)
      if score.isNaN { return .nan }
      maximum = max(maximum, score)
    }
    guard maximum > -.infinity else { return 0 }
    var sum = 0.0
    for column in 0..<columns { sum += exp(operands.read(0, start + column) - maximum) }
    return exp(operands.read(0, cell) - maximum) / sum
  }

  package func derivation(of cell: Int, _ operands: Operands) -> Derivation {
    let columns = operands.output.shape.columns
    let (row, column) = cell.quotientAndRemainder(dividingBy: columns)
    let work = work(row: row, operands)
    let terms = (0..<columns).map {
      Derivation.Term(
        operands.source(0, row * columns + $0), contribution: work.exponentials[$0])
    }
    guard work.sum != 0 else {
      return Derivation(
        steps: [
          .init("s", "Σⱼ e^(x[j] − m)", 0),
          .init("y", "every score of the row is masked (−∞), so the weight is 0", 0),
        ], terms: terms, sumStep: 0, walk: column)
    }
    let score = operands.read(0, cell)
    let numerator = work.exponentials[column]
    return Derivation(
      steps: [
        .init("m", "max x", work.maximum),
        .init("e", "e^(x − m)", "e^(\(Number.difference(score, work.maximum)))", numerator),
        .init("s", "Σⱼ e^(x[j] − m)", work.sum),
        .init(
          "y", "e / s", "\(Number.text(numerator)) / \(Number.text(work.sum))",
          numerator / work.sum),
      ], terms: terms, sumStep: 2, walk: column)
  }

  package func dependents(of input: Int, cell: Int, _ operands: Operands) -> CellBox {
    CellBox(rowOf: cell, of: operands.output.shape)
  }

  // MARK: Cost

  package func cost(_ operands: Operands) -> Cost {
    // A subtraction and an exponential, an addition, a division: counted as three.
    Cost(multiplyAdds: 3 * operands.output.shape.count, reading: operands)
  }
}
