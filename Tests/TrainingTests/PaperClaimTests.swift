import TestSupport
import Testing
import Tracing
import Training
import Transformers

/// What papers say of norms, at small scale; each measurement is seen to contradict where the wirings are
/// exchanged.
@Suite(.steadyKernels) struct PaperClaimTests {
  private static func setting(_ seeds: Int, _ layers: [Int], _ width: Int) -> Claim.Setting {
    Claim.Setting(seeds: seeds, layers: layers, width: width)
  }

  @Test func `lemma 2 holds over 60 seeds`() throws {
    // 5 %: three layers of 64 numbers and 60 seeds give intervals of up to ±2.5 %.
    let finding = try StreamNorms().measure(Self.setting(60, [3], 64))
    #expect(finding.rows.count == 6)
    #expect(finding.verdict == .holds)
    #expect(finding.rows.map(\.measured.count) == [60, 60, 60, 60, 60, 60])
    var exchanged = StreamNorms()
    (exchanged.post, exchanged.pre) = (.pre, .post)
    let wrong = try exchanged.measure(Self.setting(20, [3], 64))
    // The first sum of Pre-LN is 1.53 d as well.
    #expect(wrong.rows.dropFirst().allSatisfy { $0.outcome == .contradicts })
  }

  @Test func `theorem 1 holds over 40 seeds`() throws {
    // ±0.15 on the power: see LastGradient; 40 seeds give an interval of ±0.1.
    let finding = try LastGradient().measure(Self.setting(40, [2, 10], 32))
    #expect(finding.rows.count == 6)
    #expect(finding.verdict == .holds)
    var exchanged = LastGradient()
    (exchanged.post, exchanged.pre) = (.pre, .post)
    let wrong = try exchanged.measure(Self.setting(20, [2, 10], 32))
    #expect(wrong.verdict == .doesNotHold)
  }

  @Test func `gradients fall towards the input in Post-LN's decoder beside an encoder`() throws {
    // A half: six layers leave a sixth, with an interval of ±20 % over 20 seeds.
    let finding = try Claim.layerGradients.measure(Self.setting(20, [6], 16))
    #expect(finding.rows.count == 8)
    #expect(finding.rows[0].outcome == .agrees && finding.rows[0].measured.high < 0.5)
    // Alone, or as the encoder, they do not fall to a half.
    #expect(finding.rows[1..<4].allSatisfy { $0.outcome != .agrees })
    #expect(finding.rows[4...].allSatisfy { $0.outcome == .agrees })
    #expect(finding.verdict == .inPart)
    // Each wiring against the other's prediction.
    let (post, pre) = (finding.rows[0], finding.rows[4])
    let none = Prose("", "")
    #expect(Finding.Row(none, post.prediction, pre.measured).outcome == .contradicts)
    #expect(Finding.Row(none, pre.prediction, post.measured).outcome == .contradicts)
  }

  @Test func `collapse is reported in both meanings, untrained and trained`() throws {
    var collapse = Collapse()
    collapse.textsPerSeed = 2
    let finding = try collapse.measure(Self.setting(20, [6], 16))
    // One depth and four towers of three models, in two wirings and two meanings.
    #expect(finding.rows.count == 20)
    #expect(finding.verdict == .reported)
    let (postLayers, preLayers) = (finding.rows[0].measured, finding.rows[1].measured)
    let (postTokens, preTokens) = (finding.rows[10].measured, finding.rows[11].measured)
    #expect(postLayers.high < preLayers.low)
    #expect(preTokens.high < postTokens.low)
    #expect(finding.rows[2].measured.count == 40)
    #expect(
      finding.sentence.english.hasPrefix(
        "by the first meaning (neighbouring layers), untrained: Post-LN resists better ("))
  }

  @Test func `Post-LN without warm-up lags`() throws {
    var warmUp = WarmUp()
    (warmUp.steps, warmUp.warmUp, warmUp.batch, warmUp.examples) = (150, 110, 8, 400)
    warmUp.rate = 0.01
    let finding = try warmUp.measure(Self.setting(3, [3], 16))
    // So short a run shows a fifth of the full one's lag and a part of the recovery: both are there.
    #expect(finding.rows[3].measured.low > 0)
    #expect(finding.rows[4].measured.low > 0)
  }

  @Test func `measuring tells how far it is`() throws {
    var shares: [Double] = []
    _ = try Claim.streamNorms.measure(Self.setting(4, [1], 8)) { shares.append($0) }
    #expect(shares == [0.25, 0.5, 0.75, 1])
  }

  @Test func `Xavier initialization draws every weight alike`() throws {
    let c = Configuration(
      tower: .decoder, vocabularySize: 100, dModel: 64, headCount: 4, dFF: 256, layerCount: 3)
    let parameters = Parameters.initial([c], seed: 1, initialization: .xavier)[0]
    func numbers(_ address: String) throws -> [Float] {
      parameters.view(try #require(parameters[Address(address)])).array
    }
    func variance(_ address: String) throws -> Double {
      let numbers = try numbers(address)
      return numbers.reduce(0) { $0 + Double($1) * Double($1) } / Double(numbers.count)
    }
    // 16,384 numbers give a variance that is right to about one in a hundred, 4,096 to two.
    #expect(abs(try variance("decoder/3/feed-forward/output/weight") / (2.0 / 320) - 1) < 0.04)
    #expect(abs(try variance("decoder/1/self-attention/output/weight") / (2.0 / 128) - 1) < 0.08)
    #expect(abs(try variance("decoder/1/self-attention/queries/weight") / (2.0 / 128) - 1) < 0.08)
    let (queries, keys) = (
      try numbers("decoder/1/self-attention/queries/weight"),
      try numbers("decoder/1/self-attention/keys/weight")
    )
    #expect(queries != keys)
  }
}
