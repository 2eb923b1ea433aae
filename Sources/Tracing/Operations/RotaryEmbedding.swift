import Kernels
import Tensors

/// Turns pairs of coordinates of every query and key by an angle that grows with the position.
///
///     (x[a], x[b]) → (x[a] cos θ − x[b] sin θ,  x[b] cos θ + x[a] sin θ)        θ = position · rate[i]
///
/// The product of a turned query with a turned key depends on their distance alone. A pair is made of
/// coordinate i and i + D/2 of a head (halves, as Hugging Face stores Llama) or of two neighbours
/// (interleaved, as the paper has it). Coordinates beyond the pairs pass unturned.
///
/// - Shapes: x `[…, T, H·D]`, positions `[T]` or `[batch, T]`; y like x.
/// - Source: Su et al. 2021, "RoFormer: Enhanced Transformer with Rotary Position Embedding", §3.2.2,
///   equation 15.
package struct RotaryEmbedding: Operation, Equatable {
  /// Which coordinates make a pair.
  package enum Pairing: Sendable {
    /// i and i + D/2.
    case halves
    /// 2i and 2i + 1.
    case interleaved
  }

  /// How many heads lie side by side.
  package let headCount: Int
  /// Radians per position of each pair, fastest first.
  package let rates: [Float]
  /// What cosine and sine are multiplied by (1, except under YaRN's scaling).
  package let magnitude: Float
  /// Which coordinates make a pair.
  package let pairing: Pairing

  /// Makes the operation.
  package init(headCount: Int, rates: [Float], magnitude: Float = 1, pairing: Pairing = .halves) {
    self.headCount = headCount
    self.rates = rates
    self.magnitude = magnitude
    self.pairing = pairing
  }

  package var name: String { "rotary embedding" }
  package var formula: Formula { Self.formulaText }
  private static let formulaText = Formula(
    "(x[a], x[b]) → (x[a]·cos θ − x[b]·sin θ, x[b]·cos θ + x[a]·sin θ),  θ = p·rate",
    symbols: [("x", "a pair of coordinates"), ("p", "position"), ("rate", "radians per position")],
    source: "Su et al. 2021, RoFormer, §3.2.2, equation 15")

  package func outputShape(_ inputs: InputShapes) throws(ShapeError) -> Shape {
    try inputs.require(count: 2)
    try inputs.require("input", 0, rank: 2)
    try inputs.require("positions", 1, rank: 1)
    let shape = inputs[0]
    try inputs.require("the input's last axis", shape.columns, divisibleBy: headCount)
    try inputs.require("a head's width", shape.columns / headCount, atLeast: 2 * rates.count)
    let perRow: Shape = [shape.product(droppingLast: 2), shape[-2]]
    if inputs[1].rank == 1 {
      try inputs.require("positions", 1, is: [shape[-2]])
    } else {
      try inputs.require("positions", 1, is: perRow)
    }
    return shape
  }

  private func headWidth(_ operands: Operands) -> Int { operands[0].shape.columns / headCount }

  /// The positions' cell that belongs to a row of the input.
  private func positionCell(row: Int, _ operands: Operands) -> Int {
    operands[1].shape.rank == 1 ? row % operands[0].shape[-2] : row
  }

  private func pair(_ index: Int) -> (first: Int, second: Int) {
    pairing == .halves ? (index, index + rates.count) : (2 * index, 2 * index + 1)
  }

  /// θ as single precision has it: at large positions the rounding of the product is part of what
  /// models were trained with.
  private func angle(_ position: Double, _ index: Int) -> Double {
    Double(Float(position) * rates[index])
  }

  // MARK: Forward

  package func savedCount(_ operands: Operands) -> Int { 0 }

  package func forward(_ operands: Operands, saved: UnsafeMutablePointer<Float>) {
    turn(operands[0].pointer, operands.output.pointer, operands, backwards: false, adding: false)
  }

  private func turn(
    _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ operands: Operands,
    backwards: Bool, adding: Bool
  ) {
    let width = headWidth(operands)
    let columns = operands[0].shape.columns
    for row in 0..<operands[0].shape.rows {
      let position = Double(operands[1].pointer[positionCell(row: row, operands)])
      let x = source + row * columns
      let y = target + row * columns
      for index in rates.indices {
        let theta = angle(position, index)
        let cosine = Float(cos(theta)) * magnitude
        let sine = Float(sin(theta)) * (backwards ? -magnitude : magnitude)
        let (first, second) = pair(index)
        for start in stride(from: 0, to: columns, by: width) {
          let (a, b) = (x[start + first], x[start + second])
          let turnedA = a * cosine - b * sine
          let turnedB = b * cosine + a * sine
          y[start + first] = adding ? y[start + first] + turnedA : turnedA
          y[start + second] = adding ? y[start + second] + turnedB : turnedB
        }
      }
      guard 2 * rates.count < width else { continue }
      for start in stride(from: 0, to: columns, by: width) {
        for column in start + 2 * rates.count..<start + width {
          y[column] = adding ? y[column] + x[column] : x[column]
        }
      }
    }
  }

  // MARK: Backward

  /// Turns the gradient back: the transpose of a rotation is the rotation by −θ.
  package func backward(_ pass: BackwardPass) {
    guard let dx = pass.gradient(of: 0) else { return }
    turn(pass.dOutput, dx.view.pointer, pass.operands, backwards: true, adding: dx.accumulate)
  }

  // MARK: Stages

  package func stages(_ operands: Operands) -> [Stage] {
    let shape = operands.output.shape
    let angles = (0..<shape.rows).flatMap { row in
      rates.indices.map { index in
        Float(angle(operands.read(1, positionCell(row: row, operands)), index))
      }
    }
    return [
      Stage("angle", "θ = p·rate", shape.replacingLast(with: rates.count), angles),
      Stage(
        "turned", "x[a]·cos θ − x[b]·sin θ, x[b]·cos θ + x[a]·sin θ", shape,
        (0..<shape.count).map { Float(value(at: $0, operands)) }),
    ]
  }

  // MARK: By hand

  /// The pair that a coordinate of a head belongs to; nil for one that passes unturned.
  private func role(of column: Int) -> (index: Int, isFirst: Bool)? {
    guard column < 2 * rates.count else { return nil }
    return pairing == .halves
      ? (column % rates.count, column < rates.count) : (column / 2, column % 2 == 0)
  }

  /// The number of the pair that a column of an input belongs to; 0 for one that is not turned.
  ///
  /// - Parameters:
  ///   - column: The column, counted over all heads.
  ///   - width: The input's columns.
  /// - Returns: The pair, counted from 0 within a head.
  package func pairIndex(of column: Int, width: Int) -> Int {
    role(of: column % max(1, width / headCount))?.index ?? 0
  }

  private func partner(of cell: Int, _ role: (index: Int, isFirst: Bool)) -> Int {
    let distance = pairing == .halves ? rates.count : 1
    return role.isFirst ? cell + distance : cell - distance
  }

  package func value(at cell: Int, _ operands: Operands) -> Double {
    let x = operands.read(0, cell)
    guard let role = role(of: cell % headWidth(operands)) else { return x }
    let position = operands.read(
      1, positionCell(row: cell / operands[0].shape.columns, operands))
    let theta = angle(position, role.index)
    let other = operands.read(0, partner(of: cell, role))
    let turned =
      role.isFirst ? x * cos(theta) - other * sin(theta) : x * cos(theta) + other * sin(theta)
    return turned * Double(magnitude)
  }

  package func derivation(of cell: Int, _ operands: Operands) -> Derivation {
    let x = operands.source(0, cell)
    guard let role = role(of: cell % headWidth(operands)) else {
      return Derivation(
        steps: [.init("y", "x, a coordinate that is not turned", x.value)], terms: [.init(x)])
    }
    let position = operands.source(
      1, positionCell(row: cell / operands[0].shape.columns, operands))
    let other = operands.source(0, partner(of: cell, role))
    let theta = angle(position.value, role.index)
    let cosine = cos(theta) * Double(magnitude)
    let sine = sin(theta) * Double(magnitude) * (role.isFirst ? -1 : 1)
    let terms = [
      Derivation.Term(x, position, contribution: x.value * cosine),
      Derivation.Term(other, position, contribution: other.value * sine),
    ]
    let sign = role.isFirst ? "−" : "+"
    return Derivation(
      steps: [
        .init(
          "θ", "p·rate",
          "\(Number.text(position.value))·\(Number.text(Double(rates[role.index])))", theta),
        .init(
          "y", "x·cos θ \(sign) x′·sin θ", terms[0].contribution + terms[1].contribution),
      ], terms: terms, sumStep: 1)
  }

  package func dependents(of input: Int, cell: Int, _ operands: Operands) -> CellBox {
    let shape = operands.output.shape
    var ranges = shape.array.map { 0..<$0 }
    if input == 1 {
      let (batch, position) = cell.quotientAndRemainder(dividingBy: shape[-2])
      ranges[shape.rank - 2] = position..<position + 1
      if operands[1].shape.rank > 1 {
        let leading = Shape(Array(shape.array.dropLast(2)))
        for (axis, index) in leading.indices(at: batch).enumerated() {
          ranges[axis] = index..<index + 1
        }
      }
      return CellBox(ranges)
    }
    for (axis, index) in shape.indices(at: cell).enumerated() { ranges[axis] = index..<index + 1 }
    if let role = role(of: cell % headWidth(operands)) {
      let column = cell % shape.columns
      let other = partner(of: column, role)
      ranges[shape.rank - 1] = min(column, other)..<max(column, other) + 1
    }
    return CellBox(ranges)
  }

  // MARK: Cost

  package func cost(_ operands: Operands) -> Cost {
    Cost(multiplyAdds: 2 * operands.output.shape.count, reading: operands)
  }
}
