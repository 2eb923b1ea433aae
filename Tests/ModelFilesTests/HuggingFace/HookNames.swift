import ModelFiles
import Tracing
import Transformers

/// Where the modules of PyTorch's and Hugging Face's classes have their place among our addresses.
///
/// `#` is the layer, counted from 0 there and from 1 here.
enum HookNames {
  /// A module's output in our terms.
  enum Place: Equatable {
    /// The numbers of an address.
    case address(String)
    /// Queries, keys and values side by side.
    case fused(String)
    /// The same with another order of axes: there [query, key, head], here [head, query, key].
    case headsLast(String)
    /// Numbers that no address of ours has, with the reason.
    case none(String)
  }

  /// The place of a module's output; nil for a module that the table lacks.
  static func place(of module: String, in configuration: Configuration) -> Place? {
    for (pattern, place) in table(configuration) {
      guard let layer = match(module, pattern) else { continue }
      let ours = layer.map { "\($0 + 1)" } ?? "#"
      func fill(_ address: String) -> String { address.replacing("#", with: ours) }
      return switch place {
      case .address(let address): .address(fill(address))
      case .fused(let address): .fused(fill(address))
      case .headsLast(let address): .headsLast(fill(address))
      case .none: place
      }
    }
    return nil
  }

  /// The layer that stands in the place of `#`, nil inside where there is none; nil if it is another name.
  private static func match(_ module: String, _ pattern: String) -> Int?? {
    guard let mark = pattern.firstIndex(of: "#") else {
      return module == pattern ? .some(nil) : nil
    }
    let head = pattern[..<mark]
    let tail = pattern[pattern.index(after: mark)...]
    guard module.hasPrefix(head), module.hasSuffix(tail),
      let layer = Int(module.dropFirst(head.count).dropLast(tail.count))
    else { return nil }
    return .some(layer)
  }

  private static func table(_ c: Configuration) -> [(String, Place)] {
    switch c.tower {
    case .encoder: bert + distilBERT
    case .decoder: gpt + llama
    case .encoderDecoder: bart(c) + t5 + torch
    }
  }

  // MARK: Encoders

  private static var bert: [(String, Place)] {
    let head: [(String, Place)] = [
      ("cls.predictions.transform.dense", .address("head/dense")),
      ("cls.predictions.transform.transform_act_fn", .address("head/activation")),
      ("cls.predictions.transform.LayerNorm", .address("head/norm")),
      ("cls.predictions.decoder", .address("logits")),
      ("lm_head.dense", .address("head/dense")),
      ("lm_head.layer_norm", .address("head/norm")),
      ("lm_head.decoder", .address("logits")),
    ]
    return head
      + ["bert", "roberta", "roberta_prelayernorm"].flatMap { p -> [(String, Place)] in
        let layer = "\(p).encoder.layer.#"
        return [
          ("\(p).embeddings.word_embeddings", .address("encoder/token-embedding")),
          ("\(p).embeddings.token_type_embeddings", .address("encoder/token-type-embedding")),
          ("\(p).embeddings.position_embeddings", .address("encoder/position-embedding")),
          ("\(p).embeddings.LayerNorm", .address("encoder/embedding")),
          ("\(layer).attention.self.query", .address("encoder/#/self-attention/queries")),
          ("\(layer).attention.self.key", .address("encoder/#/self-attention/keys")),
          ("\(layer).attention.self.value", .address("encoder/#/self-attention/values")),
          ("\(layer).attention.output.dense", .address("encoder/#/self-attention/output")),
          ("\(layer).attention.output.LayerNorm", .address("encoder/#/self-attention/norm")),
          ("\(layer).attention.LayerNorm", .address("encoder/#/self-attention/norm")),
          ("\(layer).intermediate.LayerNorm", .address("encoder/#/feed-forward/norm")),
          ("\(layer).intermediate.dense", .address("encoder/#/feed-forward/up")),
          (
            "\(layer).intermediate.intermediate_act_fn",
            .address("encoder/#/feed-forward/activation")
          ),
          ("\(layer).output.dense", .address("encoder/#/feed-forward/output")),
          ("\(layer).output.LayerNorm", .address("encoder/#/feed-forward/norm")),
          ("\(p).LayerNorm", .address("encoder/output")),
        ]
      }
  }

