import ModelFiles
import Testing

@testable import ModelFiles

/// What is said of models that cannot be read, word for word.
struct ArchitectureErrorTests {
  private static let classes =
    "BartForConditionalGeneration, BartModel, BertForMaskedLM, BertForPreTraining, "
    + "BertForSequenceClassification, BertModel, DistilBertForMaskedLM, "
    + "DistilBertForSequenceClassification, DistilBertModel, GPT2LMHeadModel, GPT2Model, "
    + "LlamaForCausalLM, LlamaModel, MBartForConditionalGeneration, MBartModel, MarianMTModel, "
    + "MarianModel, OpenAIGPTLMHeadModel, OpenAIGPTModel, Qwen2ForCausalLM, Qwen2Model, "
    + "RobertaForMaskedLM, RobertaForSequenceClassification, RobertaModel, "
    + "RobertaPreLayerNormForMaskedLM, RobertaPreLayerNormForSequenceClassification, "
    + "RobertaPreLayerNormModel, T5ForConditionalGeneration, T5Model, torch_transformer"

  private func failure(
    _ kind: String, _ changes: [(key: String, value: JSONValue?)]
  ) throws -> String {
    var variant = try Variant(kind)
    for (key, value) in changes { variant[key] = value }
    return variant.failure()
  }

  // MARK: Architectures

