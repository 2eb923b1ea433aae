/// A stretch of a lesson's text in one style.
package struct LessonSpan: Equatable, Sendable {
  /// How a stretch is drawn.
  package enum Style: Equatable, Sendable {
    case plain, emphasis, strong, code
    /// A number that was computed.
    case number
  }

  /// The text; nothing in it drives a terminal.
  package var text: String
  /// How it is drawn.
  package var style: Style

  /// Makes a stretch.
  package init(_ text: String, _ style: Style = .plain) {
    self.text = text
    self.style = style
  }
}
