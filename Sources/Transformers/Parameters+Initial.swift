import Kernels
import Tensors
import Tracing

extension Parameters {
  /// How weights are drawn at first.
  package enum Initialization: String, CaseIterable, Sendable {
    /// What writes into the residual stream is small, and layer 1 begins by looking at neighbours.
    case small
    /// Every weight has a variance of 2/(inputs + outputs).
    case xavier
  }

  /// Fresh parameters for one tower under several heads.
  ///
  /// Weights are normal with a variance of 2/(inputs + outputs); what writes into the residual stream has
  /// a deviation of 0.02/√(2·layers), so that it does not drown the tokens. Tokens are normal with a
  /// deviation of 0.3, positions are sines and cosines, and the heads of layer 1 look at neighbouring
  /// places; gains are 1, biases 0. Every parameter is drawn from a seed of its own, made of its
  /// address: models that differ in where their norms stand begin from the same numbers.
  ///
  /// With ``Initialization/xavier`` every weight has that variance, what writes into the stream too, no head
  /// begins by looking anywhere, and keys are drawn apart from queries: what papers on norms speak of.
  ///
  /// - Source: Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural
  ///   networks", equation 12; the division: Radford et al. 2019, §2.3.
  /// - Parameters:
  ///   - configurations: What the parameters are for; all have the same towers and differ in their heads.
  ///   - seed: What determines the numbers.
  ///   - initialization: How weights are drawn.
  /// - Returns: One set of windows for each configuration, over the same numbers; trainable.
  package static func initial(
    _ configurations: [Configuration], seed: UInt64, initialization: Initialization = .small
  ) -> [Parameters] {
    let arena = Arena()
    var stored: [StoredTensor] = []
    var shared: [Address: Parameter] = [:]
    var all: [[Address: Parameter]] = []
    for (index, configuration) in configurations.enumerated() {
      var windows: [Address: Parameter] = [:]
      for slot in configuration.parameterSlots {
        let isTower = slot.address.parts[0] == "encoder" || slot.address.parts[0] == "decoder"
        if isTower, let known = shared[slot.address] {
          windows[slot.address] = known
          continue
        }
        let name = index == 0 || isTower ? slot.address.path : "head-\(index + 1)/\(slot.address)"
        let turned = slot.role == .weight
        let shape: Shape = turned ? [slot.shape[1], slot.shape[0]] : slot.shape
        let values = arena.allocate(shape.count)
        var generator = SeededGenerator(
          seed: seed ^ Self.mixed(initialization == .small ? Self.source(of: name) : name))
        configuration.draw(slot, initialization, into: values, using: &generator)
        let parameter = Parameter(
          tensor: stored.count, shape: shape, layout: turned ? .inputOutput : .outputInput)
        stored.append(StoredTensor(name: name, shape: shape, values: values))
        windows[slot.address] = parameter
        if isTower { shared[slot.address] = parameter }
      }
      all.append(windows)
    }
    let first = Parameters(stored: stored, windows: all[0], owner: arena)
    first.makeTrainable()
    return [first] + all.dropFirst().map { first.sharingNumbers(windows: $0) }
  }

  /// The name whose numbers a parameter begins with: keys of self-attention begin as the queries do, so
  /// that a token first of all finds tokens like itself.
  private static func source(of name: String) -> String {
    let (keys, queries) = ("self-attention/keys/weight", "self-attention/queries/weight")
    return name.hasSuffix(keys) ? name.dropLast(keys.count) + queries : name
  }

  /// A number that an address always gives (FNV-1a).
  private static func mixed(_ name: String) -> UInt64 {
    name.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }
}

extension Configuration {
  /// The deviation of a token's numbers, and the size of a position's.
  private static let tokenDeviation = 0.3
  /// How sharply a head of layer 1 looks at its place: the score there is this square times 1.15 above
  /// that of the neighbours.
  private static let sharpness = 1.9

  /// Draws a parameter's first numbers; weights lie as [input, output].
  fileprivate func draw(
    _ slot: ParameterSlot, _ initialization: Parameters.Initialization,
    into values: UnsafeMutablePointer<Float>, using generator: inout SeededGenerator
  ) {
    let count = slot.shape.count
    switch slot.role {
    case .gain: values.update(repeating: 1, count: count)
    case .bias: values.update(repeating: 0, count: count)
    case .weight:
      let parts = slot.address.parts
      let layers = Double(max(encoderLayerCount, decoderLayerCount, 1))
      // What layers write must not drown the tokens that came in.
      let isOutput = parts.count > 3 && parts[parts.count - 2] == "output"
      let deviation =
        isOutput && initialization == .small
        ? 0.02 / (2 * layers).squareRoot()
        : (2 / Double(slot.shape[0] + slot.shape[1])).squareRoot()
      for index in 0..<count { values[index] = Float(generator.normal() * deviation) }
      if initialization == .small, parts.count == 5, parts[1] == "1",
        parts[2] == "self-attention", hasLearnedPositions
      {
        switch parts[3] {
        case "queries": layOutLooks(isQuery: true, tower: String(parts[0]), into: values)
        case "keys": layOutLooks(isQuery: false, tower: String(parts[0]), into: values)
        default: break
        }
      }
    case .table:
      if slot.address.path.hasSuffix("position-embedding/table") {
        layOutPositions(slot.shape, into: values)
      } else {
        let isToken = slot.address.path.hasSuffix("token-embedding/table")
        let first = isToken && hasLearnedPositions ? positionColumns : 0
        for row in 0..<slot.shape.rows {
          for column in 0..<slot.shape.columns {
            let number = generator.normal() * Self.tokenDeviation
            values[row * slot.shape.columns + column] = column < first ? 0 : Float(number)
          }
        }
      }
    }
  }