  @Test func `an unknown architecture is named, and so are the known ones`() throws {
    #expect(
      try failure("gpt2", [("architectures", .array([.string("Mamba\u{1B}[2J")]))])
        == "config.json: architecture \"Mamba\\u{1B}[2J\" is not supported; use one of "
        + Self.classes)
    #expect(
      try failure("gpt2", [("architectures", nil), ("model_type", .string("mamba"))])
        == "config.json: architecture \"mamba\" is not supported; use one of " + Self.classes)
    #expect(
      try failure("gpt2", [("architectures", nil), ("model_type", nil)])
        == "config.json: neither \"architectures\" nor \"model_type\" names an architecture; "
        + "add one of " + Self.classes)
  }

  @Test func `a class and a model type that do not go together are refused`() throws {
    #expect(
      try failure("gpt2", [("model_type", .string("bert"))])
        == "config.json: \"model_type\": expected \"gpt2\" as GPT2LMHeadModel has it, "
        + "found \"bert\"; correct the file")
  }

  // MARK: Tensors

  @Test func `a missing tensor is named with its file and shape`() throws {
    var variant = try Variant("gpt2")
    variant["n_layer"] = .integer(3)
    #expect(
      variant.failure()
        == "\(variant.file): has no tensor \"transformer.h.2.ln_1.weight\" (config.json asks for "
        + "one of shape [16]); check that both files are of one model")
    variant = try Variant("qwen2")
    variant["tie_word_embeddings"] = .boolean(false)
    #expect(
      variant.failure()
        == "\(variant.file): has no tensor \"lm_head.weight\" (config.json asks for one of shape "
        + "[50, 16]); check that both files are of one model")
  }

  @Test func `a tensor of another shape is named with both shapes`() throws {
    var variant = try Variant("gpt2")
    variant["n_inner"] = .integer(48)
    #expect(
      variant.failure()
        == "\(variant.file): tensor \"transformer.h.0.mlp.c_fc.weight\" has shape [16, 64], where "
        + "config.json asks for [16, 48]; check that both files are of one model")
    variant = try Variant("torch-preln")
    variant["d_model"] = .integer(20)
    #expect(
      variant.failure()
        == "\(variant.file): tensor \"src_embed.weight\" has shape [50, 16], where config.json "
        + "asks for [50, 20]; check that both files are of one model")
  }

  // MARK: Numbers

  @Test(
    arguments: [
      ("bert", "hidden_size", .integer(0), "a whole number from 1 to 16777216", "0"),
      ("bert", "hidden_size", .integer(-4), "a whole number from 1 to 16777216", "-4"),
      ("bert", "hidden_size", .number(16.5), "a whole number from 1 to 16777216", "16.5"),
      ("bert", "vocab_size", .integer(.max), "a whole number from 1 to 16777216", "\(Int.max)"),
      ("bert", "vocab_size", .string("50"), "a whole number from 1 to 16777216", "\"50\""),
      ("bert", "num_hidden_layers", .integer(5000), "a whole number from 1 to 4096", "5000"),
      ("bert", "num_attention_heads", .array([]), "a whole number from 1 to 16777216", "an array"),
      ("bert", "hidden_size", .integer(18), "a multiple of \"num_attention_heads\", here 4", "18"),
      ("bert", "layer_norm_eps", .number(-1), "a number from 0", "-1.0"),
      ("bert", "layer_norm_eps", .number(.infinity), "a number from 0", "inf"),
      ("bert", "layer_norm_eps", .number(1e300), "a number from 0", "1e+300"),
      ("bert", "tie_word_embeddings", .integer(1), "true or false", "1"),
      ("bert", "hidden_act", .integer(1), "a string", "1"),
      ("bert", "eos_token_id", .string("a"), "a token id or a list of them", "\"a\""),
      ("bert", "pad_token_id", .array([.integer(1)]), "a token id", "an array"),
      (
        "roberta", "max_position_embeddings", .integer(2), "more than pad_token_id + 1, here 2", "2"
      ),
      (
        "t5-relu", "relative_attention_max_distance", .integer(4),
        "a whole number from 5 to 16777216", "4"
      ),
      (
        "t5-relu", "feed_forward_proj", .string("gated-relu-x"),
        "an activation, or \"gated-\" and one", "\"gated-relu-x\""
      ),
      ("llama-gqa", "rope_parameters", .string("x"), "an object", "\"x\""),
      ("qwen2", "layer_types", .array([]), "a list of 2 strings", "an array"),
      ("torch-postln", "vocab_size", nil, "a whole number from 1 to 16777216", "nothing"),
      ("torch-postln", "bos_id", .integer(50), "a whole number from 0 to 49", "50"),
    ] as [(String, String, JSONValue?, String, String)])
  func `a value that cannot be is named with what it should be`(
    kind: String, key: String, value: JSONValue?, expected: String, found: String
  ) throws {
    #expect(
      try failure(kind, [(key, value)])
        == "config.json: \"\(key)\": expected \(expected), found \(found); correct the file")
  }

  @Test func `settings that do not fit together are refused`() throws {
    #expect(
      try failure("llama-gqa", [("num_key_value_heads", .integer(3))])
        == "config.json: heads must be a multiple of the 3 key/value heads, is 4; "
        + "correct the file")
    #expect(
      try failure("llama-gqa", [("head_dim", .integer(3))])
        == "config.json: rotary width must be even and at most the head width 3, is 3; "
        + "correct the file")
  }

  // MARK: What is not computed

  private static let activations =
    "gelu, gelu_python, gelu_new, gelu_pytorch_tanh, gelu_python_tanh, gelu_fast, "
    + "gelu_accurate, relu, silu, swish, tanh"

  @Test(
    arguments: [
      (
        "bert", "position_embedding_type", .string("relative_key"), "\"relative_key\"",
        "\"absolute\" or absent"
      ),
      ("bert", "is_decoder", .boolean(true), "true", "false or absent"),
      ("roberta", "add_cross_attention", .boolean(true), "true", "false or absent"),
      ("gpt2", "add_cross_attention", .boolean(true), "true", "false or absent"),
      (
        "gpt2", "quantization_config", .object([JSONMember("bits", .integer(4))]), "an object",
        "absent or null"
      ),
      ("llama-gqa", "num_local_experts", .integer(8), "8", "absent or null"),
      (
        "bert", "pruned_heads", .object([JSONMember("1", .array([.integer(0)]))]), "an object",
        "absent or null"
      ),
      ("bert", "hidden_act", .string("quick_gelu"), "\"quick_gelu\"", activations),
      ("openai-gpt", "afn", .string("gelu_new"), "\"gelu_new\"", "gelu, relu, silu, swish"),
      ("torch-preln", "activation", .string("silu"), "\"silu\"", "relu, gelu"),
      (
        "torch-preln", "positions", .string("learned"), "\"learned\"",
        "\"sinusoidal interleaved sin/cos\" or absent"
      ),
      (
        "bart", "decoder_attention_heads", .integer(2), "2",
        "the same as \"encoder_attention_heads\", here 4"
      ),
      ("mbart", "decoder_ffn_dim", .integer(64), "64", "the same as \"encoder_ffn_dim\", here 32"),
      ("t5-relu", "dense_act_fn", .string("mish"), "\"mish\"", activations),
      ("llama-gqa", "partial_rotary_factor", .number(0.5), "0.5", "1 or absent"),
    ] as [(String, String, JSONValue, String, String)])
  func `a setting that is not computed is named with what is`(
    kind: String, key: String, value: JSONValue, found: String, supported: String
  ) throws {
    #expect(
      try failure(kind, [(key, value)])
        == "config.json: \"\(key)\" is \(found), which is not supported; use a model where it is "
        + supported)
  }

  @Test func `a classifier of another kind than one label of several is refused`() throws {
    #expect(
      try failure(
        "bert",
        [
          ("architectures", .array([.string("BertForSequenceClassification")])),
          ("problem_type", .string("regression")),
        ])
        == "config.json: \"problem_type\" is \"regression\", which is not supported; use a model "
        + "where it is \"single_label_classification\" or absent")
  }

  @Test func `a part of a head that turns is refused, with rotary settings and without`() throws {
    #expect(
      try failure(
        "llama-gqa", [("rope_parameters", nil), ("partial_rotary_factor", .number(0.25))])
        == "config.json: \"partial_rotary_factor\" is 0.25, which is not supported; "
        + "use a model where it is 1 or absent")
  }

  @Test func `other ways to turn queries and keys are refused`() throws {
    func rope(_ members: (String, JSONValue)...) throws -> String {
      try failure(
        "llama-gqa", [("rope_parameters", .object(members.map { JSONMember($0.0, $0.1) }))])
    }
    #expect(
      try rope(("rope_type", .string("longrope")))
        == "config.json: \"rope_parameters.rope_type\" is \"longrope\", which is not supported; "
        + "use a model where it is default, linear, dynamic, llama3, yarn")
    #expect(
      try rope(("full_attention", .object([])))
        == "config.json: \"rope_parameters.full_attention\" is an object, which is not supported; "
        + "use a model where it is the same for all layers")
    #expect(
      try rope(("rope_type", .string("linear")))
        == "config.json: \"rope_parameters.factor\": expected a number above 0, found nothing; "
        + "correct the file")
    #expect(
      try rope(
        ("rope_type", .string("llama3")), ("factor", .integer(8)), ("low_freq_factor", .integer(4)),
        ("high_freq_factor", .integer(4)))
        == "config.json: \"rope_parameters.high_freq_factor\": expected a number above 4.0, "
        + "found 4; correct the file")
  }

  @Test func `a window for some layers alone is refused`() throws {
    let window: [(key: String, value: JSONValue?)] = [
      ("use_sliding_window", .boolean(true)), ("sliding_window", .integer(4)),
    ]
    #expect(
      try failure(
        "qwen2", window + [("layer_types", nil), ("max_window_layers", .integer(1))])
        == "config.json: \"max_window_layers\" is between 0 and the number of layers, which is not "
        + "supported; use a model where it is the same for all layers")
    let kinds = JSONValue.array([.string("full_attention"), .string("sliding_attention")])
    #expect(
      try failure("qwen2", window + [("layer_types", kinds)])
        == "config.json: \"layer_types\" is a list of several kinds, which is not supported; "
        + "use a model where it is the same for all layers")
  }

  @Test func `two vocabularies are refused, two tables are not`() throws {
    #expect(
      try failure(
        "marian",
        [
          ("share_encoder_decoder_embeddings", .boolean(false)),
          ("decoder_vocab_size", .integer(60)),
        ])
        == "config.json: \"decoder_vocab_size\" is 60, which is not supported; use a model where "
        + "it is the same as \"vocab_size\", here 50")
  }

  @Test func `a folder without a configuration says so`() {
    #expect(throws: ModelFileError.file(.notFound(path: "/nowhere/at-all/config.json"))) {
      try ModelFolder.open("/nowhere/at-all")
    }
  }

  // MARK: Hostile values

  private static let hostile: [JSONValue?] = [
    nil, .null, .boolean(true), .integer(-1), .integer(0), .integer(1 << 24), .integer(.max),
    .number(0.5), .number(1e-40), .number(1e308), .number(.nan), .string(""), .array([.null]),
    .object([]),
  ]

  /// Every key of every kind with values that make no sense: an error or a model, never a trap.
  @Test(arguments: Golden.kinds) func `no value of any key stops the program`(kind: String) throws {
    let original = try Variant(kind)
    let unchanged = try original.configuration()
    let input = try Golden(kind).input(rows: [0])
    for member in original.config {
      for value in Self.hostile {
        var variant = original
        variant[member.key] = value
        guard let loaded = try? variant.load(), loaded.model.configuration != unchanged else {
          continue
        }
        // An input that the changed model refuses is as good as one that it takes.
        _ = try? loaded.model.trace(input)
      }
    }
  }

  @Test(arguments: ["default", "linear", "dynamic", "llama3", "yarn"])
  func `no value of a rotary setting stops the program`(type: String) throws {
    let original: [(String, JSONValue)] = [
      ("rope_type", .string(type)), ("rope_theta", .integer(100)), ("factor", .integer(4)),
      ("low_freq_factor", .integer(1)), ("high_freq_factor", .integer(4)),
      ("original_max_position_embeddings", .integer(16)), ("beta_fast", .integer(8)),
      ("beta_slow", .integer(1)), ("attention_factor", .null), ("mscale", .number(0.7)),
      ("mscale_all_dim", .number(1.3)), ("truncate", .boolean(true)),
    ]
    let input = try Golden("llama-gqa").input(rows: [0])
    for index in original.indices {
      for value in Self.hostile {
        var members = original.map { JSONMember($0.0, $0.1) }
        members[index].value = value ?? .null
        var variant = try Variant("llama-gqa")
        variant["rope_parameters"] = .object(members)
        guard let loaded = try? variant.load() else { continue }
        _ = try loaded.model.trace(input)
      }
    }
  }
}
