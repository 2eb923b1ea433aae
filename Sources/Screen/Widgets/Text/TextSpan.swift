/// A stretch of text of one role.
package struct TextSpan: Hashable, Sendable {
  /// The text.
  package var text: String
  /// How it is drawn.
  package var role: Theme.Role

  /// Makes a stretch.
  package init(_ text: String, _ role: Theme.Role = .text) {
    self.text = text
    self.role = role
  }
}
