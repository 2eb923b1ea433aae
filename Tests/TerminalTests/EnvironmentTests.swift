import TestSupport
import Testing

/// Locales and terminals as they are found in the wild.
@Suite struct EnvironmentTests {
  private static let locales: [[String: String?]] = [
    ["LC_ALL": nil, "LANG": "zh_CN.UTF-8"], ["LC_ALL": nil, "LANG": "C"],
    ["LC_ALL": "", "LANG": "en_US.UTF-8"], ["LC_ALL": nil, "LC_CTYPE": "zh_TW.UTF-8"],
    ["LC_ALL": nil], ["LC_ALL": "POSIX"],
  ]

  @Test(arguments: locales)
  func `a locale that is missing or says nothing is UTF-8`(
    environment: [String: String?]
  ) throws {
    let session = try startProbe(environment: environment)
    #expect(session.screen.lines[3] == "colors palette glyphs unicode")
    #expect(session.screen.lines[4].contains("─│┌┐→√ α 数字"))
    #expect(session.screen.lines[6] == "")
  }

  @Test func `a locale of another encoding gets ASCII, and a notice`() throws {
    let session = try startProbe(
      columns: 120, environment: ["LC_ALL": nil, "LANG": "zh_CN.GBK"])
    #expect(session.screen.lines[3] == "colors palette glyphs ascii")
    #expect(session.screen.lines[4] == "selected  -|++>V a ???? e     ?|")
    #expect(
      session.screen.lines[6]
        == "the locale's encoding is GBK, not UTF-8: only ASCII is drawn; LC_ALL=C.UTF-8 would "
        + "change that")
    #expect(session.bytes.allSatisfy { $0 < 0x80 })
  }

  @Test func `ASCII that is asked for needs no notice`() throws {
    let session = try startProbe(
      ["glyphs=ascii"], environment: ["LC_ALL": nil, "LANG": "zh_CN.GBK"])
    #expect(session.screen.lines[3] == "colors palette glyphs ascii")
    #expect(session.screen.lines[6] == "")
  }

  // MARK: Widths

  @Test func `a terminal that draws boxes wide gets none`() throws {
    let session = try PseudoTerminal(
      program: BuiltProgram.path("TerminalProbe"), arguments: ["ambiguous=auto"])
    // It answers as one that has gone two columns to the right.
    session.answers = false
    try session.waitForBytes("the question") {
      String(decoding: $0, as: UTF8.self).contains("\u{1B}[6n")
    }
    session.type("j\u{1B}[1;3R")
    try session.waitForText("glyphs neutral")
    // The key that came with the answer is not lost.
    try session.waitForText("events 1")
    #expect(!session.screen.text.contains("─"))
    session.type("q")
    #expect(try session.waitForExit() == .exited(0))
    #expect(session.screen.text == "ended: done")
  }

  @Test func `a terminal that draws boxes narrow or says nothing gets them`() throws {
    let narrow = try startProbe(["ambiguous=auto"])
    #expect(narrow.screen.lines[3] == "colors palette glyphs unicode")
    #expect(narrow.occurrences(of: "\u{1B}[6n") == 1)
    let mute = try PseudoTerminal(
      program: BuiltProgram.path("TerminalProbe"), arguments: ["ambiguous=auto"])
    mute.answers = false
    try mute.waitForText("glyphs unicode")
    let unasked = try startProbe(["ambiguous=wide"])
    #expect(unasked.screen.lines[3] == "colors palette glyphs neutral")
    #expect(unasked.occurrences(of: "\u{1B}[6n") == 0)
  }

  // MARK: Terminals

  @Test func `a newer terminal without an entry is driven like xterm`() throws {
    let session = try startProbe(environment: ["TERM": "xterm-kitty"])
    #expect(session.screen.lines[3] == "colors palette glyphs unicode")
    #expect(
      session.screen.lines[6]
        == "TERM=\"xterm-kitty\" is not known here; driven like xterm-256color")
  }

  private static let impossible: [(String?, String)] = [
    (
      "nosuchterm",
      "TERM=\"nosuchterm\" is not known here; install its terminfo entry, or set one "
        + "that fits, such as TERM=xterm-256color"
    ),
    (
      "dumb",
      "TERM=dumb cannot place the cursor; use another terminal, or set TERM to what it is, "
        + "such as TERM=xterm-256color"
    ),
    (nil, "TERM is not set; set it to the kind of your terminal, such as TERM=xterm-256color"),
    ("", "TERM is not set; set it to the kind of your terminal, such as TERM=xterm-256color"),
  ]

  @Test(arguments: impossible)
  func `a terminal that cannot be driven is refused in one line, with status 4`(
    name: String?, message: String
  ) throws {
    let session = try PseudoTerminal(
      program: BuiltProgram.path("TerminalProbe"), columns: 200, environment: ["TERM": name])
    #expect(try session.waitForExit() == .exited(4))
    #expect(session.screen.text == "probe: " + message)
    #expect(!session.bytes.contains(0x1B))
  }

  @Test func `output that is no terminal is refused without a byte to it`() throws {
    let session = try PseudoTerminal(
      program: "/bin/sh",
      arguments: [
        "-c", "\"\(BuiltProgram.path("TerminalProbe"))\" | cat; echo end",
      ], columns: 200)
    try session.waitForText("end")
    #expect(
      session.screen.lines[0]
        == "probe: standard output is not a terminal; run this in one, or see --help for commands "
        + "that print text")
    #expect(!session.bytes.contains(0x1B))
  }

  @Test func `what is written to standard error is kept from the screen and shown at the end`()
    throws
  {
    let session = try startProbe()
    session.type("n")
    try session.waitForText("events 1")
    #expect(!session.screen.text.contains("noise"))
    session.type("nq")
    #expect(try session.waitForExit() == .exited(0))
    #expect(
      session.screen.text == "noise on standard error\nnoise on standard error\nended: done")
  }
}
