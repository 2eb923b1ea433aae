/// GPT-2's pattern: contractions, then letters, numbers or other characters with a space before them,
/// then white space.
///
/// - Source: Radford et al. 2019, GPT-2's `encoder.py`.
struct GPT2Pattern {
  static let regex =
    #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#

  /// Where the match ends that begins at an offset; there always is one.
  @inline(__always)
  static func end(from offset: Int, _ scanner: ScalarScanner) -> Int {
    if let end = scanner.endOfContraction(from: offset, ignoresCase: false) { return end }
    var first = offset
    if scanner.bytes[offset] == 0x20, offset + 1 < scanner.end { first += 1 }
    var reading = scanner.read(first)
    if reading.flags.contains(.whiteSpace), first > offset {
      first = offset
      reading = scanner.read(first)
    }
    let next = first + reading.length
    if reading.flags.contains(.letter) { return scanner.end(of: .letter, from: next) }
    if reading.flags.contains(.number) { return scanner.end(of: .number, from: next) }
    if reading.flags.contains(.whiteSpace) { return scanner.endOfSpace(from: offset) }
    return scanner.end(ofOtherThan: [.letter, .number, .whiteSpace], from: next)
  }
}
