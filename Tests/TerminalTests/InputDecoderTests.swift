import Screen
import Testing

@testable import Terminal

/// Bytes that terminals send, and what is made of them.
@Suite struct InputDecoderTests {
  private func decode(_ text: String) -> [InputEvent] { decode(Array(text.utf8)) }

  private func decode(_ bytes: [UInt8]) -> [InputEvent] {
    var decoder = InputDecoder()
    return decoder.feed(bytes) + decoder.giveUp()
  }

  private static let keys: [(String, Key)] = [
    ("\u{1B}[A", .up), ("\u{1B}[B", .down), ("\u{1B}[C", .right), ("\u{1B}[D", .left),
    ("\u{1B}OA", .up), ("\u{1B}OB", .down), ("\u{1B}OC", .right), ("\u{1B}OD", .left),
    ("\u{1B}[1;2A", .shiftUp), ("\u{1B}[1;2B", .shiftDown), ("\u{1B}[1;2C", .shiftRight),
    ("\u{1B}[1;2D", .shiftLeft), ("\u{1B}[1;5A", .up), ("\u{1B}[1;6A", .shiftUp),
    ("\u{1B}[a", .shiftUp), ("\u{1B}[H", .home), ("\u{1B}[F", .end), ("\u{1B}OH", .home),
    ("\u{1B}OF", .end), ("\u{1B}[1~", .home), ("\u{1B}[4~", .end), ("\u{1B}[7~", .home),
    ("\u{1B}[8~", .end), ("\u{1B}[2~", .insert), ("\u{1B}[3~", .delete), ("\u{1B}[5~", .pageUp),
    ("\u{1B}[6~", .pageDown), ("\u{1B}[Z", .backTab), ("\t", .tab), ("\r", .enter),
    ("\n", .enter), ("\u{1B}OM", .enter), ("\u{7F}", .backspace), ("\u{8}", .backspace),
    ("\u{1B}OP", .function(1)), ("\u{1B}OQ", .function(2)), ("\u{1B}OR", .function(3)),
    ("\u{1B}OS", .function(4)), ("\u{1B}[11~", .function(1)), ("\u{1B}[15~", .function(5)),
    ("\u{1B}[17~", .function(6)), ("\u{1B}[18~", .function(7)), ("\u{1B}[19~", .function(8)),
    ("\u{1B}[20~", .function(9)), ("\u{1B}[21~", .function(10)), ("\u{1B}[23~", .function(11)),
    ("\u{1B}[24~", .function(12)), ("\u{1B}[[A", .function(1)), ("\u{1B}[[E", .function(5)),
    ("\u{1B}[1;2P", .function(1)), ("\u{1}", .control("a")), ("\u{3}", .control("c")),
    ("\u{1A}", .control("z")), ("\u{1C}", .control("\\")), ("\u{0}", .control(" ")),
    ("\u{1B}x", .alt("x")), ("\u{1B}X", .alt("X")), ("\u{1B}é", .alt("é")), ("\u{1B}[", .alt("[")),
    ("\u{1B}O", .alt("O")), ("\u{1B}", .escape), ("a", .character("a")), (" ", .character(" ")),
    ("~", .character("~")), ("é", .character("é")), ("中", .character("中")),
    ("：", .character("：")), ("𝕏", .character("𝕏")), ("\u{1B}Oq", .character("1")),
    ("\u{1B}Ok", .character("+")),
  ]

  @Test(arguments: keys) func `a key's bytes are that key`(bytes: String, key: Key) {
    #expect(decode(bytes) == [.key(key)])
  }

  @Test(arguments: keys) func `bytes may come one by one`(bytes: String, key: Key) {
    var decoder = InputDecoder()
    var events: [InputEvent] = []
    for byte in bytes.utf8 { events += decoder.feed([byte]) }
    #expect(events + decoder.giveUp() == [.key(key)])
    #expect(decoder.wait == nil)
  }

