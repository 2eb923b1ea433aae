import Testing
import Tokenizers

@Suite struct ByteLevelDecoderTests {
  private func decode(_ decoder: any TokenDecoder, _ tokens: [String]) -> [String] {
    decoder.decode(tokens.map { Array($0.utf8) }).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `the byte alphabet writes each byte as one printable character`() {
    #expect(Set(ByteAlphabet.scalars).count == 256)
    let written = ByteAlphabet.written([0x00, 0x0A, 0x20, 0x41, 0x7F, 0xAD, 0xFF])
    #expect(String(decoding: written, as: UTF8.self) == "ĀĊĠAġŃÿ")
    let all = Array(UInt8.min...UInt8.max)
    #expect(ByteAlphabet.read(ByteAlphabet.written(all)) == all)
    #expect(ByteAlphabet.read(Array("我".utf8)) == nil)
    #expect(ByteAlphabet.read([0x20]) == nil)
    #expect(ByteAlphabet.read([0xFF]) == nil)
  }

  @Test func `bytes are put together over tokens`() {
    #expect(decode(ByteLevelDecoder(), ["Ġæ", "ĪĳÃ", "©"]) == [" 我é"])
    #expect(decode(ByteLevelDecoder(), ["Ġa", "b 我", "é"]) == [" ab 我\u{FFFD}"])
    #expect(decode(ByteLevelDecoder(), []) == [""])
  }

  @Test func `runs of byte tokens are read together, or each is replaced`() {
    let decoder = ByteFallbackDecoder()
    #expect(decode(decoder, ["a", "<0xE6>", "<0x88>", "<0x91>", "b"]) == ["a", "我", "b"])
    #expect(
      decode(decoder, ["<0xE6>", "<0x88>", "<0x91>", "<0xFF>", "b"])
        == ["\u{FFFD}", "\u{FFFD}", "\u{FFFD}", "\u{FFFD}", "b"])
    #expect(decode(decoder, ["<0x0a>", "x", "<0x+B>"]) == ["\n", "x", "\u{B}"])
    #expect(decode(decoder, ["<0x-1>", "<0x1G>", "<0xé>"]) == ["<0x-1>", "<0x1G>", "<0xé>"])
  }

  @Test func `the suffix becomes a space but in the last token`() {
    let decoder = SuffixDecoder(suffix: Array("</w>".utf8))
    #expect(decode(decoder, ["a</w>b</w>", "</w>c</w>"]) == ["a b ", "c"])
    #expect(decode(SuffixDecoder(suffix: []), ["ab", "cé"]) == [" a b ", "cé"])
    #expect(decode(decoder, []) == [])
  }

  @Test func `fusing makes one token`() {
    #expect(decode(FuseDecoder(), ["a", "", "b"]) == ["ab"])
    #expect(decode(FuseDecoder(), []) == [""])
  }
}
