import Lessons
import TestSupport
import Testing
import Tracing
import Transformers

@Suite struct BrokenWireTests {
  private static let input = ModelInput(ids: [[2, 3, 4, 5, 6]])
  private static let pairInput = ModelInput(ids: [[2, 3, 4, 5]], targetIDs: [[6, 7, 8]])

  private func model(
    _ tower: Configuration.Tower, _ wiring: Configuration.Wiring = .pre,
    _ positions: Configuration.Positions = .sinusoidal(.interleaved, offset: 0),
    change: (inout Configuration) -> Void = { _ in }
  ) throws -> Model {
    var configuration = Configuration(
      tower: tower, vocabularySize: 11, dModel: 8, headCount: 2, dFF: 12, layerCount: 2,
      wiring: wiring, positions: positions)
    change(&configuration)
    let parameters = Parameters.initial([configuration], seed: 5)[0]
    // Fresh tables of biases are 0.
    if let table = parameters["encoder/relative-bias/table"] {
      let view = parameters.view(table)
      for cell in 0..<view.shape.count { view[cell] = Float(cell) / 4 }
    }
    return try Model(configuration, parameters)
  }

  private func input(_ model: Model) -> ModelInput {
    model.configuration.tower == .encoderDecoder ? Self.pairInput : Self.input
  }

  private func numbers(_ trace: ModelTrace, _ address: Address) throws -> [Float] {
    trace.trace.values(of: try #require(trace.trace.node(at: address), "\(address)")).array
  }

  private static let attentions: [Address] = [
    "encoder/1/self-attention", "encoder/2/self-attention", "decoder/1/self-attention",
    "decoder/1/cross-attention", "decoder/2/self-attention", "decoder/2/cross-attention",
  ]

  // MARK: Softmax

  @Test func `softmax over queries makes columns sum to 1, in every layer and tower`() throws {
    let model = try model(.encoderDecoder)
    let broken = try BrokenWire.softmaxOverQueries.trace(model, Self.pairInput)
    for address in Self.attentions {
      let weights = try numbers(broken, address / "weights")
      let masked = try numbers(broken, address / "masked")
      let shape = broken.trace[try #require(broken.trace.node(at: address / "weights"))].shape
      let (queries, keys) = (shape[-2], shape[-1])
      var rowsOff = 0.0
      for head in 0..<2 {
        for key in 0..<keys {
          let column = (0..<queries).map { Double(weights[(head * queries + $0) * keys + key]) }
          #expect(abs(column.reduce(0, +) - 1) < 1e-6, "\(address), key \(key + 1)")
        }
        for query in 0..<queries {
          let start = (head * queries + query) * keys
          rowsOff = max(
            rowsOff, abs(weights[start..<start + keys].reduce(0.0) { $0 + Double($1) } - 1))
        }
      }
      #expect(rowsOff > 0.01, "\(address)")
      for (weight, score) in zip(weights, masked) where score == -.infinity { #expect(weight == 0) }
    }
  }

  @Test func `later layers see what a broken softmax made of the stream`() throws {
    let model = try model(.encoder)
    let whole = try model.trace(Self.input)
    let broken = try BrokenWire.softmaxOverQueries.trace(model, Self.input)
    #expect(
      try numbers(broken, "encoder/1/self-attention/scores")
        == numbers(whole, "encoder/1/self-attention/scores"))
    #expect(
      try numbers(broken, "encoder/2/self-attention/scores")
        != numbers(whole, "encoder/2/self-attention/scores"))
    // The second layer's weights are made of the second layer's own changed scores.
    let scores = try numbers(broken, "encoder/2/self-attention/masked")
    let weights = try numbers(broken, "encoder/2/self-attention/weights")
    // The ratio of two weights in a column is e to the difference of their scores.
    let ratio = Double(weights[5] / weights[0])
    let expected = Double(scores[5] - scores[0])
    #expect(abs(ratio - exponential(expected)) < 1e-4)
  }

  private func exponential(_ x: Double) -> Double {
    // Σ xⁿ / n!
    var (sum, term) = (1.0, 1.0)
    for n in 1..<60 {
      term *= x / Double(n)
      sum += term
    }
    return sum
  }

  // MARK: Scaling

  @Test func `without scaling the scaled scores are the scores`() throws {
    let model = try model(.encoderDecoder)
    let whole = try model.trace(Self.pairInput)
    let broken = try BrokenWire.noScaling.trace(model, Self.pairInput)
    for address in Self.attentions {
      let scores = try numbers(broken, address / "scores")
      #expect(try numbers(broken, address / "scaled") == scores, "\(address)")
      // Divided by √4 otherwise.
      #expect(
        try numbers(whole, address / "scaled") == numbers(whole, address / "scores").map { $0 / 2 })
    }
    // The same as a model that was made so.
    var configuration = model.configuration
    configuration.scalesScores = false
    let other = try Rewiring(model, under: configuration).model.trace(Self.pairInput)
    #expect(try numbers(broken, "logits") == numbers(other, "logits"))
  }

  // MARK: Mask

  @Test func `a shifted mask lets each query see one key further and no more`() throws {
    for tower in [Configuration.Tower.decoder, .encoderDecoder] {
      let model = try model(tower)
      let broken = try BrokenWire.shiftedMask.trace(model, input(model))
      for layer in 1...2 {
        let weights = try numbers(broken, Address("decoder/\(layer)/self-attention/weights"))
        let length = tower == .decoder ? 5 : 3
        for cell in weights.indices {
          let (query, key) = (cell / length % length, cell % length)
          #expect((weights[cell] > 0) == (key <= query + 1), "query \(query + 1), key \(key + 1)")
        }
      }
      if tower == .encoderDecoder {
        let mask = try numbers(broken, "decoder/cross-attention-mask")
        #expect(mask.allSatisfy { $0 == 1 })
      }
    }
  }

