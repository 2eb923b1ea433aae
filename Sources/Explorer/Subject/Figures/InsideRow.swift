import Kernels
import Tensors
import Tracing

/// The row that a number inside of a softmax or a norm is made of, with the worksheets of its figures.
struct InsideRow {
  /// The row's cells.
  let sources: [Derivation.Source]
  /// The cursor's cell of it.
  let own: Derivation.Source
  private let column: Int
  /// The row's numbers.
  var x: [Double] { sources.map(\.value) }

  /// Takes the first operand's row; of another shape than the output's, its first cell alone.
  init(_ cell: Cell, _ operands: Operands) {
    let columns = max(1, operands.output.shape.columns)
    let isRow = operands[0].shape.count == operands.output.shape.count
    let start = cell.index / columns * columns
    column = isRow ? cell.index - start : 0
    sources = isRow ? (start..<start + columns).map { operands.source(0, $0) } : []
    own = isRow ? operands.source(0, cell.index) : operands.source(0, 0)
  }

  // MARK: Softmax

  private var largest: Double { x.max() ?? 0 }
  private func power(_ x: Double) -> Double { largest.isFinite ? exp(x - largest) : 0 }

  var maximum: Derivation {
    Derivation(
      steps: [.init("m", "max x", largest)], terms: sources.map { Derivation.Term($0) }, sumStep: -1
    )
  }

  var power: Derivation {
    let place = x.firstIndex(of: largest) ?? 0
    let terms = [own] + (place == column ? [] : [sources[place]])
    return Derivation(
      steps: [
        .init("m", "max x", largest),
        .init("e", "e^(x − m)", "e^(\(Number.difference(own.value, largest)))", power(own.value)),
      ], terms: terms.map { Derivation.Term($0) }, sumStep: -1)
  }

  /// e^x and e^m apart, where neither overflows.
  var powerAgain: Double {
    let whole = exp(own.value) / exp(largest)
    return whole.isFinite ? whole : power(own.value)
  }

  var sumOfPowers: Derivation {
    let terms = sources.map { Derivation.Term($0, contribution: power($0.value)) }
    return Derivation(
      steps: [
        .init("m", "max x", largest),
        .init("s", "Σⱼ e^(x[j] − m)", terms.reduce(0) { $0 + $1.contribution }),
      ], terms: terms, sumStep: 1, walk: column)
  }

  var sumOfPowersAgain: Double { x.reversed().reduce(0) { $0 + power($1) } }

  // MARK: Norms

  private var count: Double { Double(max(1, sources.count)) }
  private var centre: Double { RowFigures.mean(x) }

  var mean: Derivation {
    let terms = sources.map { Derivation.Term($0) }
    let sum = terms.reduce(0) { $0 + $1.contribution }
    return divided("Σᵢ x[i]", "μ", terms, sum)
  }

  var meanAgain: Double { x.reversed().reduce(0) { $0 + $1 / count } }

  var variance: Derivation {
    let mean = centre
    let terms = sources.map {
      Derivation.Term($0, contribution: ($0.value - mean) * ($0.value - mean))
    }
    let sum = terms.reduce(0) { $0 + $1.contribution }
    var work = divided("Σᵢ (x[i] − μ)²", "σ²", terms, sum)
    work.steps.insert(.init("μ", "mean x", mean), at: 0)
    work.sumStep = 1
    return work
  }

  /// By mean x² − μ², of numbers that were moved near zero first.
  var varianceAgain: Double {
    guard let first = x.first else { return 0 }
    let moved = x.map { $0 - first }
    let mean = moved.reduce(0, +) / count
    return moved.reduce(0) { $0 + $1 * $1 } / count - mean * mean
  }

  var meanSquare: Derivation {
    let terms = sources.map { Derivation.Term($0, contribution: $0.value * $0.value) }
    return divided("Σᵢ x[i]²", "q", terms, terms.reduce(0) { $0 + $1.contribution })
  }

  var meanSquareAgain: Double { x.reversed().reduce(0) { $0 + $1 * $1 / count } }

  private func divided(
    _ expression: String, _ symbol: String, _ terms: [Derivation.Term], _ sum: Double
  ) -> Derivation {
    Derivation(
      steps: [
        .init("s", expression, sum),
        .init(symbol, "s / n", "\(Number.text(sum)) / \(terms.count)", sum / count),
      ], terms: terms, sumStep: 0)
  }

  func normalized(_ own: Derivation, _ epsilon: Double) -> Derivation { upTo(2, of: own) }

  func normalizedAgain(_ epsilon: Double) -> Double {
    (own.value - meanAgain) / (varianceAgain + epsilon).squareRoot()
  }

  // MARK: Others

  /// The worksheet of the cell as far as one of its lines, made of the cursor's cell of the row.
  func upTo(_ step: Int, of own: Derivation) -> Derivation {
    Derivation(
      steps: Array(own.steps.prefix(step + 1)), terms: [Derivation.Term(self.own)], sumStep: -1)
  }

  /// A stage without a worksheet of its own: the cell's lines up to the one that gives its number, and the
  /// cells that the node's number is made of.
  func other(_ own: Derivation, _ formula: String, _ value: Double) -> Derivation {
    let line = own.steps.firstIndex { abs($0.value - value) <= 1e-5 * max(1e-3, abs(value)) }
    let steps = line.map { Array(own.steps[...$0]) } ?? [.init("y", formula, value)]
    var factors: [Derivation.Source] = []
    for source in own.terms.prefix(Self.mostOthers).flatMap(\.factors)
    where !factors.contains(source) {
      factors.append(source)
    }
    return Derivation(steps: steps, terms: factors.map { Derivation.Term($0) }, sumStep: -1)
  }

  private static let mostOthers = 16
}