  private static let distilBERT: [(String, Place)] = [
    ("distilbert.embeddings.word_embeddings", .address("encoder/token-embedding")),
    ("distilbert.embeddings.position_embeddings", .address("encoder/position-embedding")),
    ("distilbert.embeddings.LayerNorm", .address("encoder/embedding")),
    (
      "distilbert.transformer.layer.#.attention.q_lin", .address("encoder/#/self-attention/queries")
    ),
    ("distilbert.transformer.layer.#.attention.k_lin", .address("encoder/#/self-attention/keys")),
    ("distilbert.transformer.layer.#.attention.v_lin", .address("encoder/#/self-attention/values")),
    (
      "distilbert.transformer.layer.#.attention.out_lin",
      .address("encoder/#/self-attention/output")
    ),
    ("distilbert.transformer.layer.#.sa_layer_norm", .address("encoder/#/self-attention/norm")),
    ("distilbert.transformer.layer.#.ffn.lin1", .address("encoder/#/feed-forward/up")),
    (
      "distilbert.transformer.layer.#.ffn.activation", .address("encoder/#/feed-forward/activation")
    ),
    ("distilbert.transformer.layer.#.ffn.lin2", .address("encoder/#/feed-forward/output")),
    ("distilbert.transformer.layer.#.output_layer_norm", .address("encoder/#/feed-forward/norm")),
    ("vocab_transform", .address("head/dense")),
    ("activation", .address("head/activation")),
    ("vocab_layer_norm", .address("head/norm")),
    ("vocab_projector", .address("logits")),
    ("mlm_loss_fct", .address("loss")),
  ]

  // MARK: Decoders

  private static let gpt: [(String, Place)] = [
    ("transformer.wte", .address("decoder/token-embedding")),
    ("transformer.wpe", .address("decoder/position-embedding")),
    ("transformer.tokens_embed", .address("decoder/token-embedding")),
    ("transformer.positions_embed", .address("decoder/position-embedding")),
    ("transformer.h.#.ln_1", .address("decoder/#/self-attention/norm")),
    ("transformer.h.#.attn.c_attn", .fused("decoder/#/self-attention")),
    ("transformer.h.#.attn.c_proj", .address("decoder/#/self-attention/output")),
    ("transformer.h.#.ln_2", .address("decoder/#/feed-forward/norm")),
    ("transformer.h.#.mlp.c_fc", .address("decoder/#/feed-forward/up")),
    // OpenAI GPT's layers share one activation; its second call is the second layer's.
    ("transformer.h.0.mlp.act.call1", .address("decoder/2/feed-forward/activation")),
    ("transformer.h.#.mlp.act", .address("decoder/#/feed-forward/activation")),
    ("transformer.h.#.mlp.c_proj", .address("decoder/#/feed-forward/output")),
    ("transformer.ln_f", .address("decoder/output")),
  ]

  private static let llama: [(String, Place)] = [
    ("model.embed_tokens", .address("decoder/token-embedding")),
    ("model.rotary_emb", .none("the cosines, which are part of the rotation here")),
    ("model.layers.#.input_layernorm", .address("decoder/#/self-attention/norm")),
    ("model.layers.#.self_attn.q_proj", .address("decoder/#/self-attention/queries")),
    ("model.layers.#.self_attn.k_proj", .address("decoder/#/self-attention/keys")),
    ("model.layers.#.self_attn.v_proj", .address("decoder/#/self-attention/values")),
    ("model.layers.#.self_attn.o_proj", .address("decoder/#/self-attention/output")),
    ("model.layers.#.post_attention_layernorm", .address("decoder/#/feed-forward/norm")),
    ("model.layers.#.mlp.gate_proj", .address("decoder/#/feed-forward/gate")),
    ("model.layers.#.mlp.act_fn", .address("decoder/#/feed-forward/activation")),
    ("model.layers.#.mlp.up_proj", .address("decoder/#/feed-forward/up")),
    ("model.layers.#.mlp.down_proj", .address("decoder/#/feed-forward/output")),
    ("model.norm", .address("decoder/output")),
    ("lm_head", .address("logits")),
  ]

  // MARK: Encoders with decoders

