import TestSupport
import Testing
import Tracing
import Transformers

/// What must hold of every Transformer, whatever its numbers.
@Suite(.steadyKernels) struct ForwardTests {
  /// Products of one row and of several take other paths through the kernels; both round each of some
  /// tens of terms by 6e-8, through two layers.
  private static let rounding = Tolerance(absolute: 2e-5, relative: 2e-5)

  @Test(arguments: Setup.sweep)
  func `a batch gives each row what it gives alone`(setup: Setup) throws {
    let model = try setup.model()
    let input = setup.input(3)
    let together = try model.trace(input).states()
    for row in 0..<3 {
      var alone = input
      alone.ids = [input.ids[row]]
      alone.targetIDs = input.targetIDs.map { [$0[row]] }
      expectClose(
        together[row].joined(), try model.trace(alone).states()[0].joined(), within: Self.rounding,
        "row \(row)")
    }
  }

  /// Rows of 3 tokens and of all, filled up to one length on either side.
  private func padded(_ ids: [Int], to length: Int, onTheLeft: Bool) -> (ids: [Int], mask: [Bool]) {
    let padding = [Int](repeating: Setup.padding, count: length - ids.count)
    let (no, yes) = (padding.map { _ in false }, ids.map { _ in true })
    return onTheLeft ? (padding + ids, no + yes) : (ids + padding, yes + no)
  }

  @Test(arguments: Setup.sweep)
  func `padding on the right changes no token's numbers`(setup: Setup) throws {
    try expectPaddingChangesNothing(setup, onTheLeft: false)
  }

  /// Positions that are counted from the first row of the text move with padding on the left.
  @Test(
    arguments: Setup.sweep.filter { setup in
      switch setup.positions {
      case .none, .rotary, .alibi, .relativeBias, .learnedSkippingPadding: true
      case .sinusoidal, .learned: false
      }
    })
  func `padding on the left changes no token's numbers`(setup: Setup) throws {
    try expectPaddingChangesNothing(setup, onTheLeft: true)
  }

  private func expectPaddingChangesNothing(_ setup: Setup, onTheLeft: Bool) throws {
    let model = try setup.model()
    let texts = [tokens(3, seed: 3)[0], tokens(5, seed: 4)[0]]
    let answers = [tokens(4, seed: 5)[0], tokens(2, seed: 6)[0]]
    let rows = texts.map { padded($0, to: 5, onTheLeft: onTheLeft) }
    let answerRows = answers.map { padded($0, to: 4, onTheLeft: onTheLeft) }
    let hasTarget = setup.tower == .encoderDecoder
    // Together as a batch, and each as a batch of one.
    for group in [[0, 1], [0], [1]] {
      let input = ModelInput(
        ids: group.map { rows[$0].ids }, mask: group.map { rows[$0].mask },
        targetIDs: hasTarget ? group.map { answerRows[$0].ids } : nil,
        targetMask: hasTarget ? group.map { answerRows[$0].mask } : nil)
      let states = try model.trace(input).states()
      for (place, row) in group.enumerated() {
        let alone = ModelInput(ids: [texts[row]], targetIDs: hasTarget ? [answers[row]] : nil)
        let expected = try model.trace(alone).states()[0]
        let mask = hasTarget ? answerRows[row].mask : rows[row].mask
        let kept = zip(states[place], mask).filter(\.1).map(\.0)
        expectClose(
          kept.joined(), expected.joined(), within: Self.rounding, "row \(row) of \(group)")
        #expect(states[place].joined().allSatisfy { $0.isFinite }, "padding gave no number")
      }
    }
  }

