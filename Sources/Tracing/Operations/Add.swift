import Kernels
import Tensors

/// Adds two tensors: a residual, positions, token types, or a bias on the scores.
///
///     z = x + y
///
/// The second may lack outer axes of the first and is then added to each of their slices: position
/// vectors [position, channel] to every row of a batch, a relative bias [head, query, key] likewise.
///
/// - Shapes: x `[…, A, B]`, y the same or `[A, B]`; z has the shape of x.
/// - Source: He et al. 2016, "Deep Residual Learning", §3.2 (residuals); Vaswani et al. 2017, §3.1
///   (residuals) and §3.5 (positions); Raffel et al. 2020, §2.1 (bias on scores).
package struct Add: Operation, Equatable {
  /// What is added, for the name on screen.
  package enum Purpose: String, Sendable {
    /// A sublayer's output to the residual stream.
    case residual = "residual addition"
    /// Position vectors to token vectors.
    case positions = "position addition"
    /// Token-type vectors to token vectors.
    case tokenTypes = "token type addition"
    /// A position-dependent bias to scores.
    case scoreBias = "score bias addition"
    /// A learned bias to logits.
    case logitBias = "logit bias addition"
  }

  /// What is added.
  package let purpose: Purpose

  /// Makes the operation.
  package init(_ purpose: Purpose = .residual) { self.purpose = purpose }

  package var name: String { purpose.rawValue }
  package var formula: Formula { Self.formulaText }
  private static let formulaText = Formula(
    "z = x + y", symbols: [("x", "first"), ("y", "second"), ("z", "sum")],
    source: "Vaswani et al. 2017, Attention Is All You Need, §3.1 and §3.5")

  package func outputShape(_ inputs: InputShapes) throws(ShapeError) -> Shape {
    try inputs.require(count: 2)
    guard inputs[0].hasSuffix(inputs[1]) else {
      throw .mismatch(
        operation: name, input: "second", expected: inputs[0], found: inputs[1])
    }
    return inputs[0]
  }

  // MARK: Forward

  package func savedCount(_ operands: Operands) -> Int { 0 }

  package func forward(_ operands: Operands, saved: UnsafeMutablePointer<Float>) {
    let slice = operands[1].shape.count
    for start in stride(from: 0, to: operands[0].shape.count, by: max(1, slice)) {
      kernel_add(
        operands[0].pointer + start, operands[1].pointer, operands.output.pointer + start, slice)
    }
  }

  // MARK: Backward

  /// Hands the gradient to both: dx = dy = dz, summed over the slices that shared y.
  package func backward(_ pass: BackwardPass) {
    for input in 0..<2 {
      // A trace lets an input that nothing else reads share the output's gradient.
      guard let slot = pass.gradient(of: input),
        UnsafePointer(slot.view.pointer) != pass.dOutput
      else { continue }
      let slice = slot.view.shape.count
      var accumulate = slot.accumulate
      for start in stride(from: 0, to: pass.operands.output.shape.count, by: max(1, slice)) {
        if accumulate {
          kernel_add(slot.view.pointer, pass.dOutput + start, slot.view.pointer, slice)
        } else {
          slot.view.pointer.update(from: pass.dOutput + start, count: slice)
        }
        accumulate = true
      }
    }
  }

  // MARK: Stages

  package func stages(_ operands: Operands) -> [Stage] {
    let shape = operands.output.shape
    return [
      Stage("sum", "x + y", shape, (0..<shape.count).map { Float(value(at: $0, operands)) })
    ]
  }

  // MARK: By hand

  package func value(at cell: Int, _ operands: Operands) -> Double {
    operands.read(0, cell) + operands.read(1, cell % operands[1].shape.count)
  }

  package func derivation(of cell: Int, _ operands: Operands) -> Derivation {
    let terms = [
      Derivation.Term(operands.source(0, cell)),
      Derivation.Term(operands.source(1, cell % operands[1].shape.count)),
    ]
    return Derivation(
      steps: [.init("z", "x + y", terms[0].contribution + terms[1].contribution)], terms: terms)
  }

  package func dependents(of input: Int, cell: Int, _ operands: Operands) -> CellBox {
    let shape = operands.output.shape
    var ranges = shape.array.map { 0..<$0 }
    let inputShape = operands[input].shape
    for (axis, index) in inputShape.indices(at: cell).enumerated() {
      ranges[shape.rank - inputShape.rank + axis] = index..<index + 1
    }
    return CellBox(ranges)
  }

  // MARK: Cost

  package func cost(_ operands: Operands) -> Cost {
    Cost(multiplyAdds: operands.output.shape.count, reading: operands)
  }
}
