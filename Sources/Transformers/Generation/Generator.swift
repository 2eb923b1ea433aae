import Tensors
import Tracing

/// What a generation is to do.
package struct GenerationSettings: Equatable, Sendable {
  /// The most tokens to add.
  package var maximumTokens: Int
  /// How each is chosen.
  package var sampling: Sampling
  /// What determines the dice.
  package var seed: UInt64
  /// Whether keys and values of earlier positions are kept rather than computed again.
  package var usesCache: Bool
  /// Whether to go on after a token that ends a text.
  package var ignoresEnd: Bool

  /// Makes settings; greedy, with a cache, unless said otherwise.
  package init(
    maximumTokens: Int, sampling: Sampling = .greedy, seed: UInt64 = 0, usesCache: Bool = true,
    ignoresEnd: Bool = false
  ) {
    self.maximumTokens = maximumTokens
    self.sampling = sampling
    self.seed = seed
    self.usesCache = usesCache
    self.ignoresEnd = ignoresEnd
  }
}

/// Why a generation stopped.
package enum StopReason: String, Equatable, Sendable {
  /// A token that ends a text was chosen.
  case end
  /// As many tokens as were asked for.
  case maximum
  /// The model was made for no more positions.
  case context
}

/// Why a model cannot generate.
package enum GenerationError: Error, Equatable, Sendable {
  /// It has no decoder, or no logits over the vocabulary.
  case noDecoder
  /// It does not say what its decoder starts from.
  case noStart
  /// No logit of the next token is a number, counted from the first token generated.
  case noNumbers(step: Int)
}

extension GenerationError: CustomStringConvertible {
  /// One line: what is wrong, what to do.
  package var description: String {
    switch self {
    case .noDecoder: "this model cannot generate: it has no decoder that predicts tokens"
    case .noStart:
      "this model's configuration has no decoder_start_token_id, so its decoder cannot start"
    case .noNumbers(let step):
      "token \(step): every logit is NaN or −∞, so no token can be chosen; the parameters are broken"
    }
  }
}

/// Writes a text on, one token at a time.
package struct Generator {
  /// The model that predicts.
  package let model: Model
  /// What to do.
  package let settings: GenerationSettings

  /// Makes a generator.
  package init(_ model: Model, _ settings: GenerationSettings) {
    self.model = model
    self.settings = settings
  }

  /// Adds tokens to a decoder's text, or writes an encoder-decoder's target for a source.
  ///
  /// - Parameters:
  ///   - ids: the text to go on with, or the source.
  ///   - mask: which of the source's ids are tokens; all, if nil.
  ///   - onStep: called with each choice and the trace it was made from, valid during the call.
  /// - Returns: the new ids, and why they end.
  /// - Throws: ``GenerationError`` or ``InputError``.
  package func generate(
    _ ids: [Int], mask: [Bool]? = nil,
    onStep: (TokenChoice, ModelTrace) throws -> Void = { _, _ in }
  ) throws -> (ids: [Int], reason: StopReason) {
    let c = model.configuration
    guard c.tower != .encoder, c.predictsTokens else { throw GenerationError.noDecoder }
    var random = SeededGenerator(seed: settings.seed)
    var text = c.tower == .decoder ? ids : [try start()]
    let promptCount = text.count
    let isPair = c.tower == .encoderDecoder
    let first = input(ids, mask, text, isPair: isPair)
    try first.validate(for: c)
    let limit = c.contextLength ?? Int.max
    let cache =
      settings.usesCache && !changesRates && c.prefixLength <= promptCount
      ? KVCache(c, capacity: promptCount + 64, encoderCount: isPair ? ids.count : 0) : nil
    var encoderStates: TraceOptions.EncoderStates?
    let arena = Arena()
    while text.count - promptCount < settings.maximumTokens {
      guard text.count <= limit else { return (Array(text[promptCount...]), .context) }
      arena.reset()
      let step: ModelTrace
      if let cache {
        step = try cachedStep(ids, mask, text, cache, arena, isPair: isPair)
      } else {
        step = try freshStep(ids, mask, text, isPair: isPair, &encoderStates)
      }
      guard let logits = step.logits else { throw GenerationError.noDecoder }
      let values = step.trace.values(of: logits)
      let row = UnsafeBufferPointer(
        start: values.row(values.shape.rows - 1), count: values.shape.columns)
      guard row.contains(where: { $0 > -.infinity }) else {
        throw GenerationError.noNumbers(step: text.count - promptCount + 1)
      }
      let choice = settings.sampling.choose(from: row, using: &random)
      try onStep(choice, step)
      text.append(choice.id)
      if !settings.ignoresEnd, c.tokens.ends.contains(choice.id) {
        return (Array(text[promptCount...]), .end)
      }
    }
    return (Array(text[promptCount...]), .maximum)
  }

  /// Whether earlier keys change as the text grows, so that none can be kept (as they do while an open
  /// prefix is still being written).
  private var changesRates: Bool {
    guard case .rotary(let scheme) = model.configuration.positions,
      case .dynamic = scheme.scaling
    else { return false }
    return true
  }

  private func start() throws(GenerationError) -> Int {
    guard let start = model.configuration.tokens.decoderStart else { throw .noStart }
    return start
  }

  private func input(
    _ ids: [Int], _ mask: [Bool]?, _ text: [Int], isPair: Bool
  ) -> ModelInput {
    isPair
      ? ModelInput(ids: [ids], mask: mask.map { [$0] }, targetIDs: [text])
      : ModelInput(ids: [text], mask: mask.map { [$0] })
  }

  /// Computes the positions that the cache does not hold yet.
  private func cachedStep(
    _ ids: [Int], _ mask: [Bool]?, _ text: [Int], _ cache: KVCache, _ arena: Arena, isPair: Bool
  ) throws -> ModelTrace {
    let new = Array(text[cache.count...])
    cache.reserve(new.count)
    let input = input(ids, mask, new, isPair: isPair)
    let step = try model.plan(
      TraceShape(
        batchCount: 1, length: isPair ? ids.count : new.count,
        targetLength: isPair ? new.count : 0),
      options: TraceOptions(hasProbabilities: false, arena: arena, cache: cache))
    step.load(input)
    step.trace.run()
    cache.advance(over: new, padding: model.configuration.tokens.padding)
    return step
  }

  /// Computes every position anew; the encoder, whose text does not change, only once.
  private func freshStep(
    _ ids: [Int], _ mask: [Bool]?, _ text: [Int], isPair: Bool,
    _ encoderStates: inout TraceOptions.EncoderStates?
  ) throws -> ModelTrace {
    let shape = TraceShape(
      batchCount: 1, length: isPair ? ids.count : text.count, targetLength: isPair ? text.count : 0)
    // The arena is new each time: a text that grows would leave blocks behind that no longer fit.
    var options = TraceOptions(hasProbabilities: false, arena: Arena())
    options.encoderStates = encoderStates
    let step = try model.plan(shape, options: options)
    step.load(input(ids, mask, text, isPair: isPair))
    step.trace.run()
    if isPair, encoderStates == nil, let node = step.trace.node(at: "encoder/output") {
      encoderStates = .init(trace: step.trace, node: node)
    }
    return step
  }
}
