import Transformers

/// What comes after a text: the model's answer, and what it took to compute it.
package struct NextToken: Equatable, Sendable {
  /// What the step cost, with the keys and values kept and without.
  package struct Work: Equatable, Sendable {
    /// Multiply-adds of the positions that were computed.
    package let withCache: Int
    /// Multiply-adds of the same step with every position of the decoder computed anew.
    package let withoutCache: Int
    /// Bytes of the keys and values that are kept; 0 where none are.
    package let cacheBytes: Int

    /// Joins the figures.
    package init(withCache: Int, withoutCache: Int, cacheBytes: Int) {
      self.withCache = withCache
      self.withoutCache = withoutCache
      self.cacheBytes = cacheBytes
    }
  }

  /// Every token's logit, sorted.
  package let sorted: SortedLogits
  /// Where the cross-attention of this step looked: layer by layer, head by head, a weight for each token of
  /// the source; none for a decoder alone.
  package let crossWeights: [Float]
  /// What it cost.
  package let work: Work

  /// Bytes that the numbers take.
  package var bytes: Int { sorted.bytes + crossWeights.count * MemoryLayout<Float>.stride }
}
