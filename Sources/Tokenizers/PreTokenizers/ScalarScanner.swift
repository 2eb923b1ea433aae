/// Reads the scalars of a piece with their classes, for the patterns' inner loops.
struct ScalarScanner {
  /// A scalar's value, its classes, and how many bytes it takes.
  struct Reading {
    var value: UInt32
    var flags: CharacterClass.Flags
    var length: Int
  }

  /// The text's bytes, of which the piece is a part.
  let bytes: [UInt8]
  /// Where the piece ends.
  let end: Int
  private let table = CharacterClass.table

  init(_ text: AlignedText, _ range: Range<Int>) {
    bytes = text.bytes
    end = range.upperBound
  }

  /// The scalar at an offset before the end.
  @inline(__always)
  func read(_ offset: Int) -> Reading {
    let reading = UTF8Scalars.read(bytes, at: offset, end: end)
    let value = reading.scalar.value
    return Reading(
      value: value,
      flags: value < 0x10000 ? table[Int(value)] : CharacterClass.flags(of: reading.scalar),
      length: reading.length)
  }

  /// Where a run of scalars ends that are in one of some classes.
  @inline(__always)
  func end(of flags: CharacterClass.Flags, from offset: Int) -> Int {
    var offset = offset
    while offset < end {
      let next = read(offset)
      if next.flags.isDisjoint(with: flags) { break }
      offset += next.length
    }
    return offset
  }

  /// Where a run of scalars ends that are in none of some classes.
  @inline(__always)
  func end(ofOtherThan flags: CharacterClass.Flags, from offset: Int) -> Int {
    var offset = offset
    while offset < end {
      let next = read(offset)
      if !next.flags.isDisjoint(with: flags) { break }
      offset += next.length
    }
    return offset
  }

  /// Where a run of some ASCII characters ends.
  @inline(__always)
  func end(ofBytes isMember: (UInt8) -> Bool, from offset: Int) -> Int {
    var offset = offset
    while offset < end, isMember(bytes[offset]) { offset += 1 }
    return offset
  }

  /// Where `\s+(?!\S)|\s+` ends, from an offset where there is white space.
  ///
  /// White space before a word leaves its last character to the word, if it has more than one.
  func endOfSpace(from offset: Int) -> Int {
    var last = offset
    var position = offset
    while position < end, case let next = read(position), next.flags.contains(.whiteSpace) {
      last = position
      position += next.length
    }
    return position == end || last == offset ? position : last
  }

  /// Where one of `'s 't 're 've 'm 'll 'd` ends; nil where there is none.
  ///
  /// - Parameters:
  ///   - offset: Where it begins.
  ///   - ignoresCase: Whether capitals count too; then ſ (U+017F) counts as an s.
  /// - Returns: The offset past it.
  func endOfContraction(from offset: Int, ignoresCase: Bool) -> Int? {
    guard offset + 1 < end, bytes[offset] == 0x27 else { return nil }
    let mask: UInt8 = ignoresCase ? 0x20 : 0
    let first = bytes[offset + 1] | mask
    switch first {
    case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"):
      return offset + 2
    case 0xC5 | mask where ignoresCase:
      return read(offset + 1).value == 0x17F ? offset + 3 : nil
    default: break
    }
    guard offset + 2 < end else { return nil }
    switch (first, bytes[offset + 2] | mask) {
    case (UInt8(ascii: "r"), UInt8(ascii: "e")), (UInt8(ascii: "v"), UInt8(ascii: "e")),
      (UInt8(ascii: "l"), UInt8(ascii: "l")):
      return offset + 3
    default: return nil
    }
  }
}
