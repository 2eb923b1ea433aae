import Testing
import Tokenizers

struct UnicodeNormalizerTests {
  struct Case {
    let source: String
    let nfc: String
    let nfd: String
    let nfkc: String
    let nfkd: String
  }

  static let cases: [Case] = [
    Case(
      source: "e\u{301}", nfc: "\u{E9}", nfd: "e\u{301}", nfkc: "\u{E9}", nfkd: "e\u{301}"),
    Case(source: "ﬁ", nfc: "ﬁ", nfd: "ﬁ", nfkc: "fi", nfkd: "fi"),
    // A sign that is never composed again, and one that stands for a letter.
    Case(
      source: "\u{958}\u{212B}", nfc: "\u{915}\u{93C}\u{C5}", nfd: "\u{915}\u{93C}A\u{30A}",
      nfkc: "\u{915}\u{93C}\u{C5}", nfkd: "\u{915}\u{93C}A\u{30A}"),
    // The dot below goes first, and then both compose.
    Case(
      source: "s\u{307}\u{323}", nfc: "\u{1E69}", nfd: "s\u{323}\u{307}", nfkc: "\u{1E69}",
      nfkd: "s\u{323}\u{307}"),
    // Of two marks of one class the second is blocked.
    Case(
      source: "a\u{302}\u{302}", nfc: "\u{E2}\u{302}", nfd: "a\u{302}\u{302}",
      nfkc: "\u{E2}\u{302}", nfkd: "a\u{302}\u{302}"),
    // A starter between blocks too.
    Case(
      source: "a\u{34F}\u{302}", nfc: "a\u{34F}\u{302}", nfd: "a\u{34F}\u{302}",
      nfkc: "a\u{34F}\u{302}", nfkd: "a\u{34F}\u{302}"),
    Case(
      source: "\u{1112}\u{1161}\u{11AB}", nfc: "한", nfd: "\u{1112}\u{1161}\u{11AB}",
      nfkc: "한", nfkd: "\u{1112}\u{1161}\u{11AB}"),
    // U+11A7 is no letter, although the arithmetic counts it.
    Case(
      source: "\u{AC00}\u{11A7}", nfc: "\u{AC00}\u{11A7}", nfd: "\u{1100}\u{1161}\u{11A7}",
      nfkc: "\u{AC00}\u{11A7}", nfkd: "\u{1100}\u{1161}\u{11A7}"),
    // Younger than the reference's data: nothing decomposes, and nothing moves.
    Case(
      source: "\u{32FF}\u{1DF6}\u{1AC7}", nfc: "\u{32FF}\u{1DF6}\u{1AC7}",
      nfd: "\u{32FF}\u{1DF6}\u{1AC7}", nfkc: "\u{32FF}\u{1DF6}\u{1AC7}",
      nfkd: "\u{32FF}\u{1DF6}\u{1AC7}"),
  ]

  @Test(arguments: cases.indices)
  func `the four forms`(index: Int) {
    let (source, expected) = (
      Self.cases[index].source,
      [
        Self.cases[index].nfc, Self.cases[index].nfd, Self.cases[index].nfkc,
        Self.cases[index].nfkd,
      ]
    )
    for (form, expected) in zip(UnicodeNormalizer.Form.allCases, expected) {
      let result = normalized(source, UnicodeNormalizer(form))
      #expect(isSame(result, expected), "\(form): \(result.unicodeScalars.map(\.value))")
    }
  }

  @Test func `steps call a form by its name`() {
    #expect(
      UnicodeNormalizer.Form.allCases.map { UnicodeNormalizer($0).name }
        == ["NFC", "NFD", "NFKC", "NFKD"])
  }

  @Test func `text that is normal stays the same value`() {
    let source = Array("Élève, où? 한국어 漢字 \u{915}\u{93C}".utf8)
    #expect(aligned(source, UnicodeNormalizer(.nfc)) == AlignedText(source))
    let decomposed = Array("E\u{301}s\u{323}\u{307} \u{1112}\u{1161}".utf8)
    #expect(aligned(decomposed, UnicodeNormalizer(.nfd)) == AlignedText(decomposed))
  }

  @Test func `a composed letter comes from all its parts`() {
    let text = aligned(Array("xs\u{307}\u{323}y".utf8), UnicodeNormalizer(.nfc))
    #expect(text.bytes == Array("x\u{1E69}y".utf8))
    #expect(text.source(of: 1..<4) == 1..<6)
    #expect(text.source(of: 4..<5) == 6..<7)
  }

  @Test func `a mark that moves takes its place in the source along`() {
    let text = aligned(Array("q\u{307}\u{323}".utf8), UnicodeNormalizer(.nfd))
    #expect(text.bytes == Array("q\u{323}\u{307}".utf8))
    #expect(text.source(of: 1..<3) == 3..<5)
    #expect(text.source(of: 3..<5) == 1..<3)
    #expect(text.source(of: 0..<3) == 0..<5)
    #expect(text.source(of: 1..<5) == 1..<5)
  }

  @Test func `all parts of a decomposed letter come from it`() {
    let text = aligned(Array("a\u{FDFA}b".utf8), UnicodeNormalizer(.nfkd))
    #expect(text.bytes.count == 1 + 33 + 1)
    #expect(text.source(of: 1..<34) == 1..<4)
    #expect(text.source(of: 20..<21) == 1..<4)
    #expect(text.source(of: 34..<35) == 4..<5)
  }

  @Test func `bytes that are not UTF-8 stay, and nothing composes with them`() {
    let source: [UInt8] = [0x65, 0xFF, 0xCC, 0x81, 0xC3, 0x65, 0xCC, 0x81, 0xED, 0xA0, 0x80]
    #expect(
      aligned(source, UnicodeNormalizer(.nfc)).bytes
        == [0x65, 0xFF, 0xCC, 0x81, 0xC3, 0xC3, 0xA9, 0xED, 0xA0, 0x80])
    #expect(aligned(source, UnicodeNormalizer(.nfkd)).bytes == source)
  }

  @Test func `a very long run of marks is sorted, and its letter composes with one of each class`()
  {
    let count = 20_000
    let source = "a" + String(repeating: "\u{302}\u{323}", count: count)
    let sorted =
      "\u{1EAD}" + String(repeating: "\u{323}", count: count - 1)
      + String(repeating: "\u{302}", count: count - 1)
    let text = aligned(Array(source.utf8), UnicodeNormalizer(.nfc))
    #expect(isSame(String(decoding: text.bytes, as: UTF8.self), sorted))
    #expect(text.source(of: 0..<3) == 0..<5)
    #expect(text.source(of: 3..<5) == 7..<9)
  }
}
