import ModelFiles
import Testing
import Transformers

@testable import ModelFiles

/// What `config.json` means where the goldens leave it open: defaults, spellings, ties.
struct ConfigurationTests {
  private func configuration(
    _ kind: String, _ changes: (String, JSONValue?)...
  ) throws -> Configuration {
    var variant = try Variant(kind)
    for (key, value) in changes { variant[key] = value }
    return try variant.configuration()
  }

  // MARK: Defaults

  @Test func `absent keys have the defaults of the architecture's class`() throws {
    #expect(try configuration("gpt2", ("n_inner", nil)).dFF == 64)
    #expect(try configuration("gpt2", ("activation_function", nil)).activation == .geluTanh)
    #expect(try configuration("gpt2", ("layer_norm_epsilon", nil)).epsilon == 1e-5)
    #expect(try configuration("openai-gpt", ("afn", nil)).activation == .geluTanh)
    #expect(try configuration("bert", ("layer_norm_eps", nil)).epsilon == 1e-12)
    #expect(try configuration("bert", ("hidden_act", .null)).activation == .gelu)
    #expect(try configuration("roberta", ("layer_norm_eps", nil)).epsilon == 1e-12)
    #expect(try configuration("t5-relu", ("layer_norm_epsilon", nil)).epsilon == 1e-6)
    #expect(try configuration("t5-relu", ("num_decoder_layers", nil)).decoderLayerCount == 2)
    #expect(try configuration("llama-gqa", ("rms_norm_eps", nil)).epsilon == 1e-6)
    #expect(try configuration("llama-gqa", ("head_dim", nil)).dHead == 4)
    #expect(try configuration("bart", ("activation_function", nil)).activation == .gelu)
    #expect(try configuration("torch-postln", ("norm_first", nil)).wiring == .post)
  }

  @Test func `the longest text is what positions allow`() throws {
    let lengths: [String: Int?] = [
      "gpt2": 32, "bert": 32, "roberta": 32, "bart": 32, "marian": 32, "llama-gqa": 64,
      "t5-relu": nil, "torch-preln": nil,
    ]
    for (kind, length) in lengths {
      #expect(try configuration(kind).contextLength == length, "\(kind)")
    }
  }

  // MARK: Spellings

