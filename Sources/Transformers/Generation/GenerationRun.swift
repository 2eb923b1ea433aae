import Tensors
import Tracing

/// A text that grows and is computed as it grows: what ``Generator`` goes through, one step after another.
///
/// Keys and values are kept where the model allows it, so that a step computes the positions that are new. The
/// text may also become shorter or end otherwise: what it still shares with the text before is not computed
/// again.
package final class GenerationRun {
  /// The model that predicts.
  package let model: Model
  /// The encoder's text; empty for a decoder alone.
  package let source: [Int]
  /// What the decoder's text begins with: the text to go on with, or the token that decoding starts from.
  package let prompt: [Int]
  /// Keys and values of the positions computed so far; nil where none can be kept.
  package let cache: KVCache?
  private let mask: [Bool]?
  /// The ids whose keys and values are kept.
  private var held: [Int] = []
  private var encoderStates: TraceOptions.EncoderStates?
  private let arena = Arena()
  private var isPair: Bool { model.configuration.tower == .encoderDecoder }

  /// Prepares for a text.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - ids: The text to go on with, or the source.
  ///   - mask: Which of the source's ids are tokens; all, if nil.
  ///   - usesCache: Whether keys and values are kept.
  /// - Throws: ``GenerationError`` or ``InputError``.
  package init(_ model: Model, _ ids: [Int], mask: [Bool]? = nil, usesCache: Bool = true) throws {
    let c = model.configuration
    guard c.tower != .encoder, c.predictsTokens else { throw GenerationError.noDecoder }
    let isPair = c.tower == .encoderDecoder
    if isPair {
      guard let start = c.tokens.decoderStart else { throw GenerationError.noStart }
      prompt = [start]
    } else {
      prompt = ids
    }
    self.model = model
    self.mask = mask
    source = isPair ? ids : []
    let keeps = usesCache && !Self.changesRates(c) && c.prefixLength <= prompt.count
    cache =
      keeps
      ? KVCache(c, capacity: prompt.count + 64, encoderCount: isPair ? ids.count : 0) : nil
    try input(prompt).validate(for: c)
  }

  /// Whether the model was made for a text of so many positions.
  package func hasRoom(for count: Int) -> Bool {
    count <= model.configuration.contextLength ?? .max
  }

  /// Computes what comes after a text.
  ///
  /// - Parameter text: The decoder's text, prompt included.
  /// - Returns: The trace of the positions that were computed, the text's last among them; valid until the
  ///   next step.
  /// - Throws: ``ShapeError``.
  package func step(_ text: [Int]) throws -> ModelTrace {
    precondition(!text.isEmpty, "a step needs a text")
    guard let cache else { return try freshStep(text) }
    return try cachedStep(text, cache)
  }

  /// The logits of the token that follows, in a step's trace.
  ///
  /// - Throws: ``GenerationError``: `noNumbers` where none of them is a number, for the token of that number.
  package func logits(
    of step: ModelTrace, token: Int
  ) throws(GenerationError) -> UnsafeBufferPointer<Float> {
    guard let logits = step.logits else { throw .noDecoder }
    let values = step.trace.values(of: logits)
    let row = UnsafeBufferPointer(
      start: values.row(values.shape.rows - 1), count: values.shape.columns)
    guard row.contains(where: { $0 > -.infinity }) else { throw .noNumbers(step: token) }
    return row
  }

  /// Whether earlier keys change as the text grows, so that none can be kept (as they do while an open
  /// prefix is still being written).
  private static func changesRates(_ configuration: Configuration) -> Bool {
    guard case .rotary(let scheme) = configuration.positions, case .dynamic = scheme.scaling else {
      return false
    }
    return true
  }

  private func input(_ text: [Int]) -> ModelInput {
    isPair
      ? ModelInput(ids: [source], mask: mask.map { [$0] }, targetIDs: [text])
      : ModelInput(ids: [text], mask: mask.map { [$0] })
  }

  private func shape(_ count: Int) -> TraceShape {
    TraceShape(
      batchCount: 1, length: isPair ? source.count : count, targetLength: isPair ? count : 0)
  }

  /// Computes the positions that the cache does not hold yet; at least the last.
  private func cachedStep(_ text: [Int], _ cache: KVCache) throws -> ModelTrace {
    // The prompt is computed in one piece: in an open prefix all of it sees all of it.
    let common = zip(held, text.dropLast()).prefix { $0 == $1 }.count
    let shared = common < prompt.count ? 0 : common
    let padding = model.configuration.tokens.padding
    if shared < held.count {
      cache.rewind(to: shared, tokens: held[..<shared].count { $0 != padding })
    }
    arena.reset()
    let new = Array(text[shared...])
    cache.reserve(new.count)
    let step = try model.plan(
      shape(new.count), options: TraceOptions(hasProbabilities: false, arena: arena, cache: cache))
    step.load(input(new))
    step.trace.run()
    cache.advance(over: new, padding: padding)
    held = text
    return step
  }

  /// Computes every position anew; the encoder, whose text does not change, only once.
  private func freshStep(_ text: [Int]) throws -> ModelTrace {
    // The arena is new each time: a text that grows would leave blocks behind that no longer fit.
    var options = TraceOptions(hasProbabilities: false, arena: Arena())
    options.encoderStates = encoderStates
    let step = try model.plan(shape(text.count), options: options)
    step.load(input(text))
    step.trace.run()
    if isPair, encoderStates == nil, let node = step.trace.node(at: "encoder/output") {
      encoderStates = .init(trace: step.trace, node: node)
    }
    return step
  }
}
