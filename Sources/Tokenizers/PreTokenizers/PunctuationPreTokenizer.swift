/// Cuts text at punctuation characters: ASCII's symbols and Unicode's punctuation.
package struct PunctuationPreTokenizer: PreTokenizer, Equatable {
  /// What becomes of the punctuation.
  package let behavior: SplitBehavior

  /// Cuts with a behavior.
  package init(_ behavior: SplitBehavior) { self.behavior = behavior }

  package var name: String { "punctuation" }

  package func cut(_ pieces: inout Pieces) {
    pieces.cutEach { text, piece, keep in
      // The piece that is being gathered.
      var start = piece.lowerBound
      var last: Bool?
      text.forEachScalar(in: piece) { reading, place in
        let isPunctuation = CharacterClass.isPunctuation(reading.scalar)
        if let last, Self.cuts(between: last, and: isPunctuation, behavior) {
          if behavior != .removed || !last { keep(start..<place.lowerBound) }
          start = place.lowerBound
        }
        last = isPunctuation
      }
      if behavior != .removed || last == false { keep(start..<piece.upperBound) }
    }
  }

  /// Whether a cut comes between two characters, of which each is punctuation or not.
  private static func cuts(
    between left: Bool, and right: Bool, _ behavior: SplitBehavior
  ) -> Bool {
    switch (left, right) {
    case (false, false): false
    case (true, true): behavior != .contiguous
    case (false, true): behavior != .mergedWithPrevious
    case (true, false): behavior != .mergedWithNext
    }
  }
}
