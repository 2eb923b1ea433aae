import TestSupport
import Testing

/// The screen that the other tests look at.
@Suite struct VirtualScreenTests {
  private func screen(_ text: String, columns: Int = 10, rows: Int = 4) -> VirtualScreen {
    var screen = VirtualScreen(columns: columns, rows: rows)
    screen.feed(text.utf8)
    return screen
  }

  private static let pictures: [(String, String)] = [
    ("ab\r\ncd", "ab\ncd"),
    ("\u{1B}[2;3Hx\u{1B}[1dy\u{1B}[2Gz", " z y\n  x"),
    ("0123456789ab", "0123456789\nab"),
    ("0123456789\rx", "x123456789"),
    ("\u{1B}[?7l0123456789ab", "012345678b"),
    ("abcdef\u{1B}[3G\u{1B}[K", "ab"),
    ("abcdef\u{1B}[3G\u{1B}[1K", "   def"),
    ("abcdef\u{1B}[3G\u{1B}[2X", "ab  ef"),
    ("abcdef\u{1B}[3G\u{1B}[2P", "abef"),
    ("abcdef\u{1B}[3G\u{1B}[2@", "ab  cdef"),
    ("a\u{1B}[4b", "aaaaa"),
    ("a\r\nb\r\nc\r\nd\u{1B}[2;3r\u{1B}[2H\u{1B}M", "a\n\nb\nd"),
    ("a\r\nb\r\nc\r\nd\u{1B}[2;3r\u{1B}[3H\n", "a\nc\n\nd"),
    ("a\r\nb\r\nc\r\nd\u{1B}[2H\u{1B}[L", "a\n\nb\nc"),
    ("a\r\nb\r\nc\r\nd\u{1B}[2H\u{1B}[M", "a\nc\nd"),
    ("a\r\nb\r\nc\r\nd\r\ne", "b\nc\nd\ne"),
    ("a\r\nb\r\nc\u{1B}[2H\u{1B}[J", "a"),
    ("a\r\nb\r\nc\u{1B}[2H\u{1B}[1J", "\n\nc"),
    ("abc\u{1B}[H\u{1B}[2Jx", "x"),
    ("中文\u{1B}[2Gx", " x文"),
    ("中文\u{1B}[3Gx", "中x"),
    ("12345678中|", "12345678中\n|"),
    ("123456789中|", "123456789\n中|"),
    ("e\u{301}x", "e\u{301}x"),
    ("a\u{1B}]0;title\u{7}b\u{1B}(Bc\u{1B}=d", "abcd"),
    ("ab\u{1B}[Dc\u{8}\u{8}d", "dc"),
    ("a\tb", "a       b"),
    ("main\u{1B}[?1049hother\u{1B}[?1049l!", "main!"),
    ("\u{1B}7ab\u{1B}8c", "cb"),
  ]

  @Test(arguments: pictures) func `bytes make the picture of an xterm`(text: String, lines: String)
  {
    let screen = screen(text)
    #expect(screen.text == lines)
    #expect(screen.unknown == [])
  }

  @Test func `styles are the last that was set, and erased cells keep the background`() {
    let screen = screen(
      "\u{1B}[1;4;38;5;214;48;5;17mx\u{1B}[22;24;39my\u{1B}[K\u{1B}[m\u{1B}[7;93mz")
    var first = VirtualCell.Style(foreground: 214, background: 17)
    (first.isBold, first.isUnderlined) = (true, true)
    #expect(screen.cells[0][0] == VirtualCell("x", first))
    #expect(screen.cells[0][1] == VirtualCell("y", VirtualCell.Style(background: 17)))
    var third = VirtualCell.Style(foreground: 11)
    third.isReversed = true
    #expect(screen.cells[0][2] == VirtualCell("z", third))
    #expect(screen.cells[0][9] == VirtualCell(" ", VirtualCell.Style(background: 17)))
  }

  @Test func `modes, questions and what is not known are noted`() {
    let screen = screen(
      "\u{1B}[?25l\u{1B}[?1000;1006h\u{1B}[2;3H\u{1B}[6n\u{1B}[?1006l\u{1B}[5y\u{1B}#")
    #expect(screen.modes == [7, 1000])
    #expect(screen.answers == Array("\u{1B}[2;3R".utf8))
    #expect(screen.unknown == ["CSI 5y", "Esc #"])
  }
}
