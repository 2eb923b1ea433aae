import Transformers

/// OpenAI GPT, the first: a decoder, Post-LN, learned positions, matrices as [input, output].
///
/// - Source: transformers, `configuration_openai.py`, `modeling_openai.py`; Radford et al. 2018,
///   "Improving Language Understanding by Generative Pre-Training".
enum OpenAIGPT: Architecture {
  static let modelTypes = ["openai-gpt"]
  static let classes: [(name: String, head: ArchitectureHead)] = [
    ("OpenAIGPTLMHeadModel", .tokens), ("OpenAIGPTModel", .none),
  ]

  /// The names that `afn` may have; "gelu" is the tanh form here.
  static let activations: [(name: String, activation: Configuration.Activation)] = [
    ("gelu", .geluTanh), ("relu", .relu), ("silu", .silu), ("swish", .silu),
  ]

  static func blueprint(
    _ config: ConfigFile, head: ArchitectureHead, tensors: TensorNames
  ) throws(ArchitectureError) -> Blueprint {
    let width = try config.size("n_embd", "hidden_size", default: 768)
    let positions = try config.size("n_positions", "max_position_embeddings", default: 512)
    var c = Configuration(
      tower: .decoder,
      vocabularySize: try config.size("vocab_size", default: 40478),
      dModel: width,
      headCount: try config.size("n_head", "num_attention_heads", default: 12),
      dFF: 4 * width,
      layerCount: try config.layers("n_layer", "num_hidden_layers", default: 12),
      wiring: .post,
      positions: .learned(count: positions, offset: 0),
      activation: try config.activation("afn", default: "gelu", among: activations))
    c.dHead = try config.headWidth(
      of: width, key: "n_embd", heads: c.headCount, headsKey: "n_head")
    c.epsilon = try config.epsilon("layer_norm_epsilon", default: 1e-5)
    c.tiesHead = try config.flag("tie_word_embeddings", default: true)
    c.head = head == .none ? .none : .languageModel
    c.contextLength = positions
    c.tokens = try config.tokens(vocabularySize: c.vocabularySize)
    let p = tensors.prefix("transformer.")
    return Blueprint(
      configuration: c,
      rules: [
        TensorRule(
          tensor: "decoder/token-embedding/table",
          ["\(p)tokens_embed.weight"] + (c.tiesHead ? ["lm_head.weight"] : [])),
        TensorRule("decoder/position-embedding", "\(p)positions_embed"),
        TensorRule("logits", "lm_head"),
      ] + GPT2.layerRules(prefix: p))
  }
}
