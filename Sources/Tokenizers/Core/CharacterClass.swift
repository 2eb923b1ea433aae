/// What kind of character a scalar is, as the reference implementation's regular expressions see it.
///
/// Hugging Face's `tokenizers` 0.23.3 matches with Oniguruma, whose tables are those of Unicode 16;
/// Swift 6.3's are of Unicode 17. A scalar that is younger than Unicode 16 is therefore in no class
/// here. The reference's own test for digits is Rust's, which knows Unicode 17: `isNumeric`.
package enum CharacterClass {
  /// The classes that a scalar is in.
  package struct Flags: OptionSet, Sendable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// `\p{L}`.
    package static let letter = Flags(rawValue: 1)
    /// `\p{N}`.
    package static let number = Flags(rawValue: 2)
    /// `\d`.
    package static let decimal = Flags(rawValue: 4)
    /// `\s`.
    package static let whiteSpace = Flags(rawValue: 8)
    /// `\w` outside brackets.
    package static let word = Flags(rawValue: 16)
    /// `\p{M}`.
    package static let mark = Flags(rawValue: 32)
    /// Rust's `char::is_numeric`.
    package static let numeric = Flags(rawValue: 64)
    /// `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]`: what a word in capitals consists of.
    package static let upper = Flags(rawValue: 128)
    /// `[\p{Ll}\p{Lm}\p{Lo}\p{M}]`: what a word in small letters consists of.
    package static let lower = Flags(rawValue: 256)
    /// `[\w]`: Oniguruma counts ² ³ ¹ ¼ ½ ¾ as word characters outside brackets and not in them.
    package static let bracketedWord = Flags(rawValue: 512)
  }

  /// The flags of all scalars up to U+FFFF, worked out when they are first needed.
  static let table: [Flags] = (0..<0x10000).map { value in
    Unicode.Scalar(UInt32(value)).map(classify) ?? []
  }

  /// The classes of a scalar.
  @inline(__always)
  package static func flags(of scalar: Unicode.Scalar) -> Flags {
    scalar.value < 0x10000 ? table[Int(scalar.value)] : classify(scalar)
  }

  /// Whether a scalar is `\p{L}`.
  package static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return ("a"..."z").contains(Unicode.Scalar(scalar.value | 0x20) ?? scalar) }
    return flags(of: scalar).contains(.letter)
  }

  /// Whether a scalar is `\p{N}`.
  package static func isNumber(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return ("0"..."9").contains(scalar) }
    return flags(of: scalar).contains(.number)
  }

  /// Whether a scalar is `\s`.
  package static func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000:
      true
    default: false
    }
  }

  /// Whether a scalar is `\w` outside brackets; see ``Flags/bracketedWord``.
  package static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    flags(of: scalar).contains(.word)
  }

  /// Whether a scalar is numeric for Rust: `\p{N}` of a younger Unicode.
  package static func isNumeric(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return ("0"..."9").contains(scalar) }
    return flags(of: scalar).contains(.numeric)
  }

  private static func classify(_ scalar: Unicode.Scalar) -> Flags {
    // The big blocks, all of one kind, need no look-up.
    switch scalar.value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0x20000...0x2A6DF:
      return [.letter, .word, .bracketedWord, .upper, .lower]
    case 0xE000...0xF8FF: return []
    default: break
    }
    let properties = scalar.properties
    var flags: Flags
    switch properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter: flags = [.letter, .word, .upper]
    case .lowercaseLetter: flags = [.letter, .word, .lower]
    case .modifierLetter, .otherLetter: flags = [.letter, .word, .upper, .lower]
    case .nonspacingMark, .spacingMark, .enclosingMark: flags = [.mark, .word, .upper, .lower]
    case .decimalNumber: flags = [.number, .decimal, .numeric, .word]
    case .letterNumber, .otherNumber: flags = [.number, .numeric]
    case .connectorPunctuation: flags = .word
    default: flags = []
    }
    if properties.isAlphabetic { flags.insert(.word) }
    if flags.contains(.word) { flags.insert(.bracketedWord) }
    if isWhiteSpace(scalar) { flags.insert(.whiteSpace) }
    switch scalar.value {
    case 0xB2, 0xB3, 0xB9, 0xBC...0xBE: flags.insert(.word)
    // ʕ was a small letter up to Unicode 16 and is one without case since.
    case 0x295: flags = [.letter, .word, .bracketedWord, .lower]
    default: break
    }
    if let age = properties.age, age.major > 16 { flags.formIntersection(.numeric) }
    return flags
  }
}
