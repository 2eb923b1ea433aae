import Testing
import Tokenizers

@Suite struct BytePairEncodingTests {
  private typealias Options = SmallBPE.Options

  private static let unrelated: [(String, [String])] = [
    ("unrelated", ["unrelated"]), ("related", ["related"]), ("reed", ["re", "ed"]),
    ("u", ["u"]), ("", []),
  ]

  @Test(arguments: unrelated)
  func `the pair that comes first in the list is merged first`(text: String, tokens: [String])
    throws
  {
    #expect(try SmallBPE.tokens(SmallBPE.unrelated(), text) == tokens)
  }

  @Test func `of a pair that is listed twice the last place counts`() throws {
    let entries = ["a", "b", "ab", "ba", "aba"]
    #expect(
      try SmallBPE.tokens(SmallBPE.model(entries, ["a b", "b a"]), "aba") == ["ab", "a"])
    #expect(
      try SmallBPE.tokens(SmallBPE.model(entries, ["a b", "b a", "a b"]), "aba") == ["a", "ba"])
  }

  @Test func `a piece that is an entry can go before all merges`() throws {
    var options = Options()
    options.ignoresMerges = true
    let model = try SmallBPE.model(["a", "b", "ab", "aba"], ["a b"], options)
    #expect(SmallBPE.tokens(model, "aba") == ["aba"])
    #expect(SmallBPE.tokens(model, "abaa") == ["ab", "a", "a"])
  }

  @Test func `unknown characters become one token each, or one in a row`() throws {
    var options = Options()
    options.unknown = "<unk>"
    let entries = ["<unk>", "a", "b"]
    let single = SmallBPE.encode(try SmallBPE.model(entries, [], options), Array("axéb".utf8))
    #expect(single.ids == [1, 0, 0, 2])
    #expect(single.offsets == [0..<1, 1..<2, 2..<4, 4..<5])
    #expect(single.losses == [Loss(1..<2, .unknown), Loss(2..<4, .unknown)])
    options.fusesUnknown = true
    let fused = SmallBPE.encode(try SmallBPE.model(entries, [], options), Array("axéb".utf8))
    #expect(fused.ids == [1, 0, 2])
    #expect(fused.offsets == [0..<1, 1..<4, 4..<5])
    #expect(fused.losses == [Loss(1..<4, .unknown)])
  }

  @Test func `without an unknown token characters are dropped, and their neighbours meet`() throws {
    let encoding = SmallBPE.encode(
      try SmallBPE.model(["a", "b", "ab"], ["a b"]), Array("axb".utf8))
    #expect(encoding.ids == [2])
    #expect(encoding.offsets == [0..<3])
    #expect(encoding.losses == [Loss(1..<2, .dropped)])
  }

  @Test func `bytes that a character falls back to go ahead of an unknown one`() throws {
    var options = Options()
    options.unknown = "U"
    options.fallsBackToBytes = true
    let model = try SmallBPE.model(["a", "<0xC3>", "<0xA9>", "U"], [], options)
    let encoding = SmallBPE.encode(model, Array("xéa".utf8))
    #expect(encoding.ids == [1, 2, 3, 0])
    #expect(encoding.offsets == [1..<2, 2..<3, 0..<1, 3..<4])
  }

  @Test func `a byte that is not UTF-8 is its own byte token, or unknown`() throws {
    var options = Options()
    options.unknown = "U"
    let entries = ["a", "<0xC3>", "U"]
    let text: [UInt8] = [0x61, 0xC3, 0x61, 0xFF]
    let plain = SmallBPE.encode(try SmallBPE.model(entries, [], options), text)
    #expect(plain.ids == [0, 2, 0, 2])
    #expect(plain.losses == [Loss(1..<2, .unknown), Loss(3..<4, .unknown)])
    options.fallsBackToBytes = true
    let bytes = SmallBPE.encode(try SmallBPE.model(entries, [], options), text)
    #expect(bytes.ids == [0, 1, 0, 2])
    #expect(bytes.losses == [Loss(3..<4, .unknown)])
  }

  @Test func `the last symbol of a word has the suffix`() throws {
    var options = Options()
    options.suffix = "</w>"
    let model = try SmallBPE.model(
      ["l", "o", "w", "w</w>", "lo", "low</w>", "low"], ["l o", "lo w</w>", "lo w"], options)
    #expect(SmallBPE.tokens(model, "low") == ["low</w>"])
    #expect(SmallBPE.tokens(model, "lowlow") == ["low", "low</w>"])
  }

  @Test func `symbols behind the first have the prefix, which merging takes off`() throws {
    var options = Options()
    options.prefix = "##"
    let entries = ["a", "##b", "##c", "ab", "##bc", "abc"]
    let merges = ["a ##b", "##b ##c", "ab ##c"]
    #expect(
      try SmallBPE.tokens(SmallBPE.model(entries, merges, options), "abc") == ["abc"])
    #expect(
      try SmallBPE.tokens(SmallBPE.model(entries, ["##b ##c", "a ##b"], options), "abc")
        == ["a", "##bc"])
  }

  @Test func `bytes are symbols in the byte alphabet, valid UTF-8 or not`() throws {
    let model = try SmallBPE.bytes()
    #expect(SmallBPE.tokens(model, "我 é\n") == ["æĪĳ", "Ġ", "Ã©", "Ċ"])
    let broken = SmallBPE.encode(model, [0xE6, 0x88, 0x00, 0xFF])
    #expect(broken.ids.count == 3)
    #expect(broken.offsets == [0..<2, 2..<3, 3..<4])
    #expect(broken.losses.isEmpty)
  }

  @Test func `a byte without an entry is dropped and flagged`() throws {
    var options = Options()
    options.alphabet = .bytes
    let encoding = SmallBPE.encode(try SmallBPE.model(["a", "Ġ"], [], options), Array("a b".utf8))
    #expect(encoding.ids == [0, 1])
    #expect(encoding.losses == [Loss(2..<3, .dropped)])
  }

  @Test func `parts that are no entries are refused`() {
    #expect(throws: ModelFault.mergeHasNoEntry(index: 1, part: Array("c".utf8))) {
      try SmallBPE.model(["a", "b", "ab"], ["a b", "c b"])
    }
    #expect(throws: ModelFault.mergeHasNoEntry(index: 0, part: Array("c".utf8))) {
      try SmallBPE.model(["a", "b", "ab"], ["a c"])
    }
    #expect(throws: ModelFault.mergeHasNoEntry(index: 0, part: Array("ba".utf8))) {
      try SmallBPE.model(["a", "b", "ab"], ["b a"])
    }
    var options = Options()
    options.unknown = "?"
    #expect(throws: ModelFault.unknownIsNoEntry(Array("?".utf8))) {
      try SmallBPE.model(["a"], [], options)
    }
    options.prefix = "##"
    options.unknown = nil
    #expect(throws: ModelFault.mergeHasNoEntry(index: 0, part: Array("b".utf8))) {
      try SmallBPE.model(["a", "b", "ab"], ["a b"], options)
    }
  }

  @Test func `long pieces are merged like short ones`() throws {
    let model = try SmallBPE.unrelated()
    let letters = Array("unrelatd".utf8)
    for length in [41, 100, 1_000] {
      var state = UInt32(length)
      let text = (0..<length).map { _ -> UInt8 in
        state = state &* 1_664_525 &+ 1_013_904_223
        return letters[Int(state >> 29)]
      }
      // Steps go the slow way, merge by merge.
      let stepped = SmallBPE.encode(model, text, steps: { _ in })
      #expect(SmallBPE.encode(model, text) == stepped, "\(length) letters")
      #expect(stepped.ids.count < length)
    }
  }

  @Test func `a long run of one character is no trouble`() throws {
    let model = try SmallBPE.model(["a", "aa", "aaaa"], ["a a", "aa aa"])
    let encoding = SmallBPE.encode(model, [UInt8](repeating: 0x61, count: 100_003))
    #expect(encoding.ids.count == 25_002)
    #expect(encoding.ids.suffix(3) == [2, 1, 0])
    let dropped = SmallBPE.encode(model, [UInt8](repeating: 0, count: 100_000))
    #expect(dropped.ids.isEmpty && dropped.losses.count == 100_000)
  }

  @Test func `a piece that comes again has the same tokens at its new place`() throws {
    let tokenizer = Tokenizer(
      model: try SmallBPE.bytes(),
      preTokenizers: [SplitPreTokenizer(TextPattern(text: [0x20]), .removed)])
    let session = Tokenizer.Session(tokenizer)
    let once = session.encode(Array("我a".utf8))
    let twice = session.encode(Array("我a 我a".utf8))
    #expect(twice.ids == once.ids + once.ids)
    #expect(twice.offsets == [0..<3, 3..<4, 5..<8, 8..<9])
  }
}
