/// Removes all marks: accents that are scalars of their own, and vowel signs.
///
/// It decomposes nothing, so that é in one scalar stays; put NFD or NFKD before it.
package struct StripAccents: Normalizer, Equatable {
  /// Makes the normalizer.
  package init() {}

  package var name: String { "strip accents" }

  package func normalize(_ text: inout AlignedText) {
    var editor = AlignedText.Editor(text)
    text.forEachScalar { reading, range in
      if !reading.scalar.isASCII, CharacterClass.isCombiningMark(reading.scalar) {
        editor.drop(range)
      }
    }
    editor.finish(&text)
  }
}
