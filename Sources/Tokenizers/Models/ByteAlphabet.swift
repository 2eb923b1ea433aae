/// The 256 printable characters in which byte-level vocabularies write bytes.
///
/// A byte that is a printable character of Latin-1 stands for itself; the others, in order, are written
/// as U+0100, U+0101 and so on: a space as Ġ, a line feed as Ċ.
///
/// - Source: Radford et al. 2019, GPT-2's `encoder.py`.
package enum ByteAlphabet {
  private static func isPrintable(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x7E, 0xA1...0xAC, 0xAE...0xFF: true
    default: false
    }
  }

  /// The character that each byte is written as.
  package static let scalars: [Unicode.Scalar] = {
    var next: UInt32 = 0x100
    return (UInt8.min...UInt8.max).map { byte in
      if isPrintable(byte) { return Unicode.Scalar(byte) }
      defer { next += 1 }
      return Unicode.Scalar(next) ?? Unicode.Scalar(byte)
    }
  }()

  /// The byte that each character up to U+0143 stands for; -1 for the others.
  private static let bytes: [Int16] = {
    var bytes = [Int16](repeating: -1, count: 0x144)
    for (byte, scalar) in scalars.enumerated() { bytes[Int(scalar.value)] = Int16(byte) }
    return bytes
  }()

  /// How bytes are written in a vocabulary.
  package static func written(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(2 * bytes.count)
    for byte in bytes { result.append(contentsOf: UTF8.encode(scalars[Int(byte)]) ?? .init()) }
    return result
  }

  /// The bytes that an entry of a vocabulary stands for; nil where it has a character outside the
  /// alphabet.
  package static func read(_ entry: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(entry.count)
    var offset = 0
    while offset < entry.count {
      let reading = UTF8Scalars.read(entry, at: offset)
      guard reading.scalar.value < 0x144, case let byte = bytes[Int(reading.scalar.value)],
        byte >= 0
      else { return nil }
      result.append(UInt8(byte))
      offset += reading.length
    }
    return result
  }
}
