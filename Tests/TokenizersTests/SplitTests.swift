import Testing
import Tokenizers

@Suite struct SplitTests {
  private func pieces(_ preTokenizers: [any PreTokenizer], _ text: [UInt8]) -> Pieces {
    var pieces = Pieces(AlignedText(text))
    for preTokenizer in preTokenizers { preTokenizer.cut(&pieces) }
    return pieces
  }

  private func texts(_ preTokenizers: [any PreTokenizer], _ text: String) -> [String] {
    let pieces = pieces(preTokenizers, Array(text.utf8))
    return pieces.ranges.map { String(decoding: pieces.text.bytes[$0], as: UTF8.self) }
  }

  // What the reference makes of -a--b-.
  static let behaviors: [(SplitBehavior, Bool, [String])] = [
    (.removed, false, ["a", "b"]), (.removed, true, ["-", "-", "-", "-"]),
    (.isolated, false, ["-", "a", "-", "-", "b", "-"]),
    (.isolated, true, ["-", "a", "-", "-", "b", "-"]),
    (.mergedWithPrevious, false, ["-", "a-", "-", "b-"]),
    (.mergedWithPrevious, true, ["-a", "-", "-b", "-"]),
    (.mergedWithNext, false, ["-a", "-", "-b", "-"]),
    (.mergedWithNext, true, ["-", "a-", "-", "b-"]),
    (.contiguous, false, ["-", "a", "--", "b", "-"]),
    (.contiguous, true, ["-", "a", "--", "b", "-"]),
  ]

  @Test(arguments: behaviors)
  func `matches become pieces as the behavior says`(
    behavior: SplitBehavior, inverts: Bool, expected: [String]
  ) {
    let split = SplitPreTokenizer(TextPattern(text: [0x2D]), behavior, inverts: inverts)
    #expect(texts([split], "-a--b-") == expected)
    #expect(texts([split], "") == [])
  }

  @Test func `digits are cut one by one or in a row`() {
    #expect(
      texts([DigitsPreTokenizer(individually: true)], "a12²Ⅷb") == ["a", "1", "2", "²", "Ⅷ", "b"])
    #expect(texts([DigitsPreTokenizer(individually: false)], "a12²Ⅷb") == ["a", "12²Ⅷ", "b"])
  }

  @Test func `a space is put before pieces that have none`() {
    let byteLevel = ByteLevelPreTokenizer(addsPrefixSpace: true, usesPattern: true)
    let result = pieces([byteLevel], Array("Hi you".utf8))
    #expect(
      result.ranges.map { Array(result.text.bytes[$0]) } == [Array(" Hi".utf8), Array(" you".utf8)])
    #expect(result.ranges.map { result.text.source(of: $0) } == [0..<2, 2..<6])
    #expect(texts([byteLevel], " Hi") == [" Hi"])
    #expect(texts([DigitsPreTokenizer(individually: true), byteLevel], "a1") == [" a", " 1"])
    #expect(
      texts([ByteLevelPreTokenizer(addsPrefixSpace: false, usesPattern: false)], "Hi you")
        == ["Hi you"])
  }

  @Test func `any bytes can be cut, and none is lost`() {
    var state: UInt32 = 7
    let bytes = (0..<20_000).map { _ -> UInt8 in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(truncatingIfNeeded: state >> (state & 1 == 0 ? 24 : 17))
    }
    for regex in [
      TextPatternTests.gpt2, TextPatternTests.llama3, TextPatternTests.o200k,
      TextPatternTests.tekken, #"\w+|[^\w\s]+"#,
    ] {
      guard let pattern = TextPattern(regex: regex) else {
        Issue.record("\(regex) is refused")
        continue
      }
      let result = pieces([SplitPreTokenizer(pattern, .isolated)], bytes)
      #expect(result.ranges.count > 100)
      #expect(result.ranges.flatMap { Array(bytes[$0]) } == bytes, "\(regex)")
    }
  }
}
