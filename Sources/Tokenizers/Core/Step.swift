/// One step on the way from a text to tokens, or back: what went in, what came out, and why.
///
/// Steps are values without prose, so that views and lessons can draw them in any language.
package struct Step: Equatable, Sendable {
  /// Which part of the tokenizer took the step, in the order in which they work.
  package enum Stage: String, CaseIterable, Sendable {
    case addedTokens = "added tokens"
    case normalization
    case preTokenization = "pre-tokenization"
    case model
    case template
    case decoding
  }

  /// Which part took it.
  package let stage: Stage
  /// The component in the field's word: `NFC`, `GPT-2 pattern`, `byte-level BPE`.
  package let component: String
  /// The number of the piece that a model works on, from 0 over the whole text.
  package let piece: Int?
  /// What there was before.
  package let input: [Segment]
  /// What there is after.
  package let output: [Segment]
  /// Why.
  package let reason: Reason

  /// Describes a step.
  package init(
    _ stage: Stage, _ component: String, piece: Int? = nil, from input: [Segment],
    to output: [Segment], because reason: Reason
  ) {
    self.stage = stage
    self.component = component
    self.piece = piece
    self.input = input
    self.output = output
    self.reason = reason
  }
}

/// A stretch of text or a token, with its place in the source.
package struct Segment: Equatable, Sendable {
  /// Its bytes; for a token, its bytes in the vocabulary.
  package let bytes: [UInt8]
  /// The source's bytes that it stands for.
  package let source: Range<Int>
  /// Its id, where it is a token.
  package let id: Int?

  /// Describes a segment.
  package init(_ bytes: [UInt8], source: Range<Int>, id: Int? = nil) {
    self.bytes = bytes
    self.source = source
    self.id = id
  }

  /// A part of a text.
  package init(_ text: AlignedText, _ range: Range<Int>, id: Int? = nil) {
    self.init(Array(text.bytes[range]), source: text.source(of: range), id: id)
  }
}

/// Why a step was taken.
package enum Reason: Equatable, Sendable {
  /// A pair that could be merged.
  package struct Candidate: Equatable, Sendable {
    /// Which symbol is the left one.
    package let position: Int
    /// The merge's place in the list: the lowest goes first.
    package let rank: Int

    /// Describes a candidate.
    package init(position: Int, rank: Int) {
      self.position = position
      self.rank = rank
    }
  }

  /// A way to split a piece, with the sum of its tokens' log-probabilities.
  package struct Path: Equatable, Sendable {
    /// The tokens, in order.
    package let tokens: [Segment]
    /// Σ log p.
    package let score: Double

    /// Describes a path.
    package init(_ tokens: [Segment], score: Double) {
      self.tokens = tokens
      self.score = score
    }
  }

  /// The text contains a token that is never split.
  case addedToken
  /// The component's rule changed the text.
  case rewritten
  /// The component's rule cut the text.
  case cut
  /// The piece is an entry of the vocabulary as it stands.
  case inVocabulary
  /// A piece begins as single characters or bytes.
  case symbols
  /// A character that is no entry becomes its UTF-8 bytes, each of them an entry.
  case bytes
  /// Of all pairs that can be merged (`candidates`), the one with the lowest rank was, the leftmost
  /// first; `chosen` is an index of `candidates`.
  case merge(candidates: [Candidate], chosen: Int)
  /// The longest entry that the rest begins with; `tried` are the longer ones that are no entries.
  case longestMatch(tried: [[UInt8]])
  /// The split with the largest sum of log-probabilities; `rejected` are the next best.
  case bestPath(score: Double, rejected: [Path])
  /// The piece is too long for every step to be told: these are the tokens that it became.
  case condensed
  /// No entry: the unknown token stands for it.
  case unknown
  /// No entry, and no unknown token: it is gone.
  case dropped
  /// The template puts tokens round the text.
  case template
  /// Tokens' bytes are put together before they are read as UTF-8.
  case gathered
}

/// Receives steps as they are taken.
package typealias StepSink = (Step) -> Void