  @Test(arguments: Setup.sweep.filter { $0.tower != .encoder })
  func `no decoder position sees a later token`(setup: Setup) throws {
    let model = try setup.model()
    var input = setup.input(2)
    let before = try model.trace(input).states()
    let changed = 2
    if var answers = input.targetIDs {
      answers[0][changed] = otherToken(answers[0][changed])
      input.targetIDs = answers
    } else {
      input.ids[0][changed] = otherToken(input.ids[0][changed])
    }
    let after = try model.trace(input).states()
    // The same shapes take the same path: to the bit.
    #expect(Array(before[0][..<changed]) == Array(after[0][..<changed]))
    for position in changed..<before[0].count {
      #expect(before[0][position] != after[0][position], "position \(position) does not see it")
    }
    #expect(before[1] == after[1], "another row of the batch sees it")
  }

  @Test(arguments: Setup.sweep.filter { $0.tower != .decoder })
  func `every position sees every token of the encoder's text`(setup: Setup) throws {
    let model = try setup.model()
    let input = setup.input()
    let before = try model.trace(input).states()[0]
    for changed in [0, 4] {
      var other = input
      other.ids[0][changed] = otherToken(input.ids[0][changed])
      let after = try model.trace(other).states()[0]
      for position in before.indices {
        #expect(before[position] != after[position], "position \(position), token \(changed)")
      }
    }
  }

  @Test(arguments: Setup.mixed)
  func `a row that may look at nothing has zero weights and is named`(setup: Setup) throws {
    let model = try setup.model()
    var input = setup.input(2)
    let (tower, length) = setup.tower == .decoder ? ("decoder", 5) : ("encoder", 5)
    // The first row of the batch has no token at all.
    input.mask = [[Bool](repeating: false, count: length), [Bool](repeating: true, count: length)]
    let trace = try model.trace(input)
    let address = Address("\(tower)/1/self-attention/weights")
    let node = try #require(trace.trace.node(at: address))
    let dark = trace.trace.rowsWithoutKeys(of: node)
    #expect(dark == Array(0..<4 * length))
    let weights = trace.trace.numbers(of: node)
    #expect(weights[..<(4 * length * length)].allSatisfy { $0 == 0 })
    let logits = try trace.numbers("logits")
    #expect(logits.allSatisfy { $0.isFinite })
    if setup.tower == .encoderDecoder {
      let cross = try #require(trace.trace.node(at: "decoder/2/cross-attention/weights"))
      #expect(trace.trace.rowsWithoutKeys(of: cross) == Array(0..<4 * 4))
      let own = try #require(trace.trace.node(at: "decoder/2/self-attention/weights"))
      #expect(trace.trace.rowsWithoutKeys(of: own).isEmpty)
    }
  }

  @Test func `a window lets a query look so many keys back`() throws {
    var configuration = Setup(tower: .decoder, wiring: .pre).configuration
    configuration.window = 2
    let trace = try tinyModel(configuration).trace(ModelInput(ids: tokens(4)))
    let mask = try trace.numbers("decoder/self-attention-mask")
    #expect(mask == [1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1])
    var encoder = Setup(tower: .encoder, wiring: .pre).configuration
    encoder.window = 2
    let both = try tinyModel(encoder).trace(ModelInput(ids: tokens(4)))
    #expect(
      try both.numbers("encoder/self-attention-mask")
        == [1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 1])
  }

  @Test func `a layer's scores can be divided by its number`() throws {
    var configuration = Setup(tower: .decoder, wiring: .pre).configuration
    configuration.scalesScoresByLayer = true
    let trace = try tinyModel(configuration).trace(ModelInput(ids: tokens(3)))
    for layer in 1...2 {
      let scores = try trace.numbers(Address("decoder/\(layer)/self-attention/scores"))
      let scaled = try trace.numbers(Address("decoder/\(layer)/self-attention/scaled"))
      expectClose(
        scaled, scores.map { Double($0) / 3.0.squareRoot() / Double(layer) },
        within: Tolerance(absolute: 1e-6, relative: 1e-6), "layer \(layer)")
    }
    configuration.scalesScoresByLayer = false
    configuration.scalesScores = false
    let bare = try tinyModel(configuration).trace(ModelInput(ids: tokens(3)))
    #expect(bare.trace.node(at: "decoder/1/self-attention/scaled") == nil)
  }
}
