import Explorer
import Screen
import Testing

/// What stands beside a walk's picture: the line of steps, the message on a screen that is too small.
@Suite struct MarginTests {
  @Test(arguments: DisplayLanguage.allCases)
  func `no mark on the line of steps cuts a name in two`(language: DisplayLanguage) throws {
    var opened = try OpenedWalk(size: Size(width: 80, height: 24), language: language)
    let names = [
      ["encoder 1", "encoder 2", "decoder 1", "decoder 2"],
      ["编码器 1", "编码器 2", "解码器 1", "解码器 2"],
    ][language == .english ? 0 : 1]
    let count = try opened.walk.subject.steps.count
    for number in 0..<count {
      opened.press(.character("n"))
      // Breakpoints here and there, and a look at what is elsewhere.
      if number % 30 == 4 { opened.press(.character("B")) }
      for key in [Key.enter, .enter] {
        opened.press(key)
        var line = opened.lines[22]
        for name in names { line = line.replacing(name, with: "") }
        #expect(line.allSatisfy { "━─◆◇● ".contains($0) }, "step \(number): \(opened.lines[22])")
      }
      while try opened.walk.mode != .stage { opened.press(.escape) }
    }
    #expect(opened.lines[22].contains(names[3]))
  }

  @Test func `a screen that is too small says so in both languages`() {
    func lines(_ width: Int, _ height: Int, _ medium: Medium = Medium()) -> [String] {
      let state = State(
        size: Size(width: width, height: height), medium: medium, language: .chinese, models: [])
      return RootView(state).canvas.lines.map { $0.trimmingSpaces }
    }
    #expect(lines(40, 2) == ["需要 16×3 格", "needs 16×3 cells"])
    #expect(lines(40, 1) == ["需要 16×3 格 needs 16×3 cells"])
    #expect(lines(14, 1) == ["需要 16×3 格"])
    #expect(lines(15, 5) == ["", "", "需要 16×3 格", "needs 16×3 cel…", ""])
    #expect(lines(6, 1) == ["16×3"])
    var medium = Medium()
    medium.glyphs = .ascii
    #expect(lines(40, 2, medium).joined() == "needs 16x3 cells")
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    var text = self[...]
    while text.hasPrefix(" ") { text = text.dropFirst() }
    while text.hasSuffix(" ") { text = text.dropLast() }
    return String(text)
  }
}
