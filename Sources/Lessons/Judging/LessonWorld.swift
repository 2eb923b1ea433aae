import Tracing
import Training
import Transformers

/// All that a lesson's numbers, claims and checks are read from: the running model, and where the reader is.
package struct LessonWorld {
  /// Which computation an address is looked up in.
  package enum Side: Hashable, Sendable {
    /// The scene's, with what is changed in it.
    case now
    /// The scene's before anything was changed.
    case before
    /// One of a comparison's, from 0.
    case compared(Int)
  }

  /// The computations.
  package var traces: [Side: ModelTrace]
  /// Where the reader is.
  package var reader: LessonReader
  /// The lesson's facts, by name.
  package var facts: [String: Double]
  /// The race.
  package var race: RaceReport?
  /// What a pair's decoder has read, or the model has written.
  package var written: String?
  /// The pieces that a tokenizer makes of a text; nil for a tokenizer that there is not.
  package var pieces: (_ scheme: String, _ text: String) -> [String]?
  /// What a token id of the model on the screen is shown as; nil where it has no tokenizer.
  package var token: (_ id: Int) -> String?

  /// Makes a world.
  package init(
    traces: [Side: ModelTrace] = [:], reader: LessonReader = LessonReader(),
    facts: [String: Double] = [:], race: RaceReport? = nil, written: String? = nil,
    pieces: @escaping (_ scheme: String, _ text: String) -> [String]? = { _, _ in nil },
    token: @escaping (_ id: Int) -> String? = { _ in nil }
  ) {
    self.traces = traces
    self.reader = reader
    self.facts = facts
    self.race = race
    self.written = written
    self.pieces = pieces
    self.token = token
  }
}

/// Where a reader is in the explorer.
package struct LessonReader: Equatable, Sendable {
  /// The place: `explore`, `generate`, `tokens`, `compare`, `race`, or another.
  package var place: String
  /// The step that is looked at.
  package var address: Address?
  /// The cursor's cell, as it is written: from 1 on, vocabulary and rows from 0.
  package var indices: [Axis: Int]
  /// What is shown, by the words that a lesson has for it: `heads`, `derivation`.
  package var shown: Set<String>
  /// The text on the tokens screen.
  package var text: String

  /// Makes a reader.
  package init(
    place: String = "explore", address: Address? = nil, indices: [Axis: Int] = [:],
    shown: Set<String> = [], text: String = ""
  ) {
    self.place = place
    self.address = address
    self.indices = indices
    self.shown = shown
    self.text = text
  }
}
