// Classes of characters as the reference's BERT components and its plain word splitter see them. They
// come from several crates with Unicode versions of their own, so they are tables of what the
// reference does (Scripts/unicode-tables) rather than Swift's properties, which change with the runtime.

extension CharacterClass {
  private static let bits = ScalarTable(runs: packedBits)

  /// Whether BERT makes a scalar a token of its own: ASCII's symbols and Unicode's punctuation.
  @inline(__always)
  package static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    bits[scalar.value] & 1 != 0
  }

  /// Whether a scalar is a mark without width (Mn), which BERT takes for an accent.
  @inline(__always)
  package static func isNonspacingMark(_ scalar: Unicode.Scalar) -> Bool {
    bits[scalar.value] & 2 != 0
  }

  /// Whether a scalar is a mark of any kind (Mn, Mc, Me).
  @inline(__always)
  package static func isCombiningMark(_ scalar: Unicode.Scalar) -> Bool {
    bits[scalar.value] & 4 != 0
  }

  /// Whether BERT removes a scalar when it cleans text: NUL, U+FFFD, control and format characters and
  /// those of private use, but not tab, line feed and carriage return.
  @inline(__always)
  package static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    bits[scalar.value] & 8 != 0
  }

  /// Whether a scalar is part of a word for Rust's regular expressions.
  ///
  /// This `\w` is Unicode's own (UTS #18, annex C); Oniguruma's, which other components match with,
  /// has ² ³ ¹ ¼ ½ ¾ and lacks the two joiners U+200C and U+200D.
  @inline(__always)
  package static func isUnicodeWord(_ scalar: Unicode.Scalar) -> Bool {
    bits[scalar.value] & 16 != 0
  }

  /// Whether BERT takes a scalar for a Chinese character, each of which is a word.
  ///
  /// The ranges are the reference's: U+2B820–U+2B91F, which BERT's authors included, are missing.
  @inline(__always)
  package static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x2A6DF, 0x2A700...0x2B81F,
      0x2B920...0x2CEAF, 0x2F800...0x2FA1F:
      true
    default: false
    }
  }
}
