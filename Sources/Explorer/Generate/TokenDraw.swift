import Transformers

/// The draw of one token: what the settings leave, what the dice show, and where they fall.
package struct TokenDraw: Equatable, Sendable {
  /// How it is drawn.
  package let settings: DrawSettings
  /// Every token's logit, sorted.
  package let sorted: SortedLogits
  /// What the settings leave.
  package let cut: SamplingCut
  /// The number that the dice show; nil where none are thrown.
  package let dice: Double?
  /// The place of the token that is drawn.
  package let index: Int
  /// The token's part of the kept tokens laid end to end between 0 and 1.
  package let part: Range<Double>

  /// Draws the token of a place in the text.
  ///
  /// - Parameters:
  ///   - sorted: Every token's logit.
  ///   - settings: How it is drawn.
  ///   - token: Which token of those written it is, counted from 0.
  package init(_ sorted: SortedLogits, _ settings: DrawSettings, token: Int) {
    self.settings = settings
    self.sorted = sorted
    let cut = settings.sampling.cut(sorted)
    self.cut = cut
    dice = settings.isGreedy ? nil : settings.dice(for: token)
    (index, part) = dice.map { Sampling.interval(of: $0, in: cut.candidates) } ?? (0, 0..<1)
  }

  /// The token at a place of the order.
  package func id(at index: Int) -> Int { Int(sorted.ids[index]) }

  /// The probability at a place before anything is cut off.
  package func probability(at index: Int) -> Double { cut.probability(at: index) }

  /// The probability at a place among what is kept; 0 for what is cut off.
  package func share(at index: Int) -> Double {
    cut.candidates.indices.contains(index) ? cut.candidates[index].probability : 0
  }
}
