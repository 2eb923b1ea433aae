/// Makes the vocabulary of a ``WordPiece`` model by merging pairs of symbols.
///
/// Words begin as single characters, all but the first with the continuing prefix. Again and again the
/// pair with the largest
///
///     score(a, b) = count(ab) / (count(a) · count(b))
///
/// becomes one symbol: the one that makes the corpus more likely under a unigram model, rather than the
/// most frequent one as in BPE. Of equal scores the larger count goes first, then the smaller bytes.
///
/// - Source: Schuster and Nakajima 2012, "Japanese and Korean Voice Search", §3.
package struct WordPieceTrainer: Equatable, Sendable {
  /// How many entries there are to be at most; special tokens and characters are there in any case.
  package let size: Int
  /// The entries that come first.
  package let specialTokens: [[UInt8]]
  /// What entries begin with that continue a word.
  package let continuingPrefix: [UInt8]
  /// How often a pair must occur to be merged.
  package let minimumCount: Int

  /// Makes a trainer.
  package init(
    size: Int, specialTokens: [[UInt8]] = [Array("[UNK]".utf8)],
    continuingPrefix: [UInt8] = Array("##".utf8), minimumCount: Int = 2
  ) {
    self.size = size
    self.specialTokens = specialTokens
    self.continuingPrefix = continuingPrefix
    self.minimumCount = minimumCount
  }

  /// Trains on the words of a corpus; those that are not UTF-8 are left out.
  ///
  /// - Parameters:
  ///   - words: The words, each with how often it occurs.
  ///   - steps: Receives the first entries, then every merge with the best candidates.
  /// - Returns: The vocabulary: special tokens, characters in the order of their bytes, merges.
  /// - Throws: `duplicateEntry` where two special tokens are equal.
  package func train(
    _ words: [(bytes: [UInt8], count: Int)], steps: ((TrainingStep) -> Void)? = nil
  ) throws(Vocabulary.Fault) -> Vocabulary {
    // Finds equal special tokens before any work is done.
    _ = try Vocabulary(specialTokens)
    var merger = WordPieceMerger(
      words, specialTokens: specialTokens, continuingPrefix: continuingPrefix,
      minimumCount: minimumCount)
    var number = 0
    func emit(_ change: TrainingStep.Change) {
      steps?(TrainingStep(number: number, change))
      number += 1
    }
    if steps != nil {
      emit(.begin(entries: merger.entries.enumerated().map { TrainingStep.Entry($1, id: $0) }))
    }
    while merger.entries.count < size {
      guard let best = merger.popBest() else { break }
      let candidates = steps == nil ? [] : merger.candidates(beginningWith: best)
      let (id, changedWords) = merger.merge(best)
      if steps != nil {
        emit(
          .merge(
            candidates: candidates, chosen: 0,
            entry: TrainingStep.Entry(merger.entries[id], id: id), changedWords: changedWords))
      }
    }
    return try Vocabulary(merger.entries)
  }
}
