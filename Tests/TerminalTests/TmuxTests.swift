import Foundation
import TestSupport
import Testing

/// The screen of these tests against another program's.
@Suite struct TmuxTests {
  private static let tmux = ["/usr/bin/tmux", "/usr/local/bin/tmux"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(.enabled(if: tmux != nil), arguments: ["probe", "ramp"])
  func `tmux shows what the virtual screen shows`(picture: String) throws {
    let (columns, rows) = (64, 20)
    let program = BuiltProgram.path("TerminalProbe")
    let socket = "cutaway-test-\(UUID().uuidString)"
    defer { _ = try? run(socket, ["kill-server"]) }
    try run(
      socket,
      [
        "-f", "/dev/null", "-u", "start-server", ";", "set", "-g", "default-terminal",
        "tmux-256color", ";", "set", "-g", "status", "off", ";", "new-session", "-d", "-x",
        "\(columns)", "-y", "\(rows)", "exec \"\(program)\" picture=\(picture)",
      ])
    let session = try PseudoTerminal(
      program: program, arguments: ["picture=\(picture)"], columns: columns, rows: rows,
      environment: ["TERM": "tmux-256color"])
    try session.wait("a frame") { !$0.lines[rows - 1].isEmpty && $0.cursor == (5, 1) }
    session.settle()
    var theirs = VirtualScreen(columns: columns, rows: rows)
    let limit = PseudoTerminal.milliseconds + PseudoTerminal.patience
    while theirs.cells != session.screen.cells, PseudoTerminal.milliseconds < limit {
      theirs = VirtualScreen(columns: columns, rows: rows)
      var capture = try run(socket, ["capture-pane", "-p", "-e", "-N"])
      // The line end behind the last row would scroll.
      if capture.suffix(2) == [0x0D, 0x0A] { capture.removeLast(2) }
      theirs.feed(capture)
    }
    for y in 0..<rows { #expect(theirs.cells[y] == session.screen.cells[y], "row \(y)") }
    let place = try run(socket, ["display-message", "-p", "#{cursor_x} #{cursor_y}"])
    let (x, y) = session.screen.cursor
    #expect(String(decoding: place, as: UTF8.self) == "\(x) \(y)\r\n")
  }

  /// What tmux says; through a terminal of its own, so that its server inherits no pipe of ours.
  @discardableResult
  private func run(_ socket: String, _ arguments: [String]) throws -> [UInt8] {
    let session = try PseudoTerminal(
      program: Self.tmux ?? "", arguments: ["-L", socket] + arguments, columns: 500)
    _ = try session.waitForExit()
    return session.bytes
  }
}
