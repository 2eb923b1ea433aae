import Transformers

/// Writes a configuration as the `config.json` of a family, the way its architecture reads it.
///
/// What the family does not have as a key is not looked at here: whoever writes the file reads it again
/// and compares.
struct ConfigWriter {
  let family: ExportedModel.Family
  let configuration: Configuration
  /// The class that the file names.
  let className: String
  /// What a classifier's answers are called; none where there is no classifier.
  let labels: [String]

  /// The whole file.
  var json: JSONValue {
    let c = configuration
    var members = [
      JSONMember("architectures", .array([.string(className)])),
      JSONMember("model_type", .string(family.rawValue)),
      JSONMember("dtype", .string("float32")),
      JSONMember("vocab_size", .integer(c.vocabularySize)),
      JSONMember("tie_word_embeddings", .boolean(c.tiesHead)),
    ]
    switch family {
    case .bert, .robertaPreLayerNorm: members += encoder
    case .openAIGPT, .gpt2: members += decoder
    case .bart, .mbart: members += encoderDecoder
    }
    members += Self.tokens(c)
    return .object(members + labelMembers)
  }

  /// The labels by number, and the numbers by label: the first one's where two are called the same.
  private var labelMembers: [JSONMember] {
    guard !labels.isEmpty else { return [] }
    var known: Set<ExactString> = []
    let numbered = labels.enumerated()
    let distinct = numbered.filter { known.insert(ExactString($0.element)).inserted }
    return [
      JSONMember("num_labels", .integer(labels.count)),
      JSONMember(
        "id2label", .object(numbered.map { JSONMember("\($0.offset)", .string($0.element)) })),
      JSONMember(
        "label2id", .object(distinct.map { JSONMember($0.element, .integer($0.offset)) })),
    ]
  }

  /// The whole `generation_config.json`; nil for families that write no text.
  var generation: JSONValue? {
    guard family.tower != .encoder, configuration.predictsTokens else { return nil }
    // A model that says nothing stops after 20 tokens there.
    let limit = configuration.contextLength.map { [JSONMember("max_length", .integer($0))] } ?? []
    return .object(Self.tokens(configuration).filter { !$0.value.isNull } + limit)
  }

  /// The ids of the special tokens; what there is not is null, for absent keys have defaults.
  private static func tokens(_ c: Configuration) -> [JSONMember] {
    func id(_ value: Int?) -> JSONValue { value.map(JSONValue.integer) ?? .null }
    let ends = c.tokens.ends
    var members = [
      JSONMember("pad_token_id", id(c.tokens.padding)),
      JSONMember("bos_token_id", id(c.tokens.beginning)),
      JSONMember(
        "eos_token_id", ends.count > 1 ? .array(ends.map(JSONValue.integer)) : id(ends.first)),
    ]
    if c.tower == .encoderDecoder {
      members.append(JSONMember("decoder_start_token_id", id(c.tokens.decoderStart)))
    }
    return members
  }

  // MARK: Families

  private var encoder: [JSONMember] {
    let c = configuration
    return [
      JSONMember("hidden_size", .integer(c.dModel)),
      JSONMember("num_hidden_layers", .integer(c.encoderLayerCount)),
      JSONMember("num_attention_heads", .integer(c.headCount)),
      JSONMember("intermediate_size", .integer(c.dFF)),
      JSONMember("hidden_act", activation(among: ConfigFile.activations)),
      JSONMember("max_position_embeddings", .integer(positionCount)),
      JSONMember("type_vocab_size", .integer(c.tokenTypeCount)),
      JSONMember("layer_norm_eps", epsilon),
    ]
  }

  private var decoder: [JSONMember] {
    let c = configuration
    let common = [
      JSONMember("n_embd", .integer(c.dModel)),
      JSONMember("n_layer", .integer(c.decoderLayerCount)),
      JSONMember("n_head", .integer(c.headCount)),
      JSONMember("n_positions", .integer(positionCount)),
      JSONMember("layer_norm_epsilon", epsilon),
    ]
    guard family == .gpt2 else {
      return common + [JSONMember("afn", activation(among: OpenAIGPT.activations))]
    }
    return common + [
      JSONMember("n_inner", .integer(c.dFF)),
      JSONMember("activation_function", activation(among: ConfigFile.activations)),
      JSONMember("scale_attn_weights", .boolean(c.scalesScores)),
      JSONMember("scale_attn_by_inverse_layer_idx", .boolean(c.scalesScoresByLayer)),
    ]
  }

  private var encoderDecoder: [JSONMember] {
    let c = configuration
    return [
      JSONMember("is_encoder_decoder", .boolean(true)),
      JSONMember("d_model", .integer(c.dModel)),
      JSONMember("encoder_layers", .integer(c.encoderLayerCount)),
      JSONMember("decoder_layers", .integer(c.decoderLayerCount)),
      JSONMember("encoder_attention_heads", .integer(c.headCount)),
      JSONMember("decoder_attention_heads", .integer(c.headCount)),
      JSONMember("encoder_ffn_dim", .integer(c.dFF)),
      JSONMember("decoder_ffn_dim", .integer(c.dFF)),
      JSONMember("activation_function", activation(among: ConfigFile.activations)),
      // The table has two rows that belong to no position.
      JSONMember("max_position_embeddings", .integer(positionCount - 2)),
      JSONMember("scale_embedding", .boolean(c.embeddingScale != 1)),
      // The class would otherwise force an id of its own at the end.
      JSONMember("forced_eos_token_id", .null),
    ]
  }

  /// The rows of the position table; 0 where there is none, which no reader takes.
  private var positionCount: Int {
    switch configuration.positions {
    case .learned(let count, _), .learnedSkippingPadding(let count, _): count
    case .none, .sinusoidal, .rotary, .alibi, .relativeBias: 0
    }
  }

  /// The first name that a family has for the activation; its commonest where it has none.
  private func activation(
    among known: [(name: String, activation: Configuration.Activation)]
  ) -> JSONValue {
    .string((known.first { $0.activation == configuration.activation } ?? known[0]).name)
  }

  /// The norm's ε with the digits that a `Float` has.
  private var epsilon: JSONValue {
    .number(Double(configuration.epsilon.description) ?? Double(configuration.epsilon))
  }
}
