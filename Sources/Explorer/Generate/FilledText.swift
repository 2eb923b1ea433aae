import Transformers

/// What could stand at each place of a text, and what the text is taken for.
package struct FilledText: Equatable, Sendable {
  /// What could stand at one place.
  package struct Place: Equatable, Sendable {
    /// A token that could stand there.
    package struct Candidate: Equatable, Sendable {
      /// Its id.
      package let id: Int
      /// Its probability.
      package let probability: Double
    }

    /// The most probable tokens, the first of them first.
    package let candidates: [Candidate]
    /// How many further tokens there are.
    package let restCount: Int
    /// What those have together.
    package let rest: Double

    /// How many tokens are kept.
    static let most = 200

    init(_ sorted: SortedLogits) {
      let cut = Sampling.everything.cut(sorted)
      candidates = cut.candidates.prefix(Self.most).map {
        Candidate(id: $0.id, probability: $0.probability)
      }
      restCount = max(0, sorted.count - candidates.count)
      rest = cut.candidates.dropFirst(Self.most).reduce(0) { $0 + $1.probability }
    }
  }

  /// The text.
  package let ids: [Int]
  /// What could stand at each of its places; none where the model predicts no words.
  package let places: [Place]
  /// The probability of each label; none where the model has no such head.
  package let shares: [Double]
}
