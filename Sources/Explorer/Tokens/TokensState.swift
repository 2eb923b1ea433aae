import Screen
import Tokenizers

/// One text through several tokenizers.
package struct TokensState: Equatable, Sendable {
  /// A tokenizer, and what it makes of the text.
  package struct Row: Equatable, Sendable {
    /// The tokenizer.
    package let scheme: TokenScheme
    /// The tokens; nil while it is being opened.
    package let pieces: [TokenPiece]?
    /// How many entries its vocabulary has; nil while it is being opened.
    package let size: Int?
    /// Why it could not be opened; one line.
    package let problem: String?
  }

  /// The steps of a tokenizer.
  package struct Walk: Equatable, Sendable {
    /// The tokenizer.
    package let scheme: TokenScheme
    /// Its steps.
    package let steps: [Step]
    /// The one that is shown.
    package var current = 0
  }

  /// The text.
  package var field = TextField()
  /// The tokenizers, and what they make of the text.
  package private(set) var rows: [Row] = []
  /// Which row is chosen.
  package var selected = 0
  /// The steps that are walked through; nil while tokenizers are compared.
  package var walk: Walk?
  /// The trained tokenizers; nil before they were trained.
  package var trained: [TokenScheme: OpenTokenizer]?
  /// Whether they are being trained.
  package var isTraining = false
  /// Whether the tokenizers of models are compared too.
  package var hasModels = true
  /// A model besides the bundled ones.
  package var guest: String?
  /// Where the reader came from.
  package var cameFrom = State.Place.home

  /// Texts that show where tokenizers differ.
  package static let samples = [
    "I like apples. 我喜欢苹果。", "unhappiness, running faster than 1234567 others",
    "你好，世界 👋🏽", "café naïve Straße",
  ]
  /// More characters than this are not cut into tokens.
  package static let mostCharacters = 1_000
  /// The bundled models with tokenizers of their own; their twins have the same.
  package static let bundled = ["translator", "reader", "storyteller"]

  /// Begins without a text.
  package init() {}

  /// Whether characters go into the line.
  package var isTyping: Bool { walk == nil }

  /// The text as far as it is cut into tokens.
  package var text: String { String(field.text.prefix(Self.mostCharacters)) }

  /// The models whose tokenizers are compared.
  package var models: [String] {
    guard hasModels else { return [] }
    guard let guest, !Self.bundled.contains(guest) else { return Self.bundled }
    return [guest] + Self.bundled
  }

  /// The chosen row.
  package var row: Row? { rows.indices.contains(selected) ? rows[selected] : nil }

  /// The character that the cursor stands on, the last one at the end of the line, and its bytes.
  package var character: (text: String, bytes: Range<Int>)? {
    let text = field.text
    guard !text.isEmpty else { return nil }
    let index = text.index(text.startIndex, offsetBy: min(field.cursor, text.count - 1))
    let start = text.utf8.distance(from: text.startIndex, to: index)
    let character = String(text[index])
    return (character, start..<start + character.utf8.count)
  }

  /// The tokenizer of a bundled model, called by the first of its twins; others as they are.
  package static func twin(of model: String) -> String {
    bundled.first { model == $0 + "-post" } ?? model
  }

  /// Cuts the text again, unless neither it nor a tokenizer has changed.
  mutating func cutWhereChanged(_ slots: [String: TokenizerSlot]) {
    let slots = slots.filter { models.contains($0.key) }
    let cause = Cause(
      text: Array(text.utf8), models: models, slots: slots, isTrained: trained != nil)
    guard cause != self.cause else { return }
    self.cause = cause
    cut(slots)
  }

  /// What the rows were made of.
  private struct Cause: Equatable, Sendable {
    var text: [UInt8]
    var models: [String]
    var slots: [String: TokenizerSlot]
    var isTrained: Bool
  }

  private var cause: Cause?

  /// Cuts the text by all tokenizers that are open.
  private mutating func cut(_ slots: [String: TokenizerSlot]) {
    let text = text
    rows =
      models.map { model in
        let slot = slots[model]
        var problem: String?
        if case .failed(let failure)? = slot { problem = failure.line }
        return Row(
          scheme: .model(model), pieces: slot?.tokenizer?.pieces(text),
          size: slot?.tokenizer?.tokenizer.size, problem: problem)
      }
      + TokenScheme.trained.map { scheme in
        Row(
          scheme: scheme, pieces: trained?[scheme]?.pieces(text),
          size: trained?[scheme]?.tokenizer.size, problem: nil)
      }
    selected = min(selected, max(0, rows.count - 1))
  }
}
