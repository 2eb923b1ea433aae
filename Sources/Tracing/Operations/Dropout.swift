import Kernels
import Tensors

/// Leaves some numbers out at random while a model is trained, and makes the others larger for it.
///
///     y[i] = x[i] · m[i]      m[i] = 1/(1 − p) where h(i, draw) ≥ p, 0 elsewhere
///
/// h is a number in [0, 1) that is made of the cell, of the draw and of the operation's salt, and looks
/// random: which cells are left out follows from the draw alone, so that a training step can be
/// repeated to the bit and asked about afterwards. A draw below 0 leaves nothing out: y = x.
///
/// - Shapes: x any, draw a single number, below 2²⁴; y has the shape of x.
/// - Source: Srivastava et al. 2014, "Dropout: A Simple Way to Prevent Neural Networks from
///   Overfitting", §4, scaled while training as §10 has it; where it stands in a Transformer: Vaswani et
///   al. 2017, §5.4.
package struct Dropout: Operation, Equatable {
  /// The share p of the numbers that is left out.
  package let rate: Float
  /// What tells this place from others that share a draw.
  package let salt: UInt32

  /// Makes the operation.
  ///
  /// - Precondition: the rate is at least 0 and below 1.
  package init(rate: Float, salt: UInt32 = 0) {
    precondition(rate >= 0 && rate < 1, "dropout: a rate of \(rate)")
    self.rate = rate
    self.salt = salt
  }

  package var name: String { "dropout" }
  package var formula: Formula { Self.formulaText }
  private static let formulaText = Formula(
    "y = x·m",
    symbols: [
      ("x", "input"), ("m", "1/(1 − p) where a number is kept, 0 elsewhere"), ("y", "output"),
    ],
    source: "Srivastava et al. 2014, Dropout, §4 and §10")

  package func outputShape(_ inputs: InputShapes) throws(ShapeError) -> Shape {
    try inputs.require(count: 2)
    try inputs.require("draw", 1, is: .scalar)
    return inputs[0]
  }

  private var kept: Float { 1 / (1 - rate) }

  /// The least 32 bits that keep a number.
  private var threshold: UInt32 { UInt32(Double(rate) * 0x1p32) }

  /// The seed of a draw; nil where nothing is left out.
  private func seed(_ operands: Operands) -> UInt32? {
    let draw = operands[1].pointer[0]
    guard rate > 0, draw >= 0, draw < 0x1p24 else { return nil }
    return Self.scrambled(UInt32(draw) &+ Self.scrambled(salt &+ 0x9E37_79B9))
  }

  /// Thirty-two bits that look random (Wellons 2018, lowbias32), as the kernel makes them.
  private static func scrambled(_ value: UInt32) -> UInt32 {
    var x = value
    x ^= x >> 16
    x &*= 0x7FEB_352D
    x ^= x >> 15
    x &*= 0x846C_A68B
    return x ^ (x >> 16)
  }

  /// What a cell is multiplied by.
  private func factor(_ cell: Int, _ operands: Operands) -> Double {
    guard let seed = seed(operands) else { return 1 }
    let random = Self.scrambled(UInt32(truncatingIfNeeded: cell) &* 0x9E37_79B9 &+ seed)
    return random >= threshold ? Double(kept) : 0
  }

  // MARK: Forward

  /// Each cell's factor m.
  package func savedCount(_ operands: Operands) -> Int { operands[0].shape.count }

  package func forward(_ operands: Operands, saved: UnsafeMutablePointer<Float>) {
    let count = operands[0].shape.count
    if let seed = seed(operands) {
      kernel_dropout_mask(saved, count, seed, threshold, kept)
    } else {
      saved.update(repeating: 1, count: count)
    }
    kernel_multiply_elements(operands[0].pointer, saved, operands.output.pointer, count, false)
  }

  // MARK: Backward

  /// Carries the gradient to the numbers that were kept: dx = dy · m.
  package func backward(_ pass: BackwardPass) {
    guard let dx = pass.gradient(of: 0) else { return }
    kernel_multiply_elements(
      pass.dOutput, pass.saved, dx.view.pointer, dx.view.shape.count, dx.accumulate)
  }

  // MARK: Stages

  package func stages(_ operands: Operands) -> [Stage] {
    let shape = operands[0].shape
    return [
      Stage(
        "factors", "1/(1 − p) or 0", shape, (0..<shape.count).map { Float(factor($0, operands)) }),
      Stage(
        "output", "x·m", shape, (0..<shape.count).map { Float(value(at: $0, operands)) }),
    ]
  }

  // MARK: By hand

  package func value(at cell: Int, _ operands: Operands) -> Double {
    operands.read(0, cell) * factor(cell, operands)
  }

  package func derivation(of cell: Int, _ operands: Operands) -> Derivation {
    let source = operands.source(0, cell)
    let factor = factor(cell, operands)
    let value = source.value * factor
    return Derivation(
      steps: [
        .init("m", factor == 0 ? "0, for it is left out" : "1/(1 − p), for it is kept", factor),
        .init("y", "x·m", "\(Number.text(source.value))·\(Number.text(factor))", value),
      ], terms: [.init(source, contribution: value)], sumStep: 1)
  }

  package func dependents(of input: Int, cell: Int, _ operands: Operands) -> CellBox {
    input == 0
      ? CellBox(cell: cell, of: operands.output.shape) : CellBox(all: operands.output.shape)
  }

  // MARK: Cost

  package func cost(_ operands: Operands) -> Cost {
    Cost(multiplyAdds: operands.output.shape.count, reading: operands)
  }
}
