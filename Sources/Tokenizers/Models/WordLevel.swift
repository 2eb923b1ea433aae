/// One token for each piece: its entry, or the unknown token.
///
/// - Source: Hugging Face's `tokenizers` 0.23.3, the model of this name.
package struct WordLevel: TokenModel {
  package let vocabulary: Vocabulary
  /// The unknown token's id.
  package let unknown: Int

  /// Makes the model.
  ///
  /// - Parameters:
  ///   - vocabulary: The entries.
  ///   - unknown: The entry that stands for every piece that is none.
  /// - Throws: `unknownIsNoEntry`.
  package init(vocabulary: Vocabulary, unknown: [UInt8]) throws(ModelFault) {
    guard let id = vocabulary.id(of: unknown) else { throw .unknownIsNoEntry(unknown) }
    self.vocabulary = vocabulary
    self.unknown = id
  }

  package var spelledOut: Int? { nil }

  package var name: String { "WordLevel" }
  package func makeEncoder() -> any PieceEncoder { WordLevelEncoder(self) }
}

private final class WordLevelEncoder: PieceEncoder {
  private let model: WordLevel

  init(_ model: WordLevel) { self.model = model }

  func encode(
    _ text: AlignedText, _ range: Range<Int>, piece: Int, into output: inout ModelOutput,
    steps: StepSink?
  ) {
    let found = model.vocabulary.id(of: text.bytes, in: range)
    let id = found ?? model.unknown
    output.append(id, range)
    if found == nil { output.lose(range, .unknown) }
    guard let steps else { return }
    let token = Segment(
      model.vocabulary[id] ?? [], source: text.source(of: range), id: id)
    steps(
      Step(
        .model, model.name, piece: piece, from: [Segment(text, range)], to: [token],
        because: found == nil ? .unknown : .inVocabulary))
  }
}
