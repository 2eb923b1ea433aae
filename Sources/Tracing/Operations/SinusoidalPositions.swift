import Kernels
import Tensors

/// Describes each position by sines and cosines of geometrically falling frequencies.
///
///     angle[i] = position / 10000^(2i/C)
///     interleaved:  y[2i] = sin angle[i]    y[2i+1] = cos angle[i]
///     halves:       y[i]  = sin angle[i]    y[C/2+i] = cos angle[i]
///
/// - Shapes: positions `[…, T]`; y `[…, T, C]`.
/// - Source: Vaswani et al. 2017, §3.5 (interleaved); Marian and the Tensor2Tensor code lay the sines
///   before the cosines (halves).
package struct SinusoidalPositions: Operation, Equatable {
  /// Where the sine and the cosine of one frequency stand.
  package enum Arrangement: Sendable {
    /// Next to each other, as the paper has it.
    case interleaved
    /// All sines, then all cosines.
    case halves
  }

  /// The number of coordinates C.
  package let width: Int
  /// Where sines and cosines stand.
  package let arrangement: Arrangement

  /// Makes the operation.
  package init(width: Int, arrangement: Arrangement) {
    self.width = width
    self.arrangement = arrangement
  }

  package var name: String { "sinusoidal positions" }
  package var formula: Formula { Self.formulaText }
  private static let formulaText = Formula(
    "y[2i] = sin(p/10000^(2i/C)),  y[2i+1] = cos(p/10000^(2i/C))",
    symbols: [("p", "position"), ("C", "number of coordinates"), ("y", "position vector")],
    source: "Vaswani et al. 2017, Attention Is All You Need, §3.5")

  package func outputShape(_ inputs: InputShapes) throws(ShapeError) -> Shape {
    try inputs.require(count: 1)
    try inputs.require("positions", 0, rank: 1)
    return inputs[0].replacingLast(with: inputs[0].columns, width)
  }

  /// Which frequency a coordinate belongs to, and whether it is the sine.
  private func role(of column: Int) -> (frequency: Int, isSine: Bool) {
    switch arrangement {
    case .interleaved: (column / 2, column % 2 == 0)
    case .halves:
      // An odd width has one sine more than cosines.
      column < (width + 1) / 2 ? (column, true) : (column - (width + 1) / 2, false)
    }
  }

  private func angle(_ position: Double, _ frequency: Int) -> Double {
    position / pow(10000, Double(2 * frequency) / Double(width))
  }

  private func coordinate(_ position: Double, _ column: Int) -> Double {
    let (frequency, isSine) = role(of: column)
    let angle = angle(position, frequency)
    return isSine ? sin(angle) : cos(angle)
  }

  // MARK: Forward

  package func savedCount(_ operands: Operands) -> Int { 0 }

  package func forward(_ operands: Operands, saved: UnsafeMutablePointer<Float>) {
    for index in 0..<operands[0].shape.count {
      let position = Double(operands[0].pointer[index])
      for column in 0..<width {
        operands.output.pointer[index * width + column] = Float(coordinate(position, column))
      }
    }
  }

  // MARK: Backward

  /// Nothing to carry: positions are whole numbers that nobody learns.
  package func backward(_ pass: BackwardPass) {}

  // MARK: Stages

  package func stages(_ operands: Operands) -> [Stage] {
    let shape = operands.output.shape
    let angles = (0..<shape.count).map {
      Float(angle(operands.read(0, $0 / width), role(of: $0 % width).frequency))
    }
    return [
      Stage("angle", "p/10000^(2i/C)", shape, angles),
      Stage(
        "sine or cosine", "sin angle, cos angle", shape,
        (0..<shape.count).map { Float(value(at: $0, operands)) }),
    ]
  }

  // MARK: By hand

  package func value(at cell: Int, _ operands: Operands) -> Double {
    coordinate(operands.read(0, cell / width), cell % width)
  }

  package func derivation(of cell: Int, _ operands: Operands) -> Derivation {
    let position = operands.source(0, cell / width)
    let (frequency, isSine) = role(of: cell % width)
    let angle = angle(position.value, frequency)
    let function = isSine ? "sin" : "cos"
    let value = isSine ? sin(angle) : cos(angle)
    return Derivation(
      steps: [
        .init(
          "angle", "p/10000^(2i/C)",
          "\(Number.text(position.value))/10000^(\(2 * frequency)/\(width))", angle),
        .init("y", "\(function) angle", "\(function) \(Number.text(angle))", value),
      ], terms: [.init(position, contribution: value)], sumStep: 1)
  }

  package func dependents(of input: Int, cell: Int, _ operands: Operands) -> CellBox {
    CellBox(rowOf: cell * width, of: operands.output.shape)
  }

  // MARK: Cost

  package func cost(_ operands: Operands) -> Cost {
    Cost(multiplyAdds: 16 * operands.output.shape.count, reading: operands)
  }
}
