import ModelFiles
import Testing
import Tokenizers

/// What is said of tokenizer files that cannot be read, word for word.
struct TokenizerProblemTests {
  /// A small change of a good file, and what is said of it behind `tokenizer.json: `.
  struct Change: CustomTestStringConvertible, Sendable {
    let file: String
    let part: String
    let replacement: String
    let message: String

    init(_ file: String, _ part: String, _ replacement: String, _ message: String) {
      self.file = file
      self.part = part
      self.replacement = replacement
      self.message = message
    }

    var testDescription: String { replacement }
  }

  private static let pairs = TokenizerText.pairs
  private static let words = TokenizerText.words
  private static let scores = TokenizerText.scores
  private static let correct = "; correct the file"

  private func expect(_ change: Change) throws {
    let failure = try TokenizerText.failure(
      change.file, replacing: [(change.part, change.replacement)])
    #expect(failure == "tokenizer.json: " + change.message)
  }

  // MARK: The frame

  static let frames: [Change] = [
    Change(
      pairs, "\"1.0\"", "\"2.0\"", "version: expected \"1.0\", found \"2.0\"" + correct),
    Change(pairs, "\"1.0\"", "1.0", "version: expected \"1.0\", found 1.0" + correct),
    Change(
      pairs, "\"model\"", "\"modell\"",
      "has an option \"modell\", which is not known here; take it out if it changes nothing"),
    Change(
      scores, "\"version\": \"1.0\"", "\"version\": \"1.0\", \"model\": {}",
      "line 9, column 3 (byte 439): the key \"model\" stands twice in one object; "
        + "correct the file or fetch it again"),
    Change(
      pairs, "\"Ġab\": 4}", "\"Ġab\": 4, \"a\": 5}",
      "line 14, column 58 (byte 741): the key \"a\" stands twice in one object; "
        + "correct the file or fetch it again"),
    Change(
      scores, "-3.25", "-1e400",
      "line 11, column 48 (byte 546): the number -1e400 is beyond what a Double holds; "
        + "correct the file or fetch it again"),
    Change(
      scores, "-3.25", "NaN",
      "line 11, column 48 (byte 546): NaN is not JSON; expected a finite number; "
        + "correct the file or fetch it again"),
    Change(
      scores, "{\"type\": \"NFKC\"}", String(repeating: "[", count: 80),
      "line 4, column 66 (byte 161): arrays and objects are nested deeper than 64; "
        + "correct the file or fetch it again"),
  ]

