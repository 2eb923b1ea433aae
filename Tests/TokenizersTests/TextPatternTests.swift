import Testing
import Tokenizers

@Suite struct TextPatternTests {
  static let gpt2 = #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#
  static let llama3 =
    #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"#
    + #"|\s*[\r\n]+|\s+(?!\S)|\s+"#
  static let qwen2 =
    #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"#
    + #"|\s*[\r\n]+|\s+(?!\S)|\s+"#
  static let o200k =
    #"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"#
    + #"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"#
    + #"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*"#
    + #"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"#
    + #"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
  static let tekken =
    #"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"#
    + #"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*"#
    + #"|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"#

  /// The matches of a regular expression in a text; nil where it is refused.
  private func matches(_ regex: String, _ text: String) -> [String]? {
    guard let pattern = TextPattern(regex: regex) else { return nil }
    let bytes = Array(text.utf8)
    var matches: [String] = []
    pattern.forEachMatch(in: AlignedText(bytes), 0..<bytes.count) { match in
      matches.append(String(decoding: bytes[match], as: UTF8.self))
    }
    return matches
  }

  // What the reference finds.
  static let cases: [(String, String, [String])] = [
    (
      gpt2, "I'll say: don't, 123 456!  ok \n\n x",
      [
        "I", "'ll", " say", ":", " don", "'t", ",", " 123", " 456", "!", " ", " ok", " \n\n", " x",
      ]
    ),
    (gpt2, "  a", [" ", " a"]), (gpt2, "a  ", ["a", "  "]),
    (gpt2, "'S'T're", ["'", "S", "'", "T", "'re"]),
    (gpt2, "日本語テキスト2024年", ["日本語テキスト", "2024", "年"]),
    (
      llama3, "I'LL say: 12345!\n\n  ok \n x  y",
      [
        "I", "'LL", " say", ":", " ", "123", "45", "!\n\n", " ", " ok", " \n", " x", " ", " y",
      ]
    ),
    (llama3, "it'ſ (word) $cash", ["it", "'ſ", " (", "word", ")", " $", "cash"]),
    (qwen2, "x 123", ["x", " ", "1", "2", "3"]),
    (
      o200k, "HTTPServer isn't CAMELcaseWord's 日本X 12 ://\n",
      ["HTTPServer", " isn't", " CAMELcase", "Word's", " 日本", "X", " ", "12", " ://\n"]
    ),
    (
      tekken, "HTTPServer isn't CAMELcaseWord's 日本X 12 ://\n",
      [
        "HTTPServer", " isn", "'t", " CAMELcase", "Word", "'s", " 日本", "X", " ", "1", "2",
        " ://\n",
      ]
    ),
    (o200k, "\u{301}\u{301} A\u{301}B 我AB", ["\u{301}\u{301}", " A\u{301}", "B", " 我", "AB"]),
    (#"\s+"#, "a \u{3000}b\n", [" \u{3000}", "\n"]),
    (" {2,}", "a b  c   d", ["  ", "   "]),
    (#"\p{N}{1,3}"#, "12345", ["123", "45"]),
    ("[0-9][0-9][0-9]", "12345678", ["123", "456"]),
    // Oniguruma takes ² for a word character outside brackets and not in them.
    (#"\w+|[^\w\s]+"#, "x² ?²", ["x²", "?²"]),
    (#"[\r\n]"#, "a\r\nb", ["\r", "\n"]),
    ("a{2}b?c", "aac aabc aabb", ["aac", "aabc"]),
  ]

  @Test(arguments: cases)
  func `regular expressions find what the reference finds`(
    regex: String, text: String, expected: [String]
  ) {
    #expect(matches(regex, text) == expected)
  }

  static let refused: [String] = [
    "(a)", "a*", "^a", "a$", "a+?", "a++", "(?i:a)", #"\b"#, #"\p{Lu}"#, "[[:alpha:]]", "[a&&b]",
    "", "a|", #"\s*a"#, #"\s+a"#, "a?a", "a{3,2}", "a{101}", "[a", #"a\"#, "a{,3}", "[z-a]", #"\h"#,
  ]

  @Test(arguments: refused)
  func `a regular expression that is not known is refused`(regex: String) {
    #expect(TextPattern(regex: regex) == nil)
  }

  @Test func `a pattern sees its piece alone`() {
    let text = AlignedText(Array("a  b".utf8))
    var found: [Range<Int>] = []
    TextPattern.gpt2.forEachMatch(in: text, 0..<3) { found.append($0) }
    #expect(found == [0..<1, 1..<3])
    found = []
    // The first byte of é, which the piece cuts off, is no letter.
    let cut = AlignedText(Array("aé".utf8))
    TextPattern.gpt2.forEachMatch(in: cut, 0..<2) { found.append($0) }
    #expect(found == [0..<1, 1..<2])
  }

  @Test func `a text is found without overlap, an empty one everywhere`() {
    var found: [Range<Int>] = []
    TextPattern(text: Array("aa".utf8)).forEachMatch(in: AlignedText(Array("aaaaa".utf8)), 0..<5) {
      found.append($0)
    }
    #expect(found == [0..<2, 2..<4])
    found = []
    TextPattern(text: []).forEachMatch(in: AlignedText(Array("éa".utf8)), 0..<3) {
      found.append($0)
    }
    #expect(found == [0..<0, 2..<2, 3..<3])
  }

  @Test func `patterns have names`() {
    #expect(
      [Self.gpt2, Self.llama3, Self.qwen2, Self.o200k, Self.tekken, "a"].map {
        TextPattern(regex: $0)?.name
      } == [
        "GPT-2 pattern", "Llama 3 pattern", "Qwen 2 pattern", "o200k pattern", "Tekken pattern",
        "pattern",
      ])
    #expect(TextPattern(text: []).name == "text")
  }
}
