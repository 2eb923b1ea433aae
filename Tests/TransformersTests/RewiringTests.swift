import TestSupport
import Testing
import Tracing
import Transformers

/// The same parameters under another wiring.
@Suite(.steadyKernels) struct RewiringTests {
  @Test func `parameters of Pre-LN run as Post-LN give what the paper's formulas give`() throws {
    let setup = Setup(
      tower: .encoderDecoder, wiring: .pre, positions: .sinusoidal(.interleaved, offset: 0))
    let model = try Rewiring(setup.model(seed: 21), as: .post).model
    let input = setup.input()
    let trace = try model.trace(input)
    // The reference knows nothing of where the numbers were learned.
    let reference = ReferenceModel(
      isPre: false, heads: 4, keyHeads: 4, headWidth: 3, epsilon: 1e-5
    ) { name in
      guard let parameter = model.parameters[Address(name)] else {
        Issue.record("the model has no parameter \(name)")
        return [[]]
      }
      let view = model.parameters.view(parameter)
      return view.array.chunked(view.shape.columns).map { $0.map { Double($0) } }
    }
    let expected = reference.logits(
      source: input.ids[0], target: try #require(input.targetIDs)[0], layers: 2)
    expectClose(
      try trace.numbers("logits"), expected.joined(), within: Tolerance(absolute: 1e-4), "logits")
  }

  @Test func `there and back again gives the same bits where the norms are the same`() throws {
    let setup = Setup(tower: .decoder, wiring: .sandwich)
    let model = try setup.model()
    let wrong = try Rewiring(model, as: .wrong)
    #expect(wrong.added.isEmpty)
    #expect(
      wrong.left.map(\.path).sorted() == [
        "decoder/1/feed-forward/output-norm/bias", "decoder/1/feed-forward/output-norm/gain",
        "decoder/1/self-attention/output-norm/bias", "decoder/1/self-attention/output-norm/gain",
        "decoder/2/feed-forward/output-norm/bias", "decoder/2/feed-forward/output-norm/gain",
        "decoder/2/self-attention/output-norm/bias", "decoder/2/self-attention/output-norm/gain",
        "decoder/output/bias", "decoder/output/gain",
      ])
    let pre = try Rewiring(model, as: .pre)
    let back = try Rewiring(Rewiring(pre.model, as: .post).model, as: .pre)
    // The final norm was left behind on the way: its gain of 1 is named.
    #expect(back.added.map(\.address.path) == ["decoder/output/gain", "decoder/output/bias"])
    let input = setup.input()
    #expect(
      try pre.model.trace(input).numbers("decoder/2/feed-forward/residual")
        == back.model.trace(input).numbers("decoder/2/feed-forward/residual"))
  }

  @Test func `what was put in normalizes and nothing else, and what was not is learned`() throws {
    let setup = Setup(tower: .encoder, wiring: .post)
    let model = try setup.model()
    let pre = try Rewiring(model, as: .pre)
    #expect(pre.added.map(\.address.path) == ["encoder/output/gain", "encoder/output/bias"])
    let trace = try pre.model.trace(setup.input())
    #expect(try trace.numbers("encoder/output/gain") == [Float](repeating: 1, count: 6))
    #expect(try trace.numbers("encoder/output/bias") == [Float](repeating: 0, count: 6))
    let own = try model.trace(setup.input())
    let address: Address = "encoder/1/self-attention/norm/gain"
    #expect(try trace.numbers(address) == own.numbers(address))
    #expect(try Rewiring(model, as: .post).model === model)
  }

  @Test func `a parameter that is no norm's is asked for by name`() throws {
    let model = try Setup(tower: .encoder, wiring: .post).model()
    var wider = model.configuration
    wider.isGated = true
    #expect(throws: ModelError.missing("encoder/1/feed-forward/gate/weight", expected: [7, 6])) {
      try Rewiring(model, under: wider)
    }
    // With a spare that has it, it is taken from there.
    let spare = Parameters(random: wider, seed: 3)
    let joined = try Rewiring(model, under: wider, spare: spare)
    #expect(joined.added.isEmpty)
    let taken = try #require(joined.model.parameters["encoder/1/feed-forward/gate/weight"])
    let given = try #require(spare["encoder/1/feed-forward/gate/weight"])
    #expect(joined.model.parameters.view(taken).array == spare.view(given).array)
  }

  @Test func `a replay of a model's computation keeps its names and changes what follows`() throws {
    let setup = Setup(tower: .encoder, wiring: .pre)
    let trace = try setup.model().trace(setup.input())
    let changed = try trace.replay([.zeroHead(1, of: "encoder/2/self-attention")])
    #expect(changed.logits == trace.logits)
    #expect(try changed.numbers("encoder/1/output") == trace.numbers("encoder/1/output"))
    #expect(try changed.numbers("logits") != trace.numbers("logits"))
  }
}
