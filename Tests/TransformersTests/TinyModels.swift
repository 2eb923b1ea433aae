import Tensors
import TestSupport
import Testing
import Tracing
import Transformers

/// One way to set a Transformer up, small enough to check every number of.
struct Setup: Sendable, CustomTestStringConvertible {
  var tower: Configuration.Tower
  var wiring: Configuration.Wiring
  var positions = Configuration.Positions.none
  var normalization = Configuration.Normalization.layerNorm
  var isGated = false
  var keyValueHeads = 4
  var isTied = true
  var activation = Configuration.Activation.gelu

  var testDescription: String {
    "\(tower.rawValue), \(wiring), \(positions), \(normalization.rawValue), \(activation.rawValue)"
      + "\(isGated ? " gated" : ""), \(keyValueHeads) key heads, \(isTied ? "tied" : "untied")"
  }

  static let vocabularySize = 11
  static let padding = 1
  static let allPositions: [Configuration.Positions] = [
    .none, .sinusoidal(.interleaved, offset: 0), .sinusoidal(.halves, offset: 2),
    .learned(count: 12, offset: 2), .learnedSkippingPadding(count: 12, padding: padding),
    .rotary(RotaryScheme(width: 2)), .alibi, .relativeBias(buckets: 4, maximumDistance: 8),
  ]

  /// The configuration: heads wider together than the model, so that no two sizes are mixed up.
  var configuration: Configuration {
    var c = Configuration(
      tower: tower, vocabularySize: Self.vocabularySize, dModel: 6, headCount: 4, dFF: 7,
      layerCount: 2, wiring: wiring, positions: positions, activation: activation)
    c.dHead = 3
    c.keyValueHeadCount = keyValueHeads
    c.normalization = normalization
    c.isGated = isGated
    c.tiesHead = isTied
    c.sharesEmbeddings = isTied
    c.hasHeadBias = !isTied
    c.tokens.padding = Self.padding
    return c
  }

  /// A model with random parameters of the setup, biases and gains included.
  func model(seed: UInt64 = 1) throws -> Model { try tinyModel(configuration, seed: seed) }

  // MARK: Lists

  /// Every tower with every wiring.
  static let towers: [Setup] = Configuration.Tower.allCases.flatMap { tower in
    Configuration.Wiring.allCases.map { Setup(tower: tower, wiring: $0) }
  }

  /// Every tower, wiring and kind of positions; what else can be set takes turns.
  static let sweep: [Setup] = {
    var list: [Setup] = []
    for setup in towers {
      for positions in allPositions {
        let turn = list.count
        var setup = setup
        setup.positions = positions
        setup.normalization = turn % 2 == 0 ? .layerNorm : .rmsNorm
        setup.isGated = turn / 2 % 2 == 1
        setup.keyValueHeads = [4, 2, 1][turn % 3]
        setup.isTied = turn / 3 % 2 == 0
        setup.activation = Configuration.Activation.allCases[turn % 5]
        list.append(setup)
      }
    }
    return list
  }()

  /// One setup for each tower and wiring, everything else taking turns.
  static let mixed: [Setup] = sweep.indices.filter { $0 % 8 == $0 / 8 % 8 }.map { sweep[$0] }
}

/// A model with random weights of the deviation given, tables of another, gains about 1, biases about 0.
func tinyModel(
  _ configuration: Configuration, seed: UInt64 = 1, weights: Double = 0.5, tables: Double = 0.5
) throws -> Model {
  let parameters = Parameters(random: configuration, seed: seed, deviation: weights)
  var random = Random(seed: seed &+ 1000)
  for slot in configuration.parameterSlots {
    guard let parameter = parameters[slot.address] else { continue }
    let view = parameters.view(parameter)
    for (index, value) in random.normal(view.shape.count, deviation: 0.3).enumerated() {
      switch slot.role {
      case .gain, .bias: view[index] += value
      case .table: view[index] *= Float(tables / weights)
      case .weight: break
      }
    }
  }
  return try Model(configuration, parameters)
}

/// Token ids that are neither padding nor 0.
func tokens(_ count: Int, _ rows: Int = 1, seed: UInt64 = 7) -> [[Int]] {
  var random = Random(seed: seed)
  return (0..<rows).map { _ in
    random.integers(count, below: Setup.vocabularySize - 2).map { $0 + 2 }
  }
}

/// Another token than this one, neither padding nor 0.
func otherToken(_ id: Int) -> Int { 2 + (id - 1) % (Setup.vocabularySize - 2) }

extension Setup {
  /// An input for the tower: ids of 5 positions, and 4 target ids where a decoder reads them.
  func input(_ rows: Int = 1, seed: UInt64 = 7, hasTargets: Bool = false) -> ModelInput {
    var input = ModelInput(ids: tokens(5, rows, seed: seed))
    if tower == .encoderDecoder { input.targetIDs = tokens(4, rows, seed: seed + 1) }
    if hasTargets { input.targets = tokens(tower == .encoderDecoder ? 4 : 5, rows, seed: seed + 2) }
    return input
  }
}

extension Trace {
  /// A node's numbers, copied while the trace is sure to be there.
  func numbers(of node: NodeID) -> [Float] {
    withExtendedLifetime(self) { values(of: node).array }
  }
}

extension ModelTrace {
  /// The numbers of the node at an address.
  func numbers(_ address: Address, sourceLocation: SourceLocation = #_sourceLocation) throws
    -> [Float]
  {
    let node = try #require(trace.node(at: address), "\(address)", sourceLocation: sourceLocation)
    return trace.numbers(of: node)
  }

  /// The states that leave the last tower, a list for each position of each row.
  func states() -> [[[Float]]] {
    let all = trace.numbers(of: states)
    let shape = trace[states].shape
    let (length, width) = (shape[-2], shape[-1])
    return (0..<shape.product(droppingLast: 2)).map { row in
      (0..<length).map { position in
        let start = (row * length + position) * width
        return Array(all[start..<start + width])
      }
    }
  }
}
