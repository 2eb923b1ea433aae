/// One token for each piece that is an entry; any other becomes its characters.
///
/// What becomes of a character that is no entry is said at ``CharacterModel``.
package struct WordModel: TokenModel {
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
    characters = try CharacterTokens(vocabulary, unknown: unknown, name: "word")
  }

  package var name: String { characters.name }

  package var spelledOut: Int? { nil }

  package func makeEncoder() -> any PieceEncoder {
    CharacterEncoder(characters, takesWords: true)
  }
}
