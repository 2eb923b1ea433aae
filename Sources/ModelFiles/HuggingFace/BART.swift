import Tensors
import Transformers

/// BART: encoder and decoder, Post-LN, learned positions of which two rows go unused.
///
/// - Source: transformers, `configuration_bart.py`, `modeling_bart.py`; Lewis et al. 2020, "BART:
///   Denoising Sequence-to-Sequence Pre-training".
enum BART: Architecture {
  static let modelTypes = ["bart"]
  static let classes: [(name: String, head: ArchitectureHead)] = [
    ("BartForConditionalGeneration", .tokens), ("BartModel", .none),
  ]

  /// The tables of token embeddings that a file has of which none is tied to another.
  static let tableNames = [
    "model.shared.weight", "model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight",
  ]

  static func blueprint(
    _ config: ConfigFile, head: ArchitectureHead, tensors: TensorNames
  ) throws(ArchitectureError) -> Blueprint {
    var c = try configuration(
      config, head: head, vocabularySize: 50265,
      tokens: .init(padding: 1, beginning: 0, ends: [2], decoderStart: 2))
    addLearnedPositions(&c)
    c.wiring = .post
    c.hasFinalNorm = false
    return blueprint(c, tensors)
  }

  /// A table with two rows more than positions, the first position's the third, and a norm after it.
  static func addLearnedPositions(_ c: inout Configuration) {
    c.positions = .learned(count: (c.contextLength ?? 0) + 2, offset: 2)
    c.hasEmbeddingNorm = true
  }

  /// What BART, mBART and Marian have in common; the position limit is the context's length.
  static func configuration(
    _ config: ConfigFile, head: ArchitectureHead, vocabularySize: Int,
    tokens: Configuration.SpecialTokens
  ) throws(ArchitectureError) -> Configuration {
    try config.refuse("is_decoder")
    let width = try config.size("d_model", "hidden_size", default: 1024)
    let heads = try config.size("encoder_attention_heads", "num_attention_heads", default: 16)
    let inner = try config.size("encoder_ffn_dim", default: 4096)
    try config.requireEqual(
      ("encoder_attention_heads", heads),
      ("decoder_attention_heads", config.size("decoder_attention_heads", default: 16)))
    try config.requireEqual(
      ("encoder_ffn_dim", inner),
      ("decoder_ffn_dim", config.size("decoder_ffn_dim", default: 4096)))
    var c = Configuration(
      tower: .encoderDecoder,
      vocabularySize: try config.size("vocab_size", default: vocabularySize),
      dModel: width, headCount: heads, dFF: inner,
      layerCount: try config.layers("encoder_layers", "num_hidden_layers", default: 12),
      positions: Configuration.Positions.none,
      activation: try config.activation("activation_function", default: "gelu"))
    c.decoderLayerCount = try config.layers("decoder_layers", default: 12)
    c.dHead = try config.headWidth(
      of: width, key: "d_model", heads: heads, headsKey: "encoder_attention_heads")
    c.embeddingScale =
      try config.flag("scale_embedding", default: false) ? Float(width).squareRoot() : 1
    c.tiesHead = try config.flag("tie_word_embeddings", default: true)
    c.head = head == .none ? .none : .languageModel
    c.contextLength = try config.size("max_position_embeddings", default: 1024)
    c.tokens = try config.tokens(vocabularySize: c.vocabularySize, defaults: tokens)
    c.fixesPadding = true
    return c
  }

  /// Names the tensors, and completes the configuration by what the file has.
  ///
  /// Encoder and decoder share a table unless the head is untied and the file has one for each.
  static func blueprint(
    _ configuration: Configuration, _ tensors: TensorNames, sharesEmbeddings: Bool? = nil
  ) -> Blueprint {
    var c = configuration
    let p = tensors.prefix("model.")
    let own = ["encoder", "decoder"].map { "\(p)\($0).embed_tokens.weight" }
    c.sharesEmbeddings =
      sharesEmbeddings ?? (c.tiesHead || own.contains { !tensors.contains($0) })
    c.hasHeadBias = tensors.contains("final_logits_bias")
    let shared = ["\(p)shared.weight"] + own
    var rules = [
      TensorRule(
        tensor: "encoder/token-embedding/table",
        c.sharesEmbeddings
          ? shared + (c.tiesHead ? ["lm_head.weight"] : [])
          : [own[0], shared[0]]),
      TensorRule(
        tensor: "decoder/token-embedding/table",
        [own[1]] + (c.tiesHead ? ["lm_head.weight"] : [])),
      TensorRule("logits", "lm_head"),
      TensorRule(tensor: "logits/bias", ["final_logits_bias"]).asBuffer,
    ]
    for t in ["encoder", "decoder"] {
      let layer = "\(p)\(t).layers.#"
      rules += [
        TensorRule("\(t)/position-embedding", "\(p)\(t).embed_positions"),
        TensorRule("\(t)/embedding", "\(p)\(t).layernorm_embedding"),
        TensorRule("\(t)/#/feed-forward/up", "\(layer).fc1"),
        TensorRule("\(t)/#/feed-forward/output", "\(layer).fc2"),
        TensorRule("\(t)/#/feed-forward/norm", "\(layer).final_layer_norm"),
        TensorRule("\(t)/output", "\(p)\(t).layer_norm"),
      ]
      rules += attention("\(t)/#/self-attention", "\(layer).self_attn")
    }
    rules += attention("decoder/#/cross-attention", "\(p)decoder.layers.#.encoder_attn")
    return Blueprint(configuration: c, rules: rules)
  }

  private static func attention(_ ours: String, _ theirs: String) -> [TensorRule] {
    [
      TensorRule("\(ours)/queries", "\(theirs).q_proj"),
      TensorRule("\(ours)/keys", "\(theirs).k_proj"),
      TensorRule("\(ours)/values", "\(theirs).v_proj"),
      TensorRule("\(ours)/output", "\(theirs).out_proj"),
      TensorRule("\(ours)/norm", "\(theirs)_layer_norm"),
    ]
  }
}

/// mBART: BART with the norm before each sublayer and a final one.
///
/// - Source: transformers, `configuration_mbart.py`, `modeling_mbart.py`; Liu et al. 2020,
///   "Multilingual Denoising Pre-training for Neural Machine Translation".
enum MBART: Architecture {
  static let modelTypes = ["mbart"]
  static let classes: [(name: String, head: ArchitectureHead)] = [
    ("MBartForConditionalGeneration", .tokens), ("MBartModel", .none),
  ]

  static func blueprint(
    _ config: ConfigFile, head: ArchitectureHead, tensors: TensorNames
  ) throws(ArchitectureError) -> Blueprint {
    var c = try BART.configuration(
      config, head: head, vocabularySize: 50265,
      tokens: .init(padding: 1, beginning: 0, ends: [2]))
    BART.addLearnedPositions(&c)
    c.wiring = .pre
    c.hasFinalNorm = true
    return BART.blueprint(c, tensors)
  }
}
