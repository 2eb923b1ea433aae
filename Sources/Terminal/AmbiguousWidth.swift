/// How wide the terminal draws characters that East Asian fonts draw one or two cells wide.
///
/// Boxes, arrows and Greek letters are among them; where they are two cells wide, a screen that counts
/// them as one falls apart.
package enum AmbiguousWidth: String, CaseIterable, Sendable {
  /// One cell: what nearly all terminals do unless told otherwise, and so the default.
  case narrow
  /// Two cells: such characters are replaced (``GlyphSet/neutral``).
  case wide
  /// The terminal is asked at the start; it has 100 ms to answer, and counts as narrow if it does not.
  case auto
}
