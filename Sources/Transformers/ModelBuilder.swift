import Kernels
import Tensors
import Tracing

/// Writes down a model's computation: towers, then the head, then the loss.
///
/// Attention stands in `ModelBuilder+Attention.swift`, the feed-forward network and the wiring of norms
/// and residuals in `ModelBuilder+Block.swift`.
struct ModelBuilder {
  let model: Model
  let shape: TraceShape
  let options: TraceOptions
  var trace: TraceBuilder
  var configuration: Configuration { model.configuration }
  /// Parameters that have a node already.
  private var parameterNodes: [Address: NodeID] = [:]
  private var blockCount = 0
  /// The draw that all dropouts of this computation share.
  private var draw: NodeID?
  private var dropoutCount: UInt32 = 0

  init(model: Model, shape: TraceShape, options: TraceOptions) {
    self.model = model
    self.shape = shape
    self.options = options
    trace = TraceBuilder(batchCount: shape.batchCount)
    trace.keep(alive: model.parameters)
    if let cache = options.cache { trace.keep(alive: cache) }
    if let given = options.encoderStates { trace.keep(alive: given.trace) }
  }

  // MARK: Parts that towers share

  /// The axes of a node, with the batch first where there is more than one row.
  func axes(_ axes: Axis...) -> [Axis] { shape.batchCount > 1 ? [.batch] + axes : axes }

  func batched(_ sizes: Int...) -> Shape {
    Shape(shape.batchCount > 1 ? [shape.batchCount] + sizes : sizes)
  }

  /// The node of a parameter; its axes are given for a weight that lies as [output, input].
  mutating func parameter(_ address: Address, axes: [Axis]) -> NodeID? {
    if let node = parameterNodes[address] { return node }
    guard let parameter = model.parameters[address] else { return nil }
    let named = parameter.layout == .inputOutput && axes.count == 2 ? axes.reversed() : axes
    let node = trace.parameter(
      address, model.parameters.view(parameter),
      gradient: model.parameters.gradient(parameter), axes: named)
    parameterNodes[address] = node
    return node
  }

  /// A parameter that the configuration's slots name, so that a ``Model`` is known to have it.
  mutating func required(_ address: Address, axes: [Axis]) -> NodeID {
    guard let node = parameter(address, axes: axes) else {
      preconditionFailure("\(address) is missing from the configuration's parameter slots")
    }
    return node
  }

  mutating func linear(
    _ address: Address, _ x: NodeID, axes outputAxes: [Axis], inputAxis: Axis = .channel,
    weight tied: Address? = nil, into memory: UnsafeMutablePointer<Float>? = nil
  ) throws(ShapeError) -> NodeID {
    let weightAddress = tied ?? address / "weight"
    let outputAxis = outputAxes.last ?? .output
    // Where both sides are channels the names say which is which.
    let weightAxes: [Axis] =
      outputAxis == inputAxis ? [.output, .input] : [outputAxis, inputAxis]
    let weight = required(weightAddress, axes: weightAxes)
    let layout = model.parameters[weightAddress]?.layout ?? .outputInput
    var inputs = [x, weight]
    if let bias = parameter(address / "bias", axes: [outputAxis]) { inputs.append(bias) }
    return try trace.compute(address, Linear(layout), inputs, axes: outputAxes, into: memory)
  }

  mutating func norm(
    _ address: Address, _ x: NodeID, _ kind: Configuration.Normalization? = nil,
    epsilon: Float? = nil
  ) throws(ShapeError) -> NodeID {
    let axes = trace.axes(of: x)
    let gain = required(address / "gain", axes: [.channel])
    let epsilon = epsilon ?? configuration.epsilon
    switch kind ?? configuration.normalization {
    case .rmsNorm:
      return try trace.compute(address, RMSNorm(epsilon: epsilon), x, gain, axes: axes)
    case .layerNorm:
      var inputs = [x, gain]
      if let bias = parameter(address / "bias", axes: [.channel]) { inputs.append(bias) }
      return try trace.compute(address, LayerNorm(epsilon: epsilon), inputs, axes: axes)
    }
  }

  /// Leaves some of a node's numbers out, where the computation is planned with dropout.
  mutating func dropout(_ address: Address, _ x: NodeID) throws(ShapeError) -> NodeID {
    guard options.dropout > 0 else { return x }
    let draw = self.draw ?? trace.input("dropout-draw", .scalar, axes: [])
    self.draw = draw
    dropoutCount += 1
    return try trace.compute(
      address / "dropout", Dropout(rate: options.dropout, salt: dropoutCount), x, draw,
      axes: trace.axes(of: x))
  }

  static func operation(_ activation: Configuration.Activation) -> any Operation {
    switch activation {
    case .relu: ReLU()
    case .gelu: GELU()
    case .geluTanh: GELUTanh()
    case .silu: SiLU()
    case .tanh: Tanh()
    }
  }

  // MARK: The whole model

