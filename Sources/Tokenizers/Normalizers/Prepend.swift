/// Puts something before a text, unless the text is empty.
package struct Prepend: Normalizer, Equatable {
  /// What is put there.
  package let content: [UInt8]

  /// Puts bytes before texts.
  package init(_ content: [UInt8]) { self.content = content }

  package var name: String { "prepend" }

  package func normalize(_ text: inout AlignedText) {
    guard !text.bytes.isEmpty, !content.isEmpty else { return }
    var editor = AlignedText.Editor(text)
    editor.replace(0..<0, with: content)
    editor.finish(&text)
  }
}
