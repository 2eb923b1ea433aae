/// Cuts text into runs of word characters and runs of others; white space is dropped.
///
/// The reference's pattern is `\w+|[^\w\s]+`, matched by Rust's regular expressions; see
/// ``CharacterClass/isUnicodeWord(_:)``.
package struct WhitespacePreTokenizer: PreTokenizer, Equatable {
  /// Makes the pre-tokenizer.
  package init() {}

  package var name: String { "words" }

  private enum Kind {
    case space
    case word
    case other
  }

  package func cut(_ pieces: inout Pieces) {
    pieces.cutEach { text, piece, keep in
      var start = piece.lowerBound
      var last = Kind.space
      text.forEachScalar(in: piece) { reading, place in
        let kind = Self.kind(of: reading.scalar)
        if kind != last {
          if last != .space { keep(start..<place.lowerBound) }
          start = place.lowerBound
          last = kind
        }
      }
      if last != .space { keep(start..<piece.upperBound) }
    }
  }

  private static func kind(of scalar: Unicode.Scalar) -> Kind {
    if CharacterClass.isUnicodeWord(scalar) { return .word }
    return CharacterClass.isWhiteSpace(scalar) ? .space : .other
  }
}
