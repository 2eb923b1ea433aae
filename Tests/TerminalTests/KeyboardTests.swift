import TestSupport
import Testing

/// Keys, pastes and clicks that are typed into the probe.
@Suite struct KeyboardTests {
  @Test func `keys arrive, whatever their bytes`() throws {
    let session = try startProbe()
    let key = "key(Screen.Key"
    try session.type("\u{1B}OA", expecting: "\(key).up)")
    try session.type("\u{1B}[1;2D", expecting: "\(key).shiftLeft)")
    try session.type("\u{1B}[15~", expecting: "\(key).function(5))")
    try session.type("\u{1B}[Z", expecting: "\(key).backTab)")
    try session.type("\r", expecting: "\(key).enter)")
    try session.type("\u{13}", expecting: "\(key).control(\"s\"))")
    try session.type("\u{11}", expecting: "\(key).control(\"q\"))")
    try session.type("\u{16}", expecting: "\(key).control(\"v\"))")
    try session.type("\u{F}", expecting: "\(key).control(\"o\"))")
    try session.type("\u{7F}", expecting: "\(key).backspace)")
    try session.type("中", expecting: "\(key).character(\"\\u{4E2D}\"))")
    try session.type("\u{1B}x", expecting: "\(key).alt(\"x\"))")
  }

  @Test func `malformed bytes do not take the next key with them`() throws {
    let session = try startProbe()
    session.type([0xFF, 0xC3, 0x28, 0xE4, 0xB8, 0x71 - 0x71 + 0x62])
    try session.wait("the key b") { $0.lines[1] == "last key(Screen.Key.character(\"b\"))" }
  }

  @Test func `Esc alone is a key after its delay, and fifty of them end nothing`() throws {
    let session = try startProbe()
    try session.type("\u{1B}", expecting: "key(Screen.Key.escape)")
    session.type(String(repeating: "\u{1B}", count: 50))
    try session.waitForText("events 51")
    #expect(session.screen.lines[1] == "last key(Screen.Key.escape)")
  }

  @Test func `ESCDELAY makes Esc and a later letter one key`() throws {
    let session = try startProbe(environment: ["ESCDELAY": "10000"])
    session.settle()
    session.type("\u{1B}")
    #expect(session.count(within: 60) == 0)
    try session.type("x", expecting: "key(Screen.Key.alt(\"x\"))")
  }

  @Test func `pasted text is one event`() throws {
    let session = try startProbe()
    #expect(session.screen.modes.contains(2004))
    try session.type(
      "\u{1B}[200~the cat\rsaw q\u{1B}[201~", expecting: "paste(\"the cat\\nsaw q\")")
    session.type("q")
    #expect(try session.waitForExit() == .exited(0))
    #expect(!session.screen.modes.contains(2004))
  }

  // MARK: The mouse

  @Test func `the mouse is left to the terminal until it is asked for`() throws {
    let session = try startProbe()
    session.type("-j")
    try session.waitForText("character")
    for mode in [1000, 1002, 1003, 1005, 1006, 1015] {
      #expect(session.occurrences(of: "\u{1B}[?\(mode)h") == 0, "mode \(mode)")
    }
    session.type("m")
    try session.waitForText("MOUSE")
    #expect(session.screen.modes.isSuperset(of: [1000, 1006]))
    #expect(session.screen.modes.isDisjoint(with: [1002, 1003]))
    try session.type("\u{1B}[<0;4;5M", expecting: "click(Screen.Point(x: 3, y: 4))")
    try session.type(
      "\u{1B}[<65;4;5M", expecting: "wheel(Screen.Point(x: 3, y: 4), rows: 3)")
    // A click outside, as a terminal may report one that has just become smaller.
    session.type("\u{1B}[<0;81;5Mk")
    try session.waitForText("character(\"k\")")
    session.settle()
    #expect(session.screen.lines[2] == "counter 0 events 6")
    session.type("m")
    try session.wait("no MOUSE") { !$0.text.contains("MOUSE") }
    #expect(session.screen.modes.isDisjoint(with: [1000, 1006]))
  }

  @Test func `the mouse is released at the end`() throws {
    let session = try startProbe(["mouse"])
    try session.wait("the mouse") { $0.modes.isSuperset(of: [1000, 1006]) }
    session.type("q")
    #expect(try session.waitForExit() == .exited(0))
    #expect(session.isRestored)
    #expect(session.occurrences(of: "\u{1B}[?1000l") == 1)
  }

  // MARK: Waking

  @Test func `a thread wakes the program, and a deadline does`() throws {
    let session = try startProbe()
    session.type("w")
    try session.waitForText("counter 100 events 1")
    session.type("p")
    try session.waitForText("counter 120 events 2")
    session.settle()
    #expect(session.count(within: 60) == 0)
  }

  @Test func `keys come from the terminal when standard input is a pipe`() throws {
    let session = try PseudoTerminal(
      program: "/bin/sh",
      arguments: ["-c", "echo text | \"\(BuiltProgram.path("TerminalProbe"))\"; echo status $?"])
    try session.waitForText("last none")
    try session.type("j", expecting: "key(Screen.Key.character(\"j\"))")
    session.type("q")
    try session.waitForText("status 0")
    #expect(session.isRestored)
  }
}
