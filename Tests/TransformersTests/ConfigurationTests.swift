import Tensors
import Testing
import Tracing
import Transformers

/// A change to a good configuration, and what is said of it.
struct ConfigurationCase: Sendable, CustomTestStringConvertible {
  let text: String
  let change: @Sendable (inout Configuration) -> Void
  var testDescription: String { text }

  init(_ text: String, _ change: @escaping @Sendable (inout Configuration) -> Void) {
    self.text = text
    self.change = change
  }
}

@Suite struct ConfigurationTests {
  static let refused: [ConfigurationCase] = [
    .init("vocabulary size must be between 1 and 16777216, is 0") { $0.vocabularySize = 0 },
    .init("model width must be between 1 and 16777216, is -1") { $0.dModel = -1 },
    .init("heads must be between 1 and 16777216, is 0") { $0.headCount = 0 },
    .init("key/value heads must be between 1 and 16777216, is 0") { $0.keyValueHeadCount = 0 },
    .init("head width must be between 1 and 16777216, is 0") { $0.dHead = 0 },
    .init("feed-forward width must be between 1 and 16777216, is 16777217") {
      $0.dFF = (1 << 24) + 1
    },
    .init("encoder layers must be between 0 and 16777216, is -1") { $0.encoderLayerCount = -1 },
    .init("decoder layers must be between 0 and 16777216, is -1") { $0.decoderLayerCount = -1 },
    .init("token types must be between 0 and 16777216, is -2") { $0.tokenTypeCount = -2 },
    .init("heads must be a multiple of the 3 key/value heads, is 4") { $0.keyValueHeadCount = 3 },
    .init("rotary width must be even and at most the head width 3, is 4") {
      $0.positions = .rotary(RotaryScheme(width: 4))
    },
    .init("rotary width must be even and at most the head width 3, is 1") {
      $0.positions = .rotary(RotaryScheme(width: 1))
    },
    .init("rotary width must be even and at most the head width 3, is 0") {
      $0.positions = .rotary(RotaryScheme(width: 0))
    },
    .init("norm epsilon must be a finite number from 0, is -1.0") { $0.epsilon = -1 },
    .init("norm epsilon must be a finite number from 0, is inf") { $0.epsilon = .infinity },
    .init("norm epsilon must be a finite number from 0, is nan") { $0.epsilon = .nan },
    .init("attention window must be at least 1, is 0") { $0.window = 0 },
    .init("positions must be between 1 and 16777216, is 0") {
      $0.positions = .learned(count: 0, offset: 0)
    },
    .init("first position must be between 0 and 7, is 8") {
      $0.positions = .learned(count: 8, offset: 8)
    },
    .init("first position must be between 0 and 7, is -1") {
      $0.positions = .learned(count: 8, offset: -1)
    },
    .init("padding position must be between 0 and 6, is 7") {
      $0.positions = .learnedSkippingPadding(count: 8, padding: 7)
    },
    .init("relative bias buckets must be between 2 and 16777216, is 1") {
      $0.positions = .relativeBias(buckets: 1, maximumDistance: 8)
    },
    .init("relative bias distance must be above half of the 8 buckets, is 4") {
      $0.positions = .relativeBias(buckets: 8, maximumDistance: 4)
    },
    .init("labels must be between 1 and 16777216, is 0") {
      $0.head = .classifier(labelCount: 0, hidden: nil)
    },
  ]

  @Test(arguments: refused)
  func `a setting that cannot be is refused by name`(test: ConfigurationCase) {
    var configuration = Setup(tower: .decoder, wiring: .pre).configuration
    test.change(&configuration)
    let error = #expect(throws: ConfigurationError.self) { try configuration.validate() }
    #expect(error?.description == test.text)
  }

  @Test(arguments: Setup.sweep)
  func `every setup of these tests is a configuration`(setup: Setup) throws {
    try setup.configuration.validate()
    let addresses = setup.configuration.parameterSlots.map(\.address)
    #expect(Set(addresses).count == addresses.count)
  }

  @Test func `a pre-norm tower has a final norm unless it is told otherwise`() {
    let finals = Configuration.Wiring.allCases.filter {
      Setup(tower: .decoder, wiring: $0).configuration.hasFinalNorm
    }
    #expect(finals == [.pre, .sandwich])
  }

