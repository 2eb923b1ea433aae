/// Makes the vocabulary and the scores of a ``Unigram`` model: begins with far too many entries and
/// takes the least useful out, a quarter at a time.
///
/// Between the cuts, expectation and maximization find the probabilities that make the corpus likely:
/// how often each entry is expected in the words, over all splits in proportion to their
/// probability (the forward-backward algorithm), becomes its new probability. A cut removes the
/// entries whose loss lowers the likelihood least. All single characters stay.
///
/// - Source: Kudo 2018, "Subword Regularization", §3.2; the details follow SentencePiece.
package struct UnigramTrainer: Equatable, Sendable {
  /// How many entries there are to be; more only if special tokens, bytes and characters are more.
  package let size: Int
  /// The entries that come first, with score 0.
  package let specialTokens: [[UInt8]]
  /// Whether the entries `<0x00>` to `<0xFF>` follow, with score 0.
  package let includesBytes: Bool
  /// How many entries to begin with at most.
  package let seedCount: Int
  /// How many characters an entry has at most.
  package let longestEntry: Int

  /// How many rounds of expectation and maximization come before each cut.
  private static let roundsPerCut = 2
  /// What part of the entries each cut leaves.
  private static let keptPart = 0.75
  /// The rounds leave this many times too many entries, since they may drop some themselves.
  private static let reserve = 1.1
  /// How many pruned entries a step shows.
  private static let shownExamples = 5

  /// Makes a trainer.
  package init(
    size: Int, specialTokens: [[UInt8]] = [Array("<unk>".utf8)], includesBytes: Bool = false,
    seedCount: Int = 1_000_000, longestEntry: Int = 16
  ) {
    self.size = size
    self.specialTokens = specialTokens
    self.includesBytes = includesBytes
    self.seedCount = seedCount
    self.longestEntry = longestEntry
  }

  /// Trains on the words of a corpus; those that are not UTF-8 are left out.
  ///
  /// - Parameters:
  ///   - words: The words, each with how often it occurs.
  ///   - steps: Receives the seeds, then every round and every cut.
  /// - Returns: The vocabulary (special tokens, bytes, then the entries, the likeliest first) and the
  ///   score of each id.
  /// - Throws: `duplicateEntry` where two special tokens are equal.
  package func train(
    _ words: [(bytes: [UInt8], count: Int)], steps: ((TrainingStep) -> Void)? = nil
  ) throws(Vocabulary.Fault) -> (vocabulary: Vocabulary, scores: [Double]) {
    var entries = specialTokens
    if includesBytes { entries += (0...255).map { ByteTokens.entry(for: $0) } }
    // Finds equal special tokens before any work is done.
    _ = try Vocabulary(entries)
    var number = 0
    func emit(_ change: TrainingStep.Change) {
      steps?(TrainingStep(number: number, change))
      number += 1
    }
    var estimator = UnigramEstimator(
      words, reserved: Set(entries), seedCount: seedCount, longestEntry: longestEntry)
    if steps != nil {
      let all = entries + estimator.entries
      emit(.begin(entries: all.enumerated().map { TrainingStep.Entry($1, id: $0) }))
    }
    let target = max(0, size - entries.count)
    let reach = Int(Double(target) * Self.reserve)
    var iteration = 0
    while estimator.liveCount > 0 {
      for _ in 0..<Self.roundsPerCut {
        let before = estimator.liveCount
        let logLikelihood = estimator.estimate()
        emit(
          .estimate(
            iteration: iteration, logLikelihood: logLikelihood, entriesBefore: before,
            entriesAfter: estimator.liveCount))
        iteration += 1
      }
      let before = estimator.liveCount
      let isLast = before <= reach
      let count = isLast ? target : max(reach, Int(Double(before) * Self.keptPart))
      let pruned = estimator.prune(to: count, examples: Self.shownExamples)
      // Where only characters are left, nothing more can go.
      if estimator.liveCount == before { break }
      emit(.prune(examples: pruned, entriesBefore: before, entriesAfter: estimator.liveCount))
      if isLast { break }
    }
    let live = estimator.liveEntries
    let scores = [Double](repeating: 0, count: entries.count) + live.map(\.score)
    return (try Vocabulary(entries + live.map(\.bytes)), scores)
  }
}
