import Testing
import Tokenizers

/// Makes ASCII letters small.
private struct SmallLetters: Normalizer {
  var name: String { "small letters" }

  func normalize(_ text: inout AlignedText) {
    var out = AlignedText.Rewriter(text)
    for (offset, byte) in text.bytes.enumerated() {
      out.write([(0x41...0x5A).contains(byte) ? byte + 32 : byte], for: offset..<offset + 1)
    }
    text = out.finish()
  }
}

@Suite struct AddedTokensTests {
  private typealias Entry = AddedTokens.Entry

  /// Cuts a text; parts of text are written out, tokens as their ids.
  private func cut(
    _ source: String, _ entries: [Entry], normalizers: [any Normalizer] = []
  ) -> [String] {
    let tokens = AddedTokens(entries, normalizers: normalizers)
    let parts = tokens.split(
      bytes(source),
      normalize: { text in
        for normalizer in normalizers { normalizer.normalize(&text) }
      }, steps: nil)
    return parts.map { part in
      switch part {
      case .token(let id, let source, _): "#\(id) \(source.lowerBound)..<\(source.upperBound)"
      case .text(let text): String(decoding: text.bytes, as: UTF8.self)
      case .normalizedText(let text): "normalized " + String(decoding: text.bytes, as: UTF8.self)
      }
    }
  }

  @Test func `without tokens the source is one part`() {
    let parts = AddedTokens([]).split(bytes("a<b>"), normalize: { _ in }, steps: nil)
    #expect(parts == [.text(AlignedText(bytes("a<b>")))])
  }

  @Test func `the leftmost token is found, of several the longest`() {
    let entries = [
      Entry(id: 5, content: bytes("ab"), isSpecial: false),
      Entry(id: 6, content: bytes("abcd"), isSpecial: false),
      Entry(id: 7, content: bytes("bcdefg"), isSpecial: false),
    ]
    #expect(cut("xabcdefg", entries) == ["x", "#6 1..<5", "efg"])
    #expect(cut("abcabé", entries) == ["#5 0..<2", "c", "#5 3..<5", "é"])
  }

  @Test func `spaces of any kind beside a token belong to it if it strips them`() {
    let left = [Entry(id: 1, content: bytes("<l>"), isSpecial: false, stripsLeft: true)]
    let right = [Entry(id: 1, content: bytes("<r>"), isSpecial: false, stripsRight: true)]
    #expect(cut("a \t\u{3000}<l> b", left) == ["a", "#1 1..<9", " b"])
    #expect(cut("a <r> \n\u{A0}b", right) == ["a ", "#1 2..<9", "b"])
    #expect(cut("  <l>  <l>", left) == ["#1 0..<5", "#1 5..<10"])
  }

  @Test func `a token may begin within the spaces that the last one took`() {
    let entries = [
      Entry(id: 1, content: bytes("<r>"), isSpecial: false, stripsRight: true),
      Entry(id: 2, content: bytes(" b"), isSpecial: false),
    ]
    #expect(cut("<r>  b", entries) == ["#1 0..<5", "#2 4..<6"])
    let spaces = Entry(
      id: 3, content: bytes("  "), isSpecial: false, stripsLeft: true, stripsRight: true)
    #expect(cut("     a", [spaces]) == ["#3 0..<5", "a"])
  }

  @Test(
    arguments: [
      ("<w>", true), ("a<w>", false), ("<w>_", false), ("-<w>.", true), ("é<w>", false),
      ("\u{301}<w>", false), ("<w>\u{200D}", false), ("²<w>", true), ("<w>٣", false),
      // Assigned in Unicode 17, which the reference does not know.
      ("\u{16EA0}<w>", true), ("日<w>", false),
    ] as [(String, Bool)])
  func `a single word touches no word character`(text: String, isFound: Bool) {
    let entries = [Entry(id: 1, content: bytes("<w>"), isSpecial: false, isSingleWord: true)]
    #expect(cut(text, entries).contains { $0.hasPrefix("#1") } == isFound)
  }

