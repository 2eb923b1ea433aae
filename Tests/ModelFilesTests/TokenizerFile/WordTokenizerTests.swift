import ModelFiles
import TestSupport
import Testing
import Tokenizers

/// Tokenizers of known words.
@Suite struct WordTokenizerTests {
  /// Texts whose words are known: English with spaces, Chinese without.
  private static let texts: [[String]] = [
    ["The", "▁cat", "▁sees", "▁a", "▁bird", "."],
    ["A", "▁bird", "▁sees", "▁the", "▁cat", ",", "▁and", "▁the", "▁cat", "▁runs", "."],
    ["the", "▁catbird", "▁sings", "."],
    ["猫", "看见", "一只", "鸟", "。"],
    ["鸟", "不", "喜欢", "猫", "，", "猫", "喜欢", "鸟", "。"],
    ["猫鸟", "唱歌", "。"],
  ]

  private static func counted() -> [(text: String, count: Int)] {
    var counts: [(text: String, count: Int)] = []
    for word in texts.joined() {
      if let index = counts.firstIndex(where: { $0.text == word }) {
        counts[index].count += 1
      } else {
        counts.append((word, 1))
      }
    }
    return counts
  }

  private static func session(
    _ style: WordTokenizerStyle, _ words: [(text: String, count: Int)]? = nil
  ) throws -> Tokenizer.Session {
    let tokenizer = WordTokenizer(words: words ?? counted(), style: style)
    return Tokenizer.Session(try TokenizerFile.read(tokenizer.bytes, path: "tokenizer.json"))
  }

  private static func tokens(_ session: Tokenizer.Session, _ text: String) -> [String] {
    session.encode(Array(text.utf8)).ids.map {
      String(decoding: session.tokenizer.bytes(of: $0) ?? [], as: UTF8.self)
    }
  }

  @Test func `a text of known words is cut into these words and comes back`() throws {
    let session = try Self.session(.translation)
    for words in Self.texts {
      let text = words.joined().replacing("▁", with: " ")
      #expect(Self.tokens(session, text) == words + ["</s>"])
      #expect(session.tokenizer.decode(session.encode(Array(text.utf8)).ids) == text)
    }
  }

  @Test func `where a text can be read in two ways, the longer word is found`() throws {
    let more = Self.counted() + [(text: "不喜欢", count: 1)]
    let session = try Self.session(.translation, more)
    #expect(Self.tokens(session, "鸟不喜欢猫。") == ["鸟", "不喜欢", "猫", "。", "</s>"])
    let words = [(text: "不", count: 1000), (text: "是", count: 1000), (text: "不是", count: 1)]
    #expect(Self.tokens(try Self.session(.stories, words), "不是") == ["<s>", "不是"])
  }

  @Test func `a score is the logarithm of the word's share, unless its parts are worth more`() {
    let tokenizer = WordTokenizer(
      words: [("a", 50), ("b", 45), ("ab", 1), ("c", 4)], style: .translation)
    func score(_ word: String) -> Double? {
      tokenizer.entries.firstIndex(of: Array(word.utf8)).map { tokenizer.scores[$0] }
    }
    func isClose(_ word: String, _ expected: Double) -> Bool {
      abs((score(word) ?? 0) - expected) < 1e-12
    }
    // ln 0.5, ln 0.45, ln 0.04; "ab" has ln 0.5 + ln 0.45 + 0.001 rather than ln 0.01 = -4.605.
    #expect(isClose("a", -0.693_147_180_559_945_3))
    #expect(isClose("b", -0.798_507_696_217_771_6))
    #expect(isClose("c", -3.218_875_824_868_201))
    #expect(isClose("ab", -1.490_654_876_777_717))
    // Ten below the rarest.
    #expect(isClose("<0x41>", -14.605_170_185_988_09))
    #expect(isClose("▁", -14.605_170_185_988_09))
  }

  @Test func `entries are special tokens, bytes, the mark, then words by falling count`() {
    let tokenizer = WordTokenizer(
      words: [
        ("rare", 1), ("two", 2), ("often", 3), ("two", 2), ("none", 0), ("", 9), ("<s>", 9),
        ("<0x41>", 9), ("▁", 9),
      ], style: .stories)
    let entries = tokenizer.entries.map { String(decoding: $0, as: UTF8.self) }
    #expect(entries.prefix(5) == ["<s>", "</s>", "<pad>", "<unk>", "<0x00>"])
    #expect(entries[259] == "<0xFF>")
    #expect(entries.suffix(from: 260) == ["▁", "two", "often", "none", "rare"])
  }

  @Test(arguments: WordTokenizerStyle.allCases)
  func `special tokens have their ids, and the template is put round`(
    style: WordTokenizerStyle
  ) throws {
    let session = try Self.session(style)
    let tokenizer = session.tokenizer
    for (id, token) in style.specialTokens.enumerated() {
      #expect(tokenizer.id(of: Array(token.utf8)) == id)
    }
    func name(_ id: Int) -> String { style.specialTokens[id] }
    switch style {
    case .translation:
      #expect(style.specialTokens == ["<s>", "<pad>", "</s>", "<unk>"])
      #expect(Self.tokens(session, "猫") == ["猫", "</s>"])
      #expect(name(style.paddingID) == "<pad>" && name(style.endID) == "</s>")
    case .stories:
      #expect(style.specialTokens == ["<s>", "</s>", "<pad>", "<unk>"])
      #expect(Self.tokens(session, "猫") == ["<s>", "猫"])
      #expect(name(style.paddingID) == "<pad>" && name(style.endID) == "</s>")
    case .opinions:
      #expect(style.specialTokens == ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"])
      #expect(Self.tokens(session, "猫") == ["[CLS]", "猫", "[SEP]"])
      #expect(name(style.paddingID) == "[PAD]" && name(style.endID) == "[SEP]")
      #expect(style.maskID == 4 && name(style.beginningID) == "[CLS]")
    }
    #expect(name(style.unknownID) == (style == .opinions ? "[UNK]" : "<unk>"))
  }

  @Test func `a mask takes the space before it, as a word does`() throws {
    let session = try Self.session(.opinions)
    #expect(
      Self.tokens(session, "The [MASK] sees a bird.")
        == ["[CLS]", "The", "[MASK]", "▁sees", "▁a", "▁bird", ".", "[SEP]"])
    #expect(Self.tokens(session, "猫[MASK]鸟") == ["[CLS]", "猫", "[MASK]", "鸟", "[SEP]"])
  }

  @Test(arguments: [
    "The dog sees a bird.", "猫看见一只🦜。", "  two  spaces ", "", " ", "\n\t", "Ünïcödé", "<0x>",
    "e\u{301} é", "👩‍👩‍👧",
  ])
  func `what no word has falls to bytes and comes back`(text: String) throws {
    let session = try Self.session(.translation)
    let encoding = session.encode(Array(text.utf8))
    #expect(!encoding.ids.contains(3) && encoding.losses.isEmpty)
    let decoded = session.tokenizer.decode(encoding.ids)
    #expect(Array(decoded.utf8) == Array(text.utf8))
  }

  @Test func `an unknown word after a space is the mark and then bytes`() throws {
    let session = try Self.session(.translation)
    #expect(
      Self.tokens(session, "The ox") == ["The", "▁", "<0x6F>", "<0x78>", "</s>"])
  }

  @Test func `no words make a tokenizer of bytes`() throws {
    let session = try Self.session(.stories, [])
    #expect(Self.tokens(session, "a 猫") == ["<s>", "<0x61>", "▁", "<0xE7>", "<0x8C>", "<0xAB>"])
  }
}
