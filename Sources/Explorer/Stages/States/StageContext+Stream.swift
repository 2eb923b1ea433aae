import Screen
import Tracing

extension StageContext {
  /// The tower that the node belongs to; the last one for what follows it.
  var tower: String {
    let first = node.address.parts.first.map(String.init) ?? ""
    if first == "encoder" || first == "decoder" { return first }
    return subject.configuration.tower == .encoder ? "encoder" : "decoder"
  }

  /// The layer that the node lies in, counted from 1; before the layers the first, after them the last.
  var layer: Int {
    let parts = node.address.parts
    if parts.count > 1, let layer = Int(parts[1]) { return layer }
    let c = subject.configuration
    let count = tower == "encoder" ? c.encoderLayerCount : c.decoderLayerCount
    return parts.last == "embedding" ? 1 : count
  }

  /// Whether the logit lens reads the tower's states.
  var hasLens: Bool {
    subject.configuration.tower != .encoderDecoder || tower == "decoder"
  }

  /// The cursor's position in the text, counted from 0; 0 where rows are no positions.
  var position: Int {
    switch labels.rowAxis {
    case .position, .query: return place.row
    default:
      if labels.columnAxis == .position { return place.column }
      // Keys and values of self-attention belong to the same text.
      let isCross = node.address.parts.contains("cross-attention")
      return labels.rowAxis == .key && !isCross ? place.row : 0
    }
  }

  /// The cursor's channel of the model's width; nil where columns are something else.
  var channel: Int? {
    node.axes.last == .channel && plane.columns == subject.configuration.dModel
      ? place.column : nil
  }

  /// The token at the cursor's position.
  var token: String {
    let tokens = trace.labels
    let list = (tower == "encoder" ? tokens.source : tokens.target).first ?? []
    guard list.indices.contains(position) else { return "\(position + 1)" }
    return medium.drawable(list[position])
  }

  /// The tokens of the tower, the cursor's lit.
  var towerTokens: StateBlock {
    let tokens = trace.labels
    let list = (tower == "encoder" ? tokens.source : tokens.target).first ?? []
    let medium = medium
    return .tokens(
      TokenLine(
        title: "", count: list.count, cursor: position,
        label: { medium.drawable(list[$0]) }, isFocused: isFocused))
  }

  /// What a state of the stream is called, short enough to stand over a column where it must.
  func name(_ kind: StreamState.Kind, isShort: Bool = false) -> String {
    switch kind {
    case .embedding: return words(.embedding)
    case .output: return words(.finalNorm)
    case .layer(let layer): return isShort ? "\(layer)" : words(.layer, "\(layer)")
    case .sublayer(let layer, let name):
      let text: StateText =
        switch name {
        case "self-attention": isShort ? .selfShort : .selfAttention
        case "cross-attention": isShort ? .crossShort : .crossAttention
        default: isShort ? .feedForwardShort : .feedForward
        }
      return "\(layer) " + words(text)
    }
  }

  /// The label of a token id.
  func label(ofID id: Int) -> String {
    guard let reader = subject.reader else { return "\(id)" }
    return medium.drawable(SubjectOpener.label(of: id, reader))
  }
}
