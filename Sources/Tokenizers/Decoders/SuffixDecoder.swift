/// Turns the suffix that ends words, `</w>`, into a space; in the last token, into nothing.
package struct SuffixDecoder: TokenDecoder {
  private let suffix: [UInt8]

  /// Makes the decoder; an empty suffix is found between all characters, as in the reference.
  package init(suffix: [UInt8]) { self.suffix = suffix }

  package var name: String { "suffix" }

  package func decode(_ tokens: [[UInt8]]) -> [[UInt8]] {
    tokens.enumerated().map { index, token in
      replaceSuffix(in: token, with: index == tokens.count - 1 ? [] : [0x20])
    }
  }

  private func replaceSuffix(in token: [UInt8], with replacement: [UInt8]) -> [UInt8] {
    let text = AlignedText(token)
    var result: [UInt8] = []
    var end = 0
    TextPattern(text: suffix).forEachMatch(in: text, 0..<token.count) { match in
      result += token[end..<match.lowerBound]
      result += replacement
      end = match.upperBound
    }
    return result + token[end...]
  }
}
