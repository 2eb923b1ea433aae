/// Builds a vocabulary of what is most frequent: the whole training of words and characters.
struct FrequencyVocabulary {
  /// How many entries there are to be at most; special tokens and bytes are there in any case.
  let size: Int
  /// The entries that come first.
  let specialTokens: [[UInt8]]
  /// Whether the 256 entries for bytes follow.
  let includesBytes: Bool

  /// Special tokens, bytes, then the most frequent keys.
  func build(
    _ counts: [[UInt8]: Int], steps: ((TrainingStep) -> Void)?
  ) throws(Vocabulary.Fault) -> Vocabulary {
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
