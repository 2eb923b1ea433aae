import Tracing
import Transformers

/// What computing a decoder's text from its beginning costs, however long it is.
///
/// A decoder on T positions takes a + b·T + c·T² multiply-adds: projections and the feed-forward network grow
/// with T, scores and contexts with T². Three short plans give a, b and c exactly; nothing is run.
struct StepCosts {
  private let encoder: Int
  /// Multiply-adds of 1, 2 and 3 positions.
  private let decoder: (Int, Int, Int)

  /// Plans a model on a source of a length.
  init(_ model: Model, sourceCount: Int) throws {
    let isPair = model.configuration.tower == .encoderDecoder
    func plan(_ count: Int) throws -> (encoder: Int, decoder: Int) {
      let trace = try model.plan(
        TraceShape(
          batchCount: 1, length: isPair ? sourceCount : count, targetLength: isPair ? count : 0),
        options: TraceOptions(retention: .residualStreams, hasProbabilities: false))
      var costs = (encoder: 0, decoder: 0)
      for (index, node) in trace.trace.nodes.enumerated() where node.kind == .computed {
        let cost = trace.trace.cost(of: NodeID(index)).multiplyAdds
        if node.address.parts.first == "encoder" {
          costs.encoder += cost
        } else {
          costs.decoder += cost
        }
      }
      return costs
    }
    let first = try plan(1)
    encoder = first.encoder
    decoder = (first.decoder, try plan(2).decoder, try plan(3).decoder)
  }

  /// Multiply-adds of a decoder's whole text, and of the encoder where this is the first step: its output
  /// does not change.
  func whole(_ count: Int, isFirst: Bool) -> Int {
    let (slope, bend) = (decoder.1 - decoder.0, decoder.2 - 2 * decoder.1 + decoder.0)
    let steps = count - 1
    // Newton's forward differences.
    let own = decoder.0 + steps * slope + steps * (steps - 1) / 2 * bend
    return own + (isFirst ? encoder : 0)
  }

  /// Multiply-adds of everything that a trace computes.
  static func multiplyAdds(_ trace: ModelTrace) -> Int {
    trace.trace.nodes.indices.reduce(0) { sum, index in
      guard trace.trace.nodes[index].kind == .computed else { return sum }
      return sum + trace.trace.cost(of: NodeID(index)).multiplyAdds
    }
  }
}
