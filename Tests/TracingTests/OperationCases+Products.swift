import Tracing

// Linear and matrix products.

private typealias Input = OperationCase.Input

/// Σᵢ x[i]·W[o, i], row by row.
private func product(_ x: Table, _ w: Table, _ layout: Linear.WeightLayout) -> [Double] {
  let outputs = layout == .outputInput ? w.shape[0] : w.shape[1]
  return (0..<x.values.count / x.columns).flatMap { row in
    (0..<outputs).map { output in
      (0..<x.columns).reduce(0.0) { sum, input in
        sum + x.values[row * x.columns + input]
          * (layout == .outputInput ? w[output, input] : w[input, output])
      }
    }
  }
}

private func linear(
  _ shape: [Int], to outputs: Int, _ layout: Linear.WeightLayout, bias: Bool, window: Int = 0
) -> OperationCase {
  let inputs = shape.last ?? 1
  let weight = layout == .outputInput ? [outputs, inputs] : [inputs, outputs]
  // A wider matrix around the weight and around x: rows lie further apart than they are long.
  let wide: (Int) -> Int? = { window == 0 ? nil : $0 + window }
  var operands: [Input] = [
    .random(shape, "x", rowStride: wide(inputs)), .random(weight, "W", rowStride: wide(weight[1])),
  ]
  if bias { operands.append(.random([outputs], "b")) }
  let rows = shape.dropLast().reduce(1, *)
  return OperationCase(
    "Linear",
    "\(shape) to \(outputs), \(layout)\(bias ? ", bias" : "")\(window > 0 ? ", window" : "")",
    Linear(layout), operands, gives: shape.dropLast() + [outputs],
    multiplyAdds: rows * inputs * outputs
  ) { tables in
    let products = product(tables[0], tables[1], layout)
    guard bias else { return [("product", products)] }
    let sums = products.enumerated().map { $1 + tables[2].values[$0 % outputs] }
    return [("product", products), ("with bias", sums)]
  }
}

let linearCases: [OperationCase] = [Linear.WeightLayout.outputInput, .inputOutput].flatMap {
  layout in
  [false, true].flatMap { bias in
    [
      linear([1, 1], to: 1, layout, bias: bias),
      linear([3], to: 2, layout, bias: bias),
      linear([7, 5], to: 3, layout, bias: bias),
      linear([2, 3, 5], to: 7, layout, bias: bias),
      linear([2, 3, 5], to: 7, layout, bias: bias, window: 6),
      linear([1, 37], to: 41, layout, bias: bias, window: 3),
      linear([17, 33], to: 29, layout, bias: bias),
    ]
  }
}

/// One operand of a product, written as batch × heads × rows × columns.
private struct Side {
  var batch: Int?
  /// Heads as an axis (stacked), as slices of the last axis (side by side), or none.
  var heads: MatMul.Heads?
  var stacked = 1
  let rows: Int
  let columns: Int

  var headCount: Int {
    if case .sideBySide(let count) = heads { count } else { stacked }
  }
  var shape: [Int] {
    let outer = batch.map { [$0] } ?? []
    switch heads {
    case nil: return outer + [rows, columns]
    case .stacked: return outer + [stacked, rows, columns]
    case .sideBySide(let count): return outer + [rows, count * columns]
    }
  }
  func cell(_ batch: Int, _ head: Int, _ row: Int, _ column: Int) -> Int {
    if case .sideBySide(let count) = heads {
      ((batch * rows + row) * count + head) * columns + column
    } else {
      ((batch * stacked + head) * rows + row) * columns + column
    }
  }
}

private func matMul(_ title: String, _ left: Side, _ right: Side, transposed: Bool = false)
  -> OperationCase
{
  let outer = transposed ? right.rows : right.columns
  let hasHeads = left.heads != nil
  let output =
    (left.batch.map { [$0] } ?? []) + (hasHeads ? [left.headCount] : []) + [left.rows, outer]
  let operation = MatMul(
    left: left.heads ?? .stacked, right: right.heads ?? .stacked, transposesRight: transposed)
  return OperationCase(
    "MatMul", title + (transposed ? ", transposed" : ""), operation,
    [.random(left.shape, "a"), .random(right.shape, "b")], gives: output,
    multiplyAdds: output.reduce(1, *) * left.columns
  ) { tables in
    var y: [Double] = []
    for batch in 0..<(left.batch ?? 1) {
      for head in 0..<left.headCount {
        let shared = head / (left.headCount / right.headCount)
        for row in 0..<left.rows {
          for column in 0..<outer {
            y.append(
              (0..<left.columns).reduce(0.0) { sum, k in
                let b =
                  transposed
                  ? right.cell(batch, shared, column, k) : right.cell(batch, shared, k, column)
                return sum + tables[0].values[left.cell(batch, head, row, k)] * tables[1].values[b]
              })
          }
        }
      }
    }
    return [("product", y)]
  }
}

