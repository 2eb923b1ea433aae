import Testing

@testable import Terminal

/// What the reader is told, word for word.
@Suite struct TerminalErrorTests {
  @Test func `every reason says what is wrong and what to do`() {
    #expect(
      TerminalError.notTerminal.description
        == "standard output is not a terminal; run this in one, or see --help for commands that "
        + "print text")
    #expect(
      TerminalError.noKeyboard.description
        == "no keyboard: standard input is not a terminal and /dev/tty cannot be opened; run this "
        + "in a terminal")
    #expect(
      TerminalError.unnamed.description
        == "TERM is not set; set it to the kind of your terminal, such as TERM=xterm-256color")
    #expect(
      TerminalError.dumb.description
        == "TERM=dumb cannot place the cursor; use another terminal, or set TERM to what it is, such "
        + "as TERM=xterm-256color")
    #expect(
      TerminalError.unknown(name: "no\u{1B}such").description
        == #"TERM="no\u{1B}such" is not known here; install its terminfo entry, or set one that "#
        + "fits, such as TERM=xterm-256color")
    #expect(
      TerminalError.tooLittle(name: "tty33").description
        == "TERM=\"tty33\" cannot place the cursor; use another terminal, or set TERM to what it is, "
        + "such as TERM=xterm-256color")
  }

  @Test func `a notice says what is different`() {
    #expect(
      TerminalNotice.onlyASCII(encoding: "GBK").description
        == "the locale's encoding is GBK, not UTF-8: only ASCII is drawn; LC_ALL=C.UTF-8 would "
        + "change that")
    #expect(
      TerminalNotice.driven(name: "xterm-kitty", like: "xterm-256color").description
        == "TERM=\"xterm-kitty\" is not known here; driven like xterm-256color")
  }
}
