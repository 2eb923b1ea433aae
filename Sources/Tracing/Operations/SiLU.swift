import Kernels
import Tensors

/// Weighs each number by its own logistic sigmoid; also called swish.
///
///     y = x σ(x) = x / (1 + e^(−x))
///
/// - Shapes: any; y has the shape of x.
/// - Source: Elfwing, Uchibe and Doya 2017, "Sigmoid-Weighted Linear Units", §2; Ramachandran et al.
///   2017, "Searching for Activation Functions" (swish with β = 1). Llama's and Marian's activation.
package struct SiLU: Pointwise, Equatable {
  /// Makes the operation.
  package init() {}

  package var name: String { "SiLU" }
  package var formula: Formula { Self.formulaText }
  private static let formulaText = Formula(
    "y = x·σ(x),  σ(x) = 1/(1 + e^(−x))",
    symbols: [("x", "input"), ("σ", "logistic sigmoid"), ("y", "output")],
    source: "Elfwing, Uchibe and Doya 2017, Sigmoid-Weighted Linear Units, §2")

  // MARK: Forward

  /// The slopes.
  package func savedCount(_ operands: Operands) -> Int {
    operands.wantsGradient ? operands.output.shape.count : 0
  }

  package func forward(_ operands: Operands, saved: UnsafeMutablePointer<Float>) {
    kernel_silu(
      operands[0].pointer, operands.output.pointer, operands.wantsGradient ? saved : nil,
      operands.output.shape.count)
  }

  // MARK: Backward

  /// Multiplies by the slope, which forward kept, with s = σ(x).
  ///
  ///     f′(x) = s + x s (1 − s)
  package func backward(_ pass: BackwardPass) {
    guard let dx = pass.gradient(of: 0) else { return }
    kernel_multiply_elements(
      pass.dOutput, pass.saved, dx.view.pointer, dx.view.shape.count, dx.accumulate)
  }

  // MARK: Stages and derivation

  private func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

  package var inside: [(name: String, formula: String, value: (Double) -> Double)] {
    [("sigmoid", "s = 1/(1 + e^(−x))", sigmoid)]
  }

  package func evaluate(_ x: Double) -> Double { x / (1 + exp(-x)) }

  package func worksheet(_ x: Double) -> [Derivation.Step] {
    let share = sigmoid(x)
    return [
      .init("s", "1/(1 + e^(−x))", "1/(1 + e^(−(\(Number.text(x)))))", share),
      .init("y", "x·s", "\(Number.text(x))·\(Number.text(share))", x * share),
    ]
  }

  // MARK: Cost

  /// An exponential, a sum, a quotient.
  package var multiplyAdds: Int { 8 }
}
