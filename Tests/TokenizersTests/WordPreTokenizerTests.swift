import Testing
import Tokenizers

struct WordPreTokenizerTests {
  @Test func `BERT cuts at white space and makes punctuation single`() {
    #expect(
      pieces(" Hey friend!  What's\u{85}up?!? 3$ „中“", BertPreTokenizer())
        == ["Hey", "friend", "!", "What", "'", "s", "up", "?", "!", "?", "3", "$", "„", "中", "“"])
    #expect(pieces("", BertPreTokenizer()) == [])
    #expect(pieces(" \n", BertPreTokenizer()) == [])
    // Symbols beyond ASCII are no punctuation.
    #expect(pieces("a€b©", BertPreTokenizer()) == ["a€b©"])
  }

  @Test func `words and what is between them`() {
    #expect(
      pieces("Hey man!? a_b\u{301} x²½ 1\u{200D}2\u{200B}3", WhitespacePreTokenizer())
        == ["Hey", "man", "!?", "a_b\u{301}", "x", "²½", "1\u{200D}2", "\u{200B}", "3"])
    #expect(pieces("\n", WhitespacePreTokenizer()) == [])
  }

  @Test func `white space alone`() {
    #expect(
      pieces("\tHey, man!\u{3000}a\u{200B}b ", WhitespaceSplitPreTokenizer())
        == ["Hey,", "man!", "a\u{200B}b"])
    #expect(pieces("  ", WhitespaceSplitPreTokenizer()) == [])
  }

  static let behaviors: [(SplitBehavior, [String])] = [
    (.removed, ["the", "final", "countdown"]),
    (.isolated, ["-", "the", "-", "final", "-", "-", "countdown", "!"]),
    (.mergedWithPrevious, ["-", "the-", "final-", "-", "countdown!"]),
    (.mergedWithNext, ["-the", "-final", "-", "-countdown", "!"]),
    (.contiguous, ["-", "the", "-", "final", "--", "countdown", "!"]),
  ]

  @Test(arguments: behaviors)
  func `punctuation is treated in five ways`(behavior: SplitBehavior, expected: [String]) {
    #expect(pieces("-the-final--countdown!", PunctuationPreTokenizer(behavior)) == expected)
  }

  @Test func `each piece is cut by itself`() {
    var all = Pieces(AlignedText(Array("a-- -b".utf8)))
    WhitespaceSplitPreTokenizer().cut(&all)
    PunctuationPreTokenizer(.contiguous).cut(&all)
    #expect(all.ranges == [0..<1, 1..<3, 4..<5, 5..<6])
  }

  @Test func `a byte that is not UTF-8 is no word and no punctuation`() {
    var all = Pieces(AlignedText([0x61, 0xFF, 0x21, 0xC3]))
    WhitespacePreTokenizer().cut(&all)
    #expect(all.ranges == [0..<1, 1..<4])
    all = Pieces(AlignedText([0x61, 0xFF, 0x21, 0xC3]))
    BertPreTokenizer().cut(&all)
    #expect(all.ranges == [0..<2, 2..<3, 3..<4])
  }
}
