import Testing
import Tokenizers

@Suite struct WordPieceTests {
  private func model(
    _ entries: [String], prefix: String = "##", longestWord: Int = 100
  ) throws -> WordPiece {
    try WordPiece(
      vocabulary: vocabulary(entries), unknown: bytes("[UNK]"), continuingPrefix: bytes(prefix),
      longestWord: longestWord)
  }

  @Test func `a word is cut into the longest entries from left to right`() throws {
    let model = try model(["[UNK]", "un", "una", "##aff", "##f", "##fa", "##ble"])
    // "un", "##aff", … would fit too, but is not looked for once "una" is taken.
    let encoded = Encoded(model, "unaffable")
    #expect(encoded.tokens == ["una", "##f", "##fa", "##ble"])
    #expect(encoded.offsets == [0..<3, 3..<4, 4..<6, 6..<9])
    #expect(encoded.losses == [])
  }

  @Test func `a word with a part that is no entry is unknown as a whole`() throws {
    let encoded = Encoded(try model(["[UNK]", "ab", "##c"]), "abcd")
    #expect(encoded.ids == [0])
    #expect(encoded.offsets == [0..<4])
    #expect(encoded.losses == [Loss(0..<4, .unknown)])
    #expect(encoded.steps.last?.reason == .unknown)
    #expect(encoded.steps.last?.output == [Segment(bytes("[UNK]"), source: 0..<4, id: 0)])
  }

  @Test func `a word's length counts characters rather than bytes`() throws {
    let model = try model(["[UNK]", "é", "##é"], longestWord: 3)
    #expect(Encoded(model, "ééé").tokens == ["é", "##é", "##é"])
    #expect(Encoded(model, "éééé").tokens == ["[UNK]"])
  }

  @Test func `an entry with the prefix also begins a word that is written so`() throws {
    let model = try model(["[UNK]", "##a"])
    #expect(Encoded(model, "##a").tokens == ["##a"])
    #expect(Encoded(model, "##aa").tokens == ["##a", "##a"])
    #expect(Encoded(model, "a").tokens == ["[UNK]"])
  }

  @Test func `without a prefix every entry may stand anywhere`() throws {
    #expect(Encoded(try model(["[UNK]", "a", "b"], prefix: ""), "abba").ids == [1, 2, 2, 1])
  }

  @Test func `steps show the longer prefixes that are no entries`() throws {
    let steps = Encoded(try model(["[UNK]", "a", "##b"]), "abb").steps
    #expect(
      steps == [
        Step(
          .model, "WordPiece", piece: 0, from: [Segment(bytes("abb"), source: 0..<3)],
          to: [Segment(bytes("a"), source: 0..<1, id: 1), Segment(bytes("bb"), source: 1..<3)],
          because: .longestMatch(tried: [bytes("abb"), bytes("ab")])),
        Step(
          .model, "WordPiece", piece: 0, from: [Segment(bytes("bb"), source: 1..<3)],
          to: [Segment(bytes("##b"), source: 1..<2, id: 2), Segment(bytes("b"), source: 2..<3)],
          because: .longestMatch(tried: [bytes("##bb")])),
        Step(
          .model, "WordPiece", piece: 0, from: [Segment(bytes("b"), source: 2..<3)],
          to: [Segment(bytes("##b"), source: 2..<3, id: 2)], because: .longestMatch(tried: [])),
      ])
  }

  @Test func `entries that are not UTF-8 do not cut characters`() throws {
    let model = try WordPiece(
      vocabulary: Vocabulary([bytes("[UNK]"), [0xC3], [0xFF], bytes("##x")]),
      unknown: bytes("[UNK]"), continuingPrefix: bytes("##"))
    #expect(Encoded(model, "é").ids == [0])
    #expect(Encoded(model, [0xC3]).ids == [1])
    #expect(Encoded(model, [0xFF, 0x78]).ids == [2, 3])
  }

  @Test func `the unknown token has to be an entry`() {
    #expect(throws: ModelFault.unknownIsNoEntry(bytes("[UNK]"))) { try model(["a"]) }
  }

  @Test func `a long run of one character is cut in linear time`() throws {
    let model = try model(["[UNK]", "a", "##aa", "##a"], longestWord: .max)
    let encoding = Tokenizer(model: model).encode([UInt8](repeating: 0x61, count: 1 << 20))
    #expect(encoding.ids.count == 1 + ((1 << 20) - 1) / 2 + 1)
    #expect(encoding.ids.prefix(2) == [1, 2])
    #expect(encoding.ids.last == 3)
  }
}
