import Transformers

/// Llama and what is built like it (SmolLM2): a decoder, RMSNorm first, rotary positions, gated
/// feed-forward networks, grouped heads.
///
/// - Source: transformers, `configuration_llama.py`, `modeling_llama.py`; Touvron et al. 2023, "LLaMA:
///   Open and Efficient Foundation Language Models".
enum Llama: Architecture {
  static let modelTypes = ["llama"]
  static let classes: [(name: String, head: ArchitectureHead)] = [
    ("LlamaForCausalLM", .tokens), ("LlamaModel", .none),
  ]

  static func blueprint(
    _ config: ConfigFile, head: ArchitectureHead, tensors: TensorNames
  ) throws(ArchitectureError) -> Blueprint {
    var c = try configuration(
      config, head: head,
      defaults: .init(
        vocabularySize: 32000, feedForward: 11008, keyValueHeads: nil, context: 2048,
        tokens: .init(beginning: 1, ends: [2])))
    let hasBias = try config.flag("attention_bias", default: false)
    c.hasQueryKeyValueBias = hasBias
    c.hasAttentionOutputBias = hasBias
    c.hasFeedForwardBias = try config.flag("mlp_bias", default: false)
    return Blueprint(
      configuration: c, rules: rules(prefix: tensors.prefix("model."), tiesHead: c.tiesHead))
  }

  /// The defaults in which the classes differ.
  struct Defaults {
    var vocabularySize: Int
    var feedForward: Int
    var keyValueHeads: Int?
    var context: Int
    var tokens: Configuration.SpecialTokens
  }

  /// What Llama and Qwen2 have in common.
  static func configuration(
    _ config: ConfigFile, head: ArchitectureHead, defaults: Defaults
  ) throws(ArchitectureError) -> Configuration {
    let width = try config.size("hidden_size", default: 4096)
    let context = try config.size("max_position_embeddings", default: defaults.context)
    var c = Configuration(
      tower: .decoder,
      vocabularySize: try config.size("vocab_size", default: defaults.vocabularySize),
      dModel: width,
      headCount: try config.size("num_attention_heads", default: 32),
      dFF: try config.size("intermediate_size", default: defaults.feedForward),
      layerCount: try config.layers("num_hidden_layers", default: 32),
      wiring: .pre,
      positions: Configuration.Positions.none,
      activation: try config.activation("hidden_act", default: "silu"))
    // A null means as many as heads; Qwen2's default is for a file without the key.
    let fallback = config.json["num_key_value_heads"] == nil ? defaults.keyValueHeads : nil
    c.keyValueHeadCount = try config.size("num_key_value_heads", default: fallback ?? c.headCount)
    c.dHead =
      config["head_dim"] == nil
      ? try config.headWidth(
        of: width, key: "hidden_size", heads: c.headCount, headsKey: "num_attention_heads")
      : try config.size("head_dim")
    let (scheme, contextLength) = try config.rotary(width: c.dHead, context: context)
    c.positions = .rotary(scheme)
    c.contextLength = contextLength
    c.isGated = true
    c.normalization = .rmsNorm
    c.epsilon = try config.epsilon("rms_norm_eps", default: 1e-6)
    c.tiesHead = try config.flag("tie_word_embeddings", default: false)
    c.head = head == .none ? .none : .languageModel
    c.tokens = try config.tokens(vocabularySize: c.vocabularySize, defaults: defaults.tokens)
    c.fixesPadding = true
    return c
  }

  static func rules(prefix p: String, tiesHead: Bool) -> [TensorRule] {
    [
      TensorRule(
        tensor: "decoder/token-embedding/table",
        ["\(p)embed_tokens.weight"] + (tiesHead ? ["lm_head.weight"] : [])),
      TensorRule("decoder/#/self-attention/norm", "\(p)layers.#.input_layernorm"),
      TensorRule("decoder/#/self-attention/queries", "\(p)layers.#.self_attn.q_proj"),
      TensorRule("decoder/#/self-attention/keys", "\(p)layers.#.self_attn.k_proj"),
      TensorRule("decoder/#/self-attention/values", "\(p)layers.#.self_attn.v_proj"),
      TensorRule("decoder/#/self-attention/output", "\(p)layers.#.self_attn.o_proj"),
      TensorRule("decoder/#/feed-forward/norm", "\(p)layers.#.post_attention_layernorm"),
      TensorRule("decoder/#/feed-forward/gate", "\(p)layers.#.mlp.gate_proj"),
      TensorRule("decoder/#/feed-forward/up", "\(p)layers.#.mlp.up_proj"),
      TensorRule("decoder/#/feed-forward/output", "\(p)layers.#.mlp.down_proj"),
      TensorRule("decoder/output", "\(p)norm"),
      TensorRule("logits", "lm_head"),
    ]
  }
}
