import Screen
import Testing

@testable import Explorer

@Suite struct HomeScreenTests {
  @Test func `Enter alone starts the walk with a sentence`() {
    var walker = ScreenWalker()
    walker.press(.enter)
    #expect(walker.state.place == .explore)
    #expect(walker.state.explore?.subject.request.model == "translator")
    #expect(
      walker.state.explore?.subject.request.text
        == "The animal did not cross the street because it was too tired.")
  }

  @Test func `the tokens of the line are shown while it is typed`() {
    var walker = ScreenWalker()
    walker.press(.control("u"))
    walker.type("I like apples.")
    #expect(walker.shows("I│▁like│▁apples│.│</s>"))
    #expect(walker.shows("5 tokens"))
    #expect(!walker.shows("never seen"))
  }

  @Test func `a word that the model never saw is named, with what that means`() {
    var walker = ScreenWalker()
    walker.press(.control("u"))
    walker.type("I like zebras.")
    let text = "never seen, spelled in bytes: zebras; the answer will mean nothing"
    #expect(walker.shows(text))
    walker.press(.function(2))
    #expect(walker.shows("没见过的词，拆成字节：zebras；答案不可信"))
  }

  @Test func `up and down go through the texts, and back to what was typed`() {
    var walker = ScreenWalker()
    walker.press(.down)
    #expect(walker.state.home.field.text.hasSuffix("too wide."))
    walker.press(.control("u"))
    walker.type("I like")
    walker.press(.down)
    #expect(walker.state.home.suggestion == 0)
    walker.press(.up)
    #expect(walker.state.home.field.text == "I like")
    #expect(walker.state.home.suggestion == nil)
  }

  @Test func `texts that were opened before come after the examples, with what the decoder read`() {
    let old = OpenRequest(model: "translator", text: "I like cats.", target: "我喜欢猫。")
    var walker = ScreenWalker(memory: Memory(recent: [old]))
    #expect(walker.shows("→ 我喜欢猫。"))
    walker.press(.pageDown)
    #expect(walker.state.home.request == old)
    walker.press(.up)
    #expect(walker.state.home.request?.target == nil)
  }

  @Test func `Tab goes to the models, then to the decoder's line of a pair, and round`() {
    var walker = ScreenWalker()
    let tokens = "▁animal│▁did│▁not"
    #expect(walker.shows(tokens))
    walker.press(.tab)
    #expect(walker.state.home.pane == .models)
    walker.press(.tab)
    #expect(walker.state.home.pane == .target)
    // The decoder's line is empty: the tokens of the text stay.
    #expect(walker.shows(tokens))
    walker.type("我喜欢")
    #expect(walker.state.home.request?.target == "我喜欢")
    // The tokens are those of the line that is typed in.
    #expect(walker.shows("我│喜欢│</s>"))
    walker.press(.tab)
    #expect(walker.state.home.pane == .text)
    walker.press(.backTab, .backTab, .down, .down)
    #expect(walker.state.home.model?.id == "reader")
    walker.press(.tab, .tab)
    #expect(walker.state.home.pane == .models)
    #expect(walker.state.home.request?.target == nil)
  }

  @Test func `what is typed replaces a text that was chosen, and no other`() {
    var walker = ScreenWalker()
    #expect(walker.shows("Enter starts the walk; what you type replaces the text"))
    walker.type("I like cats.")
    #expect(walker.state.home.field.text == "I like cats.")
    #expect(!walker.shows("replaces"))
    // Moving in a chosen text keeps it, for changing a word of it.
    walker.press(.down, .left)
    walker.type("!")
    #expect(walker.state.home.field.text.hasSuffix("too tired!."))
    // A text of the reader's own is not replaced when they come back to it.
    walker.press(.control("u"), .control("k"))
    walker.type("I like")
    walker.press(.function(6), .escape)
    walker.type(" cats.")
    #expect(walker.state.home.field.text == "I like cats.")
  }

  @Test func `letters go into the line even while the models have the keys`() {
    var walker = ScreenWalker()
    walker.press(.tab)
    walker.type("quit?")
    #expect(walker.state.place == .home && walker.state.overlay == nil)
    #expect(walker.state.home.field.text == "quit?")
    #expect(walker.state.home.pane == .text)
  }

  @Test(arguments: [":", "：", "?", "？"])
  func `a command's sign is one in front of a text, and a character within`(sign: String) {
    var walker = ScreenWalker()
    walker.type(sign)
    #expect(walker.state.overlay != nil)
    walker.press(.escape)
    walker.type("Who" + sign)
    #expect(walker.state.overlay == nil)
    #expect(walker.state.home.field.text == "Who" + sign)
    walker.press(.control("u"))
    walker.type(sign)
    #expect(walker.state.overlay != nil)
  }

  @Test func `one Esc too many: the list of commands leads back into the walk`() {
    var walker = ScreenWalker()
    walker.press(.enter, .escape)
    #expect(walker.state.place == .home)
    walker.press(.escape)
    #expect(
      walker.state.notice?.text
        == "this is the first screen; ^C ends the program, ^P and an address lead back into the walk"
    )
    let text = walker.state.home.field.text
    walker.type(":decoder/1/cross-attention/weights")
    walker.press(.enter)
    #expect(walker.state.place == .explore)
    #expect(
      walker.state.explore?.subject.steps[walker.state.explore?.step ?? 0].address
        == "decoder/1/cross-attention/weights")
    #expect(walker.state.home.field.text == text)
  }

  @Test func `the list of keys says which work right now`() {
    func keys(_ walker: ScreenWalker) -> [String] {
      HelpView.lines(.home, .english, Medium(), walker.state.letters).map(\.keys)
    }
    var walker = ScreenWalker()
    #expect(keys(walker).contains(": ^P") && keys(walker).contains("? F1"))
    walker.type("Who")
    #expect(keys(walker).contains("^P") && keys(walker).contains("F1"))
    #expect(!keys(walker).contains { $0.contains("q") || $0.contains("L") || $0.contains("k") })
  }

  @Test func `the models say what they do, how large and how good they are`() {
    let walker = ScreenWalker()
    #expect(walker.shows("translates English into Chinese"))
    #expect(walker.shows("layers       2+2"))
    #expect(walker.shows("parameters   296 k"))
    #expect(walker.shows("100 %  sentences translated exactly"))
    let chinese = ScreenWalker(language: .chinese)
    #expect(chinese.shows("整句译对"))
  }

  @Test func `the cursor stands where the next character goes, also after Chinese`() {
    var walker = ScreenWalker(80, 24)
    walker.press(.control("u"))
    walker.type("我喜")
    let canvas = RootView(walker.state).canvas
    // The box, a space, the line's name, then two characters of two cells.
    #expect(canvas.cursor == Point(x: 2 + 9 + 4, y: 2))
    walker.press(.enter)
    #expect(RootView(walker.state).canvas.cursor != canvas.cursor)
  }

  @Test(arguments: [Size(width: 40, height: 15), Size(width: 20, height: 6)])
  func `on a small screen the line and the texts are left, and models where they have the keys`(
    size: Size
  ) {
    var walker = ScreenWalker(size.width, size.height)
    #expect(walker.shows("The ani"))
    walker.press(.tab)
    #expect(walker.shows("translator"))
  }
}
