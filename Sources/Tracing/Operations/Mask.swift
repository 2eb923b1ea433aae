import Kernels
import Tensors

/// Forbids looking: scores where the mask is 0 become −∞, whose softmax weight is exactly 0.
///
///     y = x where mask ≠ 0, −∞ elsewhere
///
/// Setting a score to 0 would not do: e⁰ is 1, an ordinary share. The same mask serves every head, and
/// every row of a batch where it has no batch axis.
///
/// - Shapes: x `[…, head, query, key]`, mask `[query, key]` or `[batch, query, key]`; y like x.
/// - Source: Vaswani et al. 2017, "Attention Is All You Need", §3.2.3.
package struct Mask: Operation, Equatable {
  /// Makes the operation.
  package init() {}

  package var name: String { "mask" }
  package var formula: Formula { Self.formulaText }
  private static let formulaText = Formula(
    "y = x where allowed, −∞ elsewhere",
    symbols: [
      ("x", "scores"), ("allowed", "1 where the query may look at the key"), ("y", "output"),
    ],
    source: "Vaswani et al. 2017, Attention Is All You Need, §3.2.3")

  package func outputShape(_ inputs: InputShapes) throws(ShapeError) -> Shape {
    try inputs.require(count: 2)
    try inputs.require("scores", 0, rank: 3)
    let scores = inputs[0]
    let shared: Shape = [scores[-2], scores[-1]]
    if inputs[1].rank == 2 {
      try inputs.require("mask", 1, is: shared)
    } else {
      try inputs.require("mask", 1, is: [scores.product(droppingLast: 3), scores[-2], scores[-1]])
    }
    return scores
  }

  /// The mask cell that decides about a score.
  private func maskCell(_ cell: Int, _ operands: Operands) -> Int {
    let scores = operands[0].shape
    let matrix = scores[-2] * scores[-1]
    let batch = operands[1].shape.rank == 2 ? 0 : cell / (matrix * scores[-3])
    return batch * matrix + cell % matrix
  }

  // MARK: Forward

  package func savedCount(_ operands: Operands) -> Int { 0 }

  package func forward(_ operands: Operands, saved: UnsafeMutablePointer<Float>) {
    forEachMatrix(operands) { start, mask, count in
      kernel_mask(operands[0].pointer + start, mask, operands.output.pointer + start, count)
    }
  }

  /// Calls `body` with the start of each head's scores, its mask, and how many cells both have.
  @inline(__always)
  private func forEachMatrix(
    _ operands: Operands, _ body: (Int, UnsafePointer<Float>, Int) -> Void
  ) {
    let scores = operands[0].shape
    let matrix = scores[-2] * scores[-1]
    let perBatch = operands[1].shape.rank != 2
    for index in 0..<scores.product(droppingLast: 2) {
      let batch = perBatch ? index / scores[-3] : 0
      body(index * matrix, UnsafePointer(operands[1].pointer + batch * matrix), matrix)
    }
  }

  // MARK: Backward

  /// Carries the gradient to the scores that were let through; the mask is a switch and has none.
  ///
  ///     dx = dy where allowed, 0 elsewhere
  package func backward(_ pass: BackwardPass) {
    guard let dx = pass.gradient(of: 0) else { return }
    forEachMatrix(pass.operands) { start, mask, count in
      kernel_mask_backward(
        pass.dOutput + start, mask, dx.view.pointer + start, count, dx.accumulate)
    }
  }

  // MARK: Stages

  package func stages(_ operands: Operands) -> [Stage] {
    let shape = operands.output.shape
    let allowed = (0..<shape.count).map { Float(operands.read(1, maskCell($0, operands))) }
    return [
      Stage("allowed", "1 where the query may look at the key", shape, allowed),
      Stage(
        "masked", "x where allowed, −∞ elsewhere", shape,
        (0..<shape.count).map { Float(value(at: $0, operands)) }),
    ]
  }

  // MARK: By hand

  package func value(at cell: Int, _ operands: Operands) -> Double {
    Double(operands[1][maskCell(cell, operands)]) != 0 ? operands.read(0, cell) : -.infinity
  }

  package func derivation(of cell: Int, _ operands: Operands) -> Derivation {
    let score = operands.source(0, cell)
    let mask = operands.source(1, maskCell(cell, operands))
    let value = mask.value != 0 ? score.value : -.infinity
    let expression =
      mask.value != 0
      ? "x, for the query may look at the key" : "−∞, for the query may not look at the key"
    return Derivation(
      steps: [.init("y", expression, value)], terms: [.init(score, mask, contribution: value)])
  }

  package func dependents(of input: Int, cell: Int, _ operands: Operands) -> CellBox {
    let shape = operands.output.shape
    guard input == 1 else { return CellBox(cell: cell, of: shape) }
    var ranges = shape.array.map { 0..<$0 }
    let indices = operands[1].shape.indices(at: cell)
    if indices.count == 3, shape.rank == 4 { ranges[0] = indices[0]..<indices[0] + 1 }
    for (axis, index) in indices.suffix(2).enumerated() {
      ranges[shape.rank - 2 + axis] = index..<index + 1
    }
    return CellBox(ranges)
  }

  // MARK: Cost

  package func cost(_ operands: Operands) -> Cost {
    Cost(multiplyAdds: 0, reading: operands)
  }
}
