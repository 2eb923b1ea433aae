/// The logits of the next token, the largest first and the lower id first where two are equal.
///
/// What is not a number, and −∞, is left out: such a token is never chosen. Sorted once, they answer for every
/// temperature, k and p (``Sampling/cut(_:)``).
package struct SortedLogits: Equatable, Sendable {
  /// The tokens' ids.
  package let ids: [Int32]
  /// Their logits.
  package let logits: [Float]

  /// Sorts the logits of a vocabulary.
  package init(_ logits: UnsafeBufferPointer<Float>) {
    // Ordered as one number each: the logit's bits, turned so that they ascend as it falls, then the id.
    var keys: [UInt64] = []
    keys.reserveCapacity(logits.count)
    for id in logits.indices where logits[id] > -.infinity {
      // Adding zero makes −0 the 0 that it is equal to.
      let bits = (logits[id] + 0).bitPattern
      let ascending = bits & 0x8000_0000 == 0 ? bits | 0x8000_0000 : ~bits
      keys.append(UInt64(~ascending) << 32 | UInt64(UInt32(id)))
    }
    keys.sort()
    let sorted = keys.map { Int32(truncatingIfNeeded: $0) }
    ids = sorted
    self.logits = sorted.map { logits[Int($0)] }
  }

  /// How many tokens there are.
  package var count: Int { ids.count }

  /// Bytes that the numbers take.
  package var bytes: Int { count * (MemoryLayout<Int32>.stride + MemoryLayout<Float>.stride) }

  /// The place of a token; nil where it is never chosen.
  package func index(of id: Int) -> Int? { ids.firstIndex(of: Int32(id)) }
}
