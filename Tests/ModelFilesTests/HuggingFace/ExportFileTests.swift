import TestSupport
import Testing
import Transformers

@testable import ModelFiles

/// What stands in the small files of a written model, and what cannot be written.
struct ExportFileTests {
  typealias Family = ExportedModel.Family

  private func written(_ family: Family, _ name: String) throws -> JSONValue {
    let folder = try TemporaryFolder()
    let model = try ExportSupport.model(ExportSupport.configuration(family))
    try ExportedModel(
      family: family, models: [model], tokenizer: ExportSupport.tokenizer(family)
    ).write(to: folder.path)
    return try JSONValue(contentsOf: folder.path + "/" + name)
  }

  @Test func `the configuration names the class, and numbers have no digits that mean nothing`()
    throws
  {
    let text = JSONWriter.text(of: try written(.bert, "config.json"))
    #expect(
      text == #"{"architectures":["BertForMaskedLM"],"model_type":"bert","dtype":"float32","#
        + #""vocab_size":266,"tie_word_embeddings":true,"hidden_size":16,"num_hidden_layers":2,"#
        + #""num_attention_heads":4,"intermediate_size":64,"hidden_act":"gelu","#
        + #""max_position_embeddings":12,"type_vocab_size":1,"layer_norm_eps":1e-12,"#
        + #""pad_token_id":0,"bos_token_id":3,"eos_token_id":1}"#)
  }

  @Test func `the tokenizer's files name the special tokens`() throws {
    #expect(
      JSONWriter.text(of: try written(.bert, "tokenizer_config.json"))
        == #"{"tokenizer_class":"PreTrainedTokenizerFast","clean_up_tokenization_spaces":false,"#
        + #""model_input_names":["input_ids","token_type_ids","attention_mask"],"#
        + #""model_max_length":12,"pad_token":"<pad>","bos_token":"<s>","eos_token":"</s>","#
        + #""unk_token":"<unk>","cls_token":"<s>","sep_token":"</s>"}"#)
    #expect(
      JSONWriter.text(of: try written(.bart, "special_tokens_map.json"))
        == #"{"pad_token":"<pad>","bos_token":"<s>","eos_token":"</s>","unk_token":"<unk>"}"#)
  }

  @Test func `a generating model says where it begins, ends and must stop`() throws {
    #expect(
      JSONWriter.text(of: try written(.mbart, "generation_config.json"))
        == #"{"pad_token_id":0,"bos_token_id":3,"eos_token_id":1,"decoder_start_token_id":3,"#
        + #""max_length":12}"#)
  }

  @Test func `several ends are a list, and a token that there is not is null`() throws {
    let folder = try TemporaryFolder()
    var c = ExportSupport.configuration(.gpt2)
    c.tokens = .init(ends: [1, 0])
    try ExportedModel(family: .gpt2, models: [ExportSupport.model(c)], tokenizer: [])
      .write(to: folder.path)
    let json = try JSONValue(contentsOf: folder.path + "/config.json")
    #expect(json["eos_token_id"] == .array([.integer(1), .integer(0)]))
    #expect(json["pad_token_id"] == .null)
    #expect(try ModelFolder.open(folder.path).model.configuration == c)
  }

  // MARK: Refusals

  private func refusal(
    _ family: Family, _ change: (inout Configuration) -> Void
  ) throws -> String {
    let folder = try TemporaryFolder()
    var c = ExportSupport.configuration(family)
    change(&c)
    let model = try ExportSupport.model(c)
    let text = sentence {
      try ExportedModel(family: family, models: [model], tokenizer: []).write(to: folder.path)
    }
    #expect(folder.names == [], "something was written")
    return text
  }

  @Test func `settings that a family has not are refused before anything is written`() throws {
    #expect(
      try refusal(.openAIGPT) { $0.activation = .gelu }
        == "cannot be written as openai-gpt: feed-forward is \"64, GELU\", where that architecture "
        + "has \"64, GELU (tanh)\"; export a model that agrees with it")
    #expect(
      try refusal(.gpt2) {
        $0.positions = .sinusoidal(.interleaved, offset: 0)
      }
        == "cannot be written as gpt2: positions is \"sinusoidal, interleaved\", where that "
        + "architecture has \"learned\"; export a model that agrees with it")
    #expect(
      try refusal(.bert) { $0.tokenTypeCount = 0 }
        == "cannot be written as bert: its \"type_vocab_size\" would be 0, where that architecture has "
        + "a whole number from 1 to 16777216; export a model that agrees with it")
    #expect(
      try refusal(.bert) { $0.fixesPadding = false }
        == "cannot be written as bert: padding left alone by training is \"false\", where that "
        + "architecture has \"true\"; export a model that agrees with it")
    #expect(
      try refusal(.bart) { $0.wiring = .pre }
        == "cannot be written as bart: wiring is \"Pre-LN, x ← x + f(norm(x))\", where that "
        + "architecture has \"Post-LN, x ← norm(x + f(x))\"; export a model that agrees with it")
    #expect(
      try refusal(.robertaPreLayerNorm) {
        $0.head = .maskedLanguageModel(activation: .gelu, epsilon: 0.5)
      }
        == "cannot be written as roberta-prelayernorm: ε of the head's norm is \"0.5\", where that "
        + "architecture has \"1e-05\"; export a model that agrees with it")
    // Untied, but one table for both towers: nothing there would copy it.
    #expect(
      try refusal(.mbart) { $0.tiesHead = false }
        == "cannot be written as mbart: embedding is \"normalized, shared by both towers\", where "
        + "that architecture has \"normalized, one for each tower\"; export a model that agrees with "
        + "it")
  }

  @Test func `what is of no family and what cannot be written is said`() throws {
    #expect(
      "\(ExportError.architecture("LlamaForCausalLM"))"
        == "LlamaForCausalLM cannot be written; what can is BertForMaskedLM, "
        + "RobertaPreLayerNormForMaskedLM, OpenAIGPTLMHeadModel, GPT2LMHeadModel, "
        + "BartForConditionalGeneration, MBartForConditionalGeneration")
    #expect(Family(architecture: "LlamaForCausalLM") == nil)
    #expect(Family(tower: .decoder, wiring: .sandwich) == nil)
    let model = try ExportSupport.model(ExportSupport.configuration(.gpt2))
    let exported = ExportedModel(family: .gpt2, models: [model], tokenizer: [])
    #expect(
      sentence { try exported.write(to: "/nowhere/at/all") }
        == "/nowhere/at/all: its folder does not exist; make the folder first")
    let folder = try TemporaryFolder()
    let file = try folder.add("a", [])
    #expect(
      sentence { try exported.write(to: file) }
        == "\(file): cannot be written: Not a directory (error 20); check the file and the disk it "
        + "is on")
    #expect(
      sentence { try exported.write(to: "") }
        == "\"\": is not a path: it is empty or holds a NUL byte; give the path of a file")
  }
}
