/// Changes the text before it is cut: Unicode normalization, case, accents, spaces.
package protocol Normalizer: Sendable {
  /// The word for it in steps: `NFC`, `BERT`.
  var name: String { get }
  /// Changes the text.
  func normalize(_ text: inout AlignedText)
}

/// Cuts the text into pieces that no token crosses; may change spaces on the way.
package protocol PreTokenizer: Sendable {
  /// The word for it in steps: `GPT-2 pattern`, `Metaspace`.
  var name: String { get }
  /// Cuts every piece further.
  func cut(_ pieces: inout Pieces)
}

/// Turns a piece into tokens: BPE, WordPiece, Unigram, words, characters.
package protocol TokenModel: Sendable {
  /// The family's name: `byte-level BPE`, `WordPiece`.
  var name: String { get }
  /// The entries, each with its bytes as the family writes them.
  var vocabulary: Vocabulary { get }
  /// The id whose tokens are shown as the text that they stand for: Unigram's unknown token; nil for
  /// none.
  var spelledOut: Int? { get }
  /// A worker for one thread, with scratch memory of its own.
  func makeEncoder() -> any PieceEncoder
}

/// Encodes pieces one after another; used by one thread at a time.
package protocol PieceEncoder: AnyObject {
  /// Appends the tokens of one piece.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - range: Where the piece lies in it.
  ///   - piece: Its number, for steps.
  ///   - output: Where tokens and losses go.
  ///   - steps: Receives every step; nil where nobody wants them, and then nothing is spent on them.
  func encode(
    _ text: AlignedText, _ range: Range<Int>, piece: Int, into output: inout ModelOutput,
    steps: StepSink?)
}

/// What models produce: tokens, and what they could not express.
package struct ModelOutput: Sendable {
  /// A token and the range of the piece's text that it stands for.
  package struct Token: Equatable, Sendable {
    /// The vocabulary's id.
    package let id: Int32
    /// Its bytes in the text (not in the source), from `start` up to `end`.
    package let start: UInt32
    /// See `start`.
    package let end: UInt32
  }

  /// The tokens so far, all of one text.
  package private(set) var tokens: [Token] = []
  /// What was lost so far, in ranges of the text.
  package private(set) var losses: [(range: Range<Int>, kind: Loss.Kind)] = []

  /// Begins with none.
  package init() {}

  /// Appends a token that stands for a range of the text.
  @inline(__always)
  package mutating func append(_ id: Int, _ range: Range<Int>) {
    tokens.append(
      Token(id: Int32(id), start: UInt32(range.lowerBound), end: UInt32(range.upperBound)))
  }

  /// Says that the vocabulary could not express a range of the text.
  package mutating func lose(_ range: Range<Int>, _ kind: Loss.Kind) {
    losses.append((range, kind))
  }

  /// Forgets everything, and keeps the memory.
  package mutating func reset() {
    tokens.removeAll(keepingCapacity: true)
    losses.removeAll(keepingCapacity: true)
  }
}

/// A part of the source that tokens do not express.
package struct Loss: Equatable, Sendable {
  /// How it was lost.
  package enum Kind: String, Sendable {
    /// The unknown token stands for it.
    case unknown
    /// Nothing stands for it.
    case dropped
    /// A normalizer took it for noise: a control character, NUL, U+FFFD or what is not UTF-8.
    case removed
  }

  /// The source's bytes.
  package let source: Range<Int>
  /// How they were lost.
  package let kind: Kind

  /// Describes a loss.
  package init(_ source: Range<Int>, _ kind: Kind) {
    self.source = source
    self.kind = kind
  }
}

/// Turns tokens back into text, one rule of several: each works on the list the last one left.
package protocol TokenDecoder: Sendable {
  /// The word for it in steps: `ByteLevel`, `WordPiece`.
  var name: String { get }
  /// Changes the tokens' bytes; may join them or drop some.
  func decode(_ tokens: [[UInt8]]) -> [[UInt8]]
}
