import Kernels
import Tracing

// Mask, softmax and the normalizations: what is done along rows.

private typealias Input = OperationCase.Input
private let never = -Float.infinity

// MARK: Mask

private func mask(_ scores: [Int], _ mask: [Int], _ title: String = "", allowed: [Float]? = nil)
  -> OperationCase
{
  let count = mask.reduce(1, *)
  // Two of five forbidden, at no regular place of a row.
  let switches = allowed ?? (0..<count).map { $0 * 7 % 5 < 2 ? 0 : 1 }
  let matrix = scores.suffix(2).reduce(1, *)
  let heads = scores[scores.count - 3]
  return OperationCase(
    "Mask", "\(scores) under \(mask)\(title)", Mask(),
    [.random(scores, "scores"), .discrete(mask, switches)], gives: scores, multiplyAdds: 0
  ) { tables in
    let allowed = tables[0].values.indices.map { cell in
      let row = mask.count == 2 ? 0 : cell / (matrix * heads)
      return tables[1].values[row * matrix + cell % matrix]
    }
    let masked = zip(tables[0].values, allowed).map { $1 == 0 ? -Double.infinity : $0 }
    return [("allowed", allowed), ("masked", masked)]
  }
}

let maskCases: [OperationCase] = [
  mask([1, 1, 1], [1, 1]), mask([2, 3, 4], [3, 4]), mask([3, 2, 3, 5], [3, 5]),
  mask([2, 2, 3, 4], [2, 3, 4]), mask([2, 3, 4], [1, 3, 4]),
  mask([2, 2, 3], [2, 3], ", a row without keys", allowed: [0, 0, 0, 1, 0, 1]),
  mask([1, 2, 2], [2, 2], ", any number but 0 allows", allowed: [0.5, -1, 0, 2]),
]

// MARK: Softmax

private func softmax(_ title: String, _ input: Input) -> OperationCase {
  OperationCase(
    "Softmax", title, Softmax(), [input], gives: input.shape, multiplyAdds: 3 * input.values.count
  ) { tables in
    let x = tables[0]
    let rows = (0..<x.rows).map { x.row($0) }
    let maxima = rows.map { $0.reduce(-.infinity, max) }
    let exponentials = zip(rows, maxima).map { row, top in
      row.map { top == -.infinity ? 0 : exp($0 - top) }
    }
    let sums = exponentials.map { $0.reduce(0, +) }
    let quotients = zip(exponentials, sums).flatMap { row, sum in
      row.map { sum == 0 ? 0 : $0 / sum }
    }
    return [
      ("maximum", maxima), ("exponentials", exponentials.flatMap { $0 }), ("sum", sums),
      ("quotient", quotients),
    ]
  }
}

let softmaxCases: [OperationCase] = [
  softmax("[1]", .random([1], "x")), softmax("[7]", .random([7], "x")),
  softmax("[2, 3, 5]", .random([2, 3, 5], "x", deviation: 3)),
  softmax("[2, 2, 3, 4]", .random([2, 2, 3, 4], "x")), softmax("[3, 41]", .random([3, 41], "x")),
  softmax("some keys masked", .given([2, 4], [never, 0.5, never, -1, 2, never, 0, 0.25])),
  softmax("one key left", .given([3], [never, -7, never])),
  softmax("every key masked", .given([2, 3], [never, never, never, 1, 2, 3])),
  softmax("a single masked key", .given([2, 1], [never, 4])),
  softmax("large numbers", .given([2, 3], [1000, 999, 998, -1000, -1001, -1100])),
]

// MARK: Norms

private func moments(_ row: [Double]) -> (mean: Double, variance: Double) {
  let mean = row.reduce(0, +) / Double(row.count)
  return (mean, row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(row.count))
}

private func layerNorm(_ title: String, _ input: Input, bias: Bool, epsilon: Float = 1e-5)
  -> OperationCase
{
  let columns = input.shape.last ?? 1
  var inputs = [input, .random([columns], "gain")]
  if bias { inputs.append(.random([columns], "bias")) }
  return OperationCase(
    "LayerNorm", "\(title)\(bias ? ", bias" : ""), ε \(epsilon)", LayerNorm(epsilon: epsilon),
    inputs,
    gives: input.shape, multiplyAdds: 5 * input.values.count
  ) { tables in
    let rows = (0..<tables[0].rows).map { tables[0].row($0) }
    let found = rows.map { moments($0) }
    let normalized = zip(rows, found).flatMap { row, moment in
      row.map { ($0 - moment.mean) / (moment.variance + Double(epsilon)).squareRoot() }
    }
    let outputs = normalized.enumerated().map { cell, x in
      x * tables[1].values[cell % columns] + (bias ? tables[2].values[cell % columns] : 0)
    }
    return [
      ("mean", found.map(\.mean)), ("variance", found.map(\.variance)),
      ("normalized", normalized), ("scaled and shifted", outputs),
    ]
  }
}

private func rmsNorm(_ title: String, _ input: Input, epsilon: Float = 1e-6) -> OperationCase {
  let columns = input.shape.last ?? 1
  return OperationCase(
    "RMSNorm", "\(title), ε \(epsilon)", RMSNorm(epsilon: epsilon),
    [input, .random([columns], "gain")],
    gives: input.shape, multiplyAdds: 3 * input.values.count
  ) { tables in
    let rows = (0..<tables[0].rows).map { tables[0].row($0) }
    let squares = rows.map { row in row.reduce(0) { $0 + $1 * $1 } / Double(columns) }
    let normalized = zip(rows, squares).flatMap { row, square in
      row.map { $0 / (square + Double(epsilon)).squareRoot() }
    }
    return [
      ("mean square", squares), ("normalized", normalized),
      ("scaled", normalized.enumerated().map { $1 * tables[1].values[$0 % columns] }),
    ]
  }
}

private let normInputs: [(String, Input)] = [
  ("[1]", .given([1], [3])), ("[5]", .random([5], "x")),
  ("[2, 3, 7]", .random([2, 3, 7], "x", deviation: 3)), ("[3, 37]", .random([3, 37], "x")),
  ("a constant row", .given([2, 4], [2, 2, 2, 2, 1, -1, 2, -2])),
  ("far from 0", .given([1, 4], [101, 99, 100.5, 99.5])),
]

let normCases: [OperationCase] =
  normInputs.flatMap { title, input in
    [false, true].map { layerNorm(title, input, bias: $0) } + [rmsNorm(title, input)]
  } + [
    layerNorm("[2, 8]", .random([2, 8], "x"), bias: true, epsilon: 1e-12),
    rmsNorm("[2, 8]", .random([2, 8], "x"), epsilon: 1e-5),
    rmsNorm("a row of zeros", .given([2, 3], [0, 0, 0, 1, 2, 3]), epsilon: 0.01),
  ]