  @Test func `learned positions limit the context`() {
    func limit(_ positions: Configuration.Positions) -> Int? {
      Configuration(
        tower: .decoder, vocabularySize: 3, dModel: 2, headCount: 1, dFF: 2, layerCount: 1,
        positions: positions
      ).contextLength
    }
    #expect(limit(.learned(count: 1026, offset: 2)) == 1024)
    #expect(limit(.learnedSkippingPadding(count: 514, padding: 1)) == 512)
    #expect(limit(.alibi) == nil)
  }

  @Test func `a parameter that is missing or has another shape is named`() throws {
    let configuration = Setup(tower: .decoder, wiring: .pre).configuration
    let other = Setup(tower: .decoder, wiring: .none).configuration
    let error = #expect(throws: ModelError.self) {
      try Model(configuration, Parameters(random: other, seed: 1))
    }
    #expect(
      error?.description
        == "parameter decoder/1/self-attention/norm/gain is missing; the configuration asks for shape [6]"
    )
    var wider = configuration
    wider.dFF = 9
    let shape = #expect(throws: ModelError.self) {
      try Model(configuration, Parameters(random: wider, seed: 1))
    }
    #expect(
      shape?.description
        == "parameter decoder/1/feed-forward/up/weight has shape [9, 6]; the configuration asks for [7, 6]"
    )
  }

  // MARK: Inputs

  /// An input that a tower refuses, and what is said of it.
  static let inputs: [(Configuration.Tower, ModelInput, String)] = [
    (.decoder, ModelInput(ids: []), "ids: there are no tokens; give at least one"),
    (.decoder, ModelInput(ids: [[]]), "ids: there are no tokens; give at least one"),
    (
      .decoder, ModelInput(ids: [[2, 3], [2]]),
      "ids, row 2: 1 numbers, but row 1 has 2; pad rows to one length"
    ),
    (.decoder, ModelInput(ids: [[2, 11]]), "ids, row 1, position 2: 11 is not between 0 and 10"),
    (.decoder, ModelInput(ids: [[2], [-1]]), "ids, row 2, position 1: -1 is not between 0 and 10"),
    (
      .decoder, ModelInput(ids: [[2, 3]], mask: [[true]]),
      "mask, row 1: 1 numbers, but row 1 has 2; pad rows to one length"
    ),
    (.decoder, ModelInput(ids: [[2]], mask: []), "mask: 0 rows for 1 rows of ids"),
    (.decoder, ModelInput(ids: [[2]], tokenTypes: [[0]]), "this model has no token types"),
    (
      .decoder, ModelInput(ids: [[2]], targetIDs: [[2]]),
      "this model has a single tower: it takes no target ids"
    ),
    (
      .encoderDecoder, ModelInput(ids: [[2]]),
      "this model has an encoder and a decoder: give the decoder's ids too (--target-ids)"
    ),
    (
      .encoderDecoder, ModelInput(ids: [[2]], targetIDs: [[12]]),
      "target ids, row 1, position 1: 12 is not between 0 and 10"
    ),
    (
      .encoderDecoder, ModelInput(ids: [[2]], targetIDs: [[2], [3]]),
      "target ids: 2 rows for 1 rows of ids"
    ),
    (
      .decoder, ModelInput(ids: [[2, 3]], targets: [[1]]),
      "targets, row 1: 1 numbers, but row 1 has 2; pad rows to one length"
    ),
    (
      .decoder, ModelInput(ids: [[2, 3]], targets: [[1, 11]]),
      "targets, row 1, position 2: 11 is not between 0 and 10"
    ),
    (
      .decoder, ModelInput(ids: [[2, 3]], targets: [[-1, 0]]),
      "targets, row 1, position 1: -1 is not between 0 and 10"
    ),
    (
      .decoder, ModelInput(ids: [[Int](repeating: 2, count: 11)]),
      "ids: 11 positions, but this model was made for at most 10"
    ),
  ]

  @Test(arguments: inputs)
  func `an input that does not fit is refused in one line`(
    tower: Configuration.Tower, input: ModelInput, text: String
  ) {
    let setup = Setup(tower: tower, wiring: .pre, positions: .learned(count: 12, offset: 2))
    let error = #expect(throws: InputError.self) { try input.validate(for: setup.configuration) }
    #expect(error?.description == text)
  }

  @Test func `targets that are ignored are no mistake`() throws {
    let input = ModelInput(ids: [[2, 3]], targets: [[-100, 10]])
    try input.validate(for: Setup(tower: .decoder, wiring: .pre).configuration)
  }
}