  private static func bart(_ c: Configuration) -> [(String, Place)] {
    // BART and mBART scale inside the embedding, Marian after it.
    let isScaledInside = c.hasEmbeddingNorm && c.embeddingScale != 1
    let embedding = isScaledInside ? "token-embedding-scaled" : "token-embedding"
    let head: [(String, Place)] = [
      (
        "lm_head",
        c.hasHeadBias ? .none("before its bias, which a node here adds") : .address("logits")
      )
    ]
    return head
      + ["encoder", "decoder"].flatMap { t -> [(String, Place)] in
        let layer = "model.\(t).layers.#"
        return [
          ("model.\(t).embed_tokens", .address("\(t)/\(embedding)")),
          ("model.\(t).embed_positions", .address("\(t)/position-embedding")),
          ("model.\(t).layernorm_embedding", .address("\(t)/embedding")),
          ("\(layer).self_attn.q_proj", .address("\(t)/#/self-attention/queries")),
          ("\(layer).self_attn.k_proj", .address("\(t)/#/self-attention/keys")),
          ("\(layer).self_attn.v_proj", .address("\(t)/#/self-attention/values")),
          ("\(layer).self_attn.out_proj", .address("\(t)/#/self-attention/output")),
          ("\(layer).self_attn_layer_norm", .address("\(t)/#/self-attention/norm")),
          ("\(layer).encoder_attn.q_proj", .address("\(t)/#/cross-attention/queries")),
          ("\(layer).encoder_attn.k_proj", .address("\(t)/#/cross-attention/keys")),
          ("\(layer).encoder_attn.v_proj", .address("\(t)/#/cross-attention/values")),
          ("\(layer).encoder_attn.out_proj", .address("\(t)/#/cross-attention/output")),
          ("\(layer).encoder_attn_layer_norm", .address("\(t)/#/cross-attention/norm")),
          ("\(layer).fc1", .address("\(t)/#/feed-forward/up")),
          ("\(layer).activation_fn", .address("\(t)/#/feed-forward/activation")),
          ("\(layer).fc2", .address("\(t)/#/feed-forward/output")),
          ("\(layer).final_layer_norm", .address("\(t)/#/feed-forward/norm")),
          ("model.\(t).layer_norm", .address("\(t)/output")),
        ]
      }
  }

  private static var t5: [(String, Place)] {
    [("encoder", 1), ("decoder", 2)].flatMap { t, last -> [(String, Place)] in
      let own = "\(t).block.#.layer.0"
      let cross = "\(t).block.#.layer.1"
      let feedForward = "\(t).block.#.layer.\(last)"
      return [
        ("\(t).embed_tokens", .address("\(t)/token-embedding")),
        (
          "\(t).block.0.layer.0.SelfAttention.relative_attention_bias",
          .headsLast("\(t)/relative-bias")
        ),
        ("\(own).layer_norm", .address("\(t)/#/self-attention/norm")),
        ("\(own).SelfAttention.q", .address("\(t)/#/self-attention/queries")),
        ("\(own).SelfAttention.k", .address("\(t)/#/self-attention/keys")),
        ("\(own).SelfAttention.v", .address("\(t)/#/self-attention/values")),
        ("\(own).SelfAttention.o", .address("\(t)/#/self-attention/output")),
        ("\(feedForward).layer_norm", .address("\(t)/#/feed-forward/norm")),
        ("\(feedForward).DenseReluDense.wi", .address("\(t)/#/feed-forward/up")),
        ("\(feedForward).DenseReluDense.wi_0", .address("\(t)/#/feed-forward/gate")),
        ("\(feedForward).DenseReluDense.wi_1", .address("\(t)/#/feed-forward/up")),
        ("\(feedForward).DenseReluDense.act", .address("\(t)/#/feed-forward/activation")),
        ("\(feedForward).DenseReluDense.wo", .address("\(t)/#/feed-forward/output")),
        ("\(cross).layer_norm", .address("\(t)/#/cross-attention/norm")),
        ("\(cross).EncDecAttention.q", .address("\(t)/#/cross-attention/queries")),
        ("\(cross).EncDecAttention.k", .address("\(t)/#/cross-attention/keys")),
        ("\(cross).EncDecAttention.v", .address("\(t)/#/cross-attention/values")),
        ("\(cross).EncDecAttention.o", .address("\(t)/#/cross-attention/output")),
        ("\(t).final_layer_norm", .address("\(t)/output")),
      ]
    }
  }

  private static var torch: [(String, Place)] {
    let ends: [(String, Place)] = [
      ("src_embed", .address("encoder/token-embedding")),
      ("tgt_embed", .address("decoder/token-embedding")),
      ("generator", .address("logits")),
      ("transformer.decoder.layers.#.norm2", .address("decoder/#/cross-attention/norm")),
      ("transformer.decoder.layers.#.norm3", .address("decoder/#/feed-forward/norm")),
      ("transformer.encoder.layers.#.norm2", .address("encoder/#/feed-forward/norm")),
    ]
    return ends
      + ["encoder", "decoder"].flatMap { t -> [(String, Place)] in
        [
          ("transformer.\(t).layers.#.norm1", .address("\(t)/#/self-attention/norm")),
          ("transformer.\(t).layers.#.linear1", .address("\(t)/#/feed-forward/up")),
          ("transformer.\(t).layers.#.linear2", .address("\(t)/#/feed-forward/output")),
          ("transformer.\(t).norm", .address("\(t)/output")),
        ]
      }
  }
}
