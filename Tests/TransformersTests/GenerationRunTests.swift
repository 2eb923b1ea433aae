import TestSupport
import Testing
import Transformers

/// A text that grows, becomes shorter and grows otherwise.
@Suite(.steadyKernels)
struct GenerationRunTests {
  private static func model(_ tower: Configuration.Tower, prefix: Int = 0) throws -> Model {
    var c = Configuration(
      tower: tower, vocabularySize: 31, dModel: 16, headCount: 4, dFF: 24, layerCount: 2,
      positions: .rotary(RotaryScheme(width: 4)))
    c.tokens.decoderStart = 1
    c.prefixLength = prefix
    return try Model(c, Parameters(random: c, seed: 3, deviation: 0.5))
  }

  private static func logits(_ run: GenerationRun, _ text: [Int]) throws -> [Float] {
    Array(try run.logits(of: try run.step(text), token: 1))
  }

  @Test(arguments: [Configuration.Tower.decoder, .encoderDecoder], [0, 3])
  func `another text is computed as if it had been the first`(
    tower: Configuration.Tower, prefix: Int
  ) throws {
    let model = try Self.model(tower, prefix: tower == .decoder ? prefix : 0)
    let source = [4, 8, 15, 16]
    let run = try GenerationRun(model, source)
    let prompt = run.prompt
    // Forward, to other ends that share one token and none, back.
    let ends: [[Int]] = [[], [5], [5, 6], [5, 6, 7], [5, 9, 2], [30, 9], [5], []]
    for end in ends {
      let found = try Self.logits(run, prompt + end)
      let fresh = try Self.logits(GenerationRun(model, source, usesCache: false), prompt + end)
      for (id, (left, right)) in zip(found, fresh).enumerated() {
        // The same sums by another path of the product kernels.
        #expect(abs(left - right) <= 1e-4 * (1 + abs(right)), "\(end)[\(id)]: \(left), \(right)")
      }
      #expect(run.cache?.count == prompt.count + end.count)
    }
  }

  @Test func `a step computes what is new, and the whole prompt where a prefix is open`() throws {
    func queries(prefix: Int) throws -> [Int] {
      let run = try GenerationRun(try Self.model(.decoder, prefix: prefix), [4, 8, 15])
      return try [[], [5], [5, 6], [7], []].map { end in
        let step = try run.step([4, 8, 15] + end)
        return try step.trace[#require(step.trace.node(at: "logits"))].shape[-2]
      }
    }
    #expect(try queries(prefix: 0) == [3, 1, 1, 1, 3])
    #expect(try queries(prefix: 3) == [3, 1, 1, 1, 3])
  }
}
