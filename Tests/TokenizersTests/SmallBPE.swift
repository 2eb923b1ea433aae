import Tokenizers

/// Small models of byte pair encoding, made of strings.
enum SmallBPE {
  /// Which options a model has; the rest as the reference has them by default.
  struct Options {
    var alphabet = BytePairEncoding.Alphabet.characters
    var unknown: String?
    var fusesUnknown = false
    var prefix = ""
    var suffix = ""
    var fallsBackToBytes = false
    var ignoresMerges = false
  }

  /// Makes a model of entries, numbered from 0, and of merges written as in `merges.txt`.
  static func model(
    _ entries: [String], _ merges: [String], _ options: Options = Options()
  ) throws -> BytePairEncoding {
    try BytePairEncoding(
      vocabulary: Vocabulary(entries.map { Array($0.utf8) }),
      merges: merges.map { merge in
        let parts = merge.split(separator: " ").map { Array($0.utf8) }
        return (parts[0], parts[1])
      }, alphabet: options.alphabet, unknown: options.unknown.map { Array($0.utf8) },
      fusesUnknown: options.fusesUnknown, continuingPrefix: Array(options.prefix.utf8),
      endOfWordSuffix: Array(options.suffix.utf8), fallsBackToBytes: options.fallsBackToBytes,
      ignoresMerges: options.ignoresMerges)
  }

  /// The merges of "unrelated", with the entries they need.
  static func unrelated() throws -> BytePairEncoding {
    try model(
      [
        "u", "n", "r", "e", "l", "a", "t", "d", "re", "at", "ed", "un", "ated", "rel", "related",
        "unrelated",
      ], ["r e", "a t", "e d", "u n", "at ed", "re l", "rel ated", "un related"])
  }

  /// A model of all bytes that joins the bytes of 我 and of é.
  static func bytes() throws -> BytePairEncoding {
    var options = Options()
    options.alphabet = .bytes
    let alphabet = ByteAlphabet.scalars.map { String($0) }
    return try model(
      alphabet + ["æĪ", "æĪĳ", "Ã©"], ["æ Ī", "æĪ ĳ", "Ã ©"], options)
  }

  /// The tokens of one piece.
  static func encode(_ model: BytePairEncoding, _ text: [UInt8], steps: StepSink? = nil) -> Encoding
  {
    Tokenizer(model: model).encode(text, steps: steps)
  }

  /// The tokens of one piece, as the vocabulary writes them.
  static func tokens(_ model: BytePairEncoding, _ text: String) -> [String] {
    encode(model, Array(text.utf8)).ids.map { id in
      String(decoding: model.vocabulary[id] ?? [], as: UTF8.self)
    }
  }
}
