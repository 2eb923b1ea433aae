import Transformers

/// RoBERTa: BERT with positions counted from the padding's id on, and another head.
///
/// - Source: transformers, `configuration_roberta.py`, `modeling_roberta.py`; Liu et al. 2019,
///   "RoBERTa: A Robustly Optimized BERT Pretraining Approach".
enum RoBERTa: Architecture {
  static let modelTypes = ["roberta"]
  static let classes: [(name: String, head: ArchitectureHead)] = [
    ("RobertaForMaskedLM", .tokens), ("RobertaModel", .none),
    ("RobertaForSequenceClassification", .labels),
  ]
  static let headTensor: String? = "lm_head.dense.weight"
  static let labelsTensor: String? = "classifier.out_proj.weight"

  static func blueprint(
    _ config: ConfigFile, head: ArchitectureHead, tensors: TensorNames
  ) throws(ArchitectureError) -> Blueprint {
    let c = try configuration(config, head: head)
    let p = tensors.prefix("roberta.")
    return Blueprint(
      configuration: c,
      rules: BERT.rules(prefix: p) + BERT.normRules(prefix: p)
        + headRules(head, tiesHead: c.tiesHead))
  }

  static func configuration(
    _ config: ConfigFile, head: ArchitectureHead
  ) throws(ArchitectureError) -> Configuration {
    var c = try BERT.configuration(config, vocabularySize: 50265)
    // Rows up to the padding's own belong to no token.
    let count = try config.integer(
      "max_position_embeddings", default: 512, in: 2...ConfigFile.largestSize)
    let padding = try config.integer(
      "pad_token_id", default: 1, in: 0...min(count, c.vocabularySize) - 1)
    guard count > padding + 1 else {
      throw config.error(
        "max_position_embeddings", expected: "more than pad_token_id + 1, here \(padding + 1)",
        found: .integer(count))
    }
    c.positions = .learnedSkippingPadding(count: count, padding: padding)
    c.contextLength = count - padding - 1
    c.tokens = try config.tokens(
      vocabularySize: c.vocabularySize, defaults: .init(padding: 1, beginning: 0, ends: [2]))
    c.fixesPadding = true
    switch head {
    case .none: c.head = .none
    // Always GELU, whatever the layers have.
    case .tokens: c.head = .maskedLanguageModel(activation: .gelu, epsilon: c.epsilon)
    case .labels: c.head = .classifier(labelCount: try config.labelCount(), hidden: .tanh)
    }
    return c
  }

  static func headRules(_ head: ArchitectureHead, tiesHead: Bool) -> [TensorRule] {
    guard head != .labels else {
      return [
        TensorRule("head/dense", "classifier.dense"), TensorRule("logits", "classifier.out_proj"),
      ]
    }
    return [
      TensorRule("head/dense", "lm_head.dense"),
      TensorRule("head/norm", "lm_head.layer_norm"),
      TensorRule("logits", "lm_head.decoder"),
      BERT.biasRule("lm_head", tiesHead: tiesHead),
    ]
  }
}

/// RoBERTa with the norm before each sublayer and a final one, as fairseq trained it.
///
/// - Source: transformers, `modeling_roberta_prelayernorm.py`.
enum RoBERTaPreLayerNorm: Architecture {
  static let modelTypes = ["roberta-prelayernorm"]
  static let classes: [(name: String, head: ArchitectureHead)] = [
    ("RobertaPreLayerNormForMaskedLM", .tokens), ("RobertaPreLayerNormModel", .none),
    ("RobertaPreLayerNormForSequenceClassification", .labels),
  ]
  static let headTensor: String? = "lm_head.dense.weight"
  static let labelsTensor: String? = "classifier.out_proj.weight"

  static func blueprint(
    _ config: ConfigFile, head: ArchitectureHead, tensors: TensorNames
  ) throws(ArchitectureError) -> Blueprint {
    var c = try RoBERTa.configuration(config, head: head)
    c.wiring = .pre
    c.hasFinalNorm = true
    let p = tensors.prefix("roberta_prelayernorm.")
    return Blueprint(
      configuration: c,
      rules: BERT.rules(prefix: p) + RoBERTa.headRules(head, tiesHead: c.tiesHead) + [
        TensorRule("encoder/#/self-attention/norm", "\(p)encoder.layer.#.attention.LayerNorm"),
        TensorRule("encoder/#/feed-forward/norm", "\(p)encoder.layer.#.intermediate.LayerNorm"),
        TensorRule("encoder/output", "\(p)LayerNorm"),
      ])
  }
}
