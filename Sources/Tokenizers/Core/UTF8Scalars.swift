/// Reads UTF-8 that may be broken.
package enum UTF8Scalars {
  /// What one reading found: a scalar and how many bytes it took.
  package struct Reading: Equatable, Sendable {
    /// The scalar; U+FFFD where the bytes are not UTF-8.
    package let scalar: Unicode.Scalar
    /// From 1 to 4; 1 where the byte is not part of a scalar.
    package let length: Int
    /// Whether the bytes are UTF-8.
    package let isValid: Bool
  }

  /// Reads the scalar that begins at an offset.
  ///
  /// A byte that begins no scalar (a stray continuation, an overlong form, a surrogate, a scalar cut
  /// off at the end) is read alone. The end is `end`, where the text goes on in another piece.
  ///
  /// - Precondition: `offset` is a valid index and lies before `end`.
  @inline(__always)
  package static func read(_ bytes: [UInt8], at offset: Int, end: Int? = nil) -> Reading {
    let first = bytes[offset]
    if first < 0x80 { return Reading(scalar: Unicode.Scalar(first), length: 1, isValid: true) }
    return readLong(bytes, at: offset, end: end ?? bytes.count, first: first)
  }

  private static func readLong(
    _ bytes: [UInt8], at offset: Int, end: Int, first: UInt8
  ) -> Reading {
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    let broken = Reading(scalar: "\u{FFFD}", length: 1, isValid: false)
    guard first >= 0xC2, first <= 0xF4, offset + length <= end else { return broken }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for index in 1..<length {
      let byte = bytes[offset + index]
      guard byte & 0xC0 == 0x80 else { return broken }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    // The least value of each length rules overlong forms out; the initializer, surrogates and what
    // lies past U+10FFFF.
    guard value >= (length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000),
      let scalar = Unicode.Scalar(value)
    else { return broken }
    return Reading(scalar: scalar, length: length, isValid: true)
  }

  /// How many bytes the scalar takes that ends just before an offset.
  ///
  /// - Precondition: `0 < offset ≤ bytes.count`.
  package static func lengthBefore(_ offset: Int, in bytes: [UInt8]) -> Int {
    var length = 1
    while length < 4, length < offset, bytes[offset - length] & 0xC0 == 0x80 { length += 1 }
    return read(bytes, at: offset - length).length == length ? length : 1
  }
}
