import Explorer
import Screen
import Testing

/// What texts and the last line say of keys comes from the table of keys.
@Suite struct KeyTextTests {
  /// Names that are a key's and nothing else.
  private static let names: Set<String> = Set(
    Keymap.bindings.flatMap(\.keys).map(\.label).filter { $0.count > 1 }
  ).union(["↑", "↓", "←"]).subtracting(["Home", "End"])

  @Test func `no text names a key by hand`() {
    #expect(Self.names.contains("Enter") && Self.names.contains("F1") && Self.names.contains("^P"))
    for entry in Catalogue.all where !entry.name.hasPrefix("PlainText.") {
      for text in [entry.english, entry.chinese] {
        let words = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "^") }
        let named = words.map(String.init).filter(Self.names.contains)
        #expect(named.isEmpty, "\(entry.name): \(text)")
        #expect(!text.contains { "↑↓←".contains($0) }, "\(entry.name): \(text)")
      }
    }
  }

  @Test func `a single letter that does something is never written into a text`() {
    // What a key does stands right behind it: "b back", "H 返回".
    for entry in Catalogue.all where !entry.name.hasPrefix("PlainText.") {
      let back = [(entry.english, "back"), (entry.chinese, "返回")]
      for (text, word) in back {
        let pattern = text.ranges(of: " " + word).contains { range in
          let before = text[..<range.lowerBound]
          return before.last?.isLetter == true && before.dropLast().last?.isLetter != true
        }
        #expect(!pattern, "\(entry.name): \(text)")
      }
    }
  }

  @Test(arguments: DisplayLanguage.allCases)
  func `the last line ends with the key of help, wherever the reader is`(
    language: DisplayLanguage
  ) throws {
    var walker = Walker(
      opening: "translator", "I like apples.", Size(width: 80, height: 24), Medium(), language)
    let help = Action.help.name(language)
    func expectHelp(_ place: String) {
      let line = walker.canvas.lines.last ?? ""
      #expect(line.hasSuffix("? " + help) || line.hasSuffix("F1 " + help), "\(place): \(line)")
    }
    expectHelp("tokens of the walk")
    try walker.press(":")
    walker.type("decoder/1/cross-attention/weights")
    try walker.press("enter")
    expectHelp("weights")
    try walker.press("enter")
    expectHelp("where from")
    try walker.press("w")
    expectHelp("where to")
    try walker.press("tab")
    expectHelp("map")
    for place in ["f5", "f3", "f4", "f6"] {
      try walker.press(place)
      expectHelp(place)
    }
  }

  @Test func `the last line offers no head where there is none, and no step behind the last`()
    throws
  {
    var opened = try OpenedWalk(size: Size(width: 200, height: 60))
    func line() -> String { opened.lines.last ?? "" }
    #expect(line().hasPrefix("n next step  Enter where from  ↑↓←→ cursor"))
    #expect(!line().contains("next head") && !line().contains("step back"))
    opened.go(to: "decoder/1/cross-attention/weights")
    #expect(line().contains("a next head") && line().contains("p step back"))
    opened.press(.enter)
    #expect(!line().contains("next head"))
    opened.press(.escape, .character(")"))
    #expect(!line().contains("next step") && !line().contains("next block"))
  }

  @Test func `what lies over a screen leaves its last line, which says how to leave`() throws {
    for key in ["?", ":", "/"] {
      var opened = try OpenedWalk(size: Size(width: 80, height: 24))
      opened.type(key)
      #expect(opened.state.overlay != nil)
      #expect(opened.lines[23].contains("Esc back"), "\(key): \(opened.lines[23])")
      #expect(!opened.lines[23].contains("─"))
    }
  }

  @Test func `the list of commands begins with what is hard to guess`() throws {
    var opened = try OpenedWalk()
    opened.press(.character(":"))
    guard case .palette(let palette) = opened.state.overlay else { return }
    let items = palette.items(in: opened.state)
    let up = try #require(items.firstIndex(of: .action(.up)))
    let first = try #require(items.firstIndex(of: .action(.stepForward)))
    #expect(first < up)
    #expect(
      items[up...].allSatisfy {
        if case .action(let action) = $0 { action.group == .moving } else { false }
      })
  }

  @Test func `keys that cut less say so where nothing is cut`() throws {
    var driver = try GenerateDriver("storyteller", "Mia has")
    try driver.press(.character("]"))
    #expect(driver.state.notice?.text == "top-k is off and cuts nothing; [ begins to cut")
    try driver.press(.character("}"))
    #expect(driver.state.notice?.text == "top-p is off and cuts nothing; { begins to cut")
    try driver.press(.character("["), .character("]"))
    #expect(driver.state.notice == nil)
  }
}
