/// The tokens of what is being typed.
package struct TokenPreview: Equatable, Sendable {
  /// The model whose tokenizer it is.
  package let model: String
  /// The text, as far as it was cut into tokens.
  package let text: String
  /// Its tokens.
  package let pieces: [TokenPiece]

  /// More characters than this are not looked at while somebody types.
  static let mostCharacters = 1_000

  /// Cuts a text into tokens.
  package init(_ text: String, model: String, _ tokenizer: OpenTokenizer) {
    self.model = model
    self.text = text
    pieces = tokenizer.pieces(String(text.prefix(Self.mostCharacters)))
  }

  /// Whether the text went on.
  package var isCut: Bool { text.count > Self.mostCharacters }

  /// The words that have no entry: the text of neighbouring tokens that stand for bytes or are unknown.
  package var unknownWords: [String] {
    var words: [[UInt8]] = []
    var end: Int?
    for piece in pieces where piece.isUnknown {
      if let end, piece.source.lowerBound <= end, !words.isEmpty {
        // A character's bytes may all stand for the whole character.
        let overlap = end - piece.source.lowerBound
        words[words.count - 1] += piece.text.dropFirst(overlap)
      } else {
        words.append(piece.text)
      }
      end = max(end ?? 0, piece.source.upperBound)
    }
    return words.map { String(decoding: $0, as: UTF8.self) }
  }
}
