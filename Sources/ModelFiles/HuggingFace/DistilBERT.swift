import Transformers

/// DistilBERT: BERT with half the layers and without kinds of token.
///
/// - Source: transformers, `configuration_distilbert.py`, `modeling_distilbert.py`; Sanh et al. 2019,
///   "DistilBERT, a distilled version of BERT".
enum DistilBERT: Architecture {
  static let modelTypes = ["distilbert"]
  static let classes: [(name: String, head: ArchitectureHead)] = [
    ("DistilBertForMaskedLM", .tokens), ("DistilBertModel", .none),
    ("DistilBertForSequenceClassification", .labels),
  ]
  static let headTensor: String? = "vocab_transform.weight"
  static let labelsTensor: String? = "classifier.weight"

  /// The ε of every norm; no key sets it.
  private static let epsilon: Float = 1e-12

  static func blueprint(
    _ config: ConfigFile, head: ArchitectureHead, tensors: TensorNames
  ) throws(ArchitectureError) -> Blueprint {
    let width = try config.size("dim", "hidden_size", default: 768)
    let positions = try config.size("max_position_embeddings", default: 512)
    var c = Configuration(
      tower: .encoder,
      vocabularySize: try config.size("vocab_size", default: 30522),
      dModel: width,
      headCount: try config.size("n_heads", "num_attention_heads", default: 12),
      dFF: try config.size("hidden_dim", default: 3072),
      layerCount: try config.layers("n_layers", "num_hidden_layers", default: 6),
      wiring: .post,
      // Sinusoidal ones (`sinusoidal_pos_embds`) are stored as a table too.
      positions: .learned(count: positions, offset: 0),
      activation: try config.activation("activation", default: "gelu"))
    c.dHead = try config.headWidth(of: width, key: "dim", heads: c.headCount, headsKey: "n_heads")
    c.epsilon = epsilon
    c.hasEmbeddingNorm = true
    c.tiesHead = try config.flag("tie_word_embeddings", default: true)
    c.hasHeadBias = true
    c.contextLength = positions
    c.tokens = try config.tokens(vocabularySize: c.vocabularySize, defaults: .init(padding: 0))
    c.fixesPadding = true
    switch head {
    case .none: c.head = .none
    case .tokens: c.head = .maskedLanguageModel(activation: c.activation, epsilon: epsilon)
    case .labels: c.head = .classifier(labelCount: try config.labelCount(), hidden: .relu)
    }
    return Blueprint(
      configuration: c, rules: rules(prefix: tensors.prefix("distilbert."), head: head))
  }

  private static func rules(prefix p: String, head: ArchitectureHead) -> [TensorRule] {
    let headRules =
      head == .labels
      ? [TensorRule("head/dense", "pre_classifier"), TensorRule("logits", "classifier")]
      : [
        TensorRule("head/dense", "vocab_transform"),
        TensorRule("head/norm", "vocab_layer_norm"),
        TensorRule("logits", "vocab_projector"),
      ]
    return headRules + [
      TensorRule("encoder/token-embedding", "\(p)embeddings.word_embeddings"),
      TensorRule("encoder/position-embedding", "\(p)embeddings.position_embeddings"),
      TensorRule("encoder/embedding", "\(p)embeddings.LayerNorm"),
      TensorRule("encoder/#/self-attention/queries", "\(p)transformer.layer.#.attention.q_lin"),
      TensorRule("encoder/#/self-attention/keys", "\(p)transformer.layer.#.attention.k_lin"),
      TensorRule("encoder/#/self-attention/values", "\(p)transformer.layer.#.attention.v_lin"),
      TensorRule("encoder/#/self-attention/output", "\(p)transformer.layer.#.attention.out_lin"),
      TensorRule("encoder/#/self-attention/norm", "\(p)transformer.layer.#.sa_layer_norm"),
      TensorRule("encoder/#/feed-forward/up", "\(p)transformer.layer.#.ffn.lin1"),
      TensorRule("encoder/#/feed-forward/output", "\(p)transformer.layer.#.ffn.lin2"),
      TensorRule("encoder/#/feed-forward/norm", "\(p)transformer.layer.#.output_layer_norm"),
    ]
  }
}
