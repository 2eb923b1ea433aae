/// Makes the vocabulary of a ``WordModel``: special tokens, bytes if wanted, and the most frequent
/// words.
package struct WordTrainer: Equatable, Sendable {
  /// How many entries there are to be at most; special tokens and bytes are there in any case.
  package let size: Int
  /// The entries that come first.
  package let specialTokens: [[UInt8]]
  /// Whether the entries `<0x00>` to `<0xFF>` follow, so that every text can be expressed.
  package let includesBytes: Bool

  /// Makes a trainer.
  package init(size: Int, specialTokens: [[UInt8]] = [], includesBytes: Bool = false) {
    self.size = size
    self.specialTokens = specialTokens
    self.includesBytes = includesBytes
  }

  /// The most frequent words, equally frequent ones in the order of their bytes.
  ///
  /// - Parameters:
  ///   - words: The corpus: its words, each with how often it occurs.
  ///   - steps: Receives one step, which shows the vocabulary.
  /// - Returns: The vocabulary.
  /// - Throws: `duplicateEntry` where two special tokens are equal.
  package func train(
    _ words: [(bytes: [UInt8], count: Int)], steps: ((TrainingStep) -> Void)? = nil
  ) throws(Vocabulary.Fault) -> Vocabulary {
    let counts = Dictionary(Corpus.gather(words).map { ($0.bytes, $0.count) }) { $1 }
    return try FrequencyVocabulary(
      size: size, specialTokens: specialTokens, includesBytes: includesBytes
    ).build(counts, steps: steps)
  }
}
