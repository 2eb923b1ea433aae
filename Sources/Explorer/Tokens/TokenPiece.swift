import Screen
import Tensors
import Tokenizers

/// A token of a text: its id, how the vocabulary writes it, what it stands for.
package struct TokenPiece: Equatable, Sendable {
  /// Its id.
  package let id: Int
  /// Its entry in the vocabulary.
  package let entry: [UInt8]
  /// The text's bytes that it stands for; empty for a token that a template put there.
  package let source: Range<Int>
  /// Those bytes.
  package let text: [UInt8]
  /// Whether a neighbour stands for some of the same bytes: a mark that was put before a word, say.
  package let isShared: Bool

  /// What a space is shown as among tokens, as SentencePiece writes it.
  package static let space = "▁"

  /// Whether a template put it there.
  package var isTemplate: Bool { source.isEmpty }

  /// Whether it stands for a single byte because no word or character fits: `<0xE5>`.
  package var isByte: Bool { Self.isByte(entry) }

  /// Whether an entry stands for a single byte.
  static func isByte(_ entry: [UInt8]) -> Bool {
    entry.count == 6 && entry.starts(with: Array("<0x".utf8)) && entry.last == UInt8(ascii: ">")
  }

  /// Whether the vocabulary has no entry for what it stands for: a byte, or the unknown token.
  package var isUnknown: Bool {
    if isTemplate { return false }
    if isByte { return true }
    return ["[UNK]", "<unk>"].contains { entry.elementsEqual($0.utf8) } && text != entry
  }

  /// The part of the text that it stands for, as visible text; its entry for what stands for nothing.
  package func shown(_ medium: Medium) -> String {
    if isTemplate { return entryShown(medium) }
    if isByte {
      // `<0xE5>` is written as other bytes are. It may stand for a part of a mark that was put before the
      // text, and then for no byte of the text.
      let digits = String(decoding: entry.dropFirst(3).dropLast(), as: UTF8.self)
      let isItself = text.count == 1 && text.first == UInt8(digits, radix: 16)
      return isItself ? Self.shown(text, medium) : medium.drawable("\\x" + digits)
    }
    return isShared && !isUnknown ? entryShown(medium) : Self.shown(text, medium)
  }

  /// Its entry in the vocabulary as visible text.
  package func entryShown(_ medium: Medium) -> String { Self.shown(entry, medium) }

  /// Bytes of a text as they are shown among tokens: spaces as a mark, what is not UTF-8 as `\xE5`.
  package static func shown(_ bytes: [UInt8], _ medium: Medium) -> String {
    let visible = bytes.withUnsafeBytes { VisibleText.escaped($0) }
    var marked = String.UnicodeScalarView()
    for scalar in visible.unicodeScalars {
      marked.append(
        contentsOf: scalar == " " ? space.unicodeScalars : String.UnicodeScalarView([scalar]))
    }
    return medium.drawable(String(marked))
  }
}
