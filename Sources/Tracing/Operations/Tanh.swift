import Kernels
import Tensors

/// The hyperbolic tangent.
///
///     y = tanh x
///
/// - Shapes: any; y has the shape of x.
/// - Source: Devlin et al. 2019, "BERT", §3.1 and its reference code: the activation between the first
///   position's state and a classifier.
package struct Tanh: Pointwise, Equatable {
  /// Makes the operation.
  package init() {}

  package var name: String { "tanh" }
  package var formula: Formula { Self.formulaText }
  private static let formulaText = Formula(
    "y = tanh x", symbols: [("x", "input"), ("y", "output")],
    source: "Devlin et al. 2019, BERT, §3.1")

  // MARK: Forward

  package func forward(_ operands: Operands, saved: UnsafeMutablePointer<Float>) {
    // A classifier's few numbers: the library's function is fast enough.
    for cell in 0..<operands.output.shape.count {
      operands.output.pointer[cell] = Float(tanh(Double(operands[0].pointer[cell])))
    }
  }

  // MARK: Backward

  /// Multiplies by the slope.
  ///
  ///     f′(x) = 1 − y²
  package func backward(_ pass: BackwardPass) {
    guard let dx = pass.gradient(of: 0) else { return }
    let y = pass.operands.output.pointer
    for cell in 0..<dx.view.shape.count {
      let slope = pass.dOutput[cell] * (1 - y[cell] * y[cell])
      dx.view.pointer[cell] = dx.accumulate ? dx.view.pointer[cell] + slope : slope
    }
  }

  // MARK: Stages and derivation

  package var inside: [(name: String, formula: String, value: (Double) -> Double)] { [] }

  package func evaluate(_ x: Double) -> Double { tanh(x) }

  package func worksheet(_ x: Double) -> [Derivation.Step] {
    // Its own way to the value: the quotient of exponentials, in the form that cannot overflow.
    let decay = exp(-2 * abs(x))
    let magnitude = (1 - decay) / (1 + decay)
    return [.init("y", "tanh x", "tanh \(Number.text(x))", x < 0 ? -magnitude : magnitude)]
  }

  // MARK: Cost

  /// An exponential and a quotient.
  package var multiplyAdds: Int { 8 }
}
