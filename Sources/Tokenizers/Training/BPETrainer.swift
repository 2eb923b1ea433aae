/// Learns byte pair encoding from words: the pair of symbols that occurs most often becomes a symbol,
/// again and again, until the vocabulary is large enough.
///
/// Of pairs with the same count the one whose left symbol has the lower id goes first, then the one
/// whose right symbol has.
///
/// - Source: Sennrich, Haddow and Birch 2016, §3.2, algorithm 1; ties and options as in Hugging Face's
///   `tokenizers` 0.23.3, whose merges and ids these are. Where that leaves the order to chance (ids of
///   symbols with prefix or suffix, equally frequent characters at the alphabet's limit), words go in
///   the order given and the character with the lower code point stays.
package struct BPETrainer: Sendable {
  /// What the symbols are that words begin as.
  package var alphabet: BytePairEncoding.Alphabet
  /// How many entries there are to be, special tokens and alphabet included.
  package var vocabularySize: Int
  /// How often a pair must occur to be merged.
  package var minimumFrequency: Int
  /// Entries that come first and are never split.
  package var specialTokens: [[UInt8]]
  /// Characters that are entries even if they do not occur; ``ByteAlphabet/scalars`` for all bytes.
  package var initialAlphabet: [Unicode.Scalar]
  /// How many characters are entries at most; symbols for the rarer ones are left out of words.
  package var alphabetLimit: Int?
  /// What is put before every symbol of a word but the first.
  package var continuingPrefix: [UInt8]
  /// What is put behind the last symbol of a word.
  package var endOfWordSuffix: [UInt8]
  /// Pairs that would be longer, in characters, are not counted.
  package var maximumTokenLength: Int?

  /// Makes a trainer with the reference's defaults.
  package init(
    alphabet: BytePairEncoding.Alphabet = .bytes, vocabularySize: Int = 30_000,
    minimumFrequency: Int = 0, specialTokens: [[UInt8]] = [],
    initialAlphabet: [Unicode.Scalar] = [], alphabetLimit: Int? = nil,
    continuingPrefix: [UInt8] = [], endOfWordSuffix: [UInt8] = [], maximumTokenLength: Int? = nil
  ) {
    self.alphabet = alphabet
    self.vocabularySize = vocabularySize
    self.minimumFrequency = minimumFrequency
    self.specialTokens = specialTokens
    self.initialAlphabet = initialAlphabet
    self.alphabetLimit = alphabetLimit
    self.continuingPrefix = continuingPrefix
    self.endOfWordSuffix = endOfWordSuffix
    self.maximumTokenLength = maximumTokenLength
  }

  /// Learns from words.
  ///
  /// - Parameters:
  ///   - words: The words, each with the number of its occurrences.
  ///   - steps: Receives every step; nil where nobody wants them.
  /// - Returns: What ``BytePairEncoding`` is made of.
  /// - Throws: ``Vocabulary/Fault`` if the vocabulary grows past what ids can number.
  package func train(
    _ words: [(bytes: [UInt8], count: Int)], steps: ((TrainingStep) -> Void)? = nil
  ) throws(Vocabulary.Fault) -> (
    vocabulary: Vocabulary, merges: [(left: [UInt8], right: [UInt8])]
  ) {
    var training = BPETraining(self, words)
    var number = 0
    func take(_ change: TrainingStep.Change) {
      steps?(TrainingStep(number: number, change))
      number += 1
    }
    if steps != nil {
      take(.begin(entries: training.entries.enumerated().map { .init($1, id: $0) }))
    }
    while training.entries.count < vocabularySize,
      let change = training.mergeBest(describes: steps != nil)
    {
      if let change { take(change) }
    }
    return (try Vocabulary(training.entries), training.mergesByRank)
  }

  /// Learns from texts, cut into words as a tokenizer with these parts would cut them.
  package func train(
    texts: some Sequence<[UInt8]>, normalizers: [any Normalizer] = [],
    preTokenizers: [any PreTokenizer] = [], steps: ((TrainingStep) -> Void)? = nil
  ) throws(Vocabulary.Fault) -> (
    vocabulary: Vocabulary, merges: [(left: [UInt8], right: [UInt8])]
  ) {
    var counts = WordCounts()
    for text in texts {
      counts.add(text: text, normalizers: normalizers, preTokenizers: preTokenizers)
    }
    return try train(counts.words, steps: steps)
  }
}
