import Tensors
import Transformers

/// T5: encoder and decoder, RMSNorm first, relative biases in place of positions, scores not scaled,
/// no bias anywhere.
///
/// - Source: transformers, `configuration_t5.py`, `modeling_t5.py`; Raffel et al. 2020, "Exploring the
///   Limits of Transfer Learning with a Unified Text-to-Text Transformer".
enum T5: Architecture {
  static let modelTypes = ["t5"]
  static let classes: [(name: String, head: ArchitectureHead)] = [
    ("T5ForConditionalGeneration", .tokens), ("T5Model", .none),
  ]

  static func blueprint(
    _ config: ConfigFile, head: ArchitectureHead, tensors: TensorNames
  ) throws(ArchitectureError) -> Blueprint {
    try config.refuse("is_decoder")
    let layers = try config.layers("num_layers", "num_hidden_layers", default: 6)
    var c = Configuration(
      tower: .encoderDecoder,
      vocabularySize: try config.size("vocab_size", default: 32128),
      dModel: try config.size("d_model", "hidden_size", default: 512),
      headCount: try config.size("num_heads", "num_attention_heads", default: 8),
      dFF: try config.size("d_ff", default: 2048),
      layerCount: layers,
      wiring: .pre,
      positions: try positions(config))
    c.decoderLayerCount = try config.layers("num_decoder_layers", default: layers)
    c.dHead = try config.size("d_kv", "head_dim", default: 64)
    c.normalization = .rmsNorm
    c.epsilon = try config.epsilon("layer_norm_epsilon", default: 1e-6)
    c.scalesScores = false
    c.hasQueryKeyValueBias = false
    c.hasAttentionOutputBias = false
    c.hasFeedForwardBias = false
    (c.activation, c.isGated) = try feedForward(config)
    try readTying(config, tensors, &c)
    c.head = head == .none ? .none : .languageModel
    c.contextLength = nil
    c.tokens = try config.tokens(
      vocabularySize: c.vocabularySize, defaults: .init(padding: 0, ends: [1]))
    // T5 begins with its padding.
    c.tokens.decoderStart = c.tokens.decoderStart ?? c.tokens.padding
    return Blueprint(configuration: c, rules: rules(isGated: c.isGated, tiesHead: c.tiesHead))
  }

  private static func positions(
    _ config: ConfigFile
  ) throws(ArchitectureError) -> Configuration.Positions {
    let buckets = try config.integer(
      "relative_attention_num_buckets", default: 32, in: 4...ConfigFile.largestSize)
    // Half of a decoder's buckets are single distances; the logarithmic ones lie beyond.
    let distance = try config.integer(
      "relative_attention_max_distance", default: 128, in: buckets / 2 + 1...ConfigFile.largestSize)
    return .relativeBias(buckets: buckets, maximumDistance: distance)
  }

  /// The activation, and whether it gates.
  ///
  /// `feed_forward_proj` is an activation's name, with "gated-" before it or without; "gated-gelu"
  /// means the tanh form. `dense_act_fn` and `is_gated_act` say the same again and win.
  private static func feedForward(
    _ config: ConfigFile
  ) throws(ArchitectureError) -> (Configuration.Activation, isGated: Bool) {
    let text = try config.text("feed_forward_proj", default: "relu")
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 1 || parts.count == 2 && parts[0] == "gated" else {
      throw config.error(
        "feed_forward_proj", expected: "an activation, or \"gated-\" and one", found: .string(text))
    }
    let isGated = try config.flag("is_gated_act", default: parts.count == 2)
    if config["dense_act_fn"] != nil {
      return (try config.activation("dense_act_fn", default: ""), isGated)
    }
    let name = text == "gated-gelu" ? "gelu_new" : String(parts[parts.count - 1])
    return (try config.activation(named: name, key: "feed_forward_proj"), isGated)
  }

  /// Tied heads go with a scaled output: 1/√C.
  ///
  /// Transformers 5 says so in a key of its own and writes "tied" for all; the file's `lm_head` tells.
  private static func readTying(
    _ config: ConfigFile, _ tensors: TensorNames, _ c: inout Configuration
  ) throws(ArchitectureError) {
    let isTied = try config.flag("tie_word_embeddings", default: true)
    let isScaled = try config.flag("scale_decoder_outputs", default: isTied)
    c.headScale = isScaled ? 1 / Float(c.dModel).squareRoot() : 1
    c.tiesHead = isTied && (isScaled || !tensors.contains("lm_head.weight"))
  }

  private static func rules(isGated: Bool, tiesHead: Bool) -> [TensorRule] {
    let tables = [
      "shared.weight", "encoder.embed_tokens.weight", "decoder.embed_tokens.weight",
    ]
    var rules = [
      TensorRule(
        tensor: "encoder/token-embedding/table", tables + (tiesHead ? ["lm_head.weight"] : [])),
      TensorRule("logits", "lm_head"),
    ]
    for (t, last) in [("encoder", 1), ("decoder", 2)] {
      let feedForward = "\(t).block.#.layer.\(last)"
      rules += [
        TensorRule(
          "\(t)/relative-bias", "\(t).block.0.layer.0.SelfAttention.relative_attention_bias"),
        TensorRule("\(t)/#/feed-forward/norm", "\(feedForward).layer_norm"),
        TensorRule("\(t)/#/feed-forward/gate", "\(feedForward).DenseReluDense.wi_0"),
        TensorRule(
          "\(t)/#/feed-forward/up", "\(feedForward).DenseReluDense.\(isGated ? "wi_1" : "wi")"),
        TensorRule("\(t)/#/feed-forward/output", "\(feedForward).DenseReluDense.wo"),
        TensorRule("\(t)/output", "\(t).final_layer_norm"),
      ]
      rules += attention("\(t)/#/self-attention", "\(t).block.#.layer.0", "SelfAttention")
    }
    return rules
      + attention("decoder/#/cross-attention", "decoder.block.#.layer.1", "EncDecAttention")
  }

  private static func attention(_ ours: String, _ layer: String, _ name: String) -> [TensorRule] {
    [
      TensorRule("\(ours)/norm", "\(layer).layer_norm"),
      TensorRule("\(ours)/queries", "\(layer).\(name).q"),
      TensorRule("\(ours)/keys", "\(layer).\(name).k"),
      TensorRule("\(ours)/values", "\(layer).\(name).v"),
      TensorRule("\(ours)/output", "\(layer).\(name).o"),
    ]
  }
}
