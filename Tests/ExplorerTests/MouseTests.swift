import Explorer
import Screen
import Testing

@Suite struct MouseTests {
  private func click(_ opened: inout OpenedWalk, _ text: String) throws {
    let y = try #require(opened.lines.firstIndex { $0.contains(text) })
    let line = opened.lines[y]
    let start = try #require(line.firstRange(of: text)).lowerBound
    let x = TextWidth.cells(String(line[..<start]))
    _ = opened.state.update(.input(.click(Point(x: x, y: y))))
  }

  @Test func `clicks go to blocks and steps, choose terms and follow them`() throws {
    var opened = try OpenedWalk()
    try click(&opened, "◇cross-att")
    #expect(try opened.address == "encoder/ids", "the mouse is off at first")
    opened.press(.function(9))
    try click(&opened, "◇cross-att")
    #expect(try opened.address == "decoder/1/cross-attention/norm")
    try click(&opened, "queries")
    #expect(try opened.address == "decoder/1/cross-attention/queries")
    opened.press(.enter)
    let second = try #require(try opened.walk.work[1])
    let place = Point(x: 60, y: 8)
    _ = opened.state.update(.input(.click(place)))
    guard case .whereFrom(let choice) = try opened.walk.mode else {
      Issue.record("no question is asked")
      return
    }
    #expect(choice.row == 1)
    _ = opened.state.update(.input(.click(place)))
    let trace = try opened.walk.subject.trace
    let queries = try #require(trace.node(at: "decoder/1/cross-attention/queries"))
    #expect(try opened.walk.cell == trace.cell(of: second.factors[0], in: queries))
  }

  @Test func `the wheel moves the row, or the chosen term`() throws {
    var opened = try OpenedWalk()
    opened.press(.function(9))
    opened.go(to: "decoder/1/cross-attention/queries")
    _ = opened.state.update(.input(.wheel(Point(x: 60, y: 5), rows: 3)))
    let walk = try opened.walk
    #expect(walk.plane.place(of: walk.spot.cell).row == 3)
    opened.press(.enter, .home)
    _ = opened.state.update(.input(.wheel(Point(x: 60, y: 5), rows: 2)))
    #expect(try opened.walk.mode == .whereFrom(TermChoice(row: 2)))
  }

  /// Clicks on the last row that contains a text, or on the first.
  private func click(_ walker: inout ScreenWalker, _ text: String, first: Bool = false) throws {
    let lines = walker.lines
    let found =
      first
      ? lines.firstIndex { $0.contains(text) } : lines.lastIndex { $0.contains(text) }
    let y = try #require(found, "\(text)")
    let line = walker.lines[y]
    let start = try #require(line.firstRange(of: text)).lowerBound
    walker.send(.input(.click(Point(x: TextWidth.cells(String(line[..<start])), y: y))))
  }

  @Test func `the last line says that the mouse is on, in every place`() {
    for language in DisplayLanguage.allCases {
      var walker = ScreenWalker(80, 24, language: language)
      let sign = language == .english ? "F9 MOUSE" : "F9 鼠标已开"
      #expect(!walker.shows(sign))
      walker.press(.function(9))
      for key in [Key.function(3), .function(4), .function(6), .function(3), .enter] {
        walker.press(key)
        #expect(walker.lines.last?.contains(sign) == true, "\(walker.lines.last ?? "")")
      }
      walker.press(.function(9))
      #expect(!walker.shows(sign))
    }
  }

  @Test func `at home clicks choose lines, models and texts, and a second one starts the walk`()
    throws
  {
    var walker = ScreenWalker()
    try click(&walker, "reader-post")
    #expect(walker.state.home.selected == 0)
    walker.press(.function(9))
    try click(&walker, "reader-post")
    #expect(walker.state.home.model?.id == "reader-post")
    #expect(walker.state.home.pane == .models)
    try click(&walker, "translator ")
    try click(&walker, "decoder  empty")
    #expect(walker.state.home.pane == .target)
    try click(&walker, "I like apples.")
    #expect(walker.state.home.field.text == "I like apples.")
    #expect(walker.state.home.pane == .text)
    walker.send(.input(.wheel(Point(x: 2, y: 9), rows: 1)))
    #expect(walker.state.home.model?.id == "translator-post")
    try click(&walker, "three words and a full stop")
    try click(&walker, "three words and a full stop")
    #expect(walker.state.place == .explore)
  }

  @Test func `clicks choose tokenizers, steps, models and commands`() throws {
    var walker = ScreenWalker()
    walker.press(.function(9), .function(4))
    try click(&walker, "storyteller  ", first: true)
    #expect(walker.state.tokens.selected == 2)
    walker.send(.input(.wheel(Point(x: 2, y: 9), rows: -1)))
    #expect(walker.state.tokens.selected == 1)
    walker.press(.enter)
    let second = try #require(walker.state.tokens.walk)
    #expect(second.current == 0)
    walker.send(.input(.click(Point(x: 3, y: 4))))
    #expect(walker.state.tokens.walk?.current == 2)
    walker.press(.function(6))
    try click(&walker, "storyteller-post")
    #expect(walker.state.models.entry?.id == "storyteller-post")
    try click(&walker, "storyteller-post  ")
    walker.press(.control("p"))
    walker.type("tokens")
    try click(&walker, "F4", first: true)
    #expect(walker.state.place == .tokens && walker.state.overlay == nil)
  }

  @Test func `clicks choose what comes next, and write it`() throws {
    var driver = try GenerateDriver("storyteller", "Mia has")
    try driver.press(.function(9))
    let lines = RootView(driver.state).canvas.lines
    let y = try #require(lines.firstIndex { $0.contains("▸") })
    try driver.send(.input(.click(Point(x: 4, y: y + 2))))
    let chosen = try #require(driver.writing?.chosen)
    #expect(driver.writing?.written == [])
    let row = try #require(
      RootView(driver.state).canvas.lines.firstIndex { $0.contains("▸") })
    let id = driver.writing?.draw?.id(at: chosen)
    try driver.send(.input(.click(Point(x: 4, y: row))))
    #expect(driver.writing?.written == id.map { [$0] })
  }
}