  mutating func build() throws(ShapeError) -> ModelTrace {
    let c = configuration
    let cache = options.cache
    var encoder: ModelTrace.TowerInputs?
    var decoder: ModelTrace.TowerInputs?
    var states: NodeID?
    if let given = options.encoderStates {
      states = trace.cached(
        "encoder/output", given.trace.values(of: given.node), axes: axes(.position, .channel))
    } else if c.tower != .decoder, (cache?.count ?? 0) == 0 {
      let built = try buildTower(
        "encoder", layers: c.encoderLayerCount, length: shape.length,
        hasPadding: shape.hasPadding, encoderStates: nil)
      encoder = built.inputs
      states = built.states
    }
    if c.tower != .encoder {
      let isSingle = c.tower == .decoder
      let built = try buildTower(
        "decoder", layers: c.decoderLayerCount,
        length: isSingle ? shape.length : shape.targetLength,
        hasPadding: isSingle ? shape.hasPadding : shape.hasTargetPadding, encoderStates: states)
      decoder = built.inputs
      states = built.states
    }
    guard let states else { preconditionFailure("a model has at least one tower") }
    let logits = try buildHead(states)
    var probabilities: NodeID?
    var targets: NodeID?
    var loss: NodeID?
    if let logits {
      let axes = trace.axes(of: logits)
      if options.hasProbabilities {
        probabilities = try trace.compute("probabilities", Softmax(), logits, axes: axes)
      }
      if shape.hasTargets {
        let rows = Shape(trace.shape(of: logits).array.dropLast())
        let node = trace.input("targets", rows, axes: Array(axes.dropLast()))
        targets = node
        loss = try trace.compute(
          "loss", CrossEntropy(labelSmoothing: options.labelSmoothing), logits, node, axes: [])
      }
    }
    return ModelTrace(
      trace: trace.finish(retaining: options.retention, arena: options.arena),
      configuration: c, encoder: encoder, decoder: decoder, states: states, logits: logits,
      probabilities: probabilities, targets: targets, loss: loss, draw: draw)
  }

  // MARK: A tower

  private mutating func buildTower(
    _ tower: String, layers: Int, length: Int, hasPadding: Bool, encoderStates: NodeID?
  ) throws(ShapeError) -> (inputs: ModelTrace.TowerInputs, states: NodeID) {
    let isDecoder = tower == "decoder"
    let cache = isDecoder ? options.cache : nil
    let first = cache?.count ?? 0
    var (inputs, x) = try buildEmbedding(tower, length: length)
    x = try dropout(Address(tower) / "embedding", x)
    inputs.firstPosition = first
    inputs.earlierTokens = cache?.tokenCount ?? 0
    let keyCount = first + length
    let mask = addMask(
      Address(tower) / "self-attention-mask", queries: length, keys: keyCount,
      isPerRow: hasPadding)
    inputs.mask = mask
    let looksAtEncoder = isDecoder && configuration.tower == .encoderDecoder
    var crossMask: NodeID?
    if looksAtEncoder {
      let keys = cache?.encoderCount ?? shape.length
      crossMask = addMask(
        "decoder/cross-attention-mask", queries: length, keys: keys, isPerRow: shape.hasPadding)
      inputs.crossMask = crossMask
    }
    let relativeBias = try buildRelativeBias(
      tower, isDecoder: isDecoder, queries: length, keys: keyCount, firstQuery: first)
    for layer in 0..<layers {
      blockCount += 1
      trace.segment = blockCount
      let block = Address(tower) / "\(layer + 1)"
      let own = AttentionPlace(
        address: block / "self-attention", layer: layer, mask: mask, positions: inputs.positions,
        scoreBias: relativeBias, firstQuery: first, cached: cache?.own[layer], cache: cache,
        isCross: false)
      x = try buildSublayer(own.address, x) { builder, state throws(ShapeError) in
        try builder.buildAttention(own, queriesFrom: state, keysFrom: state)
      }
      if looksAtEncoder, let crossMask {
        let cross = AttentionPlace(
          address: block / "cross-attention", layer: layer, mask: crossMask, positions: nil,
          scoreBias: nil, firstQuery: 0, cached: cache?.encoder[layer], cache: cache,
          isCross: true)
        x = try buildSublayer(cross.address, x) { builder, state throws(ShapeError) in
          try builder.buildAttention(cross, queriesFrom: state, keysFrom: encoderStates)
        }
      }
      x = try buildSublayer(block / "feed-forward", x) { builder, state throws(ShapeError) in
        try builder.buildFeedForward(block / "feed-forward", state)
      }
      trace.alias(block / "output", of: x)
    }
    trace.segment = 0
    let output = Address(tower) / "output"
    if configuration.hasFinalNorm {
      x = try norm(output, x)
    } else {
      trace.alias(output, of: x)
    }
    return (inputs, x)
  }

  private mutating func addMask(
    _ address: Address, queries: Int, keys: Int, isPerRow: Bool
  ) -> NodeID {
    isPerRow && shape.batchCount > 1
      ? trace.input(address, [shape.batchCount, queries, keys], axes: [.batch, .query, .key])
      : trace.input(address, [queries, keys], axes: [.query, .key])
  }

