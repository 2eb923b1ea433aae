import Testing
import Tokenizers

@Suite struct CharacterModelTests {
  @Test func `every scalar is a token`() throws {
    let model = try CharacterModel(
      vocabulary: vocabulary(["e", "\u{301}", "é", "日"]), unknown: nil)
    let encoded = Encoded(model, "e\u{301}\u{E9}日")
    #expect(encoded.ids == [0, 1, 2, 3])
    #expect(encoded.offsets == [0..<1, 1..<3, 3..<5, 5..<8])
    #expect(encoded.steps.map(\.reason) == [.symbols])
  }

  @Test func `a character that is no entry becomes its bytes`() throws {
    let model = try CharacterModel(vocabulary: vocabulary(["a"] + byteEntries), unknown: nil)
    let encoded = Encoded(model, bytes("aé") + [0xFF])
    #expect(encoded.ids == [0, 1 + 0xC3, 1 + 0xA9, 1 + 0xFF])
    #expect(encoded.offsets == [0..<1, 1..<2, 2..<3, 3..<4])
    #expect(encoded.losses == [])
    #expect(encoded.steps.map(\.reason) == [.symbols, .bytes, .bytes])
    #expect(encoded.steps[0].output.map(\.id) == [0, nil, nil])
    #expect(encoded.steps[1].output.map(\.bytes) == [bytes("<0xC3>"), bytes("<0xA9>")])
  }

  @Test func `a piece that ends within a character does not reach into the next one`() throws {
    let model = try CharacterModel(vocabulary: vocabulary(byteEntries), unknown: nil)
    var output = ModelOutput()
    model.makeEncoder().encode(
      AlignedText(bytes("日")), 0..<2, piece: 0, into: &output, steps: nil)
    #expect(output.tokens.map(\.id) == [0xE6, 0x97])
    #expect(output.tokens.map(\.end) == [1, 2])
  }

  @Test func `without all of its bytes it is unknown, without that token dropped`() throws {
    let entries = try vocabulary(["?", "<0xC3>"])
    let unknown = Encoded(try CharacterModel(vocabulary: entries, unknown: 0), "éx")
    #expect(unknown.ids == [0, 0])
    #expect(unknown.losses == [Loss(0..<2, .unknown), Loss(2..<3, .unknown)])
    let dropped = Encoded(try CharacterModel(vocabulary: entries, unknown: nil), "éx")
    #expect(dropped.ids == [])
    #expect(dropped.losses == [Loss(0..<2, .dropped), Loss(2..<3, .dropped)])
    #expect(dropped.steps.map(\.reason) == [.symbols, .dropped, .dropped])
  }

  @Test func `a word is one token, or else its characters`() throws {
    let model = try WordModel(vocabulary: vocabulary(["?", "the", "t", "e"]), unknown: 0)
    #expect(Encoded(model, "the").ids == [1])
    #expect(Encoded(model, "the").steps.map(\.reason) == [.inVocabulary])
    #expect(Encoded(model, "tee").ids == [2, 3, 3])
    #expect(Encoded(model, "t日").ids == [2, 0])
  }

  @Test func `the unknown token has to be an entry`() {
    #expect(throws: ModelFault.unknownIDOutOfRange(3)) {
      try CharacterModel(vocabulary: vocabulary(["a"]), unknown: 3)
    }
    #expect(throws: ModelFault.unknownIDOutOfRange(-1)) {
      try WordModel(vocabulary: vocabulary(["a"]), unknown: -1)
    }
  }
}
