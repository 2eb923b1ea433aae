/// Cuts text at white space, which is dropped, and makes each punctuation character a piece.
package struct BertPreTokenizer: PreTokenizer, Equatable {
  /// Makes the pre-tokenizer.
  package init() {}

  package var name: String { "BERT" }

  package func cut(_ pieces: inout Pieces) {
    pieces.cutEach { text, piece, keep in
      var start = piece.lowerBound
      text.forEachScalar(in: piece) { reading, place in
        let isPunctuation = CharacterClass.isPunctuation(reading.scalar)
        guard isPunctuation || CharacterClass.isWhiteSpace(reading.scalar) else { return }
        keep(start..<place.lowerBound)
        if isPunctuation { keep(place) }
        start = place.upperBound
      }
      keep(start..<piece.upperBound)
    }
  }
}