  private mutating func buildRelativeBias(
    _ tower: String, isDecoder: Bool, queries: Int, keys: Int, firstQuery: Int
  ) throws(ShapeError) -> NodeID? {
    guard case .relativeBias(_, let maximumDistance) = configuration.positions else { return nil }
    let address = Address(tower) / "relative-bias"
    let table = required(address / "table", axes: [.row, .head])
    return try trace.compute(
      address,
      RelativeBias(
        isBidirectional: !isDecoder, maximumDistance: maximumDistance, queryCount: queries,
        keyCount: keys, firstQuery: firstQuery), table, axes: [.head, .query, .key])
  }

  // MARK: Embedding

  /// Token ids to what enters layer 1.
  private mutating func buildEmbedding(
    _ tower: String, length: Int
  ) throws(ShapeError) -> (inputs: ModelTrace.TowerInputs, states: NodeID) {
    let c = configuration
    let address = Address(tower)
    let stateAxes = axes(.position, .channel)
    let ids = trace.input(address / "ids", batched(length), axes: axes(.position))
    var inputs = ModelTrace.TowerInputs(ids: ids)
    let table = required(c.tokenTableAddress(of: tower), axes: [.vocabulary, .channel])
    // Each part is `embedding` itself if nothing follows it.
    var x = try trace.compute(
      address / "token-embedding",
      Embedding(fixedRow: c.fixesPadding ? c.tokens.padding : nil), ids, table, axes: stateAxes)
    if c.embeddingScale != 1 {
      x = try trace.compute(
        address / "token-embedding-scaled", Scale(by: c.embeddingScale), x, axes: stateAxes)
    }
    if c.tokenTypeCount > 0, tower == "encoder" {
      let types = trace.input(address / "token-types", batched(length), axes: axes(.position))
      inputs.tokenTypes = types
      let rows = required(
        address / "token-type-embedding" / "table", axes: [.row, .channel])
      let vectors = try trace.compute(
        address / "token-type-embedding", Embedding(), types, rows, axes: stateAxes)
      x = try trace.compute(
        address / "token-type-sum", Add(.tokenTypes), x, vectors, axes: stateAxes)
    }
    let isPerRow = if case .learnedSkippingPadding = c.positions { true } else { false }
    let positionShape: Shape = isPerRow ? batched(length) : [length]
    let positionAxes: [Axis] = isPerRow ? axes(.position) : [.position]
    switch c.positions {
    case .learned, .learnedSkippingPadding, .sinusoidal:
      let positions = trace.input(address / "positions", positionShape, axes: positionAxes)
      inputs.positions = positions
      let place = address / "position-embedding"
      let vectors: NodeID
      if case .sinusoidal(let arrangement, _) = c.positions {
        vectors = try trace.compute(
          place,
          SinusoidalPositions(
            width: c.dModel, arrangement: arrangement == .interleaved ? .interleaved : .halves),
          positions, axes: positionAxes + [.channel])
      } else {
        let rows = required(place / "table", axes: [.row, .channel])
        var lookup = Embedding()
        if case .learnedSkippingPadding(_, let padding) = c.positions, c.fixesPadding {
          lookup = Embedding(fixedRow: padding)
        }
        vectors = try trace.compute(
          place, lookup, positions, rows, axes: positionAxes + [.channel])
      }
      x = try trace.compute(
        address / "position-sum", Add(.positions), x, vectors, axes: stateAxes)
    case .rotary:
      inputs.positions = trace.input(address / "positions", positionShape, axes: positionAxes)
    case .none, .alibi, .relativeBias: break
    }
    if c.hasEmbeddingNorm {
      x = try norm(address / "embedding", x)
    } else {
      trace.alias(address / "embedding", of: x)
    }
    return (inputs, x)
  }

  // MARK: Head

  private mutating func buildHead(_ states: NodeID) throws(ShapeError) -> NodeID? {
    let c = configuration
    var x = states
    switch c.head {
    case .none: return nil
    case .languageModel: break
    case .maskedLanguageModel(let activation, let epsilon):
      let stateAxes = trace.axes(of: states)
      x = try linear("head/dense", x, axes: stateAxes)
      x = try trace.compute(
        "head/activation", Self.operation(activation), x, axes: stateAxes)
      x = try norm("head/norm", x, .layerNorm, epsilon: epsilon)
    case .classifier(_, let hidden):
      let stateAxes = axes(.channel)
      x = try trace.compute("head/first-position", SelectPosition(0), x, axes: stateAxes)
      if let hidden {
        x = try linear("head/dense", x, axes: stateAxes)
        x = try trace.compute("head/activation", Self.operation(hidden), x, axes: stateAxes)
      }
      return try linear("logits", x, axes: axes(.label))
    }
    if c.headScale != 1 {
      x = try trace.compute(
        "head/scaled", Scale(by: c.headScale), x, axes: trace.axes(of: x))
    }
    return try linear(
      "logits", x, axes: axes(.position, .vocabulary),
      weight: c.tiesHead ? c.tokenTableAddress(of: c.lastTower) : nil)
  }
}
