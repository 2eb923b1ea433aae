import Tracing

extension ModelTrace {
  /// What stands at the places of a node's axis, if they have names: tokens where they are positions, a
  /// classifier's answers where they are labels.
  ///
  /// Of the first row of a batch. A query of a cross-attention is a position of the decoder's text, a key
  /// one of the encoder's.
  package func labels(along axis: Axis, of node: Node) -> [String]? {
    switch axis {
    case .position, .query, .key: break
    case .label: return trace.labels.answers.isEmpty ? nil : trace.labels.answers
    default: return nil
    }
    let parts = node.address.parts
    let isCross = parts.contains("cross-attention") || parts.last == "cross-attention-mask"
    let isSource: Bool
    switch parts.first {
    case "encoder": isSource = true
    case "decoder": isSource = axis == .key && isCross
    default: isSource = configuration.tower == .encoder
    }
    return (isSource ? trace.labels.source : trace.labels.target).first
  }
}
