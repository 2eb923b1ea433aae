import Screen

/// A block of the map as it is called, and its colour.
struct BlockName {
  private let kind: TowerMap.Kind

  init(_ map: TowerMap, _ block: Int) { kind = map.blocks[block].kind }

  /// The whole name.
  func long(_ language: DisplayLanguage) -> String {
    switch kind {
    case .embedding: NameText.embedding(language)
    case .selfAttention: NameText.selfAttention(language)
    case .crossAttention: NameText.crossAttention(language)
    case .feedForward: NameText.feedForward(language)
    case .finalNorm: FrameText.finalNorm(language)
    case .head: NameText.head(language)
    }
  }

  /// The name where two towers share a narrow map.
  func short(_ language: DisplayLanguage) -> String {
    switch kind {
    case .selfAttention: FrameText.selfShort(language)
    case .crossAttention: FrameText.crossShort(language)
    case .feedForward: FrameText.forwardShort(language)
    case .embedding, .finalNorm, .head: long(language)
    }
  }

  /// The colour.
  var role: Theme.Role {
    switch kind {
    case .embedding: .embedding
    case .selfAttention, .crossAttention: .attention
    case .feedForward: .feedForward
    case .finalNorm: .norm
    case .head: .probability
    }
  }
}
