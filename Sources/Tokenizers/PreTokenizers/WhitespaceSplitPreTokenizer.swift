/// Cuts text at white space, which is dropped.
package struct WhitespaceSplitPreTokenizer: PreTokenizer, Equatable {
  /// Makes the pre-tokenizer.
  package init() {}

  package var name: String { "white space" }

  package func cut(_ pieces: inout Pieces) {
    pieces.cutEach { text, piece, keep in
      var start = piece.lowerBound
      text.forEachScalar(in: piece) { reading, place in
        guard CharacterClass.isWhiteSpace(reading.scalar) else { return }
        keep(start..<place.lowerBound)
        start = place.upperBound
      }
      keep(start..<piece.upperBound)
    }
  }
}
