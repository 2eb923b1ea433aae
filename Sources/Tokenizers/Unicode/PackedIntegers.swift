/// Reads integers out of a text: five bits a character from `0` on, the lowest bits first.
///
/// 32 is added to every character of an integer but its last. The tables are kept like this because an
/// array literal of their size takes minutes to compile, and this text is read in a millisecond.
struct PackedIntegers {
  private var bytes: String.UTF8View.Iterator

  /// Begins at the start of a text.
  init(_ text: String) { bytes = text.utf8.makeIterator() }

  /// The next integer; nil at the end.
  ///
  /// Line breaks are passed over.
  mutating func next() -> Int? {
    var value = 0
    var shift = 0
    while let byte = bytes.next() {
      guard byte >= 0x30 else { continue }
      let digit = Int(byte) - 0x30
      value |= (digit & 31) << shift
      shift += 5
      if digit < 32 { return value }
    }
    return nil
  }

  /// The next integer as one with a sign.
  ///
  /// 0, 1, 2, 3, 4 stand for 0, −1, 1, −2, 2.
  mutating func nextSigned() -> Int? {
    next().map { $0 & 1 == 0 ? $0 >> 1 : ~($0 >> 1) }
  }
}
