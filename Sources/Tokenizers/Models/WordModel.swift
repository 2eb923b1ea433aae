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

  package func makeEncoder() -> any PieceEncoder { Encoder(characters) }

  private final class Encoder: PieceEncoder {
    private let characters: CharacterTokens

    init(_ characters: CharacterTokens) { self.characters = characters }

    func encode(
      _ text: AlignedText, _ range: Range<Int>, piece: Int, into output: inout ModelOutput,
      steps: StepSink?
    ) {
      guard let id = characters.vocabulary.id(of: text.bytes, in: range) else {
        characters.encode(text, range, piece: piece, into: &output, steps: steps)
        return
      }
      output.append(id, range)
      steps?(
        Step(
          .model, characters.name, piece: piece, from: [Segment(text, range)],
          to: [Segment(text, range, id: id)], because: .inVocabulary))
    }
  }
}
