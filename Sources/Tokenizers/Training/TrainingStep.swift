/// One step of training a tokenizer: what was decided, and what it was decided by.
///
/// Steps are values without prose, so that views and lessons can draw them in any language.
package struct TrainingStep: Equatable, Sendable {
  /// A pair of symbols that could become one.
  package struct Candidate: Equatable, Sendable {
    /// The left symbol's bytes, as the vocabulary writes them.
    package let left: [UInt8]
    /// The right symbol's bytes, as the vocabulary writes them.
    package let right: [UInt8]
    /// How often the two stand side by side in the corpus.
    package let count: Int
    /// What candidates are ordered by: the count for BPE, count(ab) / (count(a) · count(b)) for
    /// WordPiece.
    package let score: Double

    /// Describes a candidate.
    package init(_ left: [UInt8], _ right: [UInt8], count: Int, score: Double) {
      self.left = left
      self.right = right
      self.count = count
      self.score = score
    }
  }

  /// An entry of the vocabulary in the making.
  package struct Entry: Equatable, Sendable {
    /// Its bytes, as the vocabulary writes them.
    package let bytes: [UInt8]
    /// Its id.
    package let id: Int

    /// Describes an entry.
    package init(_ bytes: [UInt8], id: Int) {
      self.bytes = bytes
      self.id = id
    }
  }

  /// An entry that was taken out again.
  package struct Pruned: Equatable, Sendable {
    /// Its bytes.
    package let bytes: [UInt8]
    /// By how much the corpus's log-likelihood falls without it.
    package let loss: Double

    /// Describes an entry that was taken out.
    package init(_ bytes: [UInt8], loss: Double) {
      self.bytes = bytes
      self.loss = loss
    }
  }

  /// What a step did.
  package enum Change: Equatable, Sendable {
    /// The vocabulary begins with these entries: special tokens, then the alphabet or the seeds.
    case begin(entries: [Entry])
    /// The best pair became a new entry; `chosen` is an index of `candidates`, which are the best few
    /// in order, and `changedWords` says how many different words contained the pair.
    case merge(candidates: [Candidate], chosen: Int, entry: Entry, changedWords: Int)
    /// One round of expectation and maximization: how well the entries explain the corpus (the sum of
    /// the words' log-probabilities before the round), and how many entries there were before and after.
    case estimate(iteration: Int, logLikelihood: Double, entriesBefore: Int, entriesAfter: Int)
    /// Entries were taken out; `examples` are a few of them, the least useful first.
    case prune(examples: [Pruned], entriesBefore: Int, entriesAfter: Int)
  }

  /// The step's number, from 0.
  package let number: Int
  /// What it did.
  package let change: Change

  /// Describes a step.
  package init(number: Int, _ change: Change) {
    self.number = number
    self.change = change
  }
}
