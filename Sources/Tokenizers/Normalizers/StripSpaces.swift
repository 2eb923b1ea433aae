/// Removes white space at the ends of a text.
package struct StripSpaces: Normalizer, Equatable {
  /// Whether the text's start is stripped.
  package let left: Bool
  /// Whether its end is.
  package let right: Bool

  /// Strips one end or both.
  package init(left: Bool, right: Bool) {
    self.left = left
    self.right = right
  }

  package var name: String { "strip spaces" }

  package func normalize(_ text: inout AlignedText) {
    var start = 0
    var end = text.bytes.count
    if left {
      while start < end {
        let reading = text.scalar(at: start)
        guard CharacterClass.isWhiteSpace(reading.scalar) else { break }
        start += reading.length
      }
    }
    if right {
      while end > start {
        let length = UTF8Scalars.lengthBefore(end, in: text.bytes)
        guard CharacterClass.isWhiteSpace(text.scalar(at: end - length).scalar) else { break }
        end -= length
      }
    }
    var editor = AlignedText.Editor(text)
    if start > 0 { editor.drop(0..<start) }
    if end < text.bytes.count { editor.drop(end..<text.bytes.count) }
    editor.finish(&text)
  }
}
