import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Signals and crashes: the terminal comes back, and whoever started the program sees why it ended.
@Suite struct SignalTests {
  private static let noise = "noise on standard error"

  private static let crashes: [(String, [Int32], String)] = [
    ("1", [SIGILL, SIGTRAP], "Fatal error: the probe ends by fatalError"),
    ("2", [SIGILL, SIGTRAP], "Fatal error: Index out of range"),
    ("3", [SIGILL, SIGTRAP], noise), ("4", [SIGILL, SIGTRAP], noise), ("5", [SIGABRT], noise),
    ("6", [SIGSEGV], noise), ("7", [SIGBUS], noise), ("8", [SIGFPE], noise),
    ("9", [SIGSEGV], noise),
    ("0", [SIGSEGV], noise),
  ]

  @Test(arguments: crashes)
  func `a crash gives the terminal back, once, and dies by its own signal`(
    key: String, signals: [Int32], message: String
  ) throws {
    let session = try startProbe(["mouse"])
    try session.wait("the mouse") { $0.modes.contains(1006) }
    try session.hideCursor()
    let before = session.restorations
    session.type("n" + key)
    let status = try session.waitForExit()
    #expect(signals.map { .killed($0) }.contains(status), "\(status)")
    #expect(session.isRestored)
    #expect(session.isCooked)
    #expect(zip(session.restorations, before).map(-) == [1, 1, 1])
    #expect(session.screen.text.contains(Self.noise))
    #expect(session.screen.text.contains(message), "\(session.screen.text)")
  }

  private static let endings: [Int32] = [SIGTERM, SIGINT, SIGQUIT, SIGHUP]

  @Test(arguments: endings)
  func `a signal that ends saves first, gives the terminal back and ends by that signal`(
    signal: Int32
  ) throws {
    try withScratchFile { path in
      let session = try startProbe(["mouse", "saved=\(path)"])
      try session.hideCursor()
      let before = session.restorations
      session.signal(signal)
      #expect(try session.waitForExit() == .killed(signal))
      #expect(session.isRestored && session.isCooked)
      #expect(zip(session.restorations, before).map(-) == [1, 1, 1])
      #expect(contents(path) == "saved after 1 events\n")
    }
  }

  @Test(arguments: [("\u{3}", SIGINT), ("\u{1C}", SIGQUIT)] as [(String, Int32)])
  func `the keyboard sends the same signals`(key: String, signal: Int32) throws {
    let session = try startProbe()
    session.type(key)
    #expect(try session.waitForExit() == .killed(signal))
    #expect(session.isRestored && session.isCooked)
  }

  @Test func `an ordinary end, and exit anywhere, give the terminal back once`() throws {
    try withScratchFile { path in
      let session = try startProbe(["saved=\(path)"])
      try session.hideCursor()
      let before = session.restorations
      session.type("q")
      #expect(try session.waitForExit() == .exited(0))
      #expect(zip(session.restorations, before).map(-) == [1, 1, 1])
      #expect(session.isRestored && session.isCooked)
      #expect(session.screen.text == "ended: done")
      #expect(contents(path) == "saved after 2 events\n")
    }
    let exits = try startProbe()
    try exits.hideCursor()
    let before = exits.restorations
    exits.type("E")
    #expect(try exits.waitForExit() == .exited(7))
    #expect(zip(exits.restorations, before).map(-) == [1, 1, 1])
    #expect(exits.isRestored && exits.isCooked)
  }

  @Test func `an end between taking the terminal and running gives it back once`() throws {
    let session = try PseudoTerminal(
      program: BuiltProgram.path("TerminalProbe"), arguments: ["early", "mouse"])
    #expect(try session.waitForExit() == .exited(9))
    #expect(session.occurrences(of: "\u{1B}[?1049h") == 1)
    #expect(session.restorations[1...] == [1, 1])
    #expect(session.isRestored && session.isCooked)
  }

  @Test func `a program that hangs is ended by asking twice`() throws {
    let session = try startProbe()
    session.type("H")
    session.type("\u{3}")
    // The second counts when the first has not been served for a second.
    for _ in 0..<100 where !session.hasEnded {
      _ = session.count(within: 200)
      session.type("\u{3}")
    }
    #expect(session.hasEnded)
    let status = session.hasEnded ? try session.waitForExit() : .exited(0)
    #expect(status == .killed(SIGINT))
    #expect(session.isRestored && session.isCooked)
  }

  // MARK: Terminals that go away

  @Test func `a terminal that goes away ends the program, after saving`() throws {
    try withScratchFile { path in
      let session = try startProbe(["saved=\(path)"])
      session.hangUp()
      #expect(try session.waitForExit() == .killed(SIGHUP))
      #expect(contents(path) == "saved after 0 events\n")
    }
  }

