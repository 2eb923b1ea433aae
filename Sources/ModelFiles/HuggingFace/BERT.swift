import Transformers

/// BERT: an encoder, Post-LN, learned positions, two kinds of token.
///
/// - Source: transformers, `configuration_bert.py`, `modeling_bert.py`; Devlin et al. 2019, "BERT:
///   Pre-training of Deep Bidirectional Transformers for Language Understanding".
enum BERT: Architecture {
  static let modelTypes = ["bert"]
  static let classes: [(name: String, head: ArchitectureHead)] = [
    ("BertForMaskedLM", .tokens), ("BertForPreTraining", .tokens), ("BertModel", .none),
    ("BertForSequenceClassification", .labels),
  ]
  static let headTensor: String? = "cls.predictions.transform.dense.weight"
  static let labelsTensor: String? = "classifier.weight"

  static func blueprint(
    _ config: ConfigFile, head: ArchitectureHead, tensors: TensorNames
  ) throws(ArchitectureError) -> Blueprint {
    var c = try configuration(config, vocabularySize: 30522)
    let positions = try config.size("max_position_embeddings", default: 512)
    c.positions = .learned(count: positions, offset: 0)
    c.contextLength = positions
    c.tokens = try config.tokens(vocabularySize: c.vocabularySize, defaults: .init(padding: 0))
    c.fixesPadding = true
    switch head {
    case .none: c.head = .none
    case .tokens: c.head = .maskedLanguageModel(activation: c.activation, epsilon: c.epsilon)
    case .labels: c.head = .classifier(labelCount: try config.labelCount(), hidden: .tanh)
    }
    let p = tensors.prefix("bert.")
    return Blueprint(
      configuration: c,
      rules: rules(prefix: p) + normRules(prefix: p)
        + headRules(head, prefix: p, tiesHead: c.tiesHead))
  }

  private static func headRules(
    _ head: ArchitectureHead, prefix p: String, tiesHead: Bool
  ) -> [TensorRule] {
    guard head != .labels else {
      return [TensorRule("head/dense", "\(p)pooler.dense"), TensorRule("logits", "classifier")]
    }
    return [
      TensorRule("head/dense", "cls.predictions.transform.dense"),
      TensorRule("head/norm", "cls.predictions.transform.LayerNorm"),
      TensorRule("logits", "cls.predictions.decoder"),
      biasRule("cls.predictions", tiesHead: tiesHead),
    ]
  }

  /// A head's bias has two names for one list; where the head is not tied they are two lists, and
  /// that of its own module counts.
  static func biasRule(_ head: String, tiesHead: Bool) -> TensorRule {
    let names = ["\(head).bias", "\(head).decoder.bias"]
    return TensorRule(tensor: "logits/bias", tiesHead ? names : names.reversed())
  }

  /// What BERT and RoBERTa have in common.
  static func configuration(
    _ config: ConfigFile, vocabularySize: Int
  ) throws(ArchitectureError) -> Configuration {
    try config.require("position_embedding_type", oneOf: "absolute")
    try config.refuse("is_decoder", "add_cross_attention")
    let width = try config.size("hidden_size", default: 768)
    var c = Configuration(
      tower: .encoder,
      vocabularySize: try config.size("vocab_size", default: vocabularySize),
      dModel: width,
      headCount: try config.size("num_attention_heads", default: 12),
      dFF: try config.size("intermediate_size", default: 3072),
      layerCount: try config.layers("num_hidden_layers", default: 12),
      wiring: .post,
      activation: try config.activation("hidden_act", default: "gelu"))
    c.dHead = try config.headWidth(
      of: width, key: "hidden_size", heads: c.headCount, headsKey: "num_attention_heads")
    c.epsilon = try config.epsilon("layer_norm_eps", default: 1e-12)
    c.hasEmbeddingNorm = true
    c.tokenTypeCount = try config.size("type_vocab_size", default: 2)
    c.tiesHead = try config.flag("tie_word_embeddings", default: true)
    c.hasHeadBias = true
    return c
  }

  /// The names that BERT and RoBERTa have in common: all but norms and heads.
  static func rules(prefix p: String) -> [TensorRule] {
    [
      TensorRule("encoder/token-embedding", "\(p)embeddings.word_embeddings"),
      TensorRule("encoder/position-embedding", "\(p)embeddings.position_embeddings"),
      TensorRule("encoder/token-type-embedding", "\(p)embeddings.token_type_embeddings"),
      TensorRule("encoder/embedding", "\(p)embeddings.LayerNorm"),
      TensorRule("encoder/#/self-attention/queries", "\(p)encoder.layer.#.attention.self.query"),
      TensorRule("encoder/#/self-attention/keys", "\(p)encoder.layer.#.attention.self.key"),
      TensorRule("encoder/#/self-attention/values", "\(p)encoder.layer.#.attention.self.value"),
      TensorRule("encoder/#/self-attention/output", "\(p)encoder.layer.#.attention.output.dense"),
      TensorRule("encoder/#/feed-forward/up", "\(p)encoder.layer.#.intermediate.dense"),
      TensorRule("encoder/#/feed-forward/output", "\(p)encoder.layer.#.output.dense"),
    ]
  }

  /// The norms that BERT and RoBERTa have after their sublayers.
  static func normRules(prefix p: String) -> [TensorRule] {
    let layer = "\(p)encoder.layer.#"
    return [
      TensorRule("encoder/#/self-attention/norm", "\(layer).attention.output.LayerNorm"),
      TensorRule("encoder/#/feed-forward/norm", "\(layer).output.LayerNorm"),
    ]
  }
}