  @Test func `a text that is no object is refused`() {
    #expect(
      throws: ModelFileError.tokenizer(
        path: "a", .value(place: "", expected: "an object", found: "an array"))
    ) { try TokenizerFile.read(Array("[]".utf8), path: "a") }
    #expect(throws: ModelFileError.self) { try TokenizerFile.read([], path: "a") }
    #expect(throws: ModelFileError.self) { try TokenizerFile.read([0xFF], path: "a") }
  }

  @Test(arguments: frames) func `the file's frame is checked`(change: Change) throws {
    try expect(change)
  }

  @Test func `a file without a model is refused`() throws {
    #expect(
      throws: ModelFileError.tokenizer(
        path: "a", .value(place: "model", expected: "an object", found: "nothing"))
    ) { try TokenizerFile.read(Array("{}".utf8), path: "a") }
  }

  // MARK: Models

  static let models: [Change] = [
    Change(
      pairs, "\"type\": \"BPE\"", "\"type\": \"B\\u001b[2J\"",
      "model: \"B\\u{1B}[2J\" is not supported; use a tokenizer with one of BPE, Unigram, "
        + "WordLevel, WordPiece"),
    Change(
      pairs, "\"dropout\": null", "\"dropout\": 0.1",
      "model.dropout: 0.1 is not supported; use a tokenizer where it is 0 or null"),
    Change(
      pairs, "\"dropout\": null", "\"drop\": null",
      "model: has an option \"drop\", which is not known here; take it out if it changes nothing"),
    Change(
      pairs, "\"fuse_unk\": false", "\"fuse_unk\": 0",
      "model.fuse_unk: expected true or false, found 0" + correct),
    Change(
      pairs, "\"Ġab\": 4", "\"Ġab\": -4",
      "model.vocab: expected ids from 0 to 4194303, found -4" + correct),
    Change(
      pairs, "\"Ġab\": 4", "\"Ġab\": 4294967295",
      "model.vocab: expected ids from 0 to 4194303, found 4294967295" + correct),
    Change(
      pairs, "\"Ġab\": 4", "\"Ġab\": 4.0",
      "model.vocab[\"Ġab\"]: expected an id, found 4.0" + correct),
    Change(
      pairs, "\"Ġab\": 4", "\"Ġab\": 3", "model.vocab: two entries have the id 3" + correct),
    Change(
      pairs, "\"Ġab\": 4", "\"\(String(repeating: "z", count: 4097))\": 4",
      "model.vocab[\"\(String(repeating: "z", count: 80))…\"]: expected at most 4096 bytes, "
        + "found 4097" + correct),
    Change(
      pairs, "\"Ġ ab\"", "\"#version: 0.2\", \"Ġ ab\", \"Ġ x\"",
      "model.merges[3]: expected an entry of the vocabulary, found \"x\"" + correct),
    Change(
      pairs, "\"Ġ ab\"", "\"Ġ a b\"",
      "model.merges[1]: expected two tokens with a space between, found \"Ġ a b\"" + correct),
    Change(
      pairs, "\"Ġ ab\"", "[\"Ġ\", \"ab\"]",
      "model.merges[1]: expected two tokens with a space between, found an array" + correct),
    Change(
      pairs, "[\"a b\", \"Ġ ab\"]", "[[\"a\", \"b\"], [\"Ġ\"]]",
      "model.merges[1]: expected an array of two strings, found an array" + correct),
    Change(
      pairs, "[\"a b\", \"Ġ ab\"]", "{}",
      "model.merges: expected an array, found an object" + correct),
    Change(
      pairs, "\"Ġ ab\"", "\"Ġ c\"",
      "model.merges[1]: expected an entry of the vocabulary, found \"c\"" + correct),
    Change(
      pairs, "\"Ġ ab\"", "\"b a\"",
      "model.merges[1]: expected an entry of the vocabulary, found \"ba\"" + correct),
    Change(
      pairs, "\"unk_token\": null", "\"unk_token\": \"<unk>\"",
      "model.unk_token: expected an entry of the vocabulary, found \"<unk>\"" + correct),
    Change(
      words, "\"unk_token\": \"[UNK]\"", "\"unk_token\": \"[X]\"",
      "model.unk_token: expected an entry of the vocabulary, found \"[X]\"" + correct),
    Change(
      words, "\"max_input_chars_per_word\": 100", "\"max_input_chars_per_word\": -1",
      "model.max_input_chars_per_word: expected a whole number from 0 to 4294967295, found -1"
        + correct),
    Change(
      words, "\"vocab\": {\"[UNK]\": 0, \"[CLS]\": 1, \"[SEP]\": 2, \"un\": 3, \"##able\": 4}",
      "\"vocab\": []",
      "model.vocab: expected an object of tokens with their ids, found an array"
        + correct),
    Change(
      scores, "[\"a\", -3.25]", "[\"a\", -3.25, 1]",
      "model.vocab[2]: expected a token and its score, found an array" + correct),
    Change(
      scores, "[\"a\", -3.25]", "[\"▁\", -3.25]",
      "model.vocab[2]: \"▁\" is entry 1 already" + correct),
    Change(
      scores, "\"unk_id\": 0", "\"unk_id\": 9",
      "model.unk_id: expected the id of an entry, found 9" + correct),
    Change(
      scores, "[[\"<unk>\", 0], [\"▁\", -2.5], [\"a\", -3.25], [\"▁a\", -4]]", "[]",
      "model.vocab: expected an entry or more, found none" + correct),
  ]

  @Test(arguments: models) func `the model is checked`(change: Change) throws {
    try expect(change)
  }

  // MARK: Components

  static let components: [Change] = [
    Change(
      scores, "{\"type\": \"NFKC\"}", "{\"type\": \"Nmt\"}",
      "normalizer.normalizers[0]: \"Nmt\" is not supported; use a tokenizer with one of "
        + "BertNormalizer, Lowercase, NFC, NFD, NFKC, NFKD, Precompiled, Prepend, Replace, Sequence, "
        + "Strip, StripAccents"),
    Change(
      scores, "{\"type\": \"NFKC\"}", "{\"type\": \"NF\\u212AC\"}",
      "normalizer.normalizers[0]: \"NF\u{212A}C\" is not supported; use a tokenizer with one of "
        + "BertNormalizer, Lowercase, NFC, NFD, NFKC, NFKD, Precompiled, Prepend, Replace, Sequence, "
        + "Strip, StripAccents"),
    Change(
      scores, "{\"type\": \"NFKC\"}", "{}",
      "normalizer.normalizers[0].type: expected a string, found nothing" + correct),
    Change(
      scores, "{\"type\": \"NFKC\"}", "7",
      "normalizer.normalizers[0]: expected an object, found 7" + correct),
    Change(
      scores, "{\"String\": \"x\"}", "{\"Regex\": \"(a)\\\\1\"}",
      "normalizer.normalizers[1].pattern.Regex: the regular expression \"(a)\\\\1\" is not supported; "
        + "use a tokenizer with a pattern in common use"),
    Change(
      scores, "{\"String\": \"x\"}", "{\"String\": \"\"}",
      "normalizer.normalizers[1].pattern.String: an empty string is not supported; "
        + "use a tokenizer where it is not empty"),
    Change(
      scores, "\"content\": \"y\"", "\"content\": \"\(String(repeating: "y", count: 257))\"",
      "normalizer.normalizers[1].content: text that becomes more than 256 times as long is not "
        + "supported; use a tokenizer where it is shorter"),
    Change(
      scores, "{\"String\": \"x\"}", "\"x\"",
      "normalizer.normalizers[1].pattern: expected an object, found \"x\"" + correct),
    Change(
      scores, "{\"type\": \"NFKC\"}",
      "{\"type\": \"Precompiled\", \"precompiled_charsmap\": \"A===\"}",
      "normalizer.normalizers[0].precompiled_charsmap: expected base 64, found \"A===\"" + correct),
    Change(
      words, "\"clean_text\": true", "\"clean_text\": null",
      "normalizer.clean_text: expected true or false, found nothing" + correct),
    Change(
      scores, "\"add_prefix_space\": true", "\"add_prefix_space\": false",
      "pre_tokenizer.add_prefix_space: expected true, for prepend_scheme is \"always\", found false"
        + correct),
    Change(
      scores, "\"prepend_scheme\": \"always\"", "\"prepend_scheme\": \"last\"",
      "decoder.prepend_scheme: expected one of \"always\", \"first\", \"never\", found \"last\""
        + correct),
    Change(
      scores, "\"replacement\": \"▁\", \"prepend", "\"replacement\": \"__\", \"prepend",
      "decoder.replacement: expected a string of one character, found \"__\"" + correct),
    Change(
      pairs, "\"trim_offsets\": true},\n  \"post", "\"use_regex\": 1},\n  \"post",
      "pre_tokenizer.trim_offsets: expected true or false, found nothing" + correct),
    Change(
      words, "{\"type\": \"BertPreTokenizer\"}",
      "{\"type\": \"Split\", \"pattern\": {\"String\": \"a\"}, \"behavior\": \"Gone\", "
        + "\"invert\": false}",
      "pre_tokenizer.behavior: expected one of \"Removed\", \"Isolated\", \"MergedWithPrevious\", "
        + "\"MergedWithNext\", \"Contiguous\", found \"Gone\"" + correct),
    Change(
      pairs,
      "\"pre_tokenizer\": {\"type\": \"ByteLevel\", \"add_prefix_space\": false, "
        + "\"trim_offsets\": true}",
      "\"pre_tokenizer\": {\"type\": \"Sequence\", \"pretokenizers\": [{\"type\": \"ByteLevel\", "
        + "\"add_prefix_space\": false, \"trim_offsets\": true}, {\"type\": \"Digits\", "
        + "\"individual_digits\": true}]}",
      "pre_tokenizer.pretokenizers[0]: ByteLevel is supported only as the last pre-tokenizer, before "
        + "a BPE model, found Digits after it; use a tokenizer where it is so"),
    Change(
      words, "{\"type\": \"BertPreTokenizer\"}",
      "{\"type\": \"ByteLevel\", \"add_prefix_space\": false, \"trim_offsets\": true}",
      "pre_tokenizer: ByteLevel is supported only as the last pre-tokenizer, before a BPE model, "
        + "found WordPiece after it; use a tokenizer where it is so"),
    Change(
      words, "{\"type\": \"WordPiece\", \"prefix\": \"##\", \"cleanup\": true}",
      "{\"type\": \"Sequence\", \"decoders\": [{\"type\": \"CTC\"}]}",
      "decoder.decoders[0]: \"CTC\" is not supported; use a tokenizer with one of BPEDecoder, "
        + "ByteFallback, ByteLevel, Fuse, Metaspace, Replace, Sequence, Strip, WordPiece"),
    Change(
      words, "\"prefix\": \"##\"", "\"prefix\": 2",
      "decoder.prefix: expected a string, found 2" + correct),
    Change(
      words, "\"decoder\": {\"type\": \"WordPiece\", \"prefix\": \"##\", \"cleanup\": true}",
      "\"decoder\": {\"type\": \"Sequence\", \"decoders\": [{\"type\": \"ByteLevel\", "
        + "\"add_prefix_space\": true, \"trim_offsets\": true}, {\"type\": \"Strip\", "
        + "\"content\": \"\u{FFFD}\", \"start\": 1, \"stop\": 0}]}",
      "decoder.decoders[1]: U+FFFD after ByteLevel is not supported; use a tokenizer where it is "
        + "not looked for"),
  ]

  @Test(arguments: components)
  func `normalizers, pre-tokenizers and decoders are checked`(change: Change) throws {
    try expect(change)
  }

  // MARK: Added tokens and templates

  static let special: [Change] = [
    Change(
      words, "\"id\": 1, \"content\": \"[CLS]\"", "\"id\": -1, \"content\": \"[CLS]\"",
      "added_tokens[0].id: expected a whole number from 0 to 4294967295, found -1" + correct),
    Change(
      words, "\"content\": \"[SEP]\"", "\"content\": \"[CLS]\"",
      "added_tokens[1].content: \"[CLS]\" is added_tokens[0] already" + correct),
    Change(
      pairs, "\"lstrip\": false, ", "",
      "added_tokens[0].lstrip: expected true or false, found nothing" + correct),
    Change(
      pairs, "\"special\": true", "\"special\": true, \"color\": 1",
      "added_tokens[0]: has an option \"color\", which is not known here; "
        + "take it out if it changes nothing"),
    Change(
      words, "{\"Sequence\": {\"id\": \"A\", \"type_id\": 0}},\n      {\"Sp",
      "{\"Sequence\": {\"id\": \"B\", \"type_id\": 0}},\n      {\"Sp",
      "post_processor.single[1].Sequence.id: \"B\" is not supported; use a tokenizer where it is "
        + "\"A\""),
    Change(
      words, "{\"Sequence\": {\"id\": \"A\", \"type_id\": 0}},\n      {\"Sp", "{\"Sp",
      "post_processor.single: the text 0 times is not supported; use a tokenizer where it is "
        + "there once"),
    Change(
      words, "\"single\": [", "\"single\": [{\"Sequence\": {\"id\": \"A\", \"type_id\": 0}}, ",
      "post_processor.single: the text 2 times is not supported; use a tokenizer where it is "
        + "there once"),
    Change(
      words, "\"single\": [", "\"single\": [\"$A\", ",
      "post_processor.single[0]: expected an object, found \"$A\"" + correct),
    Change(
      words, "\"single\": [", "\"single\": [{}, ",
      "post_processor.single[0]: expected either a Sequence or a SpecialToken, found something else"
        + correct),
    Change(
      words, "{\"SpecialToken\": {\"id\": \"[SEP]\", \"type_id\": 0}}",
      "{\"SpecialToken\": {\"id\": \"[END]\", \"type_id\": 0}}",
      "post_processor.single[2].SpecialToken.id: expected a token that special_tokens describes, "
        + "found \"[END]\"" + correct),
    Change(
      words, "\"ids\": [2]", "\"ids\": [3]",
      "post_processor.special_tokens[\"[SEP]\"].ids[0]: expected the id of \"[SEP]\", found 3, "
        + "which is \"un\"" + correct),
    Change(
      words, "\"ids\": [2]", "\"ids\": [99]",
      "post_processor.special_tokens[\"[SEP]\"].ids[0]: expected the id of \"[SEP]\", found 99, "
        + "which is no token" + correct),
    Change(
      words, "\"ids\": [2]", "\"ids\": [2, 2]",
      "post_processor.special_tokens[\"[SEP]\"].tokens: expected as many tokens as ids, here 2, "
        + "found an array" + correct),
    Change(
      scores, "\"post_processor\": null",
      "\"post_processor\": {\"type\": \"BertProcessing\", \"sep\": [\"a\"], \"cls\": [\"a\", 2]}",
      "post_processor.sep: expected a token and its id, found an array" + correct),
    Change(
      scores, "\"post_processor\": null",
      "\"post_processor\": {\"type\": \"Sequence\", \"processors\": [{\"type\": "
        + "\"BertProcessing\", \"sep\": [\"a\", 2], \"cls\": [\"a\", 2]}, {\"type\": "
        + "\"BertProcessing\", \"sep\": [\"a\", 2], \"cls\": [\"a\", 2]}]}",
      "post_processor.processors[1]: a second template is not supported; use a tokenizer where it "
        + "is the only one"),
  ]

  @Test(arguments: special)
  func `added tokens and what is put round a text are checked`(change: Change) throws {
    try expect(change)
  }
}
