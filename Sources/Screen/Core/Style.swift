/// A colour: the terminal's own, or one of the 256 of xterm's palette.
///
/// What a terminal with fewer colours shows is decided when a canvas is handed to it
/// (``ColorDepth/shown(_:)``).
package struct Color: Hashable, Sendable {
  /// The number in the palette; −1 for the terminal's own.
  package let index: Int16

  /// The terminal's own foreground or background.
  package static let standard = Color(index: -1)

  /// A colour of the palette.
  package static func palette(_ index: UInt8) -> Color { Color(index: Int16(index)) }
}

/// How a cell looks.
package struct Style: Hashable, Sendable {
  /// What is drawn thicker, turned round or underlined.
  package struct Attributes: OptionSet, Hashable, Sendable {
    /// The attributes as bits.
    package let rawValue: UInt8

    /// Makes a set from bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Bold.
    package static let bold = Attributes(rawValue: 1)
    /// Foreground and background exchanged.
    package static let reversed = Attributes(rawValue: 2)
    /// Underlined.
    package static let underlined = Attributes(rawValue: 4)
    /// Faint, where the terminal can.
    package static let dim = Attributes(rawValue: 8)
  }

  /// The colour of the character.
  package var foreground: Color
  /// The colour behind it.
  package var background: Color
  /// What else.
  package var attributes: Attributes

  /// Makes a style; the terminal's own colours unless others are given.
  package init(
    _ foreground: Color = .standard, on background: Color = .standard,
    _ attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// The terminal's own colours and nothing else.
  package static let plain = Style()
  /// Bold.
  package static let bold = Style(.standard, .bold)

  /// Makes a style of attributes alone.
  package init(_ foreground: Color, _ attributes: Attributes) {
    self.init(foreground, on: .standard, attributes)
  }

  /// The same with further attributes.
  package func with(_ attributes: Attributes) -> Style {
    Style(foreground, on: background, self.attributes.union(attributes))
  }
}
