/// Cuts the text at numbers.
package struct DigitsPreTokenizer: PreTokenizer {
  private let isIndividual: Bool

  /// Makes the pre-tokenizer; a piece is a single digit, or all digits in a row.
  package init(individually: Bool) { isIndividual = individually }

  package var name: String { "digits" }

  package func cut(_ pieces: inout Pieces) {
    pieces.cutEach { text, piece, keep in
      var joiner = SplitBehavior.Joiner(isIndividual ? .isolated : .contiguous)
      var start = piece.lowerBound
      text.forEachScalar(in: piece) { reading, place in
        guard CharacterClass.isNumeric(reading.scalar) else { return }
        if start < place.lowerBound { joiner.add(start..<place.lowerBound, isMatch: false, keep) }
        joiner.add(place, isMatch: true, keep)
        start = place.upperBound
      }
      if start < piece.upperBound { joiner.add(start..<piece.upperBound, isMatch: false, keep) }
      joiner.finish(keep)
    }
  }
}
