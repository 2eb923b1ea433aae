import Tensors
import Tracing

/// embedding + what every sublayer adds = the residual stream, at one position.
///
/// Pre-LN keeps the sum as it is. Post-LN normalizes it after each sublayer, and the parts no longer add up.
package struct Identity: Sendable {
  /// One summand, or the stream that the sum is compared with.
  package struct Part: Sendable {
    /// Which sublayer adds it; the first part is what was there before.
    package let kind: StreamState.Kind
    /// The node that holds what is added.
    package let node: NodeID
    /// What is added.
    package let values: [Double]
    /// The largest distance, over the channels, of the sum so far from the stream as recorded after it.
    package let error: Double
    /// Whether that is no more than rounding.
    package let holds: Bool
    /// The node that holds the stream after it.
    package let stream: NodeID
  }

  /// The summands in order.
  package let parts: [Part]
  /// Their sum.
  package let sum: [Double]
  /// The residual stream as recorded, after the last of them.
  package let stream: [Double]
  /// The layer that it is about; 0 for the whole tower.
  package let layer: Int

  /// The first part after which the sum differs from the stream.
  package var firstBreak: Part? { parts.first { !$0.holds } }
  /// The largest error at the end.
  package var error: Double { parts.last?.error ?? 0 }

  /// Adds up a tower, or one layer of it; nil where there is nothing to add up.
  init?(_ subject: Subject, _ tower: String, position: Int, layer: Int) {
    let trace = subject.trace
    let c = subject.configuration
    let root = Address(tower)
    func numbers(_ node: NodeID) -> [Double] {
      let values = trace.values(of: node)
      let columns = values.shape.columns
      guard position >= 0, position < values.shape.rows else { return [] }
      let start = values.row(position)
      return (0..<columns).map { Double(start[$0]) }
    }
    let count = tower == "encoder" ? c.encoderLayerCount : c.decoderLayerCount
    let layers = layer > 0 ? layer...layer : 1...max(1, count)
    let entry = layer > 1 ? root / "\(layer - 1)" / "output" : root / "embedding"
    guard count > 0, let first = trace.node(at: entry) else { return nil }
    var sum = numbers(first)
    guard !sum.isEmpty else { return nil }
    let start: StreamState.Kind = layer > 1 ? .layer(layer - 1) : .embedding
    var parts = [Part(kind: start, node: first, values: sum, error: 0, holds: true, stream: first)]
    var stream = sum
    for layer in layers {
      for name in ["self-attention", "cross-attention", "feed-forward"] {
        let block = root / "\(layer)" / name
        guard let residual = trace.node(at: block / "residual"), trace[residual].inputs.count == 2
        else { continue }
        let change = numbers(trace[residual].inputs[1])
        guard change.count == sum.count else { return nil }
        for channel in sum.indices { sum[channel] += change[channel] }
        let state = c.wiring == .post ? trace.node(at: block / "norm") ?? residual : residual
        stream = numbers(state)
        var error = 0.0
        var magnitude = 1.0
        for channel in sum.indices {
          error = max(error, abs(sum[channel] - stream[channel]))
          magnitude = max(magnitude, abs(stream[channel]))
        }
        // Every addition rounds by 2⁻²⁴ of what it makes, and there are two a layer.
        let tolerance = 1e-6 * magnitude * Double(parts.count)
        parts.append(
          Part(
            kind: .sublayer(layer: layer, name), node: trace[residual].inputs[1], values: change,
            error: error, holds: error <= tolerance, stream: state))
      }
    }
    self.parts = parts
    self.sum = sum
    self.stream = stream
    self.layer = layer
  }
}