  @Test func `keys in one piece are all there`() {
    #expect(
      decode("j\u{1B}[B中\u{1B}\u{1B}[Aq")
        == [
          .key(.character("j")), .key(.down), .key(.character("中")), .key(.escape), .key(.up),
          .key(.character("q")),
        ])
    #expect(decode("\u{1B}\u{1B}\u{1B}") == [.key(.escape), .key(.escape), .key(.escape)])
    #expect(decode("\u{1B}\r") == [.key(.escape), .key(.enter)])
  }

  @Test func `Esc waits for what may follow, and no longer than that`() {
    var decoder = InputDecoder()
    #expect(decoder.feed([0x1B]) == [])
    #expect(decoder.wait == .escape)
    #expect(decoder.giveUp() == [.key(.escape)])
    #expect(decoder.wait == nil)
    #expect(decoder.feed(Array("\u{1B}[1;".utf8)) == [])
    #expect(decoder.wait == .sequence)
    #expect(decoder.giveUp() == [])
    #expect(decoder.feed(Array("x".utf8)) == [.key(.character("x"))])
  }

  private static let malformed: [[UInt8]] = [
    [0xFF], [0x80], [0xC0, 0xAF], [0xC1, 0x81], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
    [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80], [0xE4, 0xB8], [0xC3],
    [0xF0, 0x9F, 0x98], [0xC2, 0x9B], [0x1B, 0xFF],
  ]

  @Test(arguments: malformed)
  func `malformed UTF-8 is left out and takes nothing with it`(bytes: [UInt8]) {
    #expect(decode(bytes + Array("q".utf8)) == [.key(.character("q"))])
  }

  private static let unknown = [
    "\u{1B}[24;80R", "\u{1B}[?1;2c", "\u{1B}[I", "\u{1B}[99~", "\u{1B}[>0;276;0c", "\u{1B}[1;2R",
    "\u{1B}[ q", "\u{1B}[9999999999999999999~", "\u{1B}[<0;5;5m", "\u{1B}[<2;5;5M",
    "\u{1B}[<0;0;5M",
  ]

  @Test(arguments: unknown) func `what is no key is left out as a whole`(bytes: String) {
    #expect(decode(bytes + "q") == [.key(.character("q"))])
  }

  @Test func `a sequence that is broken off does not swallow the next one`() {
    #expect(decode("\u{1B}[1\u{1B}[A") == [.key(.up)])
    #expect(decode("\u{1B}[中") == [.key(.character("中"))])
    #expect(
      decode("\u{1B}[" + String(repeating: "1", count: 100) + "q").last == .key(.character("q")))
  }

  // MARK: Pastes and the mouse

  @Test func `a paste is one event, with line ends as line feeds`() {
    #expect(
      decode("\u{1B}[200~the cat\r\nsaw\ra\n中\u{1B}[201~q")
        == [.paste("the cat\nsaw\na\n中"), .key(.character("q"))])
    #expect(decode("\u{1B}[200~\u{1B}[201~") == [])
    #expect(decode("\u{1B}[200~a\u{1B}[Ab\u{1B}[201~") == [.paste("a\u{1B}[Ab")])
  }

  @Test func `a paste may come in pieces, cut anywhere`() {
    let bytes = Array("\u{1B}[200~中\u{1B}[20文\u{1B}[201~q".utf8)
    for cut in 1..<bytes.count {
      var decoder = InputDecoder()
      let events = decoder.feed(bytes[..<cut]) + decoder.feed(bytes[cut...])
      #expect(events == [.paste("中\u{1B}[20文"), .key(.character("q"))], "cut at \(cut)")
    }
  }

  @Test func `a paste without an end is given up with what came`() {
    var decoder = InputDecoder()
    #expect(decoder.feed(Array("\u{1B}[200~abc\u{1B}[".utf8)) == [])
    #expect(decoder.wait == .paste)
    #expect(decoder.giveUp() == [.paste("abc\u{1B}[")])
    #expect(decoder.feed(Array("q".utf8)) == [.key(.character("q"))])
  }

  @Test func `a paste takes no more memory than it may`() {
    var decoder = InputDecoder()
    _ = decoder.feed(Array("\u{1B}[200~".utf8))
    for _ in 0..<20 { _ = decoder.feed([UInt8](repeating: 0x61, count: 1 << 16)) }
    guard case .paste(let text) = decoder.feed(Array("\u{1B}[201~".utf8)).first else {
      Issue.record("no paste")
      return
    }
    #expect(text.utf8.count == InputDecoder.pasteLimit)
  }

  @Test func `clicks and the wheel are cells counted from 0`() {
    #expect(decode("\u{1B}[<0;1;1M") == [.click(Point(x: 0, y: 0))])
    #expect(decode("\u{1B}[<4;200;60M") == [.click(Point(x: 199, y: 59))])
    #expect(decode("\u{1B}[<64;3;4M") == [.wheel(Point(x: 2, y: 3), rows: -3)])
    #expect(decode("\u{1B}[<65;3;4M") == [.wheel(Point(x: 2, y: 3), rows: 3)])
  }

  // MARK: The terminal's own sequences

  @Test func `the terminal's description goes before the common sequences`() {
    let own: [[UInt8]: Key] = [
      Array("\u{1B}[A".utf8): .end, Array("\u{1B}[[Ax".utf8): .home, Array("\u{1B}$".utf8): .insert,
      [0x08]: .delete,
    ]
    var decoder = InputDecoder(sequences: KeySequences(own))
    #expect(decoder.feed(Array("\u{1B}[A".utf8)) == [.key(.end)])
    #expect(decoder.feed(Array("\u{1B}$".utf8)) == [.key(.insert)])
    #expect(decoder.feed(Array("\u{1B}[[A".utf8)) == [.key(.function(1))])
    #expect(decoder.feed([0x08]) == [.key(.backspace)])
  }
}
