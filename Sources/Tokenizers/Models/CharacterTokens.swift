/// What the character and the word family do with single characters.
struct CharacterTokens: Sendable {
  /// The entries.
  let vocabulary: Vocabulary
  /// The family's name in steps.
  let name: String
  private let unknown: Int?
  private let byteTokens: ByteTokens
  /// The ids of the ASCII characters, or -1, so that these need no search.
  private let ascii: [Int32]

  /// Looks up what is needed often.
  init(_ vocabulary: Vocabulary, unknown: Int?, name: String) throws(ModelFault) {
    if let unknown, vocabulary[unknown] == nil { throw .unknownIDOutOfRange(unknown) }
    self.vocabulary = vocabulary
    self.unknown = unknown
    self.name = name
    byteTokens = ByteTokens(vocabulary)
    ascii = (0..<128).map { Int32(vocabulary.id(of: [UInt8($0)]) ?? -1) }
  }

  /// Appends a token for each character of a piece.
  func encode(
    _ text: AlignedText, _ range: Range<Int>, piece: Int, into output: inout ModelOutput,
    steps: StepSink?
  ) {
    var others: [Step] = []
    var symbols: [Segment] = []
    var offset = range.lowerBound
    while offset < range.upperBound {
      // Only as far as the piece: its last scalar may be broken, and the text go on behind it.
      let reading = UTF8Scalars.read(text.bytes, at: offset, end: range.upperBound)
      let character = offset..<offset + reading.length
      offset = character.upperBound
      let id = id(of: character, text.bytes)
      if let id { output.append(id, character) }
      if steps != nil { symbols.append(Segment(text, character, id: id)) }
      if id != nil { continue }
      let (tokens, reason) = substitute(character, text, into: &output)
      if steps != nil {
        others.append(
          Step(
            .model, name, piece: piece, from: [Segment(text, character)], to: tokens,
            because: reason))
      }
    }
    guard let steps, !symbols.isEmpty else { return }
    steps(
      Step(
        .model, name, piece: piece, from: [Segment(text, range)], to: symbols, because: .symbols))
    for step in others { steps(step) }
  }

  private func id(of character: Range<Int>, _ bytes: [UInt8]) -> Int? {
    let first = bytes[character.lowerBound]
    if first < 128 { return ascii[Int(first)] < 0 ? nil : Int(ascii[Int(first)]) }
    return vocabulary.id(of: bytes, in: character)
  }

  private func substitute(
    _ character: Range<Int>, _ text: AlignedText, into output: inout ModelOutput
  ) -> ([Segment], Reason) {
    if let ids = byteTokens.ids(of: text.bytes[character]) {
      let tokens = zip(character, ids).map { offset, id in
        output.append(id, offset..<offset + 1)
        return Segment(
          vocabulary[id] ?? [], source: text.source(of: offset..<offset + 1), id: id)
      }
      return (tokens, .bytes)
    }
    guard let unknown else {
      output.lose(character, .dropped)
      return ([], .dropped)
    }
    output.append(unknown, character)
    output.lose(character, .unknown)
    let source = text.source(of: character)
    return ([Segment(vocabulary[unknown] ?? [], source: source, id: unknown)], .unknown)
  }
}

/// Encodes pieces as characters; or, where the family's tokens are words, first as a whole.
final class CharacterEncoder: PieceEncoder {
  private let characters: CharacterTokens
  private let takesWords: Bool

  init(_ characters: CharacterTokens, takesWords: Bool) {
    self.characters = characters
    self.takesWords = takesWords
  }

  func encode(
    _ text: AlignedText, _ range: Range<Int>, piece: Int, into output: inout ModelOutput,
    steps: StepSink?
  ) {
    guard takesWords, let id = characters.vocabulary.id(of: text.bytes, in: range) else {
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
