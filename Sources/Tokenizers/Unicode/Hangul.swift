/// Korean syllables, which are put together from their letters by arithmetic.
///
/// - Source: The Unicode Standard, §3.12, "Conjoining Jamo Behavior".
enum Hangul {
  /// Letters that begin a syllable.
  static let leading = 0x1100..<0x1100 + 19
  /// Vowels.
  static let vowels = 0x1161..<0x1161 + 21
  /// Letters that end a syllable; the first stands for none and is no letter.
  static let trailing = 0x11A7..<0x11A7 + 28
  /// The syllables: all vowels for each leading letter, and all endings for each of those.
  static let syllables = 0xAC00..<0xAC00 + 19 * 21 * 28

  /// Calls `body` with each letter of a syllable.
  static func decompose(_ syllable: UInt32, _ body: (UInt32) -> Void) {
    let index = Int(syllable) - syllables.lowerBound
    body(UInt32(leading.lowerBound + index / (21 * 28)))
    body(UInt32(vowels.lowerBound + index / 28 % 21))
    if index % 28 > 0 { body(UInt32(trailing.lowerBound + index % 28)) }
  }

  /// The syllable of two letters, or of one without an ending and an ending; nil for anything else.
  static func compose(_ first: UInt32, _ second: UInt32) -> UInt32? {
    let (first, second) = (Int(first), Int(second))
    if leading.contains(first), vowels.contains(second) {
      let index = (first - leading.lowerBound) * 21 + second - vowels.lowerBound
      return UInt32(syllables.lowerBound + index * 28)
    }
    guard syllables.contains(first), (first - syllables.lowerBound) % 28 == 0,
      trailing.dropFirst().contains(second)
    else { return nil }
    return UInt32(first + second - trailing.lowerBound)
  }
}
