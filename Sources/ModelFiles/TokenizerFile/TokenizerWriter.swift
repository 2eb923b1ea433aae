import Tokenizers

/// Writes trained tokenizers as `tokenizer.json`, in the form that Hugging Face's library reads too.
///
/// Words and characters have no type of their own there. Byte pair encoding without merges that takes a
/// piece that is an entry as it stands does the same.
package struct TokenizerWriter {
  /// The family.
  package let family: TrainableFamily
  /// The entries in the order of their ids.
  package let entries: [[UInt8]]
  /// The merges in the order of their ranks; none for families without.
  package let merges: [(left: [UInt8], right: [UInt8])]
  /// Unigram's log-probabilities; empty for other families.
  package let scores: [Double]

  /// What special tokens a family's vocabulary begins with.
  package static func specialTokens(of family: TrainableFamily) -> [String] {
    switch family {
    case .byteLevelBPE: ["<|endoftext|>"]
    case .wordPiece: ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    case .character, .word, .bpe, .unigram: ["<pad>", "</s>", "<unk>"]
    }
  }

  /// Gathers what is to be written.
  package init(
    family: TrainableFamily, entries: [[UInt8]],
    merges: [(left: [UInt8], right: [UInt8])] = [], scores: [Double] = []
  ) {
    self.family = family
    self.entries = entries
    self.merges = merges
    self.scores = scores
  }

  /// The file's bytes.
  package var bytes: [UInt8] {
    JSONWriter.bytes(
      of: TokenizerParts.file(
        addedTokens: TokenizerParts.addedTokens(Self.specialTokens(of: family)),
        normalizer: normalizer, preTokenizer: preTokenizer, postProcessor: postProcessor,
        decoder: decoder, model: model))
  }

  private func typed(_ type: String, _ members: [JSONMember] = []) -> JSONValue {
    TokenizerParts.typed(type, members)
  }

  private var normalizer: JSONValue {
    switch family {
    case .wordPiece:
      typed(
        "BertNormalizer",
        [
          JSONMember("clean_text", .boolean(true)),
          JSONMember("handle_chinese_chars", .boolean(true)), JSONMember("strip_accents", .null),
          JSONMember("lowercase", .boolean(true)),
        ])
    case .unigram: typed("NFKC")
    case .character, .word, .bpe, .byteLevelBPE: .null
    }
  }

  private var metaspace: [JSONMember] { TokenizerParts.metaspace(prepending: "always") }

  private func byteLevel(usesPattern: Bool) -> [JSONMember] {
    [
      JSONMember("add_prefix_space", .boolean(false)), JSONMember("trim_offsets", .boolean(true)),
      JSONMember("use_regex", .boolean(usesPattern)),
    ]
  }

  private var preTokenizer: JSONValue {
    switch family {
    case .character: .null
    case .byteLevelBPE: typed("ByteLevel", byteLevel(usesPattern: true))
    case .wordPiece: typed("BertPreTokenizer")
    case .bpe, .unigram: typed("Metaspace", metaspace)
    case .word:
      typed(
        "Sequence",
        [
          JSONMember(
            "pretokenizers",
            .array([
              typed("Metaspace", metaspace),
              typed("Punctuation", [JSONMember("behavior", .string("Isolated"))]),
            ]))
        ])
    }
  }

  private var postProcessor: JSONValue {
    guard family == .wordPiece else { return .null }
    let single: [TokenizerParts.Place] = [.token("[CLS]"), .text("A", type: 0), .token("[SEP]")]
    return TokenizerParts.template(
      single: single, pair: single + [.text("B", type: 1), .token("[SEP]")],
      ids: [("[CLS]", 2), ("[SEP]", 3)])
  }

  private var decoder: JSONValue {
    switch family {
    case .byteLevelBPE: typed("ByteLevel", byteLevel(usesPattern: true))
    case .wordPiece:
      typed(
        "WordPiece",
        [JSONMember("prefix", .string("##")), JSONMember("cleanup", .boolean(true))])
    case .unigram: typed("Metaspace", metaspace)
    case .character: TokenizerParts.sequence([typed("ByteFallback"), typed("Fuse")])
    case .bpe, .word:
      TokenizerParts.sequence([typed("ByteFallback"), typed("Metaspace", metaspace)])
    }
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private var model: JSONValue {
    let vocabulary = JSONMember(
      "vocab",
      .object(entries.enumerated().map { JSONMember(text($0.element), .integer($0.offset)) }))
    switch family {
    case .wordPiece:
      return typed(
        "WordPiece",
        [
          JSONMember("unk_token", .string("[UNK]")),
          JSONMember("continuing_subword_prefix", .string("##")),
          JSONMember("max_input_chars_per_word", .integer(100)), vocabulary,
        ])
    case .unigram:
      return TokenizerParts.unigram(
        entries: entries, scores: scores, unknown: 2, fallsBackToBytes: false)
    case .character, .word, .bpe, .byteLevelBPE:
      let isBytes = family == .byteLevelBPE
      return typed(
        "BPE",
        [
          JSONMember("dropout", .null),
          JSONMember("unk_token", isBytes ? .null : .string("<unk>")),
          JSONMember("continuing_subword_prefix", .null),
          JSONMember("end_of_word_suffix", .null), JSONMember("fuse_unk", .boolean(false)),
          JSONMember("byte_fallback", .boolean(!isBytes)),
          JSONMember("ignore_merges", .boolean(family == .word)), vocabulary,
          JSONMember(
            "merges",
            .array(merges.map { .array([.string(text($0.left)), .string(text($0.right))]) })),
        ])
    }
  }
}
