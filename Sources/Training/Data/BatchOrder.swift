import Tensors

/// Which samples a step takes: texts of like length together, so that little is padded.
///
/// Samples are shuffled anew in every epoch, sorted by length within stretches of 64 batches, and cut
/// into batches, which are shuffled. The order follows from the seed and the step alone: training that
/// was interrupted goes on with the batch that was next.
package struct BatchOrder: Sendable {
  /// How many samples a batch has.
  package let batch: Int
  private let lengths: [(target: Int32, source: Int32)]
  private let seed: UInt64
  private var epoch = -1
  private var order: [Int32] = []
  private static let stretch = 64

  /// Makes an order over samples.
  ///
  /// - Precondition: there are at least as many samples as a batch has.
  package init(_ samples: [Sample], batch: Int, seed: UInt64) {
    precondition(batch > 0 && samples.count >= batch, "fewer samples than a batch has")
    self.batch = batch
    self.seed = seed
    lengths = samples.map { (Int32($0.targetIDs.count), Int32($0.ids.count)) }
  }

  /// How many batches every sample but the last few is in once.
  package var batchesInEpoch: Int { lengths.count / batch }

  /// The samples of a step, counted from 0.
  package mutating func samples(ofStep step: Int) -> ArraySlice<Int32> {
    let wanted = step / batchesInEpoch
    if wanted != epoch { prepare(wanted) }
    let first = step % batchesInEpoch * batch
    return order[first..<first + batch]
  }

  private mutating func prepare(_ wanted: Int) {
    var generator = SeededGenerator(seed: seed ^ (UInt64(wanted) &+ 1) &* 0x9E37_79B9_7F4A_7C15)
    var shuffled = (0..<Int32(lengths.count)).shuffled(using: &generator)
    shuffled.removeLast(lengths.count % batch)
    var batches: [ArraySlice<Int32>] = []
    var start = 0
    while start < shuffled.count {
      let end = min(start + Self.stretch * batch, shuffled.count)
      shuffled[start..<end].sort { left, right in
        let (a, b) = (lengths[Int(left)], lengths[Int(right)])
        // The index last: a sort that is not stable would make the order the library's affair.
        return (a.target, a.source, left) < (b.target, b.source, right)
      }
      for first in stride(from: start, to: end, by: batch) {
        batches.append(shuffled[first..<first + batch])
      }
      start = end
    }
    batches.shuffle(using: &generator)
    order = batches.flatMap(\.self)
    epoch = wanted
  }
}
