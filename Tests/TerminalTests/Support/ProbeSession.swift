import Foundation
import TestSupport

/// Starts the probe and waits for its first frame, of which the cursor's place is the last thing sent.
func startProbe(
  _ arguments: [String] = [], columns: Int = 80, rows: Int = 24,
  environment: [String: String?] = [:]
) throws -> PseudoTerminal {
  let session = try PseudoTerminal(
    program: BuiltProgram.path("TerminalProbe"), arguments: arguments, columns: columns,
    rows: rows, environment: environment)
  try session.wait("the first frame") {
    $0.lines[1] == "last none" && $0.lines[rows - 1].hasPrefix("last row") && $0.cursor == (5, 1)
  }
  return session
}

extension PseudoTerminal {
  /// Types, and waits until the probe's second row says what it made of it.
  func type(_ text: String, expecting last: String) throws {
    type(text)
    try wait("the event \(last)") { $0.lines.contains("last \(last)") }
  }

  /// Has the probe hide its cursor, so that showing it again is seen.
  func hideCursor() throws {
    type("c")
    try wait("a hidden cursor") { !$0.modes.contains(25) }
  }

  /// Takes what is left of a frame of which the test has seen a part.
  func settle() { while count(within: 50) > 0 {} }

  /// How often the probe has gone to sleep so far.
  var switches: Int {
    get throws {
      let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
      let line = status.split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt_switches:") }
      return Int(line?.split(separator: "\t").last ?? "") ?? -1
    }
  }

  /// How often the sequences that give a terminal back were sent: cursor shown, alternate screen left,
  /// bracketed paste off.
  var restorations: [Int] {
    ["\u{1B}[?25h", "\u{1B}[?1049l", "\u{1B}[?2004l"].map { occurrences(of: $0) }
  }

  /// Whether the terminal is as a shell left it, as far as bytes tell.
  var isRestored: Bool {
    !screen.isAlternate && screen.modes.isDisjoint(with: [1000, 1002, 1003, 1006, 2004])
      && screen.modes.contains(25) && screen.style == VirtualCell.Style()
  }
}
