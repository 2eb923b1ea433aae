/// Makes the vocabulary of a ``WordModel`` or a ``CharacterModel``: special tokens, bytes if wanted, and
/// what is most frequent.
package struct FrequencyTrainer: Equatable, Sendable {
  /// What entries are.
  package enum Unit: Sendable {
    case characters
    case words
  }

  /// What entries are.
  package let unit: Unit
  /// How many entries there are to be at most; special tokens and bytes are there in any case.
  package let size: Int
  /// The entries that come first.
  package let specialTokens: [[UInt8]]
  /// Whether the entries `<0x00>` to `<0xFF>` follow, so that every text can be expressed.
  package let includesBytes: Bool

  /// Makes a trainer.
  package init(
    of unit: Unit, size: Int, specialTokens: [[UInt8]] = [], includesBytes: Bool = false
  ) {
    self.unit = unit
    self.size = size
    self.specialTokens = specialTokens
    self.includesBytes = includesBytes
  }

  /// Takes the most frequent ones, equally frequent ones in the order of their bytes.
  ///
  /// - Parameters:
  ///   - words: The corpus: its words, each with how often it occurs.
  ///   - steps: Receives one step, which shows the vocabulary.
  /// - Returns: The vocabulary.
  /// - Throws: `duplicateEntry` where two special tokens are equal.
  package func train(
    _ words: [(bytes: [UInt8], count: Int)], steps: ((TrainingStep) -> Void)? = nil
  ) throws(Vocabulary.Fault) -> Vocabulary {
    let words = Corpus.gather(words)
    let counts =
      unit == .characters
      ? Corpus.characters(in: words) : Dictionary(words.map { ($0.bytes, $0.count) }) { $1 }
    var entries = specialTokens
    if includesBytes { entries += (0...255).map { ByteTokens.entry(for: $0) } }
    let fixed = Set(entries)
    let room = max(0, size - entries.count)
    entries += Corpus.mostFrequentFirst(counts).filter { !fixed.contains($0) }.prefix(room)
    let vocabulary = try Vocabulary(entries)
    steps?(
      TrainingStep(
        number: 0,
        .begin(entries: entries.enumerated().map { TrainingStep.Entry($1, id: $0) })))
    return vocabulary
  }
}
