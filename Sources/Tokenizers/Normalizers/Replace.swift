/// Writes something in place of every match of a pattern.
package struct Replace: Normalizer, Equatable {
  /// What is looked for.
  package let pattern: TextPattern
  /// What is written.
  package let content: [UInt8]

  /// Writes bytes in place of a pattern's matches.
  package init(_ pattern: TextPattern, with content: [UInt8]) {
    self.pattern = pattern
    self.content = content
  }

  package var name: String { "replace" }

  package func normalize(_ text: inout AlignedText) {
    // A pattern that matches nothing at all is found in any text but, in the reference, an empty one.
    guard !text.bytes.isEmpty else { return }
    var editor = AlignedText.Editor(text)
    pattern.forEachMatch(in: text, 0..<text.bytes.count) { editor.replace($0, with: content) }
    editor.finish(&text)
  }
}
