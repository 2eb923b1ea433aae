import Kernels
import Tensors

/// Lets positive numbers through and stops negative ones.
///
///     y = max(x, 0)
///
/// - Shapes: any; y has the shape of x.
/// - Source: Nair and Hinton 2010, "Rectified Linear Units Improve Restricted Boltzmann Machines";
///   as the feed-forward activation: Vaswani et al. 2017, §3.3, equation 2.
package struct ReLU: Pointwise, Equatable {
  /// Makes the operation.
  package init() {}

  package var name: String { "ReLU" }
  package var formula: Formula { Self.formulaText }
  private static let formulaText = Formula(
    "y = max(x, 0)", symbols: [("x", "input"), ("y", "output")],
    source: "Vaswani et al. 2017, Attention Is All You Need, §3.3, equation 2")

  // MARK: Forward

  package func forward(_ operands: Operands, saved: UnsafeMutablePointer<Float>) {
    kernel_relu(operands[0].pointer, operands.output.pointer, operands.output.shape.count)
  }

  // MARK: Backward

  /// Carries the gradient through where x > 0.
  ///
  ///     dx = dy if x > 0, else 0        (at 0 the derivative is taken as 0, as PyTorch does)
  package func backward(_ pass: BackwardPass) {
    guard let dx = pass.gradient(of: 0) else { return }
    kernel_relu_backward(
      pass.operands[0].pointer, pass.dOutput, dx.view.pointer, dx.view.shape.count, dx.accumulate)
  }

  // MARK: Stages and derivation

  package var inside: [(name: String, formula: String, value: (Double) -> Double)] { [] }

  package func evaluate(_ x: Double) -> Double { max(x, 0) }

  package func worksheet(_ x: Double) -> [Derivation.Step] {
    [.init("y", "max(x, 0)", "max(\(Number.text(x)), 0)", x > 0 ? x : 0)]
  }

  // MARK: Cost

  package var multiplyAdds: Int { 1 }
}
