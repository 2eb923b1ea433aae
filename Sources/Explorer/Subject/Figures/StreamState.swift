import Tracing
import Transformers

/// One state of a tower's residual stream: what a sublayer leaves behind.
package struct StreamState: Equatable, Sendable {
  /// Which state.
  package enum Kind: Equatable, Sendable {
    /// What enters layer 1.
    case embedding
    /// After a sublayer: `self-attention`, `cross-attention`, `feed-forward`.
    case sublayer(layer: Int, String)
    /// After a whole layer.
    case layer(Int)
    /// What leaves the tower, after its final norm.
    case output
  }

  /// Which state.
  package let kind: Kind
  /// The node.
  package let node: NodeID

  /// The states of a tower in order; none where the trace has no such tower.
  ///
  /// Where the inside of layers is not kept (a long text), only what leaves each layer: the others would have
  /// to be computed again, layer after layer.
  package static func all(of tower: String, in subject: Subject) -> [StreamState] {
    let trace = subject.trace
    let c = subject.configuration
    let root = Address(tower)
    guard let embedding = trace.node(at: root / "embedding") else { return [] }
    var states = [StreamState(kind: .embedding, node: embedding)]
    let layers = tower == "encoder" ? c.encoderLayerCount : c.decoderLayerCount
    // After the addition in Post-LN the norm follows, and what it makes is passed on.
    let last = c.wiring == .post ? "norm" : "residual"
    for layer in 1..<(layers + 1) {
      let block = root / "\(layer)"
      if trace.retention == .residualStreams {
        if let node = trace.node(at: block / "output") {
          states.append(StreamState(kind: .layer(layer), node: node))
        }
        continue
      }
      for sublayer in ["self-attention", "cross-attention", "feed-forward"] {
        guard let node = trace.node(at: block / sublayer / last) else { continue }
        states.append(StreamState(kind: .sublayer(layer: layer, sublayer), node: node))
      }
    }
    if c.hasFinalNorm, let node = trace.node(at: root / "output") {
      states.append(StreamState(kind: .output, node: node))
    }
    return states
  }
}
