/// A text of a language in all its fields, with what the grammar knows about it.
package struct Example: Equatable, Sendable {
  /// A word, and where it stands.
  package struct Word: Equatable, Sendable {
    /// The word as it stands in the text.
    package let text: String
    /// Its place in the text of its field.
    ///
    /// - Units: bytes of UTF-8.
    package let bytes: Range<Int>
  }

  /// A stretch of words that the grammar has a name for.
  package struct Mark: Equatable, Sendable {
    /// The name written in the template, or the path of variables from the start rule (`s.p`).
    package let name: String
    /// The words of the field that it covers; there is at least one.
    package let words: Range<Int>
  }

  /// What an example says in one field.
  package struct Text: Equatable, Sendable {
    /// The text.
    package let text: String
    /// Its words in order.
    package let words: [Word]
    /// The stretches with a name, by where they begin, outer before inner.
    package let marks: [Mark]

    /// The bytes from a stretch's first word to its last.
    package func bytes(of mark: Mark) -> Range<Int> {
      words[mark.words.lowerBound].bytes
        .lowerBound..<words[mark.words.upperBound - 1].bytes.upperBound
    }
  }

  /// The text of each field.
  package let texts: [String: Text]
  /// The attributes that the start rule gives, words joined by a space.
  package let attributes: [String: String]
  /// The family of the start rule's alternative.
  package let family: String
}