  @Test func `a shifted mask shows no padding`() throws {
    let model = try model(.decoder)
    let padded = ModelInput(ids: [[2, 3, 4, 5, 6]], mask: [[true, true, true, false, false]])
    let mask = try numbers(
      try BrokenWire.shiftedMask.trace(model, padded), "decoder/self-attention-mask")
    #expect(mask[10..<15] == [1, 1, 1, 0, 0])
    #expect(mask[0..<5] == [1, 1, 0, 0, 0])
  }

  // MARK: Positions

  private static let positions: [Configuration.Positions] = [
    .sinusoidal(.interleaved, offset: 0), .learned(count: 12, offset: 0),
    .learnedSkippingPadding(count: 12, padding: 1), .rotary(RotaryScheme(width: 4)), .alibi,
    .relativeBias(buckets: 4, maximumDistance: 8),
  ]

  @Test(arguments: positions)
  func `without positions tokens that change places change rows, and nothing else`(
    positions: Configuration.Positions
  ) throws {
    let model = try model(.encoder, .pre, positions)
    let order = [2, 3, 4, 5, 6]
    let swapped = [2, 5, 4, 3, 6]
    let place = [0, 3, 2, 1, 4]
    func masked(_ ids: [Int], isBroken: Bool) throws -> [Float] {
      let input = ModelInput(ids: [ids])
      let trace =
        try isBroken ? BrokenWire.noPositions.trace(model, input) : model.trace(input)
      return try numbers(trace, "encoder/2/self-attention/masked")
    }
    func permuted(_ scores: [Float]) -> [Float] {
      scores.indices.map { cell in
        let (head, query, key) = (cell / 25, cell / 5 % 5, cell % 5)
        return scores[head * 25 + place[query] * 5 + place[key]]
      }
    }
    // The seed is small: what is compared is far above rounding.
    let broken = try masked(order, isBroken: true)
    expectClose(
      try masked(swapped, isBroken: true), permuted(broken), within: .init(absolute: 1e-5))
    let whole = try masked(order, isBroken: false)
    let difference = zip(try masked(swapped, isBroken: false), permuted(whole)).map { abs($0 - $1) }
    #expect((difference.max() ?? 0) > 1e-4)
  }

  // MARK: Residual

  @Test(arguments: [Configuration.Wiring.pre, .post, .sandwich])
  func `the wrong residual is taken behind the norm`(wiring: Configuration.Wiring) throws {
    let model = try model(.encoderDecoder, wiring)
    let broken = try BrokenWire.wrongResidual.trace(model, Self.pairInput)
    for address: Address in [
      "encoder/1/self-attention", "encoder/2/feed-forward", "decoder/1/cross-attention",
    ] {
      let trace = broken.trace
      let residual = trace[try #require(trace.node(at: address / "residual"))]
      #expect(trace[residual.inputs[0]].address == address / "norm")
      #expect(trace[residual.inputs[1]].address == address / "output")
      let sum = zip(try numbers(broken, address / "norm"), try numbers(broken, address / "output"))
        .map { $0 + $1 }
      #expect(try numbers(broken, address / "residual") == sum)
    }
    // One wire alone: what leaves the tower is normalized if it was before.
    #expect(broken.configuration.hasFinalNorm == model.configuration.hasFinalNorm)
  }

  // MARK: Where it makes no sense

  private func message(_ wire: BrokenWire, _ model: Model, _ input: ModelInput) -> String {
    do {
      _ = try wire.trace(model, input)
      return "fine"
    } catch {
      return "\(error)"
    }
  }

  @Test func `a wire that a model does not have is refused in a line`() throws {
    let encoder = try model(.encoder, .none, .none) { $0.scalesScores = false }
    #expect(
      message(.noScaling, encoder, Self.input)
        == "no-scaling: this model does not scale its scores; break another wire")
    #expect(
      message(.shiftedMask, encoder, Self.input)
        == "shifted-mask: this model has no causal mask, which only a decoder has; break another wire"
    )
    #expect(
      message(.noPositions, encoder, Self.input)
        == "no-positions: this model knows no positions; break another wire")
    #expect(
      message(.wrongResidual, encoder, Self.input)
        == "wrong-residual: this model has no norms; break another wire")
    #expect(
      message(.wrongResidual, try model(.encoder, .wrong), Self.input)
        == "wrong-residual: this model takes its residuals behind its norms already; break another wire"
    )
    #expect(
      message(.shiftedMask, try model(.decoder), ModelInput(ids: [[2]]))
        == "shifted-mask: the decoder reads one token, so there is none to look ahead to; give it more"
    )
    #expect(
      message(.softmaxOverQueries, try model(.decoder), ModelInput(ids: [[]]))
        == "ids: there are no tokens; give at least one")
  }

  @Test func `the model stays as it is, and the walk has the same steps`() throws {
    let model = try model(.encoderDecoder)
    let whole = try model.trace(Self.pairInput)
    for wire in BrokenWire.allCases where wire != .wrongResidual {
      let broken = try wire.trace(model, Self.pairInput)
      #expect(broken.trace.nodes.map(\.address) == whole.trace.nodes.map(\.address))
      #expect(try numbers(broken, "logits") != numbers(whole, "logits"), "\(wire.rawValue)")
      #expect(try numbers(model.trace(Self.pairInput), "logits") == numbers(whole, "logits"))
    }
  }
}
