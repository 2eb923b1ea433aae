import Kernels
import Tensors
import Tracing
import Transformers

extension BrokenWire {
  /// A model computed with this wire wrong, in every layer of every tower.
  ///
  /// The steps of the walk stay the same where they can: what a step holds is another number than its formula
  /// makes, so that the wire is found by the numbers. Only ``wrongResidual`` moves norms.
  ///
  /// - Parameters:
  ///   - model: The model, which stays as it is.
  ///   - input: What it is given.
  /// - Returns: The computation; without labels.
  /// - Throws: ``BrokenWireError`` where the model has no such wire; ``InputError`` where it cannot take the input.
  package func trace(_ model: Model, _ input: ModelInput) throws -> ModelTrace {
    if self == .wrongResidual { return try Self.misplacedResidual(model).trace(input) }
    let trace = try model.trace(input)
    switch self {
    case .softmaxOverQueries:
      return try Self.replay(trace, at: Self.attentionNodes("weights", trace)) { trace, node in
        Self.softmaxOverQueries(trace.values(of: trace[node].inputs[0]))
      }
    case .noScaling:
      let scaled = Self.attentionNodes("scaled", trace)
      guard model.configuration.scalesScores, !scaled.isEmpty else {
        throw BrokenWireError.noScaling
      }
      return try Self.replay(trace, at: scaled, taking: Self.input)
    case .shiftedMask: return try Self.shiftMask(trace)
    case .noPositions: return try Self.leaveOutPositions(trace)
    case .wrongResidual: return trace
    }
  }

  // MARK: One node after another

  /// Puts other numbers into nodes, each made of what is computed once those before it have theirs.
  private static func replay(
    _ trace: ModelTrace, at nodes: [NodeID], taking values: (Trace, NodeID) -> [Float]
  ) throws -> ModelTrace {
    var changes: [Intervention] = []
    var current = trace
    for node in nodes {
      changes.append(
        Intervention(
          at: trace.trace[node].address, becomes: .values(values(current.trace, node))))
      current = try trace.replay(changes)
    }
    return current
  }

  /// What a node is made of, as it is.
  private static func input(_ trace: Trace, _ node: NodeID) -> [Float] {
    trace.values(of: trace[node].inputs[0]).array
  }

  /// The nodes of all attentions with a name, in the order of computation.
  private static func attentionNodes(_ name: String, _ trace: ModelTrace) -> [NodeID] {
    trace.trace.nodes.indices.map(NodeID.init).filter { node in
      let found = trace.trace[node]
      let parts = found.address.parts
      return found.kind == .computed && parts.count == 4 && parts[3] == name
        && parts[2].hasSuffix("-attention")
    }
  }

  // MARK: Softmax

  /// Weights of which each column sums to 1, over the queries that may look.
  private static func softmaxOverQueries(_ scores: View) -> [Float] {
    let (queries, keys) = (scores.shape[-2], scores.shape[-1])
    var weights = [Float](repeating: 0, count: scores.shape.count)
    for matrix in 0..<scores.shape.product(droppingLast: 2) {
      for key in 0..<keys {
        let cells = (0..<queries).map { (matrix * queries + $0) * keys + key }
        let column = cells.map { Double(scores[$0]) }
        let maximum = column.max() ?? -.infinity
        guard maximum > -.infinity else { continue }
        let shares = column.map { exp($0 - maximum) }
        let sum = shares.reduce(0, +)
        for (cell, share) in zip(cells, shares) { weights[cell] = Float(share / sum) }
      }
    }
    return weights
  }

  // MARK: Mask

  /// Lets each query of the decoder look where the next one may, too.
  private static func shiftMask(_ trace: ModelTrace) throws -> ModelTrace {
    guard let mask = trace.decoder?.mask else { throw BrokenWireError.noCausalMask }
    let view = trace.trace.values(of: mask)
    let (queries, keys) = (view.shape[-2], view.shape[-1])
    guard queries > 1 else { throw BrokenWireError.oneToken }
    var allowed = view.array
    for row in 0..<view.shape.product(droppingLast: 2) {
      for query in 0..<queries - 1 {
        for key in 0..<keys where view[(row * queries + query + 1) * keys + key] != 0 {
          allowed[(row * queries + query) * keys + key] = 1
        }
      }
    }
    return try trace.replay([
      Intervention(at: trace.trace[mask].address, becomes: .values(allowed))
    ])
  }

  // MARK: Positions

  /// Makes every way in which positions come in come to nothing.
  private static func leaveOutPositions(_ trace: ModelTrace) throws -> ModelTrace {
    switch trace.configuration.positions {
    case .none: throw BrokenWireError.noPositions
    case .sinusoidal, .learned, .learnedSkippingPadding:
      return try withZeros("position-embedding", trace)
    case .relativeBias: return try withZeros("relative-bias", trace)
    case .alibi: return try replay(trace, at: attentionNodes("biased", trace), taking: input)
    case .rotary:
      let turned = ["rotated-queries", "rotated-keys"].flatMap { attentionNodes($0, trace) }
      return try replay(trace, at: turned.sorted(), taking: input)
    }
  }

  private static func withZeros(_ name: String, _ trace: ModelTrace) throws -> ModelTrace {
    try trace.replay(
      ["encoder", "decoder"].map { Address($0) / name }
        .filter { trace.trace.node(at: $0) != nil }
        .map { Intervention(at: $0, becomes: .value(0)) })
  }

  // MARK: Residual

  /// The model with its residuals taken behind the norms, and all else as it is.
  private static func misplacedResidual(_ model: Model) throws -> Model {
    var configuration = model.configuration
    guard configuration.wiring != .none, configuration.wiring != .wrong else {
      throw BrokenWireError.noNorm(configuration.wiring)
    }
    configuration.wiring = .wrong
    return try Rewiring(model, under: configuration).model
  }
}

/// Why a wire cannot be put wrong in a model.
package enum BrokenWireError: Error, Equatable, Sendable {
  /// Its scores are not scaled.
  case noScaling
  /// It has no decoder, whose mask alone is causal.
  case noCausalMask
  /// The decoder's text has no later token that could be looked at.
  case oneToken
  /// It has no positions.
  case noPositions
  /// It has no norm, or takes its residuals behind norms anyhow.
  case noNorm(Configuration.Wiring)
}

extension BrokenWireError: CustomStringConvertible {
  /// One line: which wire, why not, what to do.
  package var description: String {
    switch self {
    case .noScaling: "no-scaling: this model does not scale its scores; break another wire"
    case .noCausalMask:
      "shifted-mask: this model has no causal mask, which only a decoder has; break another wire"
    case .oneToken:
      "shifted-mask: the decoder reads one token, so there is none to look ahead to; give it more"
    case .noPositions: "no-positions: this model knows no positions; break another wire"
    case .noNorm(.wrong):
      "wrong-residual: this model takes its residuals behind its norms already; break another wire"
    case .noNorm: "wrong-residual: this model has no norms; break another wire"
    }
  }
}