  @Test func `rotary settings are read in the spellings of every version`() throws {
    func scheme(_ changes: (String, JSONValue?)...) throws -> RotaryScheme {
      var variant = try Variant("llama-gqa")
      variant["rope_parameters"] = nil
      for (key, value) in changes { variant[key] = value }
      guard case .rotary(let scheme) = try variant.configuration().positions else {
        return RotaryScheme(width: 0)
      }
      return scheme
    }
    func object(_ members: (String, JSONValue)...) -> JSONValue {
      .object(members.map { JSONMember($0.0, $0.1) })
    }
    let linear = RotaryScheme(width: 4, base: 500, scaling: .linear(factor: 2))
    #expect(try scheme() == RotaryScheme(width: 4, base: 10000))
    #expect(
      try scheme(
        (
          "rope_parameters",
          object(
            ("rope_type", .string("linear")), ("factor", .integer(2)), ("rope_theta", .integer(500))
          )
        ))
        == linear)
    #expect(
      try scheme(
        ("rope_theta", .number(500)),
        ("rope_scaling", object(("rope_type", .string("linear")), ("factor", .integer(2)))))
        == linear)
    #expect(
      try scheme(
        ("rope_theta", .number(500)),
        ("rope_scaling", object(("type", .string("linear")), ("factor", .integer(2))))) == linear)
    #expect(try scheme(("rope_theta", .number(500)), ("rope_scaling", .null)).base == 500)
    // 0.1·ln 4 + 1
    #expect(
      try scheme(
        ("rope_scaling", object(("type", .string("yarn")), ("factor", .integer(4)))))
        == RotaryScheme(
          width: 4, base: 10000,
          scaling: .yarn(
            factor: 4, fastTurns: 32, slowTurns: 1, magnitude: 1.138_629_436_111_989,
            originalContext: 64, truncates: true)))
  }

  @Test func `stretched positions allow longer texts`() throws {
    let scaling = JSONValue.object([
      JSONMember("type", .string("dynamic")), JSONMember("factor", .number(2.5)),
    ])
    #expect(
      try configuration("llama-gqa", ("rope_parameters", nil), ("rope_scaling", scaling))
        .contextLength == 160)
  }

  @Test func `a width may go by its general name`() throws {
    #expect(
      try configuration("gpt2", ("n_embd", nil), ("hidden_size", .integer(16))).dModel == 16)
  }

  @Test func `without a list of classes the model type decides, and the tensors that are there`()
    throws
  {
    var variant = try Variant("bert")
    variant["architectures"] = nil
    #expect(try variant.load().architecture == "BertForMaskedLM")
    variant["architectures"] = .array([])
    #expect(try variant.load().architecture == "BertForMaskedLM")
  }

  // MARK: Heads

  @Test func `a base model's class leaves the head alone`() throws {
    var variant = try Variant("bert")
    variant["architectures"] = .array([.string("BertModel")])
    let loaded = try variant.load()
    #expect(loaded.model.configuration.head == .none)
    #expect(loaded.unusedTensors.allSatisfy { $0.hasPrefix("cls.") })
    #expect(loaded.unusedTensors.count == 5)
  }

  @Test func `T5's tied head scales its input, and a file's own head does not`() throws {
    let tied = try configuration("t5-relu")
    #expect(tied.tiesHead && tied.headScale == 0.25)
    let old = try configuration(
      "t5-relu", ("scale_decoder_outputs", nil), ("tie_word_embeddings", nil))
    #expect(old == tied)
    let untied = try configuration("t5-gated-gelu")
    #expect(!untied.tiesHead && untied.headScale == 1)
    #expect(try configuration("t5-gated-gelu", ("scale_decoder_outputs", nil)) == untied)
    // Transformers 5 writes "tied" whatever the file has.
    #expect(try configuration("t5-gated-gelu", ("tie_word_embeddings", .boolean(true))) == untied)
  }

  @Test func `a tied head ignores a matrix that the file has besides`() throws {
    var variant = try Variant("llama-gqa")
    variant["tie_word_embeddings"] = .boolean(true)
    let loaded = try variant.load()
    #expect(loaded.model.configuration.tiesHead)
    #expect(loaded.unusedTensors == ["lm_head.weight"])
  }

  @Test func `qwen2's window holds where all layers have it`() throws {
    let window: [(String, JSONValue?)] = [
      ("use_sliding_window", .boolean(true)), ("sliding_window", .integer(4)), ("layer_types", nil),
    ]
    var variant = try Variant("qwen2")
    for (key, value) in window { variant[key] = value }
    variant["max_window_layers"] = .integer(0)
    #expect(try variant.configuration().window == 4)
    variant["max_window_layers"] = .integer(2)
    #expect(try variant.configuration().window == nil)
    variant["layer_types"] = .array([.string("sliding_attention"), .string("sliding_attention")])
    #expect(try variant.configuration().window == 4)
    variant["use_sliding_window"] = .boolean(false)
    #expect(variant.failure().contains("\"layer_types\" is a list of several kinds"))
  }

  // MARK: Tokens

  @Test func `special tokens come from both files`() throws {
    var variant = try Variant("llama-gqa")
    #expect(
      try variant.configuration().tokens == .init(padding: 0, beginning: 1, ends: [2]))
    variant["pad_token_id"] = .null
    variant["bos_token_id"] = nil
    variant["eos_token_id"] = .array([.integer(2), .integer(9)])
    variant.generation = .object([
      JSONMember("pad_token_id", .integer(7)), JSONMember("bos_token_id", .integer(8)),
      JSONMember("eos_token_id", .array([.integer(9), .integer(3)])),
    ])
    #expect(
      try variant.configuration().tokens == .init(padding: 7, beginning: 8, ends: [2, 9, 3]))
    // The class's own where neither file has the key, none for a null, none beyond the vocabulary.
    variant.generation = nil
    variant["eos_token_id"] = nil
    #expect(try variant.configuration().tokens == .init(beginning: 1, ends: [2]))
    variant["bos_token_id"] = .null
    variant["eos_token_id"] = .array([.integer(-1), .integer(50)])
    #expect(try variant.configuration().tokens == .init())
  }

  @Test func `an encoder-decoder knows what its decoder starts from`() throws {
    #expect(try configuration("marian").tokens.decoderStart == 0)
    #expect(try configuration("bart").tokens.decoderStart == 2)
    #expect(try configuration("torch-postln").tokens.decoderStart == 1)
    #expect(try configuration("t5-relu", ("decoder_start_token_id", nil)).tokens.decoderStart == 0)
  }
}