  @Test func `without the signal it ends all the same`() throws {
    try withScratchFile { path in
      let session = try PseudoTerminal(
        program: "/bin/sh",
        arguments: [
          "-c",
          "trap '' HUP; exec \"\(BuiltProgram.path("TerminalProbe"))\" saved=\(path)",
        ])
      try session.waitForText("last none")
      session.hangUp()
      #expect(try session.waitForExit() == .exited(129))
      #expect(contents(path) == "saved after 0 events\n")
    }
  }

  // MARK: Stopping and sizes

  @Test func `Ctrl-Z gives the terminal to the shell, and fg takes it again`() throws {
    let session = try PseudoTerminal(
      program: "/bin/bash", arguments: ["--norc", "--noprofile", "--noediting", "-i"],
      environment: ["PS1": "$ "])
    try session.waitForText("$")
    session.type("\"\(BuiltProgram.path("TerminalProbe"))\" mouse\r")
    try session.waitForText("last none")
    session.type("\u{1A}")
    try session.waitForText("Stopped")
    #expect(session.isRestored)
    #expect(session.restorations[1...] == [1, 1])
    // The shell edits its own lines: a program in the foreground sees what it leaves.
    session.type("stty -a\r")
    try session.wait("cooked modes") { $0.text.contains(" icanon") && $0.text.contains(" echo ") }
    session.resize(columns: 70, rows: 20)
    session.type("fg\r")
    try session.waitForText("size 70x20")
    try session.waitForText("last resized 70x20")
    try session.wait("all rows") { $0.isAlternate && $0.lines[18].hasPrefix("18") }
    #expect(!session.screen.text.contains("Stopped"))
    #expect(session.screen.modes.isSuperset(of: [1000, 1006, 2004]))
    session.type("q")
    try session.waitForText("ended: done")
    #expect(session.isRestored)
    #expect(session.restorations[1...] == [2, 2])
  }

  @Test func `being stopped and continued from outside draws everything again`() throws {
    let session = try startProbe()
    try session.waitForText("last row")
    session.signal(SIGSTOP)
    session.signal(SIGCONT)
    try session.waitForText("last resized 80x24")
    #expect(session.occurrences(of: "size 80x24") >= 2)
    #expect(session.occurrences(of: "\u{1B}[?1049l") == 0)
  }

  @Test func `two hundred sizes end in the frame of the last one`() throws {
    let session = try startProbe()
    for step in 0..<200 { session.resize(columns: 40 + step % 90, rows: 8 + step % 30) }
    session.resize(columns: 61, rows: 17)
    try session.waitForText("size 61x17")
    try session.waitForText("last resized 61x17")
    // Few frames were drawn for so many sizes.
    #expect(session.occurrences(of: "size ") < 100)
    let fresh = try startProbe(columns: 61, rows: 17)
    try fresh.wait("the last row") { $0.lines[16] == "last row" }
    try session.wait("the same picture") { screen in
      (3..<17).allSatisfy { screen.cells[$0] == fresh.screen.cells[$0] }
    }
    #expect(session.screen.cells[0] == fresh.screen.cells[0])
    #expect(session.screen.cursor == fresh.screen.cursor)
  }

  @Test func `a smaller terminal and a larger one show the same again`() throws {
    let session = try startProbe()
    try session.waitForText("last row")
    let before = session.screen
    session.resize(columns: 2, rows: 2)
    // Where the cursor was there is nothing now.
    try session.wait("two columns") { $0.lines == ["si", "la"] && !$0.modes.contains(25) }
    session.resize(columns: 80, rows: 24)
    try session.waitForText("last resized 80x24")
    try session.wait("all rows") { screen in
      (3..<24).allSatisfy { screen.cells[$0] == before.cells[$0] }
    }
  }

  @Test func `a terminal that was smaller for a moment is drawn anew`() throws {
    let session = try startProbe()
    let before = session.screen
    session.resize(columns: 2, rows: 2)
    session.resize(columns: 80, rows: 24)
    try session.wait("all rows") { screen in
      (3..<24).allSatisfy { screen.cells[$0] == before.cells[$0] }
    }
  }

  // MARK: Files

  private func withScratchFile(_ body: (String) throws -> Void) throws {
    var name = Array("/tmp/cutaway-terminal-XXXXXX".utf8CString)
    let file = mkstemp(&name)
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    close(file)
    defer { unlink(path) }
    try body(path)
  }

  private func contents(_ path: String) -> String {
    let file = open(path, O_RDONLY)
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = max(0, read(file, &buffer, buffer.count))
    return String(decoding: buffer[..<count], as: UTF8.self)
  }
}
