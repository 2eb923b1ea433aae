import Screen
import Testing

struct TextLayoutTests {
  private static let texts = [
    "Each query is compared with every key that it may see, and the weights mix the values.",
    "注意力让每个词查看其他词：查询与键相乘，得到分数；分数经过 softmax 变成权重（总和为一）。",
    "e\u{301}te\u{301} Donaudampfschiffahrtsgesellschaftskapitän  two  spaces   ", "", "   ",
    "a\n\n苹果\n",
  ]

  private static func ink(_ text: String) -> [UInt32] {
    text.unicodeScalars.map(\.value).filter { $0 != 0x20 && $0 != 0x0A }
  }

  @Test(arguments: texts)
  func `lines are never wider, and no letter is lost`(text: String) {
    for width in 1...120 {
      let lines = TextLayout.wrap(text, to: width)
      #expect(lines.allSatisfy { TextWidth.cells($0) <= width }, "\(width)")
      #expect(lines.allSatisfy { !$0.hasSuffix(" ") }, "\(width)")
      if width > 1 { #expect(Self.ink(lines.joined()) == Self.ink(text), "\(width)") }
    }
    #expect(TextLayout.wrap(text, to: 0).isEmpty)
  }

  @Test(arguments: texts)
  func `cut and padded text is exactly as wide as asked`(text: String) {
    for width in 0...120 {
      #expect(TextWidth.cells(TextLayout.clip(text, to: width)) <= width)
      #expect(TextWidth.cells(TextLayout.clipMiddle(text, to: width)) <= width)
      for alignment in [TextLayout.Alignment.left, .right, .center] {
        let padded = TextLayout.pad(text, to: width, alignment)
        #expect(TextWidth.cells(padded) == width, "\(width)")
      }
    }
    #expect(TextLayout.clip(text, to: -3) == "")
  }

  @Test func `Latin breaks at spaces, Chinese between characters but not before a closing mark`() {
    #expect(TextLayout.wrap("the values mix", to: 10) == ["the values", "mix"])
    #expect(TextLayout.wrap("得到分数，分数", to: 8) == ["得到分", "数，分数"])
    #expect(TextLayout.wrap("权重（总和", to: 6) == ["权重", "（总和"])
    #expect(TextLayout.wrap("abcdefgh ij", to: 4) == ["abcd", "efgh", "ij"])
    #expect(TextLayout.clipMiddle("decoder/1/output", to: 9) == "deco…tput")
    #expect(TextLayout.clip("苹果派", to: 4) == "苹…")
  }
}