  // MARK: Positions

  private var hasLearnedPositions: Bool {
    switch positions {
    case .learned, .learnedSkippingPadding: dHead >= 4
    case .none, .sinusoidal, .rotary, .alibi, .relativeBias: false
    }
  }

  /// How many coordinates positions have for themselves at first: a head's width, or a quarter of the
  /// model's.
  private var positionColumns: Int { min(dHead, dModel / 4) / 2 * 2 }

  /// The angle by which a pair of coordinates turns from one position to the next: from three positions a
  /// turn to 256.
  private func rate(ofPair pair: Int) -> Double {
    let pairs = positionColumns / 2
    let (fastest, slowest) = (2 * Double.pi / 3, 2 * Double.pi / 256)
    guard pairs > 1 else { return fastest }
    return fastest * pow(slowest / fastest, Double(pair) / Double(pairs - 1))
  }

  /// Positions begin as sines and cosines in coordinates of their own, and are learned from there.
  ///
  /// - Source: Vaswani et al. 2017, §3.5, with other rates.
  private func layOutPositions(_ shape: Shape, into values: UnsafeMutablePointer<Float>) {
    values.update(repeating: 0, count: shape.count)
    guard hasLearnedPositions else { return }
    let size = Self.tokenDeviation * 2.0.squareRoot()
    for row in firstPositionRow..<shape.rows {
      for pair in 0..<positionColumns / 2 {
        let angle = Double(row - firstPositionRow) * rate(ofPair: pair)
        values[row * shape.columns + 2 * pair] = Float(size * sin(angle))
        values[row * shape.columns + 2 * pair + 1] = Float(size * cos(angle))
      }
    }
  }

  /// The heads of layer 1 begin by looking at fixed places.
  ///
  /// In a decoder 1, 2, 3 … tokens back; in an encoder 1 back, 1 ahead, 2 back, 2 ahead …: a query is its
  /// position turned by that distance, a key its position.
  ///
  /// To look a name up and then what stands beside it takes two heads, each of which is of use only when
  /// the other is there (Olsson et al. 2022, "In-context Learning and Induction Heads", describe the pair
  /// and how suddenly it comes). Beginning with one of them spares a small model the wait.
  private func layOutLooks(isQuery: Bool, tower: String, into values: UnsafeMutablePointer<Float>) {
    let heads = isQuery ? headCount : keyValueHeadCount
    let outputs = heads * dHead
    // Scores are products of queries and keys as they come in: normalized, or as small as tokens are.
    let isNormalized = hasEmbeddingNorm || wiring == .pre || wiring == .sandwich || wiring == .wrong
    let gain = Self.sharpness / (isNormalized ? 1 : Self.tokenDeviation)
    for head in 0..<heads {
      let distance =
        tower == "decoder" ? -(head + 1) : (head % 2 == 0 ? -1 : 1) * (head / 2 + 1)
      for output in head * dHead..<(head + 1) * dHead {
        for input in 0..<dModel { values[input * outputs + output] = 0 }
      }
      for pair in 0..<positionColumns / 2 {
        let angle = isQuery ? Double(distance) * rate(ofPair: pair) : 0
        let (sine, cosine) = (Float(gain * sin(angle)), Float(gain * cos(angle)))
        // sin(a + b) = sin a · cos b + cos a · sin b;  cos(a + b) = cos a · cos b − sin a · sin b
        let (x, y) = (2 * pair, 2 * pair + 1)
        let (u, v) = (head * dHead + 2 * pair, head * dHead + 2 * pair + 1)
        values[x * outputs + u] = cosine
        values[y * outputs + u] = sine
        values[x * outputs + v] = -sine
        values[y * outputs + v] = cosine
      }
    }
  }

  /// The row of the first position's vector.
  private var firstPositionRow: Int {
    switch positions {
    case .learned(_, let offset): offset
    case .learnedSkippingPadding(_, let padding): padding + 1
    case .none, .sinusoidal, .rotary, .alibi, .relativeBias: 0
    }
  }
}