  @Test func `a refused token hides shorter ones within it`() {
    let entries = [
      Entry(id: 1, content: bytes("<w>"), isSpecial: false, isSingleWord: true),
      Entry(id: 2, content: bytes("w"), isSpecial: false),
    ]
    #expect(cut("a<w>w", entries) == ["a<w>", "#2 4..<5"])
  }

  @Test func `normalized tokens are looked for in normalized text, others before`() {
    let entries = [
      Entry(id: 1, content: bytes("ABC"), isSpecial: false, isNormalized: true),
      Entry(id: 2, content: bytes("B"), isSpecial: false),
    ]
    #expect(
      cut("XaBc, abC", entries, normalizers: [SmallLetters()]) == [
        "normalized xa", "#2 2..<3", "normalized c, ", "#1 6..<9",
      ])
    #expect(
      cut("XAbc", entries, normalizers: [SmallLetters()]) == ["normalized x", "#1 1..<4"])
  }

  @Test func `decoding writes the normalized content, and looks up the one given`() {
    let tokens = AddedTokens(
      [
        Entry(id: 3, content: bytes("ABC"), isSpecial: true, isNormalized: true),
        Entry(id: 4, content: bytes("DEF"), isSpecial: true),
      ], normalizers: [SmallLetters()])
    #expect(tokens.content(of: 3) == bytes("abc"))
    #expect(tokens.id(of: bytes("ABC")) == 3)
    #expect(tokens.id(of: bytes("abc")) == nil)
    // What is left out is told by the text that would be written, as in the reference.
    #expect(!tokens.isSpecial(3))
    #expect(tokens.isSpecial(4))
    #expect(tokens.largestID == 4)
    #expect(tokens.content(of: 5) == nil)
  }

  @Test func `of tokens with the same content the last counts`() {
    let entries = [
      Entry(id: 1, content: bytes("x"), isSpecial: true, stripsLeft: true),
      Entry(id: 1, content: bytes("x"), isSpecial: false, stripsRight: true),
    ]
    #expect(cut(" x a", entries) == [" ", "#1 1..<3", "a"])
    #expect(AddedTokens(entries).isSpecial(1))
  }

  @Test func `a step shows what was found, in the order of the passes`() throws {
    let tokenizer = Tokenizer(
      model: try CharacterModel(vocabulary: vocabulary(["a", "b"]), unknown: nil),
      addedTokens: AddedTokens([
        Entry(id: 9, content: bytes("<s>"), isSpecial: true),
        Entry(id: 8, content: bytes("B"), isSpecial: false, isNormalized: true),
      ]), normalizers: [SmallLetters()])
    var steps: [Step] = []
    let encoding = tokenizer.encode("<s>aB") { steps.append($0) }
    #expect(encoding.ids == [9, 0, 8])
    #expect(encoding.offsets == [0..<3, 3..<4, 4..<5])
    #expect(steps.map(\.stage) == [.addedTokens, .normalization, .addedTokens, .model])
    #expect(
      steps[0]
        == Step(
          .addedTokens, "added tokens", from: [Segment(bytes("<s>aB"), source: 0..<5)],
          to: [
            Segment(bytes("<s>"), source: 0..<3, id: 9), Segment(bytes("aB"), source: 3..<5),
          ], because: .addedToken))
    #expect(
      steps[2].output == [
        Segment(bytes("a"), source: 3..<4), Segment(bytes("b"), source: 4..<5, id: 8),
      ])
  }

  @Test func `many tokens within long spaces are found in linear time`() {
    let entries = [Entry(id: 1, content: bytes(" "), isSpecial: false, stripsRight: true)]
    let parts = AddedTokens(entries).split(
      [UInt8](repeating: 0x20, count: 1 << 20), normalize: { _ in }, steps: nil)
    // Not one expectation over the parts: a failure would print a million of them.
    let count = parts.count
    #expect(count == 1 << 20)
    guard case .token(let id, let source, let spelling) = parts.last else {
      Issue.record("the last part is no token")
      return
    }
    #expect(id == 1 && source == (1 << 20) - 1..<1 << 20)
    #expect(spelling.bytes == bytes(" "))
  }
}
