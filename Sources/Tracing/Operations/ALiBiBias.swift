import Kernels
import Tensors

/// Lowers every score in proportion to the distance between query and key, more for some heads than others.
///
///     y[h, q, k] = x[h, q, k] − slope[h] · |q − k|
///
/// For n heads, n a power of two, slope[h] = 2^(−8h/n), h from 1. For other n: the slopes of the next
/// lower power of two, then every other slope of the next higher one, as the authors' code does it.
/// In a decoder keys never come after their query; in an encoder the distance counts both ways.
///
/// - Shapes: x and y `[…, H, Q, K]`.
/// - Source: Press, Smith and Lewis 2022, "Train Short, Test Long", §3.
package struct ALiBiBias: Operation, Equatable {
  /// The position of the first query among the keys; not 0 where a cache holds earlier ones.
  package let firstQuery: Int

  /// Makes the operation.
  package init(firstQuery: Int = 0) { self.firstQuery = firstQuery }

  package var name: String { "ALiBi bias" }
  package var formula: Formula { Self.formulaText }
  private static let formulaText = Formula(
    "y[h, q, k] = x[h, q, k] − slope[h]·|q − k|",
    symbols: [("x", "scores"), ("slope", "a constant of the head"), ("y", "biased scores")],
    source: "Press, Smith and Lewis 2022, Train Short, Test Long, §3")

  package func outputShape(_ inputs: InputShapes) throws(ShapeError) -> Shape {
    try inputs.require(count: 1)
    try inputs.require("scores", 0, rank: 3)
    return inputs[0]
  }

  /// The slope of a head, counted from 0, among `count` heads.
  package static func slope(head: Int, of count: Int) -> Double {
    var power = 1
    while power * 2 <= count { power *= 2 }
    return head < power
      ? pow(2, -8 * Double(head + 1) / Double(power))
      : pow(2, -4 * Double(2 * (head - power) + 1) / Double(power))
  }

  /// Head, query and key of a score.
  private func place(_ cell: Int, _ operands: Operands) -> (head: Int, query: Int, key: Int) {
    let shape = operands[0].shape
    let (row, key) = cell.quotientAndRemainder(dividingBy: shape[-1])
    return (row / shape[-2] % shape[-3], row % shape[-2], key)
  }

  // MARK: Forward

  package func savedCount(_ operands: Operands) -> Int { 0 }

  package func forward(_ operands: Operands, saved: UnsafeMutablePointer<Float>) {
    let shape = operands[0].shape
    for row in 0..<shape.rows {
      let slope = Float(Self.slope(head: row / shape[-2] % shape[-3], of: shape[-3]))
      let query = row % shape[-2] + firstQuery
      let x = operands[0].pointer + row * shape.columns
      let y = operands.output.pointer + row * shape.columns
      for key in 0..<shape.columns { y[key] = x[key] - slope * Float(abs(query - key)) }
    }
  }

  // MARK: Backward

  /// Hands the gradient on unchanged: the bias is a constant.
  package func backward(_ pass: BackwardPass) {
    guard let dx = pass.gradient(of: 0) else { return }
    if dx.accumulate {
      kernel_add(dx.view.pointer, pass.dOutput, dx.view.pointer, dx.view.shape.count)
    } else {
      dx.view.pointer.update(from: pass.dOutput, count: dx.view.shape.count)
    }
  }

  // MARK: Stages

  private func bias(_ cell: Int, _ operands: Operands) -> Double {
    let (head, query, key) = place(cell, operands)
    return -Self.slope(head: head, of: operands[0].shape[-3])
      * Double(abs(query + firstQuery - key))
  }

  package func stages(_ operands: Operands) -> [Stage] {
    let shape = operands.output.shape
    return [
      Stage(
        "bias", "−slope[h]·|q − k|", shape, (0..<shape.count).map { Float(bias($0, operands)) }),
      Stage(
        "sum", "x − slope[h]·|q − k|", shape,
        (0..<shape.count).map { Float(value(at: $0, operands)) }),
    ]
  }

  // MARK: By hand

  package func value(at cell: Int, _ operands: Operands) -> Double {
    operands.read(0, cell) + bias(cell, operands)
  }

  package func derivation(of cell: Int, _ operands: Operands) -> Derivation {
    let (head, query, key) = place(cell, operands)
    let score = operands.source(0, cell)
    let slope = Self.slope(head: head, of: operands[0].shape[-3])
    let distance = Double(abs(query + firstQuery - key))
    // The bias has no cell to go on to; the walk follows the score.
    let bias = Derivation.Term(contribution: -slope * distance)
    let value = score.value + bias.contribution
    return Derivation(
      steps: [
        .init(
          "y", "x − slope·|q − k|",
          "\(Number.text(score.value)) − \(Number.text(slope))·\(Number.text(distance))", value)
      ], terms: [.init(score), bias], walk: 0)
  }

  package func dependents(of input: Int, cell: Int, _ operands: Operands) -> CellBox {
    CellBox(cell: cell, of: operands.output.shape)
  }

  // MARK: Cost

  package func cost(_ operands: Operands) -> Cost {
    Cost(multiplyAdds: operands.output.shape.count, reading: operands)
  }
}
