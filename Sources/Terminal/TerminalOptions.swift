import Screen

/// What the reader wants of the terminal.
package struct TerminalOptions: Equatable, Sendable {
  /// Whether colours are shown.
  package var colors: ColorChoice
  /// Which characters are shown; nil for what the locale and the terminal allow.
  package var glyphs: GlyphSet?
  /// How wide ambiguous characters are.
  package var ambiguousWidth: AmbiguousWidth
  /// Whether the mouse is reported from the start.
  package var mouse: Bool

  /// Makes options; unless more is said, the environment decides, and the mouse stays the terminal's.
  package init(
    colors: ColorChoice = .auto, glyphs: GlyphSet? = nil, ambiguousWidth: AmbiguousWidth = .narrow,
    mouse: Bool = false
  ) {
    self.colors = colors
    self.glyphs = glyphs
    self.ambiguousWidth = ambiguousWidth
    self.mouse = mouse
  }
}
