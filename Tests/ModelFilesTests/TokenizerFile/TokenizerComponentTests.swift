import ModelFiles
import Testing
import Tokenizers

/// Every component that the reference has is read or refused by name.
///
/// The names are those of `dir(tokenizers.normalizers)` and so on in `tokenizers` 0.23.3, with a
/// section of the file that has no more than the component.
struct TokenizerComponentTests {
  /// A component, as the file describes it.
  struct Component: CustomTestStringConvertible, Sendable {
    let section: String
    let type: String
    /// What stands beside the type, after a comma.
    let options: String
    let isSupported: Bool

    init(_ section: String, _ type: String, _ options: String = "", isSupported: Bool = true) {
      self.section = section
      self.type = type
      self.options = options
      self.isSupported = isSupported
    }

    var testDescription: String { "\(section) \(type)" }
  }

  private static let byteLevel = ", \"add_prefix_space\": true, \"trim_offsets\": true"
  private static let replace = ", \"pattern\": {\"String\": \"a\"}, \"content\": \"b\""

  static let normalizers: [Component] = [
    Component(
      "normalizer", "BertNormalizer",
      ", \"clean_text\": true, \"handle_chinese_chars\": true, \"lowercase\": true"),
    Component("normalizer", "ByteLevel", isSupported: false),
    Component("normalizer", "Lowercase"),
    Component("normalizer", "NFC"),
    Component("normalizer", "NFD"),
    Component("normalizer", "NFKC"),
    Component("normalizer", "NFKD"),
    Component("normalizer", "Nmt", isSupported: false),
    Component("normalizer", "Prepend", ", \"prepend\": \"a\""),
    Component("normalizer", "Replace", replace),
    Component("normalizer", "Sequence", ", \"normalizers\": []"),
    Component("normalizer", "Strip", ", \"strip_left\": true, \"strip_right\": true"),
    Component("normalizer", "StripAccents"),
  ]

  static let preTokenizers: [Component] = [
    Component("pre_tokenizer", "BertPreTokenizer"),
    Component("pre_tokenizer", "ByteLevel", byteLevel),
    Component("pre_tokenizer", "CharDelimiterSplit", ", \"delimiter\": \"-\""),
    Component("pre_tokenizer", "Digits", ", \"individual_digits\": true"),
    Component("pre_tokenizer", "FixedLength", ", \"length\": 5", isSupported: false),
    Component("pre_tokenizer", "Metaspace", ", \"replacement\": \"_\""),
    Component("pre_tokenizer", "Punctuation"),
    Component("pre_tokenizer", "Sequence", ", \"pretokenizers\": []"),
    Component(
      "pre_tokenizer", "Split",
      ", \"pattern\": {\"String\": \"a\"}, \"behavior\": \"Removed\", \"invert\": false"),
    Component("pre_tokenizer", "UnicodeScripts", isSupported: false),
    Component("pre_tokenizer", "Whitespace"),
    Component("pre_tokenizer", "WhitespaceSplit"),
  ]

  static let processors: [Component] = [
    Component("post_processor", "BertProcessing", ", \"sep\": [\"a\", 0], \"cls\": [\"b\", 1]"),
    Component("post_processor", "ByteLevel", byteLevel),
    Component("post_processor", "RobertaProcessing", ", \"sep\": [\"a\", 0], \"cls\": [\"b\", 1]"),
    Component("post_processor", "Sequence", ", \"processors\": []"),
    Component(
      "post_processor", "TemplateProcessing",
      ", \"single\": [{\"Sequence\": {\"id\": \"A\", \"type_id\": 0}}], \"pair\": [], "
        + "\"special_tokens\": {}"),
  ]

  static let decoders: [Component] = [
    Component("decoder", "BPEDecoder", ", \"suffix\": \"</w>\""),
    Component("decoder", "ByteFallback"),
    Component("decoder", "ByteLevel", byteLevel),
    Component("decoder", "CTC", isSupported: false),
    Component("decoder", "Fuse"),
    Component("decoder", "Metaspace", ", \"replacement\": \"_\""),
    Component("decoder", "Replace", replace),
    Component("decoder", "Sequence", ", \"decoders\": []"),
    Component("decoder", "Strip", ", \"content\": \"a\", \"start\": 1, \"stop\": 0"),
    Component("decoder", "WordPiece", ", \"prefix\": \"##\", \"cleanup\": true"),
  ]

  @Test(arguments: normalizers + preTokenizers + processors + decoders)
  func `every component is read or refused by name`(component: Component) throws {
    let text =
      "{\"model\": {\"merges\": [], \"vocab\": {\"a\": 0, \"b\": 1}}, \"\(component.section)\": "
      + "{\"type\": \"\(component.type)\"\(component.options)}}"
    let failure = try TokenizerText.failure(text, replacing: [])
    if component.isSupported {
      #expect(failure == nil)
    } else {
      let beginning =
        "tokenizer.json: \(component.section): \"\(component.type)\" is not supported; "
      #expect(failure?.hasPrefix(beginning) == true, "\(failure ?? "read")")
    }
  }

  /// Its map is a blob, of which a wrong one shows that the name is known.
  @Test func `a precompiled character map is read`() throws {
    let text =
      "{\"model\": {\"merges\": [], \"vocab\": {}}, \"normalizer\": {\"type\": \"Precompiled\", "
      + "\"precompiled_charsmap\": \"AAAA\"}}"
    let failure = try #require(try TokenizerText.failure(text, replacing: []))
    #expect(
      failure.hasPrefix(
        "tokenizer.json: normalizer.precompiled_charsmap: expected a character map of SentencePiece"
      ))
  }

  @Test func `components are taken out of Sequences in order`() throws {
    let text =
      "{\"model\": {\"merges\": [], \"vocab\": {\"B\": 0}}, \"normalizer\": {\"type\": \"Sequence\", "
      + "\"normalizers\": [{\"type\": \"Sequence\", \"normalizers\": [{\"type\": \"Lowercase\"}]}, "
      + "{\"type\": \"Replace\"\(Self.replace)}, {\"type\": \"Replace\", \"pattern\": {\"String\": "
      + "\"b\"}, \"content\": \"B\"}]}}"
    #expect(try TokenizerText.read(text).encode("A").ids == [0])
  }
}
