import Kernels
import Tracing

// Tables, positions, and biases that depend on distance.

private typealias Input = OperationCase.Input

// MARK: Lookups

private func embedding(
  _ title: String, _ shape: [Int], _ ids: [Float], rows: Int, width: Int, window: Int? = nil
)
  -> OperationCase
{
  OperationCase(
    "Embedding", title, Embedding(),
    [.discrete(shape, ids), .random([rows, width], "table", rowStride: window)],
    gives: shape + [width], multiplyAdds: 0, bytes: 4 * (ids.count + 2 * ids.count * width)
  ) { tables in
    let row = ids.flatMap { id -> [Double] in
      guard id >= 0, id < Float(rows), id == id.rounded() else {
        return [Double](repeating: 0, count: width)
      }
      return tables[1].row(Int(id))
    }
    return [("row number", ids.map { Double($0) }), ("row", row)]
  }
}

let embeddingCases: [OperationCase] = [
  embedding("one id", [1], [0], rows: 1, width: 1),
  embedding("three ids", [3], [4, 0, 2], rows: 5, width: 3),
  embedding("the same id twice", [2, 3], [1, 4, 1, 0, 1, 3], rows: 5, width: 7),
  embedding("a window of a wider table", [4], [2, 1, 2, 0], rows: 3, width: 5, window: 9),
  embedding("ids that are no rows", [5], [-1, 3, 2.5, 1, 1e9], rows: 3, width: 2),
]

private func select(_ shape: [Int], _ position: Int) -> OperationCase {
  let (positions, columns) = (shape[shape.count - 2], shape[shape.count - 1])
  let output = shape.dropLast(2) + [columns]
  return OperationCase(
    "SelectPosition", "\(position) of \(shape)", SelectPosition(position), [.random(shape, "x")],
    gives: Array(output), multiplyAdds: 0
  ) { tables in
    [
      (
        "state",
        (0..<tables[0].rows / positions).flatMap { tables[0].row($0 * positions + position) }
      )
    ]
  }
}

private func append(_ batch: [Int], _ old: Int, _ new: Int, _ width: Int) -> OperationCase {
  let outer = batch.reduce(1, *)
  return OperationCase(
    "AppendPositions", "\(new) behind \(old), batch \(batch)", AppendPositions(),
    [.random(batch + [old, width], "x₁"), .random(batch + [new, width], "x₂")],
    gives: batch + [old + new, width], multiplyAdds: 0, bytes: 4 * 2 * outer * new * width
  ) { tables in
    var all: [Double] = []
    for row in 0..<outer {
      all += tables[0].values[row * old * width..<(row + 1) * old * width]
      all += tables[1].values[row * new * width..<(row + 1) * new * width]
    }
    return [("all positions", all)]
  }
}

let positionCases: [OperationCase] = [
  select([1, 1], 0), select([3, 5], 0), select([3, 5], 2), select([2, 3, 5], 1),
  append([], 1, 1, 1), append([], 2, 1, 3), append([], 0, 2, 3), append([2], 2, 3, 5),
  append([3], 4, 1, 2),
]

// MARK: Sinusoids

private func sinusoid(_ positions: [Float], _ shape: [Int], _ width: Int, halves: Bool)
  -> OperationCase
{
  func role(_ column: Int) -> (Int, Bool) {
    let sines = (width + 1) / 2
    if halves { return column < sines ? (column, true) : (column - sines, false) }
    return (column / 2, column % 2 == 0)
  }
  let roles = (0..<width).map(role)
  return OperationCase(
    "SinusoidalPositions", "\(shape), width \(width), \(halves ? "halves" : "interleaved")",
    SinusoidalPositions(width: width, arrangement: halves ? .halves : .interleaved),
    [.discrete(shape, positions)], gives: shape + [width],
    multiplyAdds: 16 * positions.count * width
  ) { tables in
    let angles = tables[0].values.flatMap { position in
      roles.map { position / pow(10000, 2 * Double($0.0) / Double(width)) }
    }
    let states = angles.enumerated().map { roles[$0 % width].1 ? sin($1) : cos($1) }
    return [("angle", angles), ("sine or cosine", states)]
  }
}

