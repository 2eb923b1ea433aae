import Kernels
import Tensors

/// Multiplies every number by a constant.
///
///     y = c · x
///
/// Scores are scaled by 1/√dₖ so that their spread does not grow with the heads' width; embeddings by
/// √d in the original Transformer.
///
/// - Shapes: any; y has the shape of x.
/// - Source: Vaswani et al. 2017, §3.2.1 (scores) and §3.4 (embeddings).
package struct Scale: Pointwise, Equatable {
  /// The constant c.
  package let factor: Float

  /// Makes the operation for a constant.
  package init(by factor: Float) { self.factor = factor }

  package var name: String { "scale" }
  package var formula: Formula { Self.formulaText }
  private static let formulaText = Formula(
    "y = c·x", symbols: [("c", "constant"), ("x", "input"), ("y", "output")],
    source: "Vaswani et al. 2017, Attention Is All You Need, §3.2.1 and §3.4")

  // MARK: Forward

  package func forward(_ operands: Operands, saved: UnsafeMutablePointer<Float>) {
    kernel_scale(factor, operands[0].pointer, operands.output.pointer, operands.output.shape.count)
  }

  // MARK: Backward

  /// Multiplies by the same constant: dx = c · dy.
  package func backward(_ pass: BackwardPass) {
    guard let dx = pass.gradient(of: 0) else { return }
    if dx.accumulate {
      kernel_add_scaled(factor, pass.dOutput, dx.view.pointer, dx.view.shape.count)
    } else {
      kernel_scale(factor, pass.dOutput, dx.view.pointer, dx.view.shape.count)
    }
  }

  // MARK: Stages and derivation

  package var inside: [(name: String, formula: String, value: (Double) -> Double)] { [] }

  package func evaluate(_ x: Double) -> Double { Double(factor) * x }

  package func worksheet(_ x: Double) -> [Derivation.Step] {
    let constant = Double(factor)
    return [
      .init("y", "c·x", "\(Number.text(constant))·\(Number.text(x))", x * constant)
    ]
  }

  // MARK: Cost

  package var multiplyAdds: Int { 1 }
}
