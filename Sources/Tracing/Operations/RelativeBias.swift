import Kernels
import Tensors

/// Looks up, for every query and key, the learned bias of their distance's bucket, one for each head.
///
///     y[h, q, k] = table[bucket(k − q), h]
///
/// Small distances have a bucket each; larger ones share buckets that widen logarithmically up to a
/// greatest distance. An encoder spends half of the buckets on keys that come after the query; a
/// decoder, which never sees those, spends all on earlier keys.
///
/// - Shapes: table `[buckets, H]`; y `[H, Q, K]`.
/// - Source: Raffel et al. 2020, "Exploring the Limits of Transfer Learning with a Unified Text-to-Text
///   Transformer", §2.1; buckets as in the authors' code (mesh_tensorflow/transformer_layers).
package struct RelativeBias: Operation, Equatable {
  /// Whether keys after the query have buckets of their own.
  package let isBidirectional: Bool
  /// The distance from which on all share the last bucket.
  package let maximumDistance: Int
  /// How many queries there are.
  package let queryCount: Int
  /// How many keys there are.
  package let keyCount: Int
  /// The position of the first query among the keys.
  package let firstQuery: Int

  /// Makes the operation.
  package init(
    isBidirectional: Bool, maximumDistance: Int, queryCount: Int, keyCount: Int, firstQuery: Int = 0
  ) {
    self.isBidirectional = isBidirectional
    self.maximumDistance = maximumDistance
    self.queryCount = queryCount
    self.keyCount = keyCount
    self.firstQuery = firstQuery
  }

  package var name: String { "relative bias" }
  package var formula: Formula { Self.formulaText }
  private static let formulaText = Formula(
    "y[h, q, k] = table[bucket(k − q), h]",
    symbols: [
      ("table", "a bias for each bucket and head"), ("bucket", "distances that share a bias"),
    ],
    source: "Raffel et al. 2020, Exploring the Limits of Transfer Learning (T5), §2.1")

  package func outputShape(_ inputs: InputShapes) throws(ShapeError) -> Shape {
    try inputs.require(count: 1)
    try inputs.require("table", 0, rank: 2)
    return [inputs[0][1], queryCount, keyCount]
  }

  /// The bucket of a distance (key − query) among `count` buckets.
  package func bucket(of distance: Int, count: Int) -> Int {
    var buckets = count
    var first = 0
    var magnitude = max(-distance, 0)
    if isBidirectional {
      buckets /= 2
      if distance > 0 { first = buckets }
      magnitude = abs(distance)
    }
    let exact = buckets / 2
    // Without wider buckets all further distances share the last one.
    guard magnitude >= exact, exact > 0, maximumDistance > exact else {
      return first + min(magnitude, max(0, buckets - 1))
    }
    // In single precision, as the reference computes it, so that borders fall alike.
    let share =
      logf(Float(magnitude) / Float(exact)) / Float(log(Double(maximumDistance) / Double(exact)))
    let wide = exact + Int(max(0, min(share * Float(buckets - exact), Float(buckets))))
    return first + min(wide, buckets - 1)
  }

  private func tableCell(_ cell: Int, _ operands: Operands) -> Int {
    let table = operands[0].shape
    let (head, place) = cell.quotientAndRemainder(dividingBy: queryCount * keyCount)
    let (query, key) = place.quotientAndRemainder(dividingBy: keyCount)
    return bucket(of: key - query - firstQuery, count: table[0]) * table[1] + head
  }

  // MARK: Forward

  package func savedCount(_ operands: Operands) -> Int { 0 }

  package func forward(_ operands: Operands, saved: UnsafeMutablePointer<Float>) {
    for cell in 0..<operands.output.shape.count {
      operands.output.pointer[cell] = operands[0][tableCell(cell, operands)]
    }
  }

  // MARK: Backward

  /// Adds each cell's gradient to the table entry that it read.
  package func backward(_ pass: BackwardPass) {
    guard let slot = pass.gradient(of: 0) else { return }
    slot.clearIfFirst()
    for cell in 0..<pass.operands.output.shape.count {
      slot.view[tableCell(cell, pass.operands)] += pass.dOutput[cell]
    }
  }

  // MARK: Stages

  package func stages(_ operands: Operands) -> [Stage] {
    let shape = operands.output.shape
    let buckets = (0..<queryCount * keyCount).map { place in
      let (query, key) = place.quotientAndRemainder(dividingBy: keyCount)
      return Float(bucket(of: key - query - firstQuery, count: operands[0].shape[0]))
    }
    return [
      Stage("bucket", "bucket(k − q)", [queryCount, keyCount], buckets),
      Stage(
        "bias", "table[bucket, h]", shape,
        (0..<shape.count).map { Float(value(at: $0, operands)) }),
    ]
  }

  // MARK: By hand

  package func value(at cell: Int, _ operands: Operands) -> Double {
    operands.read(0, tableCell(cell, operands))
  }

  package func derivation(of cell: Int, _ operands: Operands) -> Derivation {
    let place = cell % (queryCount * keyCount)
    let distance = place % keyCount - place / keyCount - firstQuery
    let bucket = bucket(of: distance, count: operands[0].shape[0])
    let entry = operands.source(0, tableCell(cell, operands))
    return Derivation(
      steps: [
        .init("b", "bucket(k − q)", "bucket(\(Number.text(Double(distance))))", Double(bucket)),
        .init("y", "table[b, h]", entry.value),
      ], terms: [.init(entry)], sumStep: 1)
  }

  package func dependents(of input: Int, cell: Int, _ operands: Operands) -> CellBox {
    let head = cell % operands[0].shape[1]
    return CellBox([head..<head + 1, 0..<queryCount, 0..<keyCount])
  }

  // MARK: Cost

  package func cost(_ operands: Operands) -> Cost {
    Cost(multiplyAdds: 0, reading: operands)
  }
}
