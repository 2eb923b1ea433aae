import Explorer
import Screen
import Testing

/// What a reader does, as lines.
@Suite struct RecordingTests {
  private static let events: [InputEvent] = [
    .key(.character("n")), .key(.character(" ")), .key(.character("\\")), .key(.character("文")),
    .key(.character("\u{200B}")), .key(.control("c")), .key(.alt("x")), .key(.enter),
    .key(.escape), .key(.tab), .key(.backTab), .key(.backspace), .key(.delete), .key(.insert),
    .key(.up), .key(.down), .key(.left), .key(.right), .key(.home), .key(.end), .key(.pageUp),
    .key(.pageDown), .key(.shiftUp), .key(.shiftDown), .key(.shiftLeft), .key(.shiftRight),
    .key(.function(12)), .paste("a\tb\n中\u{1B}\\ c"), .paste(""), .click(Point(x: 3, y: 0)),
    .wheel(Point(x: 1, y: 2), rows: -3), .resized(Size(width: 120, height: 40)),
  ]

  @Test(arguments: events) func `an event is the same after it was written and read`(
    event: InputEvent
  ) throws {
    let line = Recording.line(event)
    #expect(!line.unicodeScalars.contains { $0.value < 0x20 })
    #expect(try Recording.messages(line) == [.input(event)], "\(line)")
  }

  @Test func `empty lines and remarks are no events`() throws {
    #expect(
      try Recording.messages("# a walk\n\nkey n\n# end\ntick\nkey ctrl-p\n")
        == [.input(.key(.character("n"))), .tick, .input(.key(.control("p")))])
  }

  @Test(arguments: [
    ("key", "\"key\""), ("key nn", "\"key nn\""), ("press n", "\"press n\""),
    ("size 3", "\"size 3\""), ("size 99999x1", "\"size 99999x1\""), ("click 1", "\"click 1\""),
    ("paste \\q", "\"paste \\\\q\""), ("\u{1B}[2J", "\"\\u{1B}[2J\""),
  ]) func `a line that is none is named`(line: String, found: String) {
    do {
      _ = try Recording.messages("key n\n" + line)
      Issue.record("it was read")
    } catch {
      #expect(
        error.description
          == "line 2: expected 'key …', 'paste …', 'click X,Y', 'wheel X,Y ROWS', 'size WxH' or 'tick', "
          + "found \(found)")
    }
  }
}
