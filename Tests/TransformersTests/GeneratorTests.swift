import Tensors
import TestSupport
import Testing
import Tracing
import Transformers

/// Generation with and without a cache, and where it stops.
@Suite(.steadyKernels)
struct GeneratorTests {
  private static func model(
    _ tower: Configuration.Tower, _ positions: Configuration.Positions, keyValueHeads: Int = 2
  ) throws -> Model {
    var c = Configuration(
      tower: tower, vocabularySize: 31, dModel: 16, headCount: 4, dFF: 24, layerCount: 2,
      positions: positions)
    c.keyValueHeadCount = keyValueHeads
    c.tokens.decoderStart = 1
    c.prefixLength = tower == .decoder ? 3 : 0
    return try Model(c, Parameters(random: c, seed: 3, deviation: 0.5))
  }

  private static let schemes: [Configuration.Positions] = [
    .none, .learned(count: 40, offset: 2), .sinusoidal(.halves, offset: 0), .alibi,
    .rotary(RotaryScheme(width: 4)), .relativeBias(buckets: 8, maximumDistance: 10),
    .learnedSkippingPadding(count: 40, padding: 0),
    .rotary(RotaryScheme(width: 4, scaling: .dynamic(factor: 8, originalContext: 6))),
  ]

  @Test(arguments: [Configuration.Tower.decoder, .encoderDecoder], schemes.indices)
  func `a cache changes no token and no logit`(tower: Configuration.Tower, scheme: Int) throws {
    let model = try Self.model(tower, Self.schemes[scheme])
    func generate(cache: Bool) throws -> (ids: [Int], logits: [[Float]]) {
      var logits: [[Float]] = []
      let generator = Generator(
        model,
        GenerationSettings(
          maximumTokens: 12, sampling: try Sampling(temperature: 1.5), seed: 8, usesCache: cache))
      let ids = try generator.generate([4, 8, 15, 16, 23]) { _, step in
        let values = step.trace.values(of: try #require(step.logits))
        logits.append(values.array.suffix(31))
      }.ids
      return (ids, logits)
    }
    let (with, without) = (try generate(cache: true), try generate(cache: false))
    #expect(with.ids.count == 12)
    #expect(with.ids == without.ids)
    for (step, (left, right)) in zip(with.logits, without.logits).enumerated() {
      for (index, (found, expected)) in zip(left, right).enumerated() {
        // The same sums in another order and by another path of the product kernels.
        #expect(
          abs(found - expected) <= 1e-4 * (1 + abs(expected)),
          "step \(step)[\(index)]: \(found), not \(expected)")
      }
    }
  }

  @Test func `with a cache each step computes one position, and the encoder runs once`() throws {
    let model = try Self.model(.encoderDecoder, .learned(count: 40, offset: 0))
    var queries: [Int] = []
    var hasEncoder: [Bool] = []
    let generator = Generator(model, GenerationSettings(maximumTokens: 4))
    _ = try generator.generate([4, 8, 15]) { _, step in
      let scores = try #require(step.trace.node(at: "decoder/1/self-attention/scores"))
      queries.append(step.trace[scores].shape[-2])
      hasEncoder.append(step.trace.node(at: "encoder/1/output") != nil)
    }
    #expect(queries == [1, 1, 1, 1])
    #expect(hasEncoder == [true, false, false, false])
  }

  @Test func `it stops at an end token, at the most tokens, and at the end of the context`() throws
  {
    let model = try Self.model(.decoder, .learned(count: 8, offset: 0))
    func generate(_ count: Int, _ model: Model, ignoresEnd: Bool = false) throws
      -> (ids: [Int], reason: StopReason)
    {
      try Generator(
        model, GenerationSettings(maximumTokens: count, ignoresEnd: ignoresEnd)
      ).generate([4, 8, 15, 16, 23])
    }
    let free = try generate(3, model)
    #expect(free.ids.count == 3)
    #expect(free.reason == .maximum)
    // Eight positions can be read: the token after the eighth is the last that can be told.
    let full = try generate(100, model)
    #expect(full.ids.count == 4)
    #expect(full.reason == .context)
    var ending = model.configuration
    ending.tokens.ends = [free.ids[1]]
    let ended = try Model(ending, model.parameters)
    let first = try #require(free.ids.firstIndex(of: free.ids[1]))
    #expect(try generate(3, ended).ids == Array(free.ids[...first]))
    #expect(try generate(3, ended).reason == .end)
    #expect(try generate(3, ended, ignoresEnd: true).ids == free.ids)
    #expect(try generate(0, model).ids.isEmpty)
  }

  @Test func `models that cannot generate say so`() throws {
    let encoder = try Self.model(.encoder, .none)
    #expect(throws: GenerationError.noDecoder) {
      try Generator(encoder, GenerationSettings(maximumTokens: 1)).generate([1])
    }
    var c = try Self.model(.encoderDecoder, .none).configuration
    c.tokens.decoderStart = nil
    let model = try Model(c, Parameters(random: c, seed: 1))
    #expect(throws: GenerationError.noStart) {
      try Generator(model, GenerationSettings(maximumTokens: 1)).generate([1])
    }
    #expect(
      GenerationError.noDecoder.description
        == "this model cannot generate: it has no decoder that predicts tokens")
    #expect(
      GenerationError.noStart.description
        == "this model's configuration has no decoder_start_token_id, so its decoder cannot start")
  }
}
