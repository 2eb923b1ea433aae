/// One cell of a ``VirtualScreen``.
package struct VirtualCell: Hashable, Sendable {
  /// How a cell looks.
  package struct Style: Hashable, Sendable {
    /// The palette's number; −1 for the terminal's own.
    package var foreground = -1
    /// The palette's number; −1 for the terminal's own.
    package var background = -1
    /// Bold.
    package var isBold = false
    /// Faint.
    package var isDim = false
    /// Underlined.
    package var isUnderlined = false
    /// Foreground and background exchanged.
    package var isReversed = false

    /// Makes a style.
    package init(foreground: Int = -1, background: Int = -1) {
      self.foreground = foreground
      self.background = background
    }
  }

  /// What is drawn; empty for the right half of a wide character.
  package var text: String
  /// How it looks.
  package var style: Style

  /// Makes a cell; a space unless more is said.
  package init(_ text: String = " ", _ style: Style = Style()) {
    self.text = text
    self.style = style
  }
}
