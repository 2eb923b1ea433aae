/// Prepares text for BERT's models, in four steps of which each can be left out.
///
/// 1. Clean: control characters, NUL and U+FFFD are removed, and white space becomes spaces.
/// 2. Each Chinese character gets a space on both sides.
/// 3. Strip accents: the text is brought into NFD, and marks without width are removed.
/// 4. Lower case.
///
/// What the first step removes is not in the tokens, and nothing shows it; it is noted in
/// ``AlignedText/removed``. A byte that is not UTF-8 counts as U+FFFD, which the reference would get.
///
/// - Source: Devlin et al. 2018, "BERT", in `tokenization.py`; the classes of characters are those of
///   Hugging Face's `tokenizers`.
package struct BertNormalizer: Normalizer, Equatable {
  /// Whether step 1 is taken.
  package let cleansText: Bool
  /// Whether step 2 is taken.
  package let handlesChineseCharacters: Bool
  /// Whether step 3 is taken.
  package let stripsAccents: Bool
  /// Whether step 4 is taken.
  package let lowercases: Bool

  /// Chooses the steps; accents are stripped where letters are made small, unless said otherwise.
  package init(
    cleansText: Bool = true, handlesChineseCharacters: Bool = true, stripsAccents: Bool? = nil,
    lowercases: Bool = true
  ) {
    self.cleansText = cleansText
    self.handlesChineseCharacters = handlesChineseCharacters
    self.stripsAccents = stripsAccents ?? lowercases
    self.lowercases = lowercases
  }

  package var name: String { "BERT" }

  package func normalize(_ text: inout AlignedText) {
    if cleansText { clean(&text) }
    if handlesChineseCharacters { separateChineseCharacters(&text) }
    if stripsAccents {
      UnicodeNormalizer(.nfd).normalize(&text)
      removeAccents(&text)
    }
    if lowercases { Lowercase().normalize(&text) }
  }

  private func clean(_ text: inout AlignedText) {
    var editor = AlignedText.Editor(text)
    text.forEachScalar { reading, range in
      let scalar = reading.scalar
      if scalar.value &- 0x20 < 0x5F { return }
      if CharacterClass.isControl(scalar) {
        editor.remove(range)
      } else if CharacterClass.isWhiteSpace(scalar) {
        editor.replace(range, with: CollectionOfOne(0x20))
      }
    }
    editor.finish(&text)
  }

  private func separateChineseCharacters(_ text: inout AlignedText) {
    var editor = AlignedText.Editor(text)
    text.forEachScalar { reading, range in
      guard CharacterClass.isChinese(reading.scalar) else { return }
      editor.change(range) { rewriter in
        rewriter.write(
          CollectionOfOne(0x20), for: range.lowerBound..<range.lowerBound)
        rewriter.keep(range)
        rewriter.write(
          CollectionOfOne(0x20), for: range.upperBound..<range.upperBound)
      }
    }
    editor.finish(&text)
  }

  private func removeAccents(_ text: inout AlignedText) {
    var editor = AlignedText.Editor(text)
    text.forEachScalar { reading, range in
      if !reading.scalar.isASCII, CharacterClass.isNonspacingMark(reading.scalar) {
        editor.drop(range)
      }
    }
    editor.finish(&text)
  }
}
