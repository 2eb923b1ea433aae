import Kernels
import Tracing

// Biases on scores, joined heads, and the loss.

private typealias Input = OperationCase.Input

// MARK: Biases

/// The slopes as Press, Smith and Lewis's code makes them.
private func slopes(_ count: Int) -> [Double] {
  func geometric(_ n: Int) -> [Double] {
    let first = pow(2, -pow(2, -(log2(Double(n)) - 3)))
    return (0..<n).map { first * pow(first, Double($0)) }
  }
  let closest = 1 << Int(log2(Double(count)))
  guard closest < count else { return geometric(count) }
  let further = geometric(2 * closest).enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
  return geometric(closest) + further.prefix(count - closest)
}

private func alibi(_ shape: [Int], firstQuery: Int) -> OperationCase {
  let (heads, queries, keys) = (
    shape[shape.count - 3], shape[shape.count - 2], shape[shape.count - 1]
  )
  let slopes = slopes(heads)
  return OperationCase(
    "ALiBiBias", "\(shape), first query \(firstQuery)", ALiBiBias(firstQuery: firstQuery),
    [.random(shape, "scores")], gives: shape, multiplyAdds: shape.reduce(1, *)
  ) { tables in
    let bias = tables[0].values.indices.map { cell in
      let (query, key) = (cell / keys % queries + firstQuery, cell % keys)
      return -slopes[cell / (keys * queries) % heads] * Double(abs(query - key))
    }
    return [("bias", bias), ("sum", zip(tables[0].values, bias).map(+))]
  }
}

/// The bucket as mesh_tensorflow's `_relative_position_bucket` finds it.
private func bucket(_ relative: Int, _ isBidirectional: Bool, _ count: Int, _ maximum: Int) -> Int {
  var (result, buckets, n) = (0, count, -relative)
  if isBidirectional {
    buckets /= 2
    result += n < 0 ? buckets : 0
    n = abs(n)
  } else {
    n = max(n, 0)
  }
  let exact = buckets / 2
  if n < exact { return result + n }
  let share = log(Double(n) / Double(exact)) / log(Double(maximum) / Double(exact))
  return result + min(exact + Int(share * Double(buckets - exact)), buckets - 1)
}

private func relative(
  _ isBidirectional: Bool, buckets: Int, heads: Int, queries: Int, keys: Int, firstQuery: Int = 0,
  maximum: Int = 16
) -> OperationCase {
  let places = (0..<queries * keys).map {
    bucket($0 % keys - $0 / keys - firstQuery, isBidirectional, buckets, maximum)
  }
  return OperationCase(
    "RelativeBias",
    "\(isBidirectional ? "both ways" : "back"), \(buckets) buckets, \(heads) heads, \(queries)×\(keys) "
      + "from \(firstQuery)",
    RelativeBias(
      isBidirectional: isBidirectional, maximumDistance: maximum, queryCount: queries,
      keyCount: keys,
      firstQuery: firstQuery), [.random([buckets, heads], "table")], gives: [heads, queries, keys],
    multiplyAdds: 0
  ) { tables in
    [
      ("bucket", places.map { Double($0) }),
      ("bias", (0..<heads).flatMap { head in places.map { tables[0][$0, head] } }),
    ]
  }
}

let biasCases: [OperationCase] =
  [
    alibi([1, 1, 1], firstQuery: 0), alibi([2, 3, 4], firstQuery: 0),
    alibi([3, 2, 5], firstQuery: 3),
    alibi([2, 4, 3, 3], firstQuery: 0), alibi([7, 2, 2], firstQuery: 1),
    alibi([12, 1, 3], firstQuery: 2),
  ]
  + [false, true].flatMap { isBidirectional in
    [
      relative(isBidirectional, buckets: 4, heads: 1, queries: 1, keys: 1),
      relative(isBidirectional, buckets: 8, heads: 2, queries: 5, keys: 7),
      relative(isBidirectional, buckets: 8, heads: 3, queries: 2, keys: 23, firstQuery: 21),
      relative(isBidirectional, buckets: 32, heads: 2, queries: 40, keys: 3, maximum: 128),
    ]
  }

// MARK: Heads

private func concatenate(_ shape: [Int]) -> OperationCase {
  let (heads, length, width) = (
    shape[shape.count - 3], shape[shape.count - 2], shape[shape.count - 1]
  )
  let outer = shape.dropLast(3)
  return OperationCase(
    "ConcatenateHeads", "\(shape)", ConcatenateHeads(), [.random(shape, "x")],
    gives: outer + [length, heads * width], multiplyAdds: 0
  ) { tables in
    let x = tables[0].values
    var joined: [Double] = []
    for batch in 0..<outer.reduce(1, *) {
      for position in 0..<length {
        for head in 0..<heads {
          let start = ((batch * heads + head) * length + position) * width
          joined += x[start..<start + width]
        }
      }
    }
    return [("side by side", joined)]
  }
}

let headCases: [OperationCase] = [[1, 1, 1], [2, 3, 5], [3, 2, 2, 5], [2, 1, 7, 3]].map(concatenate)

// MARK: Loss

private func loss(
  _ title: String, _ shape: [Int], _ targets: [Float], smoothing: Float = 0, deviation: Double = 2
) -> OperationCase {
  let classes = shape.last ?? 1
  return OperationCase(
    "CrossEntropy", "\(title), smoothing \(smoothing)", CrossEntropy(labelSmoothing: smoothing),
    [.random(shape, "logits", deviation: deviation), .discrete(shape.dropLast(), targets)],
    gives: [],
    multiplyAdds: 3 * shape.reduce(1, *)
  ) { tables in
    let rows = (0..<targets.count).map { tables[0].row($0) }
    let normalizers = rows.map { row in log(row.reduce(0) { $0 + exp($1) }) }
    let share = Double(smoothing)
    let losses = zip(rows, normalizers).enumerated().map { index, row -> Double in
      guard targets[index] >= 0 else { return 0 }
      let mean = row.0.reduce(0) { $0 + row.1 - $1 } / Double(classes)
      return (1 - share) * (row.1 - row.0[Int(targets[index])]) + share * mean
    }
    let count = targets.filter { $0 >= 0 }.count
    let mean = losses.reduce(0, +) / Double(max(1, count))
    return [("normalizer", normalizers), ("loss of each row", losses), ("mean", [mean])]
  }
}

let lossCases: [OperationCase] = [Float(0), 0.1].flatMap { smoothing in
  [
    loss("one class", [1], [0], smoothing: smoothing),
    loss("one row", [5], [3], smoothing: smoothing),
    loss("three rows", [3, 7], [6, 0, 2], smoothing: smoothing),
    loss("a batch", [2, 3, 5], [0, 4, 1, 2, 2, 3], smoothing: smoothing),
    loss("ignored targets", [4, 5], [-100, 2, -100, 0], smoothing: smoothing),
    loss("all ignored", [2, 5], [-100, -100], smoothing: smoothing),
    loss("many classes", [2, 97], [96, 13], smoothing: smoothing),
    loss("large logits", [2, 3], [0, 2], smoothing: smoothing, deviation: 30),
  ]
}
