import ModelFiles
import Screen
import Testing
import Tokenizers

@testable import Explorer

@Suite struct TokensScreenTests {
  private func walker(_ text: String, _ size: Size = Size(width: 120, height: 40)) -> ScreenWalker {
    var walker = ScreenWalker(size.width, size.height)
    walker.press(.control("u"))
    walker.type(text)
    walker.press(.function(4))
    return walker
  }

  private func row(_ walker: ScreenWalker, _ scheme: TokenScheme) -> TokensState.Row? {
    walker.state.tokens.rows.first { $0.scheme == scheme }
  }

  @Test func `one text is cut by every tokenizer, and nothing of it is lost`() throws {
    let text = "I like apples. 我喜欢苹果。 👋"
    let walker = walker(text)
    #expect(walker.state.tokens.rows.count == 10)
    for row in walker.state.tokens.rows {
      let pieces = try #require(row.pieces, "\(row.scheme)")
      // Together the places cover every byte but spaces, which some tokenizers leave out.
      let covered = Set(pieces.flatMap(\.source))
      let missing = text.utf8.enumerated().filter { $0.element != 0x20 }
        .map(\.offset).filter { !covered.contains($0) }
      #expect(missing.isEmpty, "\(row.scheme)")
    }
    #expect(row(walker, .bytes)?.pieces?.count == text.utf8.count)
    #expect(row(walker, .trained(.character))?.pieces?.count == 26)
  }

  @Test func `bytes of an unknown stretch stand each for itself`() throws {
    let walker = walker("我喜欢苹果")
    let pieces = try #require(row(walker, .model("storyteller"))?.pieces).filter { !$0.isTemplate }
    #expect(pieces.count == 15)
    #expect(pieces.map(\.source) == (0..<15).map { $0..<$0 + 1 })
    #expect(pieces[0].shown(Medium()) == "\\xE6")
  }

  @Test
  func `a mark that was put before a text is shown as itself, not as the text's first character`()
    throws
  {
    func shown(_ walker: ScreenWalker, _ scheme: TokenScheme) -> [String]? {
      row(walker, scheme)?.pieces?.map { $0.shown(Medium()) }
    }
    let one = walker("中")
    #expect(shown(one, .trained(.bpe)) == ["▁", "\\xE4", "\\xB8", "\\xAD"])
    #expect(
      shown(one, .trained(.word)) == ["\\xE2", "\\x96", "\\x81", "\\xE4", "\\xB8", "\\xAD"])
    #expect(shown(one, .trained(.unigram)) == ["▁", "中"])
    #expect(shown(walker("中😀é"), .trained(.unigram)) == ["▁", "中😀é"])
  }

  @Test func `the training is the same every time`() throws {
    guard case .trainedTokenizers(let first) = Errand.trainedTokenizers.run(),
      case .trainedTokenizers(let second) = Errand.trainedTokenizers.run()
    else {
      Issue.record("no tokenizers")
      return
    }
    #expect(Set(first.keys) == Set(TokenScheme.trained))
    let text = "The animal did not cross the street. 我喜欢苹果。"
    for (scheme, tokenizer) in first {
      #expect(second[scheme]?.pieces(text) == tokenizer.pieces(text), "\(scheme)")
    }
  }

  @Test func `the character under the cursor is shown in bits, marks and content`() {
    var walker = walker("我a")
    #expect(walker.shows("a   U+0061"))
    walker.press(.left, .left)
    #expect(walker.shows("我  U+6211"))
    #expect(walker.shows("11100110  10001000  10010001  → 0110001000010001"))
    #expect(walker.shows("1110 begins: 2 bytes follow  10 continues  code point U+6211"))
  }

  @Test func `a character of several code points has a line for each`() {
    let microscope = ByteMicroscope("👋🏽", .english)
    #expect(microscope.points.map(\.name) == ["U+1F44B", "U+1F3FD"])
    #expect(microscope.points[0].bytes == [0xF0, 0x9F, 0x91, 0x8B])
    #expect(microscope.points[0].markBits(of: 0) == 5)
    #expect(UInt32(microscope.points[0].content, radix: 2) == 0x1F44B)
    var walker = walker("👋🏽")
    walker.press(.home)
    #expect(walker.shows("U+1F44B"))
    #expect(walker.shows("U+1F3FD"))
  }

  @Test func `Enter walks through the steps, forward and back`() throws {
    var walker = walker("I like apples.")
    while walker.state.tokens.row?.scheme != .trained(.bpe) { walker.press(.down) }
    walker.press(.enter)
    let walk = try #require(walker.state.tokens.walk)
    #expect(walker.shows("step 1/\(walk.steps.count)"))
    for number in 1..<walk.steps.count {
      walker.press(.character("n"))
      #expect(walker.state.tokens.walk?.current == number)
    }
    #expect(walker.state.notice == nil)
    walker.press(.character("n"))
    #expect(walker.state.notice?.text == "this is the last step")
    walker.press(.character("("), .character(")"), .character("p"))
    #expect(walker.state.tokens.walk?.current == walk.steps.count - 2)
    walker.press(.escape)
    #expect(walker.state.tokens.walk == nil)
    #expect(walker.state.place == .tokens)
    walker.press(.escape)
    #expect(walker.state.place == .home)
  }

  @Test func `a merge names the pair, its rank and the pairs that come later`() throws {
    var walker = walker("apples")
    while walker.state.tokens.row?.scheme != .trained(.bpe) { walker.press(.down) }
    walker.press(.enter)
    let steps = try #require(walker.state.tokens.walk?.steps)
    let merge = try #require(
      steps.firstIndex { if case .merge = $0.reason { true } else { false } })
    for _ in 0..<merge { walker.press(.character("n")) }
    #expect(walker.shows("is merged: rank"))
    #expect(walker.shows("pairs that could be merged, by rank"))
  }

  @Test func `Tab brings another text, t in the walk the walk's own`() {
    var walker = walker("I like apples.")
    walker.press(.tab)
    #expect(walker.state.tokens.field.text == TokensState.samples[0])
    walker.press(.tab)
    #expect(walker.state.tokens.field.text == TokensState.samples[1])
    walker.press(.escape, .enter, .character("t"))
    #expect(walker.state.place == .tokens)
    #expect(walker.state.tokens.field.text == "I like apples.")
    walker.press(.escape)
    #expect(walker.state.place == .explore)
  }

  @Test func `a long text is cut where nobody reads any more`() {
    var walker = ScreenWalker()
    walker.press(.function(4))
    walker.send(.input(.paste(String(repeating: "word ", count: 5_000))))
    #expect(row(walker, .bytes)?.pieces?.count == TokensState.mostCharacters)
    #expect(walker.shows("only the first 1000 characters"))
  }

  @Test func `without colour and in ASCII the boundaries are left`() {
    var walker = walker("I like apples.")
    walker.state.medium = Medium(colors: .none, glyphs: .ascii)
    #expect(walker.shows("I|_like|_apples|.|</s>"))
  }
}
