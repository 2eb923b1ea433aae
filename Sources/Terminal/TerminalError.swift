import Tensors

/// Why there can be no screen; the program's exit status is then 4.
package enum TerminalError: Error, Equatable, Sendable {
  /// Standard output goes elsewhere.
  case notTerminal
  /// Standard input goes elsewhere, and the process has no terminal of its own.
  case noKeyboard
  /// `TERM` is unset or empty.
  case unnamed
  /// `TERM` is `dumb`.
  case dumb
  /// `TERM` names nothing that is known.
  case unknown(name: String)
  /// The terminal cannot place its cursor.
  case tooLittle(name: String)

  /// The exit status of a program that ends for this.
  package static let exitStatus: Int32 = 4
}

extension TerminalError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notTerminal:
      "standard output is not a terminal; run this in one, or see --help for commands that print text"
    case .noKeyboard:
      "no keyboard: standard input is not a terminal and /dev/tty cannot be opened; "
        + "run this in a terminal"
    case .unnamed:
      "TERM is not set; set it to the kind of your terminal, such as TERM=xterm-256color"
    case .dumb:
      "TERM=dumb cannot place the cursor; use another terminal, or set TERM to what it is, "
        + "such as TERM=xterm-256color"
    case .unknown(let name):
      "TERM=\(VisibleText.quoted(name)) is not known here; install its terminfo entry, "
        + "or set one that fits, such as TERM=xterm-256color"
    case .tooLittle(let name):
      "TERM=\(VisibleText.quoted(name)) cannot place the cursor; use another terminal, "
        + "or set TERM to what it is, such as TERM=xterm-256color"
    }
  }
}
