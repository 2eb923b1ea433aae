import Screen
import Testing

@testable import Terminal

/// What is decided from options and the environment, without a terminal.
@Suite struct SettingsTests {
  private static let colors: [(ColorChoice, [String: String], Bool, Bool)] = [
    (.auto, ["TERM": "xterm"], true, true),
    (.auto, ["TERM": "xterm"], false, false),
    (.auto, ["TERM": "dumb"], true, false),
    (.auto, ["TERM": "xterm", "NO_COLOR": "1"], true, false),
    (.auto, ["TERM": "xterm", "NO_COLOR": "0"], true, false),
    (.auto, ["TERM": "xterm", "NO_COLOR": ""], true, true),
    (.auto, ["TERM": "xterm", "CLICOLOR_FORCE": "1"], false, true),
    (.auto, ["TERM": "xterm", "FORCE_COLOR": "1"], false, true),
    (.auto, ["TERM": "xterm", "FORCE_COLOR": "0"], false, false),
    (.auto, ["TERM": "xterm", "CLICOLOR_FORCE": ""], false, false),
    (.auto, ["TERM": "dumb", "CLICOLOR_FORCE": "1"], true, true),
    (.auto, ["TERM": "xterm", "NO_COLOR": "1", "CLICOLOR_FORCE": "1"], true, false),
    (.auto, ["TERM": "xterm", "NO_COLOR": "", "FORCE_COLOR": "3"], false, true),
    (.auto, ["TERM": "dumb", "COLORTERM": "truecolor"], true, false),
    (.always, ["TERM": "xterm", "NO_COLOR": "1"], true, true),
    (.always, ["TERM": "dumb"], false, true),
    (.never, ["TERM": "xterm", "CLICOLOR_FORCE": "1"], true, false),
    (.never, [:], true, false),
  ]

  @Test(arguments: colors)
  func `options go before NO_COLOR, that before forcing, and that before the terminal`(
    choice: ColorChoice, environment: [String: String], isTerminal: Bool, wants: Bool
  ) {
    #expect(choice.wantsColors(environment: environment, isTerminal: isTerminal) == wants)
  }

  private static let locales: [([String: String], String?, LocalePlan)] = [
    (["LANG": "en_US.UTF-8"], "UTF-8", .keep),
    (["LANG": "en_US.utf8"], "utf8", .keep),
    (["LANG": "zh_CN.UTF-8"], nil, .useUTF8),
    (["LANG": "zh_CN"], nil, .useUTF8),
    ([:], "ANSI_X3.4-1968", .useUTF8),
    (["LANG": "C"], "ANSI_X3.4-1968", .useUTF8),
    (["LC_ALL": "", "LANG": "zh_CN.UTF-8"], nil, .useUTF8),
    (["LC_ALL": "POSIX", "LANG": "zh_CN.GBK"], "ANSI_X3.4-1968", .useUTF8),
    (["LC_CTYPE": "zh_CN.GBK"], nil, .useASCII(encoding: "GBK")),
    (["LC_CTYPE": "zh_CN.GBK"], "GBK", .useASCII(encoding: "GBK")),
    (["LANG": "de_DE@euro"], "ISO-8859-15", .useASCII(encoding: "ISO-8859-15")),
    (["LANG": "de_DE.ISO-8859-15@euro"], nil, .useASCII(encoding: "ISO-8859-15")),
  ]

  @Test(arguments: locales)
  func `characters are UTF-8 unless another encoding was asked for`(
    environment: [String: String], encoding: String?, plan: LocalePlan
  ) {
    #expect(LocalePlan(environment: environment, encoding: encoding) == plan)
  }

  @Test func `a terminal that is new but like xterm is driven like it`() {
    let fallbacks = ["xterm-256color", "xterm", "vt100"]
    for name in ["xterm-kitty", "xterm-ghostty", "foot", "alacritty", "foo-256color", "screen.foo"]
    {
      #expect(TerminalName.candidates(for: name) == [name] + fallbacks)
    }
    #expect(TerminalName.candidates(for: "xterm") == ["xterm", "xterm-256color", "vt100"])
    for name in ["nosuchterm", "linux", "wyse50", "stx", "footnote9"] {
      #expect(TerminalName.candidates(for: name).first == name)
    }
    #expect(TerminalName.candidates(for: "nosuchterm") == ["nosuchterm"])
    #expect(TerminalName.candidates(for: "-") == ["-"])
  }

  @Test @MainActor func `the delay after Esc is 25 ms, or what ESCDELAY says`() {
    #expect(TerminalOpening.escapeDelay(nil) == 25)
    #expect(TerminalOpening.escapeDelay("") == 25)
    #expect(TerminalOpening.escapeDelay("-1") == 25)
    #expect(TerminalOpening.escapeDelay("soon") == 25)
    #expect(TerminalOpening.escapeDelay("0") == 0)
    #expect(TerminalOpening.escapeDelay("500") == 500)
    #expect(TerminalOpening.escapeDelay("99999999") == 10_000)
  }

  @Test @MainActor func `so many colours are a depth`() {
    #expect(
      [0, 2, 8, 15, 16, 88, 256, 1 << 24].map { TerminalOpening.depth(of: $0) }
        == [.none, .none, .eight, .eight, .sixteen, .sixteen, .palette, .palette])
  }

  @Test func `an answer to the question for the cursor is found among keys`() throws {
    let found = try #require(WidthProbe.answer(in: Array("j\u{1B}[A\u{1B}[24;3Rk".utf8)))
    #expect(found.column == 3)
    #expect(found.range == 4..<11)
    #expect(WidthProbe.answer(in: Array("\u{1B}[24;3".utf8)) == nil)
    #expect(WidthProbe.answer(in: Array("\u{1B}[24RR".utf8)) == nil)
  }

  @Test func `moments are counted in milliseconds, rounded up`() {
    let now = MonotonicTime(nanoseconds: 5_000_000)
    #expect(now.milliseconds(until: MonotonicTime(nanoseconds: 5_000_001)) == 1)
    #expect(now.milliseconds(until: now.adding(milliseconds: 7)) == 7)
    #expect(now.milliseconds(until: now.adding(milliseconds: -7)) == 0)
    #expect(now < MonotonicTime(nanoseconds: 5_000_001))
  }

  @Test func `an end has a status`() {
    #expect(ExitCause.done.status == 0)
    #expect(ExitCause.disconnected.status == 129)
    #expect(TerminalError.exitStatus == 4)
  }
}
