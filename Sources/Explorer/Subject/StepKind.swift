import Tracing

/// What a step is to a reader: it decides how the step is drawn.
package enum StepKind: CaseIterable, Hashable, Sendable {
  /// Token ids.
  case tokens
  /// Rows looked up in a table: of tokens, positions or token types.
  case lookup
  /// Positions as sines and cosines.
  case sinusoid
  /// Queries or keys turned by their position.
  case rotation
  /// A bias on the scores that depends on the distance: ALiBi's slopes, T5's buckets.
  case distanceBias
  /// States times a matrix, plus a bias.
  case projection
  /// Queries times keys.
  case scores
  /// A number times everything.
  case scale
  /// Scores with what may not be seen at −∞.
  case mask
  /// Softmax of scores.
  case weights
  /// Weights times values.
  case context
  /// Heads side by side.
  case concatenation
  /// a + b.
  case addition
  /// LayerNorm or RMSNorm.
  case norm
  /// The bend of the feed-forward network, or of a head.
  case activation
  /// One projection times another.
  case gate
  /// Scores over the vocabulary or over labels.
  case logits
  /// Softmax of logits.
  case probabilities
  /// The cross-entropy.
  case loss
  /// What has no picture of its own.
  case other

  /// The kind of a node.
  package init(_ node: Node) {
    guard let operation = node.operation else {
      self = node.address.name == "ids" ? .tokens : .other
      return
    }
    switch operation {
    case is Embedding: self = .lookup
    case is SinusoidalPositions: self = .sinusoid
    case is RotaryEmbedding: self = .rotation
    case is ALiBiBias, is RelativeBias: self = .distanceBias
    case is Linear: self = node.address == "logits" ? .logits : .projection
    case is MatMul: self = node.address.name == "scores" ? .scores : .context
    case is Tracing.Scale: self = .scale
    case is Mask: self = .mask
    case is Softmax: self = node.address == "probabilities" ? .probabilities : .weights
    case is ConcatenateHeads: self = .concatenation
    case is Add: self = .addition
    case is LayerNorm, is RMSNorm: self = .norm
    case is ReLU, is GELU, is GELUTanh, is SiLU, is Tanh: self = .activation
    case is Gate: self = .gate
    case is CrossEntropy: self = .loss
    default: self = .other
    }
  }
}