/// A score product: queries and keys, heads side by side.
private func scores(
  _ batch: Int?, _ heads: Int, _ shared: Int, _ queries: Int, _ keys: Int, _ width: Int
)
  -> OperationCase
{
  matMul(
    "scores of \(heads) heads, \(shared) for keys, batch \(batch ?? 1)",
    Side(batch: batch, heads: .sideBySide(heads), rows: queries, columns: width),
    Side(batch: batch, heads: .sideBySide(shared), rows: keys, columns: width), transposed: true)
}

/// A context product: weights with an axis of heads, values side by side.
private func context(
  _ batch: Int?, _ heads: Int, _ shared: Int, _ queries: Int, _ keys: Int, _ width: Int
)
  -> OperationCase
{
  matMul(
    "context of \(heads) heads, \(shared) for values, batch \(batch ?? 1)",
    Side(batch: batch, heads: .stacked, stacked: heads, rows: queries, columns: keys),
    Side(batch: batch, heads: .sideBySide(shared), rows: keys, columns: width))
}

let matMulCases: [OperationCase] =
  [false, true].flatMap { transposed in
    // Written so that the inner sizes meet either way round.
    func right(_ batch: Int?, _ heads: Int?, _ inner: Int, _ outer: Int) -> Side {
      Side(
        batch: batch, heads: heads == nil ? nil : .stacked, stacked: heads ?? 1,
        rows: transposed ? outer : inner, columns: transposed ? inner : outer)
    }
    return [
      matMul(
        "single numbers", Side(rows: 1, columns: 1), right(nil, nil, 1, 1), transposed: transposed),
      matMul("plain", Side(rows: 3, columns: 5), right(nil, nil, 5, 2), transposed: transposed),
      matMul(
        "one row", Side(rows: 1, columns: 19), right(nil, nil, 19, 23), transposed: transposed),
      matMul("large", Side(rows: 13, columns: 31), right(nil, nil, 31, 37), transposed: transposed),
      matMul(
        "stacked", Side(heads: .stacked, stacked: 2, rows: 3, columns: 5), right(nil, 2, 5, 2),
        transposed: transposed),
      matMul(
        "batched", Side(batch: 3, heads: .stacked, stacked: 2, rows: 3, columns: 2),
        right(3, 2, 2, 5), transposed: transposed),
      matMul(
        "grouped and stacked", Side(batch: 2, heads: .stacked, stacked: 4, rows: 3, columns: 5),
        right(2, 2, 5, 2), transposed: transposed),
      matMul(
        "shared by all heads", Side(heads: .stacked, stacked: 4, rows: 3, columns: 5),
        right(nil, nil, 5, 2), transposed: transposed),
      matMul(
        "left side by side, right stacked",
        Side(batch: 2, heads: .sideBySide(2), rows: 3, columns: 5), right(2, 2, 5, 3),
        transposed: transposed),
      matMul(
        "left without heads, right one head side by side", Side(rows: 3, columns: 5),
        Side(
          heads: .sideBySide(1), rows: transposed ? 2 : 5, columns: transposed ? 5 : 2),
        transposed: transposed),
    ]
  } + [
    scores(nil, 1, 1, 1, 1, 1), scores(nil, 2, 2, 3, 4, 5), scores(3, 2, 2, 3, 4, 5),
    scores(nil, 4, 2, 3, 5, 2), scores(2, 4, 2, 3, 3, 2), scores(2, 3, 1, 2, 3, 5),
    context(nil, 1, 1, 1, 1, 1), context(nil, 2, 2, 3, 4, 5), context(3, 2, 2, 3, 4, 5),
    context(nil, 4, 2, 3, 5, 2), context(2, 4, 2, 3, 3, 2), context(2, 3, 1, 2, 3, 5),
  ]
