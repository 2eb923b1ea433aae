import Testing
import Tokenizers

struct NormalizerTests {
  // MARK: Lowercase

  @Test func `letters become small without regard to their neighbours`() {
    #expect(isSame(normalized("ΟΔΟΣ Straße ǅ", Lowercase()), "οδοσ straße ǆ"))
    #expect(isSame(normalized("İI\u{1E9E}\u{212A}", Lowercase()), "i\u{307}iß\u{6B}"))
    #expect(
      isSame(normalized("\u{10400}\u{1E900}\u{1C89}", Lowercase()), "\u{10428}\u{1E922}\u{1C8A}"))
  }

  @Test func `a letter that gets shorter or longer keeps its place`() {
    let text = aligned(Array("aİKb\u{23A}".utf8), Lowercase())
    #expect(text.bytes == Array("ai\u{307}kb\u{2C65}".utf8))
    #expect(text.source(of: 1..<4) == 1..<3)
    #expect(text.source(of: 2..<4) == 1..<3)
    #expect(text.source(of: 6..<9) == 5..<7)
  }

  @Test func `small text is left alone, as are broken bytes`() {
    let source = Array("straße 漢".utf8) + [0xC3, 0x5F, 0xFF]
    #expect(aligned(source, Lowercase()) == AlignedText(source))
  }

  // MARK: Accents

  @Test func `marks of every kind are stripped, composed letters are not`() {
    #expect(isSame(normalized("e\u{301}\u{E9}क\u{93F}\u{20DD}x", StripAccents()), "e\u{E9}कx"))
    #expect(
      normalized("ậ…", UnicodeNormalizer(.nfkd), StripAccents(), Lowercase()) == "a...")
    #expect(aligned(Array("e\u{301}".utf8), StripAccents()).removed.isEmpty)
  }

  // MARK: Spaces

  static let stripped: [(left: Bool, right: Bool, expected: String)] = [
    (true, true, "a b"), (true, false, "a b\u{3000}\n"), (false, true, " \u{85}a b"),
    (false, false, " \u{85}a b\u{3000}\n"),
  ]

  @Test(arguments: stripped)
  func `spaces are stripped at the ends that are asked for`(
    left: Bool, right: Bool, expected: String
  ) {
    #expect(normalized(" \u{85}a b\u{3000}\n", StripSpaces(left: left, right: right)) == expected)
  }

  @Test func `nothing is left of spaces alone, and a zero-width space is none`() {
    #expect(normalized(" \t\u{2003}", StripSpaces(left: true, right: true)) == "")
    #expect(normalized("", StripSpaces(left: true, right: true)) == "")
    #expect(normalized("\u{200B}a", StripSpaces(left: true, right: true)) == "\u{200B}a")
  }

  @Test func `what is behind stripped spaces keeps its place`() {
    let text = aligned(Array("  ab ".utf8), StripSpaces(left: true, right: true))
    #expect(text.bytes == Array("ab".utf8))
    #expect(text.source(of: 0..<2) == 2..<4)
  }

  // MARK: Prepend and replace

  @Test func `something is put before a text that is not empty`() {
    let text = aligned(Array("ab".utf8), Prepend(Array("▁".utf8)))
    #expect(text.bytes == Array("▁ab".utf8))
    #expect(text.source(of: 0..<3) == 0..<0)
    #expect(text.source(of: 0..<4) == 0..<1)
    #expect(text.source(of: 4..<5) == 1..<2)
    #expect(normalized("", Prepend([0x5F])) == "")
    #expect(aligned([0x61], Prepend([])) == AlignedText([0x61]))
  }

  @Test func `every match is replaced, and what is written comes from it`() {
    let text = aligned(
      Array("a  b".utf8), Replace(TextPattern(text: [0x20, 0x20]), with: Array("▁".utf8)))
    #expect(text.bytes == Array("a▁b".utf8))
    #expect(text.source(of: 1..<4) == 1..<3)
    #expect(text.source(of: 4..<5) == 3..<4)
    #expect(normalized("aaa", Replace(TextPattern(text: [0x61]), with: [])) == "")
    let source = AlignedText([0x62])
    #expect(aligned([0x62], Replace(TextPattern(text: [0x61]), with: [0x63])) == source)
  }

  @Test func `an empty pattern is found everywhere but in an empty text`() {
    #expect(normalized("éb", Replace(TextPattern(text: []), with: [0x78])) == "xéxbx")
    #expect(normalized("", Replace(TextPattern(text: []), with: [0x78])) == "")
  }

  // MARK: One after another

  @Test func `the place in the source outlasts several normalizers`() {
    var text = AlignedText(Array("  É\u{0}n".utf8), start: 10)
    for normalizer: any Normalizer in [
      StripSpaces(left: true, right: true), BertNormalizer(), Prepend(Array("▁".utf8)),
      Replace(TextPattern(text: [0x65]), with: Array("ee".utf8)),
    ] {
      normalizer.normalize(&text)
    }
    #expect(text.bytes == Array("▁een".utf8))
    #expect(text.source(of: 3..<5) == 12..<14)
    #expect(text.source(of: 5..<6) == 15..<16)
    #expect(text.removed == [14..<15])
  }
}
