/// Where the next capital letter is due, word by word.
struct SentenceStart {
  private let isCapitalized: Bool
  /// Whether a new word begins a sentence.
  private var isBefore: Bool
  /// Whether a part that is glued to the last word still does: so far the word has no letter.
  private var isWithin = false

  /// The start of a text.
  init(_ field: Language.Field) {
    isCapitalized = field.isCapitalized
    isBefore = field.isCapitalized
  }

  /// Whether the next word, or the next part of the last one, has a capital.
  func isCapital(_ isGlued: Bool) -> Bool { isGlued ? isWithin : isBefore }

  /// Goes on behind a word or a part of one.
  mutating func pass(_ word: GrammarWord, isGlued: Bool) {
    isWithin = isCapital(isGlued) && !word.hasLetter
    isBefore = isCapitalized && word.endsSentence || isWithin
  }
}
