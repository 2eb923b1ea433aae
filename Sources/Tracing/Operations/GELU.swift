import Kernels
import Tensors

/// Weighs each number by the chance that a standard normal one is smaller.
///
///     y = x Φ(x) = x · ½ (1 + erf(x/√2))
///
/// - Shapes: any; y has the shape of x.
/// - Source: Hendrycks and Gimpel 2016, "Gaussian Error Linear Units (GELUs)", §2. BERT, BART and
///   PyTorch's default use this exact form; GPT-2 uses ``GELUTanh``.
package struct GELU: Pointwise, Equatable {
  /// Makes the operation.
  package init() {}

  package var name: String { "GELU" }
  package var formula: Formula { Self.formulaText }
  private static let formulaText = Formula(
    "y = x·Φ(x) = x·½(1 + erf(x/√2))",
    symbols: [("x", "input"), ("Φ", "standard normal distribution function"), ("y", "output")],
    source: "Hendrycks and Gimpel 2016, Gaussian Error Linear Units, §2")

  // MARK: Forward

  /// The slopes.
  package func savedCount(_ operands: Operands) -> Int {
    operands.wantsGradient ? operands.output.shape.count : 0
  }

  package func forward(_ operands: Operands, saved: UnsafeMutablePointer<Float>) {
    kernel_gelu_exact(
      operands[0].pointer, operands.output.pointer, operands.wantsGradient ? saved : nil,
      operands.output.shape.count)
  }

  // MARK: Backward

  /// Multiplies by the slope, which forward kept.
  ///
  ///     f′(x) = Φ(x) + x φ(x)        φ(x) = e^(−x²/2) / √(2π)
  package func backward(_ pass: BackwardPass) {
    guard let dx = pass.gradient(of: 0) else { return }
    kernel_multiply_elements(
      pass.dOutput, pass.saved, dx.view.pointer, dx.view.shape.count, dx.accumulate)
  }

  // MARK: Stages and derivation

  private func share(_ x: Double) -> Double { 0.5 * erfc(-x * 0.5.squareRoot()) }

  package var inside: [(name: String, formula: String, value: (Double) -> Double)] {
    [("share", "Φ(x) = ½(1 + erf(x/√2))", share)]
  }

  package func evaluate(_ x: Double) -> Double { x * 0.5 * (1 + erf(x / 2.0.squareRoot())) }

  package func worksheet(_ x: Double) -> [Derivation.Step] {
    let share = share(x)
    return [
      .init("Φ", "½(1 + erf(x/√2))", "½(1 + erf(\(Number.text(x))/√2))", share),
      .init("y", "x·Φ", "\(Number.text(x))·\(Number.text(share))", x * share),
    ]
  }

  // MARK: Cost

  /// A polynomial for erf, an exponential, two products.
  package var multiplyAdds: Int { 12 }
}
