extension InputDecoder {
  /// What bytes begin with, read as UTF-8.
  enum Decoding: Equatable {
    case scalar(Unicode.Scalar, length: Int)
    /// A beginning of a character, so far well formed.
    case incomplete
    case malformed
  }

  /// Reads the scalar that the bytes begin with; overlong forms and surrogates are malformed.
  static func scalar(at bytes: ArraySlice<UInt8>) -> Decoding {
    guard let first = bytes.first else { return .incomplete }
    let length: Int
    var value: UInt32
    switch first {
    case 0..<0x80: return .scalar(Unicode.Scalar(first), length: 1)
    case 0xC2...0xDF: (length, value) = (2, UInt32(first & 0x1F))
    case 0xE0...0xEF: (length, value) = (3, UInt32(first & 0x0F))
    case 0xF0...0xF4: (length, value) = (4, UInt32(first & 0x07))
    default: return .malformed
    }
    for (index, byte) in bytes.prefix(length).enumerated().dropFirst() {
      guard byte & 0xC0 == 0x80 else { return .malformed }
      // The second byte tells overlong forms, surrogates and what lies beyond U+10FFFF.
      switch (index, first, byte) {
      case (1, 0xE0, ..<0xA0), (1, 0xED, 0xA0...), (1, 0xF0, ..<0x90), (1, 0xF4, 0x90...):
        return .malformed
      default: value = value << 6 | UInt32(byte & 0x3F)
      }
    }
    guard bytes.count >= length else { return .incomplete }
    return Unicode.Scalar(value).map { .scalar($0, length: length) } ?? .malformed
  }
}
