/// One token for each character (Unicode scalar).
///
/// A character that is no entry becomes its UTF-8 bytes (`<0xE4>` …) where all of them are entries,
/// else the unknown token; without one it is dropped.
package struct CharacterModel: TokenModel {
  package let vocabulary: Vocabulary
  private let characters: CharacterTokens

  /// Makes the model.
  ///
  /// - Parameters:
  ///   - vocabulary: The entries.
  ///   - unknown: The id of the token for what is no entry.
  /// - Throws: `unknownIDOutOfRange`.
  package init(vocabulary: Vocabulary, unknown: Int?) throws(ModelFault) {
    self.vocabulary = vocabulary
    characters = try CharacterTokens(vocabulary, unknown: unknown, name: "character")
  }

  package var name: String { characters.name }

  package var spelledOut: Int? { nil }

  package func makeEncoder() -> any PieceEncoder {
    CharacterEncoder(characters, takesWords: false)
  }
}
