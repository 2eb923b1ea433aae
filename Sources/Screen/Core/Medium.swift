/// How many colours there are.
package enum ColorDepth: String, CaseIterable, Sendable {
  /// None: attributes and glyphs alone.
  case none
  /// The eight of the first colour terminals.
  case eight
  /// Eight, dark and bright.
  case sixteen
  /// xterm's palette.
  case palette
}

/// Which characters can be shown.
package enum GlyphSet: String, CaseIterable, Sendable {
  /// All of them.
  case unicode
  /// All but those that East Asian fonts draw one or two cells wide, as boxes and arrows: for terminals
  /// that draw them two wide.
  case neutral
  /// Space to tilde.
  case ascii
}

/// What the place that is drawn on can show.
package struct Medium: Hashable, Sendable {
  /// Its colours.
  package var colors: ColorDepth
  /// Its characters.
  package var glyphs: GlyphSet

  /// Makes a medium; everything, unless less is said.
  package init(colors: ColorDepth = .palette, glyphs: GlyphSet = .unicode) {
    self.colors = colors
    self.glyphs = glyphs
  }
}
