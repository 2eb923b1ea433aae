/// Writes spaces as a visible character and begins a piece at each: `▁Hey`, `▁friend`.
///
/// - Source: Kudo and Richardson 2018, "SentencePiece", §3.2.
package struct MetaspacePreTokenizer: PreTokenizer, Equatable {
  /// What stands for a space.
  package let replacement: Unicode.Scalar
  /// Where it is put before a piece.
  package let prepends: PrependScheme
  /// Whether the text is cut at it.
  package let splits: Bool

  /// Makes the pre-tokenizer.
  package init(replacement: Unicode.Scalar, prepends: PrependScheme, splits: Bool) {
    self.replacement = replacement
    self.prepends = prepends
    self.splits = splits
  }

  package var name: String { "Metaspace" }

  package func cut(_ pieces: inout Pieces) {
    let mark = Array(String(replacement).utf8)
    pieces.rewriteEach { text, piece, out in
      if prependsMark(mark, to: piece, of: text) {
        // What is put before a piece stands for its first character.
        let length = text.scalar(at: piece.lowerBound).length
        out.write(mark, for: piece.lowerBound..<piece.lowerBound + length)
      }
      var kept = piece.lowerBound
      for offset in piece where text.bytes[offset] == 0x20 {
        out.keep(kept..<offset)
        out.write(mark, for: offset..<offset + 1)
        kept = offset + 1
      }
      out.keep(kept..<piece.upperBound)
    }
    if splits { cutAtMarks(mark, &pieces) }
  }

  private func prependsMark(_ mark: [UInt8], to piece: Range<Int>, of text: AlignedText) -> Bool {
    let first = text.bytes[piece.lowerBound]
    if first == 0x20 || text.bytes[piece].starts(with: mark) { return false }
    switch prepends {
    case .always: return true
    case .first: return text.source(of: piece).lowerBound == 0
    case .never: return false
    }
  }

  private func cutAtMarks(_ mark: [UInt8], _ pieces: inout Pieces) {
    pieces.cutEach { text, piece, keep in
      var start = piece.lowerBound
      var offset = piece.lowerBound
      // A piece that begins with the mark is not cut there.
      while offset < piece.upperBound {
        if text.bytes[offset] == mark[0],
          text.bytes[offset..<piece.upperBound].starts(with: mark)
        {
          keep(start..<offset)
          start = offset
          offset += mark.count
        } else {
          offset += 1
        }
      }
      keep(start..<piece.upperBound)
    }
  }
}
