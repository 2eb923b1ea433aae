import TestSupport
import Testing
import Tracing
import Transformers

@Suite(.steadyKernels) struct ReferenceTests {
  @Test(arguments: [Configuration.Wiring.pre, .post], [4, 2, 1])
  func `an encoder-decoder gives what the papers' formulas give`(
    wiring: Configuration.Wiring, keyHeads: Int
  ) throws {
    let setup = Setup(
      tower: .encoderDecoder, wiring: wiring, positions: .sinusoidal(.interleaved, offset: 0),
      keyValueHeads: keyHeads)
    let model = try setup.model(seed: 21)
    let input = setup.input()
    let trace = try model.trace(input)
    let reference = ReferenceModel(
      isPre: wiring == .pre, heads: 4, keyHeads: keyHeads, headWidth: 3, epsilon: 1e-5
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
    // Some tens of rounded terms in each of about fifteen steps one after the other.
    expectClose(
      try trace.numbers("logits"), expected.joined(), within: Tolerance(absolute: 1e-4), "logits")
  }
}
