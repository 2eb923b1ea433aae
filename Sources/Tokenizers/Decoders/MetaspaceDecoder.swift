/// Turns the character that stands for a space back into one.
///
/// In the first token it is left out, unless nothing was put before the text.
package struct MetaspaceDecoder: TokenDecoder, Equatable {
  /// What stands for a space.
  package let replacement: Unicode.Scalar
  /// Where it was put before a piece.
  package let prepends: PrependScheme

  /// Makes the decoder.
  package init(replacement: Unicode.Scalar, prepends: PrependScheme) {
    self.replacement = replacement
    self.prepends = prepends
  }

  package var name: String { "Metaspace" }

  package func decode(_ tokens: [[UInt8]]) -> [[UInt8]] {
    let mark = Array(String(replacement).utf8)
    return tokens.enumerated().map { index, token in
      token.replacing(mark, with: index == 0 && prepends != .never ? [] : [0x20])
    }
  }
}
