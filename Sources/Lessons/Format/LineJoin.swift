/// Joins the lines of a paragraph: with a space, but not within Chinese, where none is written.
enum LineJoin {
  /// Whether a space belongs between two lines.
  static func needsSpace(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Bool {
    // Marks of emphasis take no part: what counts is what they stand around.
    guard let last = first.last(where: { !isMark($0) }),
      let next = second.first(where: { !isMark($0) })
    else { return true }
    if isWidePunctuation(last) || isWidePunctuation(next) { return false }
    let kinds = (isWide(last), isWide(next))
    if kinds == (true, true) { return false }
    return !(kinds.0 && isQuotation(next)) && !(kinds.1 && isQuotation(last))
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool { scalar == "*" || scalar == "`" }

  /// Chinese characters, kana, Hangul and full-width forms.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2E80...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF01...0xFF60,
      0x20000...0x3FFFF:
      true
    default: false
    }
  }

  private static func isWidePunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3001...0x3003, 0x3008...0x301F, 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40,
      0xFF5B...0xFF60:
      true
    default: false
    }
  }

  /// Quotation marks, dashes and ellipses, which Chinese and English share.
  private static func isQuotation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2014, 0x2018...0x201D, 0x2026, 0xB7: true
    default: false
    }
  }
}
