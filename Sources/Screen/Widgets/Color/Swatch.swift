/// How one number of a heat map is drawn.
package struct Swatch: Hashable, Sendable {
  /// The colours; what is written on them has a contrast of at least 4.5 to 1.
  package let style: Style
  /// What fills a cell of one column: a space where the colour says it.
  package let glyph: Unicode.Scalar
  /// What fills a cell of two columns.
  package let pair: String

  /// Makes a swatch; a pair is the glyph twice unless another is given.
  package init(style: Style, glyph: Unicode.Scalar, pair: String? = nil) {
    self.style = style
    self.glyph = glyph
    self.pair = pair ?? String(repeating: Character(glyph), count: 2)
  }
}
