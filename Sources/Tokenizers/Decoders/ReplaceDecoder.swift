/// Writes something else for every match of a pattern in each token.
package struct ReplaceDecoder: TokenDecoder, Equatable {
  /// What is looked for.
  package let pattern: TextPattern
  /// What is written for it.
  package let content: [UInt8]

  /// Makes the decoder.
  package init(_ pattern: TextPattern, with content: [UInt8]) {
    self.pattern = pattern
    self.content = content
  }

  package var name: String { "replace" }

  package func decode(_ tokens: [[UInt8]]) -> [[UInt8]] {
    let replace = Replace(pattern, with: content)
    return tokens.map { token in
      var text = AlignedText(token)
      replace.normalize(&text)
      return text.bytes
    }
  }
}
