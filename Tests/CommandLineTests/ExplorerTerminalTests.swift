import Foundation
import TestSupport
import Testing

/// The explorer in a terminal, as a reader meets it: the program itself, its bytes, its end.
@Suite struct ExplorerTerminalTests {
  private static let text = ["explore", "--text", "I like apples."]
  private static let weights = "decoder/1/cross-attention/weights"

  /// Starts the explorer on a text and waits for its first step.
  private func walk(
    _ arguments: [String] = [], columns: Int = 120, rows: Int = 40,
    environment: [String: String?] = [:]
  ) throws -> PseudoTerminal {
    let session = try start(
      Self.text + arguments, columns: columns, rows: rows, environment: environment)
    try session.wait("a step") { $0.text.contains("/106") }
    session.settle()
    return session
  }

  private func start(
    _ arguments: [String], columns: Int = 120, rows: Int = 40,
    environment: [String: String?] = [:]
  ) throws -> PseudoTerminal {
    try PseudoTerminal(
      program: BuiltProgram.path("cutaway"), arguments: arguments, columns: columns, rows: rows,
      environment: environment)
  }

  // MARK: A walk

  @Test func `from Home to a number of the embedding table and back`() throws {
    let session = try start([])
    try session.waitForText("Cutaway")
    session.type("\r")
    try session.waitForText("step 1/")
    // The address of a cell, then down to what it is made of.
    session.type(":encoder/token-embedding[position 2, channel 3]\r")
    try session.waitForText("step 2/")
    session.type("\r")
    try session.waitForText("y = table[id]")
    session.type("\r")
    try session.waitForText("token-embedding/table")
    let shown = session.screen.text
    // The number is that of the other command.
    let derived = try Program.run([
      "derive", "--model", "translator", "--text",
      "The animal did not cross the street because it was too tired.", "--target-text", "它",
      "encoder/token-embedding[position 2, channel 3]",
    ])
    let line = try #require(derived.output.split(separator: "\n").first)
    let value = try #require(line.split(separator: " = ").last?.split(separator: " ").first)
    #expect(shown.contains(" = \(value)"), "\(value)")
    for _ in 0..<2 {
      session.type("\u{1B}")
      session.settle()
    }
    try session.waitForText("step 2/")
    session.type("q")
    try session.waitForText("Enter")
    session.type("\u{1B}")
    session.settle()
    // At home letters are text, and the list of commands is in front of it.
    session.type(":quit\r")
    #expect(try session.waitForExit() == .exited(0))
    #expect(session.isGivenBack)
  }

  @Test func `the screen is the one that show prints`() throws {
    let session = try walk(
      ["--at", Self.weights, "--color", "never"], columns: 100, rows: 30)
    let printed = try Program.run([
      "show", "--model", "translator", "--text", "I like apples.", "--screen", "--size", "100x30",
      "--lang", "en", Self.weights,
    ])
    let lines = printed.output.split(separator: "\n").map(String.init)
    #expect(lines.first?.contains("65/106") == true)
    #expect(session.screen.lines.map(trimmed) == lines)
  }

