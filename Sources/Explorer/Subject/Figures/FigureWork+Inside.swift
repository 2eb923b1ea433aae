import Kernels
import Tensors
import Tracing

extension FigureWork {
  /// A number of a stage inside of an operation, for a cell of its node.
  static func stage(_ number: Int, _ cell: Cell, _ trace: Trace) -> FigureWork? {
    let stages = InsideStages(cell, in: trace, mostWork: 0)
    guard stages.parts.indices.contains(number), let operation = trace[cell.node].operation,
      let own = trace.derivation(of: cell)
    else { return nil }
    let part = stages.parts[number]
    guard part.shape.count > 0 else { return nil }
    let shown = Double(part.value(stages.place(of: part, for: cell.index, in: trace[cell.node])))
    let inputs = Array(trace[cell.node].inputs)
    let operands = trace.operands(of: cell.node)
    func work(_ derivation: Derivation, _ again: Double?, adds: Bool = true) -> FigureWork {
      let magnitude = derivation.terms.reduce(abs(shown)) {
        adds && $1.contribution.isFinite ? $0 + abs($1.contribution) : $0
      }
      return FigureWork(
        formula: part.formula, inputs: inputs, derivation: derivation, adds: adds,
        value: shown, verification: again.map { verdict(shown, $0, magnitude: magnitude) })
    }
    // The last stage is what the operation gives.
    if number == stages.parts.count - 1,
      part.shape == trace[cell.node].shape || stages.onlyRow != nil
    {
      return work(own, operation.value(at: cell.index, operands))
    }
    let row = InsideRow(cell, operands)
    switch (operation, part.name) {
    case (is Softmax, "maximum"): return work(row.maximum, row.x.max() ?? 0, adds: false)
    case (is Softmax, "exponentials"): return work(row.power, row.powerAgain, adds: false)
    case (is Softmax, "sum"): return work(row.sumOfPowers, row.sumOfPowersAgain)
    case (is LayerNorm, "mean"): return work(row.mean, row.meanAgain)
    case (is LayerNorm, "variance"): return work(row.variance, row.varianceAgain)
    case (let norm as LayerNorm, "normalized"):
      let epsilon = Double(norm.epsilon)
      return work(row.normalized(own, epsilon), row.normalizedAgain(epsilon), adds: false)
    case (is RMSNorm, "mean square"): return work(row.meanSquare, row.meanSquareAgain)
    case (let norm as RMSNorm, "normalized"):
      let epsilon = Double(norm.epsilon)
      let again = row.own.value / (row.meanSquareAgain + epsilon).squareRoot()
      return work(row.upTo(1, of: own), again, adds: false)
    case (is Linear, "product"):
      var product = own
      // The bias comes afterwards.
      product.terms.removeLast()
      let sum = product.terms.reduce(0) { $0 + $1.contribution }
      product.steps = [.init("y", part.formula, sum)]
      return work(product, product.terms.reversed().reduce(0) { $0 + $1.contribution })
    default:
      let line = own.steps.first { abs($0.value - shown) <= 1e-5 * max(1e-3, abs(shown)) }
      return work(row.other(own, part.formula, shown), line?.value, adds: false)
    }
  }
}
