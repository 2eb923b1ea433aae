import Tensors
import Tracing

/// A query's context as a sum over keys: each key's weight, its values, and what they add up to so far.
struct WeightedSum {
  /// One summand.
  struct Row {
    /// The key, counted from 0.
    let key: Int
    /// Its weight.
    let weight: Float
    /// The key's values, in the channels of the head.
    let values: [Float]
    /// The sum up to and with this one.
    let total: [Double]
  }

  /// The keys that are shown, in the order of the tokens.
  let rows: [Row]
  /// How many keys are left out: those of the smallest weights.
  let otherCount: Int
  /// The weights of those, added up.
  let otherWeight: Double
  /// What those add to each channel.
  let otherTotal: [Double]
  /// The whole sum.
  let total: [Double]
  /// The row as the trace holds it.
  let recorded: [Float]

  /// Adds the values up for a query of a head, and keeps at most so many keys.
  init?(_ context: StageContext, _ block: AttentionBlock, head: Int, query: Int, limit: Int) {
    guard let weightsNode = context.node.inputs.first, block.values != nil, limit > 0 else {
      return nil
    }
    let weights = context.row(of: weightsNode, slice: head, row: query)
    let shown = Set(
      weights.indices.sorted { (weights[$0], $1) > (weights[$1], $0) }.prefix(
        weights.count <= limit ? limit : limit - 1))
    var rows: [Row] = []
    var total = [Double](repeating: 0, count: block.headWidth)
    var other = total
    var otherWeight = 0.0
    for key in weights.indices {
      let values = block.value(key, head: head)
      guard values.count == total.count else { return nil }
      guard shown.contains(key) else {
        otherWeight += Double(weights[key])
        for channel in values.indices { other[channel] += Double(weights[key] * values[channel]) }
        continue
      }
      for channel in values.indices {
        total[channel] += Double(weights[key]) * Double(values[channel])
      }
      rows.append(Row(key: key, weight: weights[key], values: values, total: total))
    }
    self.rows = rows
    otherCount = weights.count - rows.count
    self.otherWeight = otherWeight
    otherTotal = other
    self.total = zip(total, other).map { $0 + $1 }
    recorded = context.row(of: context.spot.node, slice: head, row: query)
  }

  /// The largest distance between a channel of the sum and of the row that was recorded.
  var difference: Double {
    zip(total, recorded).reduce(0) { max($0, abs($1.0 - Double($1.1))) }
  }

  /// Whether that is no more than single precision rounds.
  var holds: Bool {
    let magnitude = rows.reduce(1e-3) { sum, row in
      row.values.reduce(sum) { max($0, Double(abs($1))) }
    }
    return difference <= 1e-5 * magnitude
  }
}
