/// Turns tokens like `<0x0A>` into the bytes they name.
///
/// A run of such tokens is read together. If its bytes are not UTF-8, each of them becomes U+FFFD.
package struct ByteFallbackDecoder: TokenDecoder {
  /// Makes the decoder.
  package init() {}

  package var name: String { "ByteFallback" }

  package func decode(_ tokens: [[UInt8]]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    var run: [UInt8] = []
    for token in tokens {
      if let byte = Self.byte(token) {
        run.append(byte)
      } else {
        Self.flush(&run, into: &result)
        result.append(token)
      }
    }
    Self.flush(&run, into: &result)
    return result
  }

  private static func flush(_ run: inout [UInt8], into result: inout [[UInt8]]) {
    if run.isEmpty { return }
    var offset = 0
    var isValid = true
    while offset < run.count, isValid {
      let reading = UTF8Scalars.read(run, at: offset)
      isValid = reading.isValid
      offset += reading.length
    }
    if isValid {
      result.append(run)
    } else {
      for _ in run { result.append([0xEF, 0xBF, 0xBD]) }
    }
    run = []
  }

  /// The byte that a token names; nil for other tokens.
  private static func byte(_ token: [UInt8]) -> UInt8? {
    guard token.count == 6, token.starts(with: Array("<0x".utf8)), token[5] == 0x3E else {
      return nil
    }
    // The reference's number parser takes a plus sign before a single digit.
    if token[3] == 0x2B { return digit(token[4]) }
    guard let high = digit(token[3]), let low = digit(token[4]) else { return nil }
    return high << 4 | low
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
