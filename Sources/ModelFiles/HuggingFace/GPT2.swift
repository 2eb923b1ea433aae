import Transformers

/// GPT-2: a decoder, Pre-LN, learned positions, matrices as [input, output].
///
/// - Source: transformers, `configuration_gpt2.py`, `modeling_gpt2.py`; Radford et al. 2019, "Language
///   Models are Unsupervised Multitask Learners".
enum GPT2: Architecture {
  static let modelTypes = ["gpt2"]
  static let classes: [(name: String, head: ArchitectureHead)] = [
    ("GPT2LMHeadModel", .tokens), ("GPT2Model", .none),
  ]

  static func blueprint(
    _ config: ConfigFile, head: ArchitectureHead, tensors: TensorNames
  ) throws(ArchitectureError) -> Blueprint {
    try config.refuse("add_cross_attention")
    let width = try config.size("n_embd", "hidden_size", default: 768)
    let positions = try config.size("n_positions", "max_position_embeddings", default: 1024)
    var c = Configuration(
      tower: .decoder,
      vocabularySize: try config.size("vocab_size", default: 50257),
      dModel: width,
      headCount: try config.size("n_head", "num_attention_heads", default: 12),
      dFF: try config.size("n_inner", default: 4 * width),
      layerCount: try config.layers("n_layer", "num_hidden_layers", default: 12),
      wiring: .pre,
      positions: .learned(count: positions, offset: 0),
      activation: try config.activation("activation_function", default: "gelu_new"))
    c.dHead = try config.headWidth(
      of: width, key: "n_embd", heads: c.headCount, headsKey: "n_head")
    c.epsilon = try config.epsilon("layer_norm_epsilon", default: 1e-5)
    c.scalesScores = try config.flag("scale_attn_weights", default: true)
    c.scalesScoresByLayer = try config.flag("scale_attn_by_inverse_layer_idx", default: false)
    c.tiesHead = try config.flag("tie_word_embeddings", default: true)
    c.head = head == .none ? .none : .languageModel
    c.contextLength = positions
    c.tokens = try config.tokens(
      vocabularySize: c.vocabularySize, defaults: .init(beginning: 50256, ends: [50256]))
    return Blueprint(
      configuration: c,
      rules: rules(prefix: tensors.prefix("transformer."), tiesHead: c.tiesHead))
  }

  private static func rules(prefix p: String, tiesHead: Bool) -> [TensorRule] {
    [
      TensorRule(
        tensor: "decoder/token-embedding/table",
        ["\(p)wte.weight"] + (tiesHead ? ["lm_head.weight"] : [])),
      TensorRule("decoder/position-embedding", "\(p)wpe"),
      TensorRule("decoder/output", "\(p)ln_f"),
      TensorRule("logits", "lm_head"),
    ] + layerRules(prefix: p)
  }

  /// The names of a layer's parts, which OpenAI GPT has too.
  static func layerRules(prefix p: String) -> [TensorRule] {
    [
      TensorRule("decoder/#/self-attention/norm", "\(p)h.#.ln_1"),
      TensorRule("decoder/#/self-attention/queries", "\(p)h.#.attn.c_attn").part(0, of: 3).turned,
      TensorRule("decoder/#/self-attention/keys", "\(p)h.#.attn.c_attn").part(1, of: 3).turned,
      TensorRule("decoder/#/self-attention/values", "\(p)h.#.attn.c_attn").part(2, of: 3).turned,
      TensorRule("decoder/#/self-attention/output", "\(p)h.#.attn.c_proj").turned,
      TensorRule("decoder/#/feed-forward/norm", "\(p)h.#.ln_2"),
      TensorRule("decoder/#/feed-forward/up", "\(p)h.#.mlp.c_fc").turned,
      TensorRule("decoder/#/feed-forward/output", "\(p)h.#.mlp.c_proj").turned,
    ]
  }
}
