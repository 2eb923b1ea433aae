import Kernels
import Tensors

/// How surprised the model is by the targets: the mean negative log-probability that it gave them.
///
///     loss = mean over rows r with a target t of   log Σᵥ e^(x[r, v]) − x[r, t]
///
/// With label smoothing ε a row's loss is (1 − ε) times that plus ε times its mean over all classes v in
/// place of t. Rows whose target is −100 are ignored; if every row is, the loss is 0.
///
/// - Shapes: logits `[…, V]`, targets `[…]` (class numbers as floats); the loss is a single number.
/// - Units: nats.
/// - Source: Goodfellow, Bengio and Courville 2016, "Deep Learning", §6.2.2.3; label smoothing: Szegedy
///   et al. 2016, "Rethinking the Inception Architecture", §7; −100 and the mean as PyTorch has them.
package struct CrossEntropy: Operation, Equatable {
  /// The target that says: ignore this row.
  package static let ignored: Float = -100

  /// The share ε of the target that is spread over all classes.
  package let labelSmoothing: Float

  /// Makes the operation.
  package init(labelSmoothing: Float = 0) { self.labelSmoothing = labelSmoothing }

  package var name: String { "cross-entropy" }
  package var formula: Formula { Self.formulaText }
  private static let formulaText = Formula(
    "loss = mean (log Σᵥ e^(x[v]) − x[t])",
    symbols: [("x", "logits of a row"), ("t", "its target"), ("v", "every class")],
    source: "Goodfellow, Bengio and Courville 2016, Deep Learning, §6.2.2.3")

  package func outputShape(_ inputs: InputShapes) throws(ShapeError) -> Shape {
    try inputs.require(count: 2)
    try inputs.require("logits", 0, rank: 1)
    try inputs.require("targets", 1, is: Shape(inputs[0].array.dropLast()))
    return .scalar
  }

  /// The class that a row is to be, nil where it is ignored or no class.
  private func target(_ row: Int, _ operands: Operands) -> Int? {
    guard let target = Int(exactly: operands[1].pointer[row]), target >= 0,
      target < operands[0].shape.columns
    else { return nil }
    return target
  }

  private func countedRows(_ operands: Operands) -> Int {
    var count = 0
    for row in 0..<operands[0].shape.rows where target(row, operands) != nil { count += 1 }
    return count
  }

  // MARK: Forward

  /// Each row's log Σ e^x, and room for one row.
  package func savedCount(_ operands: Operands) -> Int {
    operands[0].shape.rows + operands[0].shape.columns
  }

  package func forward(_ operands: Operands, saved: UnsafeMutablePointer<Float>) {
    let logits = operands[0].shape
    kernel_log_sum_exp(operands[0].pointer, saved, logits.rows, logits.columns)
    var sum = 0.0
    var count = 0
    for row in 0..<logits.rows {
      guard let target = target(row, operands) else { continue }
      let x = operands[0].row(row)
      count += 1
      sum += Double(1 - labelSmoothing) * Double(saved[row] - x[target])
      guard labelSmoothing > 0 else { continue }
      var total = 0.0
      for column in 0..<logits.columns { total += Double(saved[row] - x[column]) }
      sum += Double(labelSmoothing) * total / Double(logits.columns)
    }
    operands.output.pointer[0] = count == 0 ? 0 : Float(sum / Double(count))
  }

  // MARK: Backward

  /// Carries the gradient to the logits: the model's probabilities less the target's.
  ///
  ///     dx[r, v] = dloss/n · (softmax(x[r])[v] − (1 − ε) [v = t] − ε/V)        0 where r is ignored
  package func backward(_ pass: BackwardPass) {
    guard let dx = pass.gradient(of: 0) else { return }
    let operands = pass.operands
    let logits = operands[0].shape
    let columns = logits.columns
    let scale = pass.dOutput[0] / Float(max(1, countedRows(operands)))
    let share = labelSmoothing / Float(columns)
    let scratch = pass.saved + logits.rows
    for row in 0..<logits.rows {
      let slot = dx.view.row(row)
      guard let target = target(row, operands) else {
        if !dx.accumulate { slot.update(repeating: 0, count: columns) }
        continue
      }
      let weights = dx.accumulate ? scratch : slot
      kernel_softmax(operands[0].row(row), weights, 1, columns)
      if share > 0 { for column in 0..<columns { weights[column] -= share } }
      weights[target] -= 1 - labelSmoothing
      if dx.accumulate {
        kernel_add_scaled(scale, weights, slot, columns)
      } else {
        kernel_scale(scale, weights, slot, columns)
      }
    }
  }

  // MARK: Stages

  package func stages(_ operands: Operands) -> [Stage] {
    let logits = operands[0].shape
    let rows = Shape(logits.array.dropLast())
    let normalizers = (0..<logits.rows).map { Float(logSumExp(row: $0, operands)) }
    let losses = (0..<logits.rows).map { Float(loss(row: $0, operands) ?? 0) }
    return [
      Stage("normalizer", "log Σᵥ e^(x[v])", rows, normalizers),
      Stage("loss of each row", rowExpression, rows, losses),
      Stage("mean", "mean over the rows that count", .scalar, [Float(value(at: 0, operands))]),
    ]
  }

  // MARK: By hand

  /// A row's loss in symbols.
  private var rowExpression: String {
    guard labelSmoothing > 0 else { return "log Σᵥ e^(x[v]) − x[t]" }
    let share = Number.text(Double(labelSmoothing))
    return "log Σᵥ e^(x[v]) − (1 − \(share))·x[t] − \(share)·mean x"
  }

  private func logSumExp(row: Int, _ operands: Operands) -> Double {
    let columns = operands[0].shape.columns
    var maximum = -Double.infinity
    for column in 0..<columns { maximum = max(maximum, operands.read(0, row * columns + column)) }
    guard maximum > -.infinity else { return maximum }
    var sum = 0.0
    for column in 0..<columns { sum += exp(operands.read(0, row * columns + column) - maximum) }
    return maximum + log(sum)
  }

  private func loss(row: Int, _ operands: Operands) -> Double? {
    guard let target = target(row, operands) else { return nil }
    let columns = operands[0].shape.columns
    let normalizer = logSumExp(row: row, operands)
    var loss = Double(1 - labelSmoothing) * (normalizer - operands.read(0, row * columns + target))
    if labelSmoothing > 0 {
      for column in 0..<columns {
        loss +=
          Double(labelSmoothing) / Double(columns)
          * (normalizer - operands.read(0, row * columns + column))
      }
    }
    return loss
  }

  package func value(at cell: Int, _ operands: Operands) -> Double {
    let losses = (0..<operands[0].shape.rows).compactMap { loss(row: $0, operands) }
    return losses.isEmpty ? 0 : losses.reduce(0, +) / Double(losses.count)
  }

  package func derivation(of cell: Int, _ operands: Operands) -> Derivation {
    let columns = operands[0].shape.columns
    let terms = (0..<operands[0].shape.rows).compactMap { row -> Derivation.Term? in
      guard let loss = loss(row: row, operands), let target = target(row, operands) else {
        return nil
      }
      return Derivation.Term(
        operands.source(0, row * columns + target), operands.source(1, row), contribution: loss)
    }
    let sum = terms.reduce(0) { $0 + $1.contribution }
    let count = Double(terms.count)
    var derivation = Derivation(
      steps: [
        .init("s", "Σ over rows of \(rowExpression)", sum),
        .init(
          "loss", "s / n", "\(Number.text(sum)) / \(terms.count)", count == 0 ? 0 : sum / count),
      ], terms: terms, sumStep: 0)
    // The loss of a token that is nearly certain is the difference of two logits that nearly agree.
    for source in terms.compactMap(\.factors.first) {
      let logit = abs(operands.read(0, source.cell))
      if logit.isFinite { derivation.magnitude = max(derivation.magnitude, logit) }
    }
    return derivation
  }

  package func dependents(of input: Int, cell: Int, _ operands: Operands) -> CellBox {
    CellBox(all: .scalar)
  }

  // MARK: Cost

  package func cost(_ operands: Operands) -> Cost {
    Cost(multiplyAdds: 3 * operands[0].shape.count, reading: operands)
  }
}
