import Kernels
import Tensors

/// GELU with the normal distribution function approximated by a hyperbolic tangent.
///
///     y = ½ x (1 + tanh u)        u = √(2/π) (x + 0.044715 x³)
///
/// - Shapes: any; y has the shape of x.
/// - Source: Hendrycks and Gimpel 2016, "Gaussian Error Linear Units (GELUs)", §2. GPT, GPT-2 and T5's
///   gated feed-forward use this form.
package struct GELUTanh: Pointwise, Equatable {
  /// Makes the operation.
  package init() {}

  package var name: String { "GELU (tanh)" }
  package var formula: Formula { Self.formulaText }
  private static let formulaText = Formula(
    "y = ½x(1 + tanh u),  u = √(2/π)(x + 0.044715x³)",
    symbols: [("x", "input"), ("u", "the tangent's argument"), ("y", "output")],
    source: "Hendrycks and Gimpel 2016, Gaussian Error Linear Units, §2")

  // MARK: Forward

  /// The slopes.
  package func savedCount(_ operands: Operands) -> Int {
    operands.wantsGradient ? operands.output.shape.count : 0
  }

  package func forward(_ operands: Operands, saved: UnsafeMutablePointer<Float>) {
    kernel_gelu_tanh(
      operands[0].pointer, operands.output.pointer, operands.wantsGradient ? saved : nil,
      operands.output.shape.count)
  }

  // MARK: Backward

  /// Multiplies by the slope, which forward kept, with t = tanh u.
  ///
  ///     f′(x) = ½ (1 + t) + ½ x (1 − t²) √(2/π) (1 + 3 · 0.044715 x²)
  package func backward(_ pass: BackwardPass) {
    guard let dx = pass.gradient(of: 0) else { return }
    kernel_multiply_elements(
      pass.dOutput, pass.saved, dx.view.pointer, dx.view.shape.count, dx.accumulate)
  }

  // MARK: Stages and derivation

  private func argument(_ x: Double) -> Double {
    (2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)
  }

  package var inside: [(name: String, formula: String, value: (Double) -> Double)] {
    [
      ("argument", "u = √(2/π)(x + 0.044715x³)", argument),
      ("tangent", "t = tanh u", { tanh(argument($0)) }),
    ]
  }

  package func evaluate(_ x: Double) -> Double { 0.5 * x * (1 + tanh(argument(x))) }

  package func worksheet(_ x: Double) -> [Derivation.Step] {
    let u = argument(x)
    let t = tanh(u)
    let text = Number.text(x)
    return [
      .init("u", "√(2/π)(x + 0.044715x³)", "√(2/π)(\(text) + 0.044715·(\(text))³)", u),
      .init("t", "tanh u", "tanh \(Number.text(u))", t),
      .init("y", "½x(1 + t)", "½·\(text)·(\(Number.sum(1, t)))", 0.5 * x + 0.5 * x * t),
    ]
  }

  // MARK: Cost

  /// A cubic, an exponential for the tangent, a quotient.
  package var multiplyAdds: Int { 12 }
}
