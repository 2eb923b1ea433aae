import TestSupport
import Testing
import Tokenizers
import Transformers

@testable import ModelFiles

/// Texts as what a model reads.
struct ModelTextTests {
  private func text(
    _ family: ExportedModel.Family, _ change: (inout Configuration) -> Void = { _ in }
  ) throws -> ModelText {
    var c = ExportSupport.configuration(family)
    change(&c)
    let bytes = ExportSupport.tokenizer(family)
    return ModelText(try TokenizerFile.read(bytes, path: "tokenizer.json"), c)
  }

  @Test func `a first tower's text has the template's tokens round it`() throws {
    let tokens = try text(.bert).source(Array("the cat.".utf8))
    #expect(tokens.ids == [3, 260, 261, 265, 1])
    #expect(tokens.spellings == ["<s>", "▁the", "▁cat", ".", "</s>"])
    #expect(tokens.cut == nil)
    #expect(try text(.gpt2).source(Array("the cat.".utf8)).ids == [260, 261, 265])
  }

  @Test func `a decoder's text begins with its start and has no end`() throws {
    let tokens = try text(.bart).target(Array("a dog".utf8))
    #expect(tokens.ids == [3, 263, 264])
    #expect(tokens.spellings == ["<s>", "▁a", "▁dog"])
  }

  @Test func `what is no word becomes bytes, also what is not UTF-8`() throws {
    let text = try text(.gpt2)
    let tokens = try text.source(Array("a é".utf8) + [0xFF])
    // ▁ is three bytes, é two.
    #expect(tokens.ids.first == 263)
    let bytes = [0xC3, 0xA9, 0xFF].map { $0 + 4 }
    #expect(Array(tokens.ids.suffix(3)) == bytes)
    #expect(Array(tokens.spellings.suffix(3)) == ["<0xC3>", "<0xA9>", "<0xFF>"])
    #expect(text.text(of: [260, 1, 261, 265]) == "the cat.")
    #expect(text.spelling(of: 0) == "<pad>")
    #expect(text.spelling(of: 999) == "")
  }

  @Test func `too long a text is cut in the middle, and the special tokens stay`() throws {
    let source = Array("the cat saw a dog. the cat saw a dog. the cat".utf8)
    let tokens = try text(.bert).source(source)
    #expect(tokens.ids.count == 12)
    #expect(tokens.ids.first == 3)
    #expect(tokens.ids.last == 1)
    #expect(tokens.spellings.count == 12)
    let cut = try #require(tokens.cut)
    #expect(cut == .init(kept: 10, count: 14, byte: 32, words: "…cat saw a", limit: 12))
    #expect(
      source[..<33].elementsEqual("the cat saw a dog. the cat saw a ".utf8.dropLast()) == false)
    #expect(
      "\(cut)"
        == "cut after token 10 of 14 (\"…cat saw a\"), at byte 32: this model reads at most 12 "
        + "tokens")
    let target = try text(.bart).target(source)
    #expect(target.ids.count == 12)
    #expect(target.cut?.kept == 11)
  }

  @Test func `a text that just fits is whole, and one of few words has no dots before them`() throws
  {
    let fits = Array("the cat saw a dog. the cat saw a".utf8)
    #expect(try text(.bert).source(fits).cut == nil)
    let short = try text(.bert) { $0.contextLength = 4 }.source(Array("the \u{1B} cat".utf8))
    #expect(short.cut?.kept == 2)
    #expect("\(try #require(short.cut))".hasPrefix("cut after token 2 of 6 (\"the"))
  }

  private func problem(_ body: () throws -> Void) -> String { sentence(body) }

  @Test func `what cannot be read is said`() throws {
    let bert = try text(.bert)
    for blank in ["", " ", "\t\n ", "\u{3000}\u{A0}"] {
      #expect(
        problem { _ = try bert.source(Array(blank.utf8)) }
          == "the text is empty; give a word or more")
    }
    #expect(
      "\(ModelText.Problem.noTokens)" == "the tokenizer makes no token of this text; give another")
    let narrow = try text(.bert) { $0.contextLength = 2 }
    #expect(
      problem { _ = try narrow.source(Array("a".utf8)) }
        == "this model reads at most 2 tokens, and 2 special ones stand round every text; use a model "
        + "with a longer context")
    let silent = try text(.bart) { $0.tokens.decoderStart = nil }
    #expect(
      problem { _ = try silent.target(Array("a".utf8)) }
        == "this model's configuration has no decoder_start_token_id, so its decoder cannot start")
    let small = try text(.gpt2) { $0.vocabularySize = 262 }
    #expect(
      problem { _ = try small.source(Array("a".utf8)) }
        == "the tokenizer has an id 263, where this model's vocabulary ends at 261; check that "
        + "tokenizer.json is this model's")
  }

  @Test func `a card says what it can`() throws {
    func card(_ text: String) throws -> ModelCard { ModelCard(try JSONParser.parse(text)) }
    let full = try card(
      #"{"title":"T","task":"translation","quality":[{"name":"exact","value":0.5},{"name":1}]}"#)
    #expect(full.title == "T")
    #expect(full.task == "translation")
    #expect(full.quality == [.init(name: "exact", value: 0.5)])
    let whole = ModelCard(
      title: "T", task: "stories", language: "l", fields: ["en"],
      quality: [.init(name: "a", value: 0.25, count: 4)],
      heads: [
        .init(relation: "r", attention: "decoder/1/self-attention", head: 2, value: 1, count: 3)
      ]
    )
    #expect(ModelCard(try JSONParser.parse(whole.bytes)) == whole)
    let empty = try card("[]")
    #expect(empty.title == nil && empty.task == nil && empty.quality.isEmpty)
    let folder = try TemporaryFolder()
    #expect(try ModelCard.open(at: .path(folder.path)) == nil)
    try folder.add("card.json", Array("{".utf8))
    #expect(
      sentence { _ = try ModelCard.open(at: .path(folder.path)) }
        .hasPrefix("\(folder.path)/card.json: line 1"))
  }
}
