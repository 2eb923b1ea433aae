/// What the parts of a screen look like on a medium.
///
/// One theme for black and for white terminals: text has the terminal's own colours, and each accent has a
/// contrast of at least 3.5 to 1 on either (WCAG 2.2, 1.4.11 asks for 3 of what is not body text; a test
/// measures). Colour is never all that tells two things apart: a glyph, a word or an attribute says it too.
package struct Theme: Equatable, Sendable {
  /// What a style stands for.
  package enum Role: CaseIterable, Sendable {
    /// Running text.
    case text
    /// What matters less: units, separators, notes.
    case faint
    /// The name of what follows; words that weigh more than others.
    case heading
    /// Words that are said with stress.
    case emphasis
    /// What is written so in a file or on a screen.
    case code
    /// A number within running text.
    case number
    /// The lines around a part.
    case border
    /// The lines around the part that keys go to.
    case borderFocused
    /// The cell or the row that the cursor is on, in the part that keys go to.
    case focus
    /// The same in the other parts.
    case selected
    /// The name of a key.
    case key
    /// What was checked and holds, with ✓.
    case good
    /// What was checked and does not, with ✗.
    case bad
    /// What the reader should know before going on.
    case warning
    /// Queries, and the axis of them.
    case query
    /// Keys, and the axis of them.
    case keyAxis
    /// Values.
    case value
    /// The residual stream.
    case residual
    /// Normalization.
    case norm
    /// Attention.
    case attention
    /// The feed-forward network.
    case feedForward
    /// Embeddings.
    case embedding
    /// Probabilities.
    case probability
    /// Numbers below zero.
    case negative
    /// Numbers above zero.
    case positive
    /// What differs from before.
    case changed
    /// What attention must not see.
    case masked
  }

  /// What is drawn on.
  package let medium: Medium

  /// Makes the theme of a medium.
  package init(_ medium: Medium) { self.medium = medium }

  /// The style of a role.
  package subscript(role: Role) -> Style {
    let look = Self.look(of: role)
    switch medium.colors {
    case .palette where role == .selected:
      // White on a deep blue reads on either ground.
      return Style(.palette(231), on: .palette(24), look.attributes)
    case .palette:
      guard let index = look.palette else { return Style(.standard, look.attributes) }
      return Style(.palette(index), look.attributes.subtracting(.dim))
    case .eight, .sixteen:
      return Style(look.basic.map(Color.palette) ?? .standard, attributes(role, look))
    case .none:
      return Style(.standard, attributes(role, look))
    }
  }

  private struct Look {
    var palette: UInt8?
    var basic: UInt8?
    var attributes: Style.Attributes = []
  }

  private func attributes(_ role: Role, _ look: Look) -> Style.Attributes {
    switch role {
    case .selected: [.bold, .underlined]
    case .changed: [.bold, .underlined]
    default: look.attributes
    }
  }

  /// Yellow is left out of the eight: on white it cannot be read.
  private static func look(of role: Role) -> Look {
    switch role {
    case .text: Look()
    case .faint, .border, .masked: Look(palette: 243, attributes: .dim)
    case .heading, .key, .selected: Look(attributes: .bold)
    case .emphasis: Look(attributes: .underlined)
    case .code: Look(palette: 98, basic: 5, attributes: .dim)
    case .number: Look(palette: 32, basic: 6)
    case .borderFocused: Look(palette: 32, basic: 6, attributes: .bold)
    case .focus: Look(attributes: [.reversed, .bold])
    case .good: Look(palette: 28, basic: 2)
    case .bad: Look(palette: 160, basic: 1, attributes: .bold)
    case .warning: Look(palette: 130, basic: 5, attributes: .bold)
    case .query: Look(palette: 32, basic: 6)
    case .keyAxis: Look(palette: 166, basic: 5)
    case .value: Look(palette: 29, basic: 2)
    case .residual: Look(palette: 100, basic: 2)
    case .norm: Look(palette: 98, basic: 5)
    case .attention: Look(palette: 68, basic: 6)
    case .feedForward: Look(palette: 133, basic: 5)
    case .embedding: Look(palette: 30, basic: 6)
    case .probability: Look(palette: 64, basic: 2)
    case .negative: Look(palette: 33, basic: 6)
    case .positive: Look(palette: 166, basic: 5)
    case .changed: Look(palette: 162, basic: 1, attributes: .bold)
    }
  }
}

extension Canvas {
  /// The theme of its medium.
  package var theme: Theme { Theme(medium) }
}
