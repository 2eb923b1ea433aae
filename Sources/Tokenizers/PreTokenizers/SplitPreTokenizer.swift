/// Cuts the text at the matches of a pattern.
package struct SplitPreTokenizer: PreTokenizer {
  private let pattern: TextPattern
  private let behavior: SplitBehavior
  private let inverts: Bool

  /// Makes the pre-tokenizer.
  ///
  /// - Parameters:
  ///   - pattern: What is looked for.
  ///   - behavior: What becomes of the matches.
  ///   - inverts: Whether what lies between the matches is taken for the matches.
  package init(_ pattern: TextPattern, _ behavior: SplitBehavior, inverts: Bool = false) {
    self.pattern = pattern
    self.behavior = behavior
    self.inverts = inverts
  }

  package var name: String { pattern.name }

  package func cut(_ pieces: inout Pieces) {
    pieces.cutEach { text, piece, keep in
      var joiner = SplitBehavior.Joiner(behavior)
      var end = piece.lowerBound
      pattern.forEachMatch(in: text, piece) { match in
        if end < match.lowerBound {
          joiner.add(end..<match.lowerBound, isMatch: inverts, keep)
        }
        joiner.add(match, isMatch: !inverts, keep)
        end = match.upperBound
      }
      if end < piece.upperBound { joiner.add(end..<piece.upperBound, isMatch: inverts, keep) }
      joiner.finish(keep)
    }
  }
}