  private func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }

  @Test func `playing goes on by itself and stops at a key`() throws {
    let session = try walk()
    session.type(" ")
    try session.waitForText("step 3/106")
    session.type("x")
    session.settle()
    let text = session.screen.text
    #expect(session.count(within: 1_500) == 0)
    #expect(session.screen.text == text)
  }

  @Test func `a recording played again ends on the same screen`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("cutaway-record-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("events").path
    let first = try walk(["--record", path])
    first.type("nn}}jlAi")
    first.settle()
    first.type("\u{1B}[B\u{1B}[C")
    first.settle()
    let again = try walk(["--replay", path])
    #expect(again.screen.text == first.screen.text)
    let looksSame = look(of: again) == look(of: first)
    #expect(looksSame, "the same text in other colours")
    let recording = try String(contentsOfFile: path, encoding: .utf8)
    #expect(recording.contains("key n\nkey n\nkey }\nkey }\nkey j\nkey l\nkey A\nkey i\n"))
    #expect(recording.contains("key down\nkey right\n"))
  }

  /// What is seen of the cells: of a space, that is no letter's colour.
  private func look(of session: PseudoTerminal) -> [VirtualCell] {
    session.screen.cells.joined().map { cell in
      guard cell.text == " ", !cell.style.isReversed, !cell.style.isUnderlined else { return cell }
      return VirtualCell(" ", VirtualCell.Style(background: cell.style.background))
    }
  }

  // MARK: What it sends

  @Test func `nothing is sent while nothing happens`() throws {
    let session = try walk()
    #expect(session.count(within: 700) == 0)
  }

  @Test func `a step of the cursor sends less than two kilobytes on a large screen`() throws {
    let session = try walk(["--at", Self.weights], columns: 200, rows: 60)
    for key in ["l", "j", "h", "k"] {
      let before = session.bytes.count
      session.type(key)
      session.settle()
      let sent = session.bytes.count - before
      #expect(sent > 0 && sent < 2_048, "\(key): \(sent) bytes")
    }
  }

  @Test func `without colours none is sent`() throws {
    for (arguments, environment) in [
      ([], ["NO_COLOR": "1"]), (["--color", "never"], [:]),
    ] as [([String], [String: String])] {
      let session = try walk(arguments, environment: environment)
      session.type("}\r")
      session.settle()
      let sent = String(decoding: session.bytes, as: UTF8.self)
      #expect(!sent.contains("[38;5;") && !sent.contains(";38;5") && !sent.contains("48;5;"))
      #expect(sent.firstMatch(of: /\u{1B}\[[34][0-7]m/) == nil)
    }
  }

  @Test func `sizes down to one cell and back leave the same screen`() throws {
    let session = try walk(["--at", Self.weights])
    let before = session.screen.text
    for (columns, rows) in [(1, 1), (15, 2), (300, 100), (120, 40)] {
      session.resize(columns: columns, rows: rows)
      session.settle()
    }
    #expect(session.screen.text == before)
    session.type("n")
    try session.waitForText("step 66/106")
  }

  @Test func `everything that it sends is understood`() throws {
    let session = try walk(["--lang", "zh"])
    session.type("n}}\r\r\u{1B}\u{1B}?\u{1B}:\u{1B}bHYi")
    session.settle()
    #expect(session.screen.unknown.isEmpty, "\(session.screen.unknown)")
    #expect(session.screen.text.contains("步"))
  }

  // MARK: How it ends

  @Test(arguments: [SIGTERM, SIGINT, SIGQUIT, SIGHUP])
  func `a signal gives the terminal back and ends it`(signal: Int32) throws {
    let session = try walk()
    session.signal(signal)
    #expect(try session.waitForExit() == .killed(signal))
    #expect(session.isGivenBack)
  }

  @Test(arguments: [SIGSEGV, SIGABRT, SIGILL])
  func `a crash gives the terminal back and dies by its own signal`(signal: Int32) throws {
    let session = try walk()
    session.signal(signal)
    #expect(try session.waitForExit() == .killed(signal))
    #expect(session.isGivenBack)
  }

  @Test func `a terminal that goes away ends it`() throws {
    let session = try walk()
    session.hangUp()
    #expect(try session.waitForExit() == .killed(SIGHUP))
  }

  @Test func `suspended and continued it draws the same screen`() throws {
    // A shell stands between, as it does for a reader: a session's leader cannot be stopped alone.
    let session = try PseudoTerminal(
      program: "/bin/bash", arguments: ["--norc", "-i"], columns: 100, rows: 30)
    session.type("PS1='ready> '\r")
    try session.wait("a prompt") { $0.lines.contains { $0.hasPrefix("ready>") } }
    session.type("\(BuiltProgram.path("cutaway")) explore --text 'I like apples.'\r")
    try session.waitForText("1/106")
    session.type("n")
    try session.waitForText("2/106")
    session.settle()
    let before = session.screen.text
    session.type("\u{1A}")
    try session.wait("the shell") { $0.text.contains("Stopped") && !$0.isAlternate }
    session.type("fg\r")
    try session.wait("the screen") { $0.isAlternate && $0.text.contains("2/106") }
    session.settle()
    #expect(session.screen.text == before)
    session.type("n")
    try session.waitForText("3/106")
  }

  // MARK: Other terminals

  @Test func `a dumb terminal gets lines`() throws {
    let session = try start(Self.text, environment: ["TERM": "dumb"])
    try session.waitForText("step 1 of 106: encoder/ids")
    session.type("n\r")
    try session.waitForText("step 2 of 106")
    session.type("q\r")
    #expect(try session.waitForExit() == .exited(0))
    #expect(!session.bytes.contains(0x1B))
  }

  @Test func `a terminal that nobody knows is named, and the end is 4`() throws {
    let session = try start(Self.text, environment: ["TERM": "nothing-like-it"])
    #expect(try session.waitForExit() == .exited(4))
    #expect(session.screen.text.contains("cutaway: TERM=\"nothing-like-it\" is not known here"))
  }

  @Test func `the locale C is no reason for question marks`() throws {
    let session = try walk(environment: ["LC_ALL": "C"])
    #expect(session.screen.text.contains("─"))
  }

  @Test func `in ASCII nothing else is sent`() throws {
    let session = try walk(["--ascii", "--at", Self.weights])
    session.type("jjl\r")
    session.settle()
    #expect(session.bytes.allSatisfy { $0 < 0x80 })
  }

  // MARK: Pipes

  @Test func `a reader that stops early ends show quietly`() throws {
    let result = try shell(
      "show --model translator --text 'I like apples.' --format csv logits | head -c 10")
    #expect(result.output.utf8.count == 10)
    #expect(result.errors == "")
  }

  @Test func `without a terminal it says so and what to do`() throws {
    let result = try shell("explore --text 'I like apples.' | head -1")
    #expect(result.output == "")
    #expect(
      result.errors
        == "cutaway: standard output is not a terminal; run this in one, "
        + "or see --help for commands that print text\n")
  }

  private func shell(_ command: String) throws -> (output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "'\(BuiltProgram.path("cutaway"))' \(command)"]
    process.environment = ["PATH": "/usr/bin:/bin", "TERM": "xterm", "HOME": "/nonexistent"]
    let (output, errors) = (Pipe(), Pipe())
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    return (
      String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self),
      String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    )
  }
}

extension PseudoTerminal {
  /// Takes what is left of a frame of which the test has seen a part.
  func settle() { while count(within: 120) > 0 {} }

  /// Whether the terminal is as a shell left it.
  var isGivenBack: Bool {
    !screen.isAlternate && isCooked && screen.modes.contains(25)
      && screen.modes.isDisjoint(with: [1000, 1002, 1003, 1006, 2004])
      && screen.style == VirtualCell.Style()
  }
}
