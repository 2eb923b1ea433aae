/// The entries `<0x00>` to `<0xFF>`, which stand for single bytes.
package struct ByteTokens: Equatable, Sendable {
  /// The id of each byte; -1 where it has none.
  private let ids: [Int32]

  /// Looks them up in a vocabulary.
  package init(_ vocabulary: Vocabulary) {
    ids = (0...255).map { Int32(vocabulary.id(of: Self.entry(for: $0)) ?? -1) }
  }

  /// The entry of a byte, as it is written: `<0x0A>`.
  package static func entry(for byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return Array("<0x".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)], UInt8(ascii: ">")]
  }

  /// Whether every byte has an entry.
  package var isComplete: Bool { !ids.contains(-1) }

  /// The ids of bytes; nil unless each has one.
  func ids(of bytes: some Sequence<UInt8>) -> [Int]? {
    var result: [Int] = []
    for byte in bytes {
      guard ids[Int(byte)] >= 0 else { return nil }
      result.append(Int(ids[Int(byte)]))
    }
    return result
  }
}