let sinusoidalCases: [OperationCase] = [false, true].flatMap { halves in
  [
    sinusoid([0], [1], 1, halves: halves), sinusoid([0, 1, 2], [3], 6, halves: halves),
    sinusoid([5, 1, 1000], [3], 7, halves: halves),
    sinusoid([0, 1, 2, 7, 8, 9], [2, 3], 4, halves: halves),
  ]
}

// MARK: Rotations

private struct Rotary {
  var pairing = RotaryEmbedding.Pairing.halves
  var magnitude: Float = 1
  var rates: [Float] = [1, 0.1]
  var heads = 2
  var width = 4
}

private func rotary(
  _ title: String, _ shape: [Int], _ positionShape: [Int], _ positions: [Float],
  _ r: Rotary = Rotary()
) -> OperationCase {
  let columns = r.heads * r.width
  let length = shape.last ?? 1
  let operation = RotaryEmbedding(
    headCount: r.heads, rates: r.rates, magnitude: r.magnitude, pairing: r.pairing)
  let (pairs, width, magnitude, isHalves) = (
    r.rates.count, r.width, r.magnitude, r.pairing == .halves
  )
  let rates = r.rates
  return OperationCase(
    "RotaryEmbedding", "\(title), \(shape)", operation,
    [.random(shape + [columns], "x"), .discrete(positionShape, positions)],
    gives: shape + [columns],
    multiplyAdds: 2 * shape.reduce(columns, *)
  ) { tables in
    let x = tables[0].values
    let rows = x.count / columns
    // The angle is rounded to single precision, as models were trained.
    let angles = (0..<rows).map { row in
      let position = positions[positionShape.count == 1 ? row % length : row]
      return rates.map { Double(position * $0) }
    }
    let y = x.indices.map { cell -> Double in
      let column = cell % columns % width
      guard column < 2 * pairs else { return x[cell] }
      let pair = isHalves ? column % pairs : column / 2
      let isFirst = isHalves ? column < pairs : column % 2 == 0
      let other = x[cell + (isFirst ? 1 : -1) * (isHalves ? pairs : 1)]
      let angle = angles[cell / columns][pair]
      return (x[cell] * cos(angle) + (isFirst ? -other : other) * sin(angle)) * Double(magnitude)
    }
    return [("angle", angles.flatMap { $0 }), ("turned", y)]
  }
}

let rotaryCases: [OperationCase] = [RotaryEmbedding.Pairing.halves, .interleaved].flatMap {
  pairing in
  [
    rotary(
      "one pair \(pairing)", [1], [1], [3], Rotary(pairing: pairing, rates: [1], heads: 1, width: 2)
    ),
    rotary("\(pairing)", [3], [3], [0, 1, 2], Rotary(pairing: pairing)),
    rotary("\(pairing), batch", [2, 3], [3], [4, 5, 6], Rotary(pairing: pairing)),
    rotary(
      "\(pairing), positions per row", [2, 3], [2, 3], [0, 1, 2, 1, 1, 5], Rotary(pairing: pairing)),
    rotary(
      "\(pairing), two outer axes", [2, 2, 3], [4, 3], [0, 1, 2, 5, 6, 7, 1, 1, 1, 9, 8, 7],
      Rotary(pairing: pairing)),
    rotary("\(pairing), one row of positions", [3], [1, 3], [2, 1, 7], Rotary(pairing: pairing)),
    rotary(
      "\(pairing), part of the width, magnitude", [3], [3], [100, 101, 102],
      Rotary(pairing: pairing, magnitude: 1.25, rates: [1, 0.3], heads: 3, width: 5)),
  ]
}
