/// Joins the tokens of a word: those with the prefix go to the token before, others after a space.
package struct WordPieceDecoder: TokenDecoder, Equatable {
  /// What tokens begin with that continue a word.
  package let prefix: [UInt8]
  /// Whether spaces before punctuation and English contractions are taken out.
  package let cleansUp: Bool

  /// Makes the decoder.
  package init(prefix: [UInt8], cleansUp: Bool) {
    self.prefix = prefix
    self.cleansUp = cleansUp
  }

  package var name: String { "WordPiece" }

  /// What is cleaned up, in this order, within each token with the space before it.
  private static let replacements: [(old: [UInt8], new: [UInt8])] = [
    (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"),
    (" 'm", "'m"), (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
  ].map { (Array($0.utf8), Array($1.utf8)) }

  package func decode(_ tokens: [[UInt8]]) -> [[UInt8]] {
    tokens.enumerated().map { index, token in
      var text = token
      if index > 0 {
        text = token.starts(with: prefix) ? Array(token.dropFirst(prefix.count)) : [0x20] + token
      }
      guard cleansUp else { return text }
      for (old, new) in Self.replacements where text.contains(0x20) {
        text = text.replacing(old, with: new)
      }
      return text
    }
  }
}
