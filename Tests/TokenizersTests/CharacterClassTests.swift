import Testing
import Tokenizers

@Suite struct CharacterClassTests {
  // How many scalars of all there are in a class, by the reference's regular expressions.
  static let sizes: [(CharacterClass.Flags, Int)] = [
    (.letter, 141_028), (.number, 1_911), (.decimal, 760), (.whiteSpace, 25), (.word, 144_671),
    (.bracketedWord, 144_665), (.mark, 2_501), (.numeric, 1_924), (.upper, 141_271),
    (.lower, 141_640),
  ]

  @Test func `classes have as many members as the reference's`() {
    var counts = [Int](repeating: 0, count: 16)
    for value in UInt32(0)..<0x110000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      var bits = CharacterClass.flags(of: scalar).rawValue
      while bits != 0 {
        counts[bits.trailingZeroBitCount] += 1
        bits &= bits - 1
      }
    }
    for (flags, size) in Self.sizes {
      #expect(counts[flags.rawValue.trailingZeroBitCount] == size, "\(flags)")
    }
  }

  @Test func `letters that came with Unicode 17 are none, its digits are digits for Rust`() {
    #expect(!CharacterClass.isLetter("\u{88F}"))
    #expect(!CharacterClass.isWord("\u{10940}"))
    #expect(!CharacterClass.isNumber("\u{11DE0}"))
    #expect(CharacterClass.isNumeric("\u{11DE0}"))
  }

  @Test func `the flags agree with the quick tests`() {
    let differing = (UInt32(0)..<0x3100).compactMap { Unicode.Scalar($0) }.filter { scalar in
      let flags = CharacterClass.flags(of: scalar)
      return flags.contains(.letter) != CharacterClass.isLetter(scalar)
        || flags.contains(.number) != CharacterClass.isNumber(scalar)
        || flags.contains(.numeric) != CharacterClass.isNumeric(scalar)
        || flags.contains(.word) != CharacterClass.isWord(scalar)
        || flags.contains(.whiteSpace) != CharacterClass.isWhiteSpace(scalar)
    }
    #expect(differing == [])
  }
}
