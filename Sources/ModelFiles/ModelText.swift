import Tensors
import Tokenizers
import Transformers

/// Turns texts into what a model reads, by the model's own tokenizer.
///
/// The text of the first tower has the special tokens of the tokenizer's template round it; that of the
/// decoder of an encoder-decoder begins with the token that decoding starts from, and has no end. A text
/// that is too long for the model is cut; the special tokens round it stay.
package struct ModelText {
  /// The model's tokenizer.
  package let tokenizer: Tokenizer
  private let configuration: Configuration
  private let session: Tokenizer.Session

  /// A text as tokens.
  package struct Tokens: Equatable, Sendable {
    /// The ids.
    package let ids: [Int]
    /// What each is written as in the vocabulary.
    package let spellings: [String]
    /// Where the text was cut, if it was.
    package let cut: Cut?
  }

  /// Where a text was cut because the model reads no more.
  package struct Cut: Equatable, Sendable {
    /// How many of the text's own tokens were kept.
    package let kept: Int
    /// How many it had.
    package let count: Int
    /// Where the first byte stands that was left out.
    ///
    /// - Units: bytes from the beginning of the text.
    package let byte: Int
    /// The last words that were kept, `…` before them if there were more.
    package let words: String
    /// The most tokens that the model reads.
    package let limit: Int
  }

  /// Why a text cannot be read.
  package enum Problem: Error, Equatable, Sendable {
    /// It is nothing but spaces.
    case empty
    /// The tokenizer makes no token of it.
    case noTokens
    /// The special tokens alone fill the model.
    case noRoom(limit: Int, special: Int)
    /// The model does not say what its decoder starts from.
    case noStart
    /// The tokenizer has an id that the model's vocabulary has not.
    case foreignToken(id: Int, vocabularySize: Int)
  }

  /// Prepares a tokenizer for the texts of a model.
  package init(_ tokenizer: Tokenizer, _ configuration: Configuration) {
    self.tokenizer = tokenizer
    self.configuration = configuration
    session = Tokenizer.Session(tokenizer)
  }

  // MARK: Encoding

  /// The tokens of a text for the first tower.
  ///
  /// - Throws: ``Problem``.
  package func source(_ text: [UInt8]) throws(Problem) -> Tokens {
    try tokens(text, before: tokenizer.template.before, after: tokenizer.template.after)
  }

  /// The tokens of a text for the decoder of an encoder-decoder.
  ///
  /// - Throws: ``Problem``.
  package func target(_ text: [UInt8]) throws(Problem) -> Tokens {
    guard let start = configuration.tokens.decoderStart else { throw .noStart }
    return try tokens(text, before: [start], after: [])
  }

  private func tokens(
    _ text: [UInt8], before: [Int], after: [Int]
  ) throws(Problem) -> Tokens {
    let isBlank = String(decoding: text, as: UTF8.self).unicodeScalars
      .allSatisfy(\.properties.isWhitespace)
    guard !isBlank else { throw .empty }
    let encoding = session.encode(text, addsSpecialTokens: false)
    guard !encoding.ids.isEmpty else { throw .noTokens }
    let size = configuration.vocabularySize
    if let id = encoding.ids.first(where: { $0 >= size }) {
      throw .foreignToken(id: id, vocabularySize: size)
    }
    let special = before.count + after.count
    let limit = configuration.contextLength ?? .max
    guard special < limit else { throw .noRoom(limit: limit, special: special) }
    let kept = min(encoding.ids.count, limit - special)
    func spelling(_ bytes: [UInt8]?) -> String { String(decoding: bytes ?? [], as: UTF8.self) }
    return Tokens(
      ids: before + encoding.ids[..<kept] + after,
      spellings: before.map { spelling(tokenizer.bytes(of: $0)) }
        + (0..<kept).map { spelling(tokenizer.bytes(of: $0, in: encoding)) }
        + after.map { spelling(tokenizer.bytes(of: $0)) },
      cut: kept == encoding.ids.count ? nil : Self.cut(text, encoding, kept: kept, limit: limit))
  }

  private static func cut(
    _ text: [UInt8], _ encoding: Encoding, kept: Int, limit: Int
  ) -> Cut {
    let end = encoding.offsets[..<kept].map(\.upperBound).max() ?? 0
    let words = text[..<end].split { $0 == 0x20 || (0x09...0x0D).contains($0) }
    let last = words.suffix(3).map { String(decoding: $0, as: UTF8.self) }
    return Cut(
      kept: kept, count: encoding.ids.count, byte: end,
      words: (words.count > last.count ? "…" : "") + last.joined(separator: " "), limit: limit)
  }

  // MARK: Decoding

  /// The text of tokens, special ones left out.
  package func text(of ids: [Int]) -> String { tokenizer.decode(ids) }

  /// What a token is written as in the vocabulary.
  package func spelling(of id: Int) -> String {
    String(decoding: tokenizer.bytes(of: id) ?? [], as: UTF8.self)
  }
}

extension ModelText.Problem: CustomStringConvertible {
  /// What is wrong and what to do, in the words that follow the option's name.
  package var description: String {
    switch self {
    case .empty: "the text is empty; give a word or more"
    case .noTokens: "the tokenizer makes no token of this text; give another"
    case .noRoom(let limit, let special):
      "this model reads at most \(limit) tokens, and \(special) special ones stand round every text; "
        + "use a model with a longer context"
    case .noStart:
      "this model's configuration has no decoder_start_token_id, so its decoder cannot start"
    case .foreignToken(let id, let size):
      "the tokenizer has an id \(id), where this model's vocabulary ends at \(size - 1); check that "
        + "tokenizer.json is this model's"
    }
  }
}

extension ModelText.Cut: CustomStringConvertible {
  /// What was cut, in the words that follow the option's name.
  package var description: String {
    "cut after token \(kept) of \(count) (\(VisibleText.quoted(words))), at byte \(byte): this "
      + "model reads at most \(limit) tokens"
  }
}
