import Explorer
import Screen
import Tensors
import Testing

/// Text from outside never reaches a canvas as it is.
@Suite struct ForeignTextTests {
  private static let texts = [
    "a\u{1B}[31mred\u{1B}]52;c;Zm9v\u{7}b", "\u{9B}2J\u{9C}\u{90}q", "one\u{202E}two\u{2066}three",
    "zero\u{200B}width\u{FEFF}\u{E0041}", "\u{0}\u{1}\u{7F}\u{85}\u{2028}line",
    "مرحبا שלום e\u{301}\u{301}\u{301} 👩‍👩‍👧‍👦 🇩🇪",
  ]

  @Test(arguments: texts) func `no screen shows a character that must not be shown`(
    text: String
  ) throws {
    for (model, medium) in [
      ("translator", Medium()), ("reader", Medium(colors: .none, glyphs: .ascii)),
    ] {
      var walker = Walker(Size(width: 100, height: 30), medium)
      try walker.press("ctrl-u")
      walker.send(.paste(text))
      check(walker.canvas)
      walker = Walker(opening: model, text, Size(width: 100, height: 30), medium)
      try #require(walker.state.explore != nil, "\(walker.state.notice?.text ?? "")")
      for key in ["n", "enter", "enter", "escape", ")", "s", "f4", "f3", "f6"] {
        try walker.press(key)
        check(walker.canvas)
      }
    }
  }

  @Test(arguments: texts) func `a model that is not there is named visibly`(text: String) throws {
    let walker = Walker(opening: text, "a", Size(width: 100, height: 30))
    let notice = try #require(walker.state.notice?.text)
    #expect(!notice.unicodeScalars.contains(where: VisibleText.isHidden), "\(notice)")
    check(walker.canvas)
  }

  private func check(_ canvas: Canvas, _ location: SourceLocation = #_sourceLocation) {
    for cell in canvas.cells {
      for scalar in [cell.scalar, cell.mark].compactMap(Unicode.Scalar.init) where scalar != "\0" {
        #expect(!VisibleText.isHidden(scalar), "\(scalar.value)", sourceLocation: location)
      }
    }
    expectWellFormed(canvas, "foreign text")
  }
}
