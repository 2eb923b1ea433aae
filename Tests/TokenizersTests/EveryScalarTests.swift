import Testing
import Tokenizers

/// Every scalar of the planes in use against the reference (tokenizers 0.23.3): the numbers are what
/// its output for the same text hashes to.
///
/// Planes 4–13 have no characters; of 15 and 16, for private use, the first and the last will do.
struct EveryScalarTests {
  private static let alone = text(before: [], after: [0x0A])
  private static let behindLetters = text(before: [0x61], after: [0x0A])

  private static func text(before: [UInt8], after: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(3_000_000)
    for values: ClosedRange<UInt32> in [
      0...0x3FFFF, 0xE0000...0xE0FFF, 0xF0000...0xF0FFF, 0x10F000...0x10FFFF,
    ] {
      for scalar in values.lazy.compactMap(Unicode.Scalar.init) {
        text += before
        text += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        text += after
      }
    }
    return text
  }

  static let normalizers: [(any Normalizer, count: Int, hash: UInt64)] = [
    (UnicodeNormalizer(.nfc), 1_296_038, 0x503E_39D2_4742_E7E9),
    (UnicodeNormalizer(.nfd), 1_363_547, 0x2BFB_F430_5D0B_1D05),
    (UnicodeNormalizer(.nfkc), 1_293_727, 0x762F_D54D_5CEA_4461),
    (UnicodeNormalizer(.nfkd), 1_361_597, 0x217A_78FC_EABB_9330),
    (BertNormalizer(), 1_465_694, 0x4E15_C56C_8C8E_348E),
    (
      BertNormalizer(handlesChineseCharacters: false, stripsAccents: false, lowercases: false),
      1_243_614, 0x6DC6_1FC7_9906_D883
    ),
    (Lowercase(), 1_296_234, 0x5052_3141_4C9B_55BC),
    (StripAccents(), 1_289_416, 0xD88C_AA8F_46EA_141E),
  ]

  @Test(arguments: normalizers.indices)
  func `a normalizer does to every scalar what the reference does`(index: Int) {
    let (normalizer, count, expected) = Self.normalizers[index]
    let text = aligned(Self.alone, normalizer)
    #expect(text.bytes.count == count)
    #expect(hash(text.bytes) == expected)
  }

  static let preTokenizers: [(any PreTokenizer, count: Int, hash: UInt64)] = [
    (BertPreTokenizer(), 273_110, 0x641C_F411_133D_A718),
    (WhitespacePreTokenizer(), 400_076, 0xA9DA_9C1D_674F_D26C),
    (WhitespaceSplitPreTokenizer(), 272_384, 0x6F93_2076_FF2C_47F4),
    (PunctuationPreTokenizer(.isolated), 1_453, 0x14CA_65B7_CCC8_3163),
  ]

  @Test(arguments: preTokenizers.indices)
  func `a pre-tokenizer cuts at every scalar as the reference does`(index: Int) {
    let (preTokenizer, count, expected) = Self.preTokenizers[index]
    var pieces = Pieces(AlignedText(Self.behindLetters))
    preTokenizer.cut(&pieces)
    #expect(pieces.ranges.count == count)
    #expect(
      hash(pieces.ranges.flatMap { [UInt64($0.lowerBound), UInt64($0.upperBound)] }) == expected)
  }

  @Test func `a character map finds the clusters that the reference finds`() throws {
    // Every byte is an entry, so each cluster of less than six bytes becomes one X, as does each
    // scalar of the others.
    let map = try PrecompiledCharacterMap(
      characterMap((UInt8(1)...255).map { (key: [$0], value: "X") }))
    let text = aligned(Self.text(before: [0x61], after: [0xCC, 0x80, 0x0A]), map)
    #expect(text.bytes.count == 1_026_956)
    #expect(hash(text.bytes) == 0x3011_8851_7C74_A68D)
  }
}
