import Kernels
import Tensors
import Tracing

/// Where an attention stands and what it is given besides states.
struct AttentionPlace {
  let address: Address
  /// The layer, counted from 0.
  let layer: Int
  let mask: NodeID
  /// Positions to turn queries and keys by; nil for an attention that looks at another text.
  let positions: NodeID?
  /// A bias that all layers add to their scores.
  let scoreBias: NodeID?
  let firstQuery: Int
  let cached: KVCache.Rows?
  let cache: KVCache?
  /// Whether it looks at the encoder's positions.
  let isCross: Bool
}

extension ModelBuilder {
  /// Multi-head attention: queries from one text, keys and values from the same or another.
  ///
  ///     output = concat over heads of (softmax(mask(Q·Kᵀ/√D)) · V) · W_O
  ///
  /// - Source: Vaswani et al. 2017, §3.2.
  mutating func buildAttention(
    _ place: AttentionPlace, queriesFrom states: NodeID, keysFrom source: NodeID?
  ) throws(ShapeError) -> NodeID {
    let c = configuration
    let address = place.address
    let scoreAxes = axes(.head, .query, .key)
    var queries = try linear(address / "queries", states, axes: axes(.query, .channel))
    if let turned = try rotate(address / "rotated-queries", queries, c.headCount, place) {
      queries = turned
    }
    let (keys, values) = try buildKeysAndValues(place, from: source)
    let scores = try trace.compute(
      address / "scores",
      MatMul(
        left: .sideBySide(c.headCount), right: .sideBySide(c.keyValueHeadCount),
        transposesRight: true), queries, keys, axes: scoreAxes)
    var x = scores
    if let factor = scoreFactor(layer: place.layer) {
      x = try trace.compute(address / "scaled", Scale(by: factor), x, axes: scoreAxes)
    }
    if let bias = place.scoreBias {
      x = try trace.compute(address / "biased", Add(.scoreBias), x, bias, axes: scoreAxes)
    } else if case .alibi = c.positions, !place.isCross {
      x = try trace.compute(
        address / "biased", ALiBiBias(firstQuery: place.firstQuery), x, axes: scoreAxes)
    }
    x = try trace.compute(address / "masked", Mask(), x, place.mask, axes: scoreAxes)
    let weights = try trace.compute(address / "weights", Softmax(), x, axes: scoreAxes)
    let context = try trace.compute(
      address / "context", MatMul(left: .stacked, right: .sideBySide(c.keyValueHeadCount)),
      weights, values, axes: axes(.head, .query, .channel))
    let joined = try trace.compute(
      address / "concatenated", ConcatenateHeads(), context, axes: axes(.query, .channel))
    return try linear(address / "output", joined, axes: axes(.position, .channel))
  }

  /// What scores are multiplied by; nil where they are taken as they are.
  private func scoreFactor(layer: Int) -> Float? {
    let c = configuration
    guard c.scalesScores || c.scalesScoresByLayer else { return nil }
    var factor: Float = c.scalesScores ? 1 / Float(c.dHead).squareRoot() : 1
    if c.scalesScoresByLayer { factor /= Float(layer + 1) }
    return factor
  }

  private mutating func rotate(
    _ address: Address, _ x: NodeID, _ heads: Int, _ place: AttentionPlace
  ) throws(ShapeError) -> NodeID? {
    guard case .rotary(let scheme) = configuration.positions, let positions = place.positions else {
      return nil
    }
    let length = place.firstQuery + trace.shape(of: x)[-2]
    return try trace.compute(
      address,
      RotaryEmbedding(
        headCount: heads, rates: scheme.rates(length: length), magnitude: scheme.magnitude),
      x, positions, axes: trace.axes(of: x))
  }

  /// Keys and values: computed, taken from a cache, or joined of both.
  private mutating func buildKeysAndValues(
    _ place: AttentionPlace, from source: NodeID?
  ) throws(ShapeError) -> (keys: NodeID, values: NodeID) {
    let c = configuration
    let address = place.address
    let keyAxes = axes(.key, .channel)
    if place.isCross, let cached = place.cached, let cache = place.cache, source == nil {
      let shape: Shape = [cache.encoderCount, cache.width]
      return (
        trace.cached(address / "keys", View(cached.keys, shape), axes: keyAxes),
        trace.cached(address / "values", View(cached.values, shape), axes: keyAxes)
      )
    }
    guard let source else { preconditionFailure("\(address) has nothing to look at") }
    // The first step of a generation computes straight into the cache; rotated keys are what is kept.
    let isFirst = place.firstQuery == 0
    let isRotated = place.positions != nil && isRotary
    let cached = isFirst ? place.cached : nil
    var keys = try linear(
      address / "keys", source, axes: keyAxes, into: isRotated ? nil : cached?.keys)
    if let turned = try rotate(address / "rotated-keys", keys, c.keyValueHeadCount, place) {
      keys = turned
    }
    let values = try linear(address / "values", source, axes: keyAxes, into: cached?.values)
    guard let rows = place.cached, let cache = place.cache, !place.isCross else {
      return (keys, values)
    }
    guard !isFirst else {
      guard isRotated else { return (keys, values) }
      let empty: Shape = [0, cache.width]
      let earlier = trace.cached(address / "earlier-keys", View(rows.keys, empty), axes: keyAxes)
      keys = try trace.compute(
        address / "all-keys", AppendPositions(), earlier, keys, axes: keyAxes, into: rows.keys)
      return (keys, values)
    }
    let shape: Shape = [cache.count, cache.width]
    let earlierKeys = trace.cached(
      address / "earlier-keys", View(rows.keys, shape), axes: keyAxes)
    let earlierValues = trace.cached(
      address / "earlier-values", View(rows.values, shape), axes: keyAxes)
    return (
      try trace.compute(
        address / "all-keys", AppendPositions(), earlierKeys, keys, axes: keyAxes, into: rows.keys),
      try trace.compute(
        address / "all-values", AppendPositions(), earlierValues, values, axes: keyAxes,
        into: rows.values)
    )
  }

  private var isRotary: Bool {
    if case .rotary = configuration.positions { true } else { false }
  }
}
