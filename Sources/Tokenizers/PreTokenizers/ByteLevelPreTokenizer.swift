/// Cuts the text by GPT-2's pattern.
///
/// The reference writes the bytes in the byte alphabet here; in Cutaway pieces stay as they are, and
/// ``BytePairEncoding`` reads its vocabulary accordingly.
package struct ByteLevelPreTokenizer: PreTokenizer {
  private let addsPrefixSpace: Bool
  private let usesPattern: Bool

  /// Makes the pre-tokenizer.
  ///
  /// - Parameters:
  ///   - addsPrefixSpace: Whether a piece that does not begin with a space is given one.
  ///   - usesPattern: Whether pieces are cut; without, only the space is added.
  package init(addsPrefixSpace: Bool, usesPattern: Bool) {
    self.addsPrefixSpace = addsPrefixSpace
    self.usesPattern = usesPattern
  }

  package var name: String { usesPattern ? TextPattern.gpt2.name : "ByteLevel" }

  package func cut(_ pieces: inout Pieces) {
    if addsPrefixSpace, pieces.ranges.contains(where: { pieces.text.bytes[$0.lowerBound] != 0x20 })
    {
      pieces.rewriteEach { text, piece, out in
        if text.bytes[piece.lowerBound] != 0x20 {
          out.write([0x20], for: piece.lowerBound..<piece.lowerBound)
        }
        out.keep(piece)
      }
    }
    guard usesPattern else { return }
    pieces.cutEach { text, piece, keep in
      TextPattern.gpt2.forEachMatch(in: text, piece, keep)
    }
  }
}
