import Tensors
import Transformers

/// PyTorch's own `nn.Transformer` between two embeddings and a linear layer, in both norm orders.
///
/// PyTorch has no file format for it: `config.json` names the arguments of its constructor, and
/// tensors are called as in the state dictionary of a module with the parts `src_embed`, `tgt_embed`,
/// `transformer` and `generator`.
///
/// - Source: PyTorch, `torch/nn/modules/transformer.py`; Vaswani et al. 2017, "Attention Is All You
///   Need".
enum TorchTransformer: Architecture {
  static let modelTypes = ["torch_transformer"]
  static let classes: [(name: String, head: ArchitectureHead)] = [("torch_transformer", .tokens)]

  static func blueprint(
    _ config: ConfigFile, head: ArchitectureHead, tensors: TensorNames
  ) throws(ArchitectureError) -> Blueprint {
    try config.require("embedding_scale", oneOf: "sqrt(d_model)")
    try config.require("positions", oneOf: "sinusoidal interleaved sin/cos")
    try config.require("generator", oneOf: "linear with bias")
    try config.require("src_pad", oneOf: "1 = token, 0 = padding")
    let width = try config.size("d_model", default: 512)
    var c = Configuration(
      tower: .encoderDecoder,
      vocabularySize: try config.size("vocab_size"),
      dModel: width,
      headCount: try config.size("nhead", default: 8),
      dFF: try config.size("dim_feedforward", default: 2048),
      layerCount: try config.layers("num_encoder_layers", default: 6),
      wiring: try config.flag("norm_first", default: false) ? .pre : .post,
      positions: .sinusoidal(.interleaved, offset: 0),
      activation: try config.activation(
        "activation", default: "relu", among: [("relu", .relu), ("gelu", .gelu)]))
    c.decoderLayerCount = try config.layers("num_decoder_layers", default: 6)
    c.dHead = try config.headWidth(of: width, key: "d_model", heads: c.headCount, headsKey: "nhead")
    c.epsilon = try config.epsilon("layer_norm_eps", default: 1e-5)
    c.hasFinalNorm = try config.flag("final_norms", default: true)
    c.embeddingScale = Float(width).squareRoot()
    c.sharesEmbeddings = false
    c.tiesHead = false
    c.hasHeadBias = true
    c.contextLength = nil
    c.tokens = try tokens(config, vocabularySize: c.vocabularySize)
    return Blueprint(configuration: c, rules: rules)
  }

  private static func tokens(
    _ config: ConfigFile, vocabularySize: Int
  ) throws(ArchitectureError) -> Configuration.SpecialTokens {
    func one(_ key: String) throws(ArchitectureError) -> Int? {
      config[key] == nil ? nil : try config.integer(key, in: 0...vocabularySize - 1)
    }
    let start = try one("bos_id")
    return .init(
      padding: try one("pad_id"), beginning: start, ends: try one("eos_id").map { [$0] } ?? [],
      decoderStart: start)
  }

  private static var rules: [TensorRule] {
    var rules = [
      TensorRule("encoder/token-embedding", "src_embed"),
      TensorRule("decoder/token-embedding", "tgt_embed"),
      TensorRule("logits", "generator"),
    ]
    for (t, last) in [("encoder", 2), ("decoder", 3)] {
      let layer = "transformer.\(t).layers.#"
      rules += attention("\(t)/#/self-attention", "\(layer).self_attn")
      rules += [
        TensorRule("\(t)/#/self-attention/norm", "\(layer).norm1"),
        TensorRule("\(t)/#/feed-forward/up", "\(layer).linear1"),
        TensorRule("\(t)/#/feed-forward/output", "\(layer).linear2"),
        TensorRule("\(t)/#/feed-forward/norm", "\(layer).norm\(last)"),
        TensorRule("\(t)/output", "transformer.\(t).norm"),
      ]
    }
    let cross = "decoder/#/cross-attention"
    return rules + attention(cross, "transformer.decoder.layers.#.multihead_attn")
      + [TensorRule("\(cross)/norm", "transformer.decoder.layers.#.norm2")]
  }

  private static func attention(_ ours: String, _ theirs: String) -> [TensorRule] {
    [
      TensorRule("\(ours)/queries", "\(theirs).in_proj_").part(0, of: 3),
      TensorRule("\(ours)/keys", "\(theirs).in_proj_").part(1, of: 3),
      TensorRule("\(ours)/values", "\(theirs).in_proj_").part(2, of: 3),
      TensorRule("\(ours)/output", "\(theirs).out_proj"),
    ]
  }
}
