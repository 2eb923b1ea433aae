import Testing
import Tokenizers

struct BertNormalizerTests {
  @Test func `all steps`() {
    #expect(
      normalized("\u{0}Él\u{AD}ève\u{3000}中文\tΣΑΣ\u{FFFD}!", BertNormalizer())
        == "eleve  中  文  σας!".replacingLastSigma)
  }

  @Test func `accents follow the case unless they are told otherwise`() {
    #expect(normalized("É", BertNormalizer()) == "e")
    #expect(isSame(normalized("É", BertNormalizer(lowercases: false)), "\u{C9}"))
    #expect(isSame(normalized("É", BertNormalizer(stripsAccents: false)), "\u{E9}"))
    #expect(normalized("É", BertNormalizer(stripsAccents: true, lowercases: false)) == "E")
  }

  @Test func `cleaning makes spaces of white space and removes what is unseen`() {
    let clean = BertNormalizer(
      handlesChineseCharacters: false, stripsAccents: false, lowercases: false)
    #expect(normalized("a\tb\nc\rd\u{A0}e\u{2028}f", clean) == "a b c d e f")
    #expect(normalized("a\u{0B}b\u{0C}c\u{85}d\u{200D}e\u{E000}f", clean) == "abcdef")
    #expect(isSame(normalized("a\u{301}É中", clean), "a\u{301}É中"))
  }

  @Test func `only the reference's ranges are Chinese`() {
    let chinese = BertNormalizer(cleansText: false, stripsAccents: false, lowercases: false)
    #expect(normalized("a中b", chinese) == "a 中 b")
    #expect(isSame(normalized("\u{2B820}\u{2B920}", chinese), "\u{2B820} \u{2B920} "))
    #expect(normalized("한ひ", chinese) == "한ひ")
  }

  @Test func `marks with width stay`() {
    let strip = BertNormalizer(cleansText: false, stripsAccents: true, lowercases: false)
    #expect(isSame(normalized("कि\u{940}\u{947}", strip), "कि\u{940}"))
  }

  @Test func `letters know their place in the source`() {
    let text = aligned(Array("É中".utf8), BertNormalizer())
    #expect(text.bytes == Array("e 中 ".utf8))
    #expect(text.source(of: 0..<1) == 0..<2)
    #expect(text.source(of: 1..<2) == 2..<2)
    #expect(text.source(of: 2..<5) == 2..<5)
    #expect(text.source(of: 5..<6) == 5..<5)
  }

  @Test func `what is removed as noise is noted`() {
    let text = aligned(
      [0x61, 0, 0xFF, 0xC3, 0x62, 0xC3, 0xA9, 0xEF, 0xBF, 0xBD, 0x09], BertNormalizer())
    #expect(text.bytes == Array("abe ".utf8))
    #expect(text.removed == [1..<4, 7..<10])
  }

  @Test func `plain small text stays the same value`() {
    let source = Array("the quick brown fox, 1 2 3!".utf8)
    #expect(aligned(source, BertNormalizer()) == AlignedText(source))
  }

  @Test func `a session tells of removed bytes in the order of the source`() {
    let tokenizer = Tokenizer(
      model: Letters(), normalizers: [BertNormalizer()], preTokenizers: [BertPreTokenizer()])
    let encoding = tokenizer.encode([0, 0x61, 0x3F, 0xFF, 0x62, 0xE2, 0x80, 0x8B])
    #expect(encoding.ids == [0, 1])
    #expect(encoding.offsets == [1..<2, 4..<5])
    #expect(
      encoding.losses
        == [
          Loss(0..<1, .removed), Loss(2..<3, .dropped), Loss(3..<4, .removed),
          Loss(5..<8, .removed),
        ])
  }
}

extension String {
  /// The reference knows no σ for the end of a word.
  fileprivate var replacingLastSigma: String {
    String(String.UnicodeScalarView(unicodeScalars.map { $0 == "ς" ? "σ" : $0 }))
  }
}

/// A model that knows the letters a and b, and drops anything else.
private struct Letters: TokenModel {
  let name = "letters"
  let spelledOut: Int? = nil
  let vocabulary: Vocabulary

  init() {
    guard let vocabulary = try? Vocabulary([[0x61], [0x62]]) else {
      preconditionFailure("two letters are a vocabulary")
    }
    self.vocabulary = vocabulary
  }

  func makeEncoder() -> any PieceEncoder { Encoder(vocabulary) }

  private final class Encoder: PieceEncoder {
    private let vocabulary: Vocabulary
    init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

    func encode(
      _ text: AlignedText, _ range: Range<Int>, piece: Int, into output: inout ModelOutput,
      steps: StepSink?
    ) {
      for index in range {
        if let id = vocabulary.id(of: text.bytes, in: index..<index + 1) {
          output.append(id, index..<index + 1)
        } else {
          output.lose(index..<index + 1, .dropped)
        }
      }
    }
  }
}
