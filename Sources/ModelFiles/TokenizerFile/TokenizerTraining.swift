import Tokenizers

/// Learns a tokenizer of a family from texts.
package struct TokenizerTraining {
  /// The family.
  package let family: TrainableFamily
  /// How many entries the vocabulary is to have; more only if special tokens, bytes and characters are.
  package let size: Int
  /// How often a pair must occur to be merged, and a word to be an entry.
  package let minimumCount: Int
  /// How many texts were counted.
  package private(set) var textCount = 0
  private let normalizers: [any Normalizer]
  private let preTokenizers: [any PreTokenizer]
  private var words = WordCounts()

  /// Why nothing can be learned.
  package enum Fault: Error, Equatable, CustomStringConvertible {
    /// The texts have no characters.
    case noText
    /// The size leaves no room for what is there in any case.
    case sizeTooSmall(asked: Int, least: Int)

    package var description: String {
      switch self {
      case .noText: "there is no text to learn from"
      case .sizeTooSmall(let asked, let least):
        "a vocabulary of \(asked) entries is too small: special tokens and bytes alone are \(least)"
      }
    }
  }

  /// Begins with no text.
  package init(family: TrainableFamily, size: Int, minimumCount: Int = 2) {
    self.family = family
    self.size = size
    self.minimumCount = minimumCount
    let metaspace = MetaspacePreTokenizer(replacement: "▁", prepends: .always, splits: true)
    switch family {
    case .character: (normalizers, preTokenizers) = ([], [])
    case .word:
      (normalizers, preTokenizers) = ([], [metaspace, PunctuationPreTokenizer(.isolated)])
    case .bpe: (normalizers, preTokenizers) = ([], [metaspace])
    case .byteLevelBPE:
      let byteLevel = ByteLevelPreTokenizer(addsPrefixSpace: false, usesPattern: true)
      (normalizers, preTokenizers) = ([], [byteLevel])
    case .wordPiece: (normalizers, preTokenizers) = ([BertNormalizer()], [BertPreTokenizer()])
    case .unigram: (normalizers, preTokenizers) = ([UnicodeNormalizer(.nfkc)], [metaspace])
    }
  }

  /// How many different pieces were counted.
  package var pieceCount: Int { words.words.count }

  /// How many of them are not UTF-8 and take no part: only bytes can be learned from those.
  package var leftOutCount: Int {
    family == .byteLevelBPE || family == .character ? 0 : pieceCount - validWords.count
  }

  /// Counts the pieces of a text.
  package mutating func count(_ text: [UInt8]) {
    textCount += 1
    words.add(text: text, normalizers: normalizers, preTokenizers: preTokenizers)
  }

  /// Learns from what was counted.
  ///
  /// - Parameter steps: Receives every step; nil where nobody wants them.
  /// - Returns: What can be written as a file.
  /// - Throws: ``Fault``, or ``Vocabulary/Fault`` where ids do not suffice.
  package func finish(steps: ((TrainingStep) -> Void)? = nil) throws -> TokenizerWriter {
    let special = TokenizerWriter.specialTokens(of: family).map { Array($0.utf8) }
    let least = special.count + (family == .wordPiece || family == .unigram ? 0 : 256)
    guard size >= least else { throw Fault.sizeTooSmall(asked: size, least: least) }
    guard !words.words.isEmpty else { throw Fault.noText }
    switch family {
    case .character:
      let trainer = FrequencyTrainer(
        of: .characters, size: size, specialTokens: special, includesBytes: true)
      return writer(try trainer.train(words.words, steps: steps))
    case .word:
      let trainer = FrequencyTrainer(
        of: .words, size: size, specialTokens: special, includesBytes: true)
      return writer(try trainer.train(frequentWords, steps: steps))
    case .bpe:
      let bytes = (0...255).map { ByteTokens.entry(for: UInt8($0)) }
      let trainer = BPETrainer(
        alphabet: .characters, vocabularySize: size, minimumFrequency: minimumCount,
        specialTokens: special + bytes)
      let (vocabulary, merges) = try trainer.train(validWords, steps: steps)
      return writer(vocabulary, merges: merges)
    case .byteLevelBPE:
      let trainer = BPETrainer(
        alphabet: .bytes, vocabularySize: size, minimumFrequency: minimumCount,
        specialTokens: special, initialAlphabet: ByteAlphabet.scalars)
      let (vocabulary, merges) = try trainer.train(words.words, steps: steps)
      return writer(vocabulary, merges: merges)
    case .wordPiece:
      let trainer = WordPieceTrainer(
        size: size, specialTokens: special, minimumCount: minimumCount)
      return writer(try trainer.train(words.words, steps: steps))
    case .unigram:
      let trainer = UnigramTrainer(size: size, specialTokens: special)
      let (vocabulary, scores) = try trainer.train(words.words, steps: steps)
      return writer(vocabulary, scores: scores)
    }
  }

  private var frequentWords: [(bytes: [UInt8], count: Int)] {
    validWords.filter { $0.count >= minimumCount }
  }

  /// The words that a file of text can name.
  private var validWords: [(bytes: [UInt8], count: Int)] {
    words.words.filter { String(validating: $0.bytes, as: UTF8.self) != nil }
  }

  private func writer(
    _ vocabulary: Vocabulary, merges: [(left: [UInt8], right: [UInt8])] = [],
    scores: [Double] = []
  ) -> TokenizerWriter {
    TokenizerWriter(
      family: family, entries: (0..<vocabulary.size).map { vocabulary[$0] ?? [] }, merges: merges,
      scores: scores)
  }
}
