import Transformers

extension ExportedModel.Family {
  /// A configuration that the family can hold: its wiring, positions, biases, activation and ε, with a
  /// tied head for tokens.
  ///
  /// - Parameters:
  ///   - vocabularySize: How many tokens there are.
  ///   - width: The model width C.
  ///   - heads: How many heads there are.
  ///   - feedForward: The feed-forward width; ``openAIGPT`` must have 4 · width.
  ///   - layers: The layers of each tower.
  ///   - context: The most positions of a text.
  ///   - tokens: The special tokens; ``robertaPreLayerNorm`` needs one for padding.
  /// - Returns: The configuration, which may be changed where the family has a key for it.
  package func configuration(
    vocabularySize: Int, width: Int, heads: Int, feedForward: Int, layers: Int, context: Int,
    tokens: Configuration.SpecialTokens
  ) -> Configuration {
    // Rows that belong to no position: those up to the padding's, or the two that BART leaves out.
    let padding = tokens.padding ?? 0
    let positions: Configuration.Positions =
      switch self {
      case .bert, .openAIGPT, .gpt2: .learned(count: context, offset: 0)
      case .robertaPreLayerNorm:
        .learnedSkippingPadding(count: context + padding + 1, padding: padding)
      case .bart, .mbart: .learned(count: context + 2, offset: 2)
      }
    var c = Configuration(
      tower: tower, vocabularySize: vocabularySize, dModel: width, headCount: heads,
      dFF: feedForward, layerCount: layers, wiring: wiring, positions: positions,
      activation: tower == .decoder ? .geluTanh : .gelu)
    c.tokens = tokens
    c.hasEmbeddingNorm = tower != .decoder
    c.fixesPadding = tower != .decoder
    if tower == .encoder {
      c.tokenTypeCount = 1
      c.epsilon = self == .bert ? 1e-12 : 1e-5
      c.head = .maskedLanguageModel(activation: .gelu, epsilon: c.epsilon)
      c.hasHeadBias = true
    }
    return c
  }
}
