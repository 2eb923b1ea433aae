import Screen
import TestSupport
import Testing

/// What reaches the terminal when the probe draws.
@Suite struct DrawingTests {
  @Test func `a frame shows glyphs, styles and the cursor`() throws {
    let session = try startProbe()
    let screen = session.screen
    #expect(screen.unknown == [])
    #expect(screen.isAlternate)
    #expect(screen.lines[0] == "size 80x24")
    #expect(screen.cells[0][0].style.isBold)
    #expect(!screen.cells[1][0].style.isBold)
    #expect(screen.cells[2][0].style == VirtualCell.Style(foreground: 214))
    #expect(screen.lines[3] == "colors palette glyphs unicode")
    #expect(screen.cells[4][0].style.isReversed && screen.cells[4][7].style.isReversed)
    #expect(!screen.cells[4][8].style.isReversed)
    #expect(screen.lines[4].hasPrefix("selected  ─│┌┐→√ α 数字 e\u{301}  "))
    #expect(["?", "\u{1CD00}"].contains(screen.cells[4][30].text))
    #expect(screen.cells[4][31].text == "|")
    #expect(screen.cells[5].prefix(24).map(\.style.background) == Array(232..<256))
    #expect(screen.cursor == (5, 1))
    #expect(screen.modes.contains(25))
  }

  @Test func `a wide character that fits by half is a space, and no row spills`() throws {
    for columns in [79, 80] {
      let session = try startProbe(columns: columns)
      for row in 9..<23 {
        let last = session.screen.cells[row].suffix(2).map(\.text)
        #expect(last == (row.isMultiple(of: 2) ? [" ", " "] : ["中", ""]), "row \(row)")
        #expect(session.screen.lines[row].hasPrefix("\(row)"))
      }
    }
  }

  @Test(arguments: [(1, 1), (2, 1), (1, 5), (3, 2), (7, 40), (200, 60), (500, 3), (200, 1)])
  func `any size is drawn, at the start and later`(columns: Int, rows: Int) throws {
    let program = BuiltProgram.path("TerminalProbe")
    let fresh = try PseudoTerminal(program: program, columns: columns, rows: rows)
    let top = rows == 1 ? "last row" : "size \(columns)x\(rows)"
    func isDrawn(_ screen: VirtualScreen) -> Bool {
      screen.isAlternate && screen.cells[0].map(\.text).joined().hasPrefix(top.prefix(columns))
    }
    try fresh.wait("a frame", until: isDrawn)
    let resized = try startProbe()
    resized.resize(columns: columns, rows: rows)
    try resized.wait("a smaller frame", until: isDrawn)
    #expect(fresh.screen.unknown == [] && resized.screen.unknown == [])
    for session in [fresh, resized] {
      session.type("q")
      #expect(try session.waitForExit() == .exited(0))
    }
  }

  @Test func `a size in LINES and COLUMNS is not believed`() throws {
    let session = try startProbe(environment: ["LINES": "10", "COLUMNS": "30"])
    #expect(session.screen.lines[0] == "size 80x24")
  }

  @Test func `a canvas that is larger than the terminal is cut`() throws {
    let session = try PseudoTerminal(
      program: BuiltProgram.path("TerminalProbe"), arguments: ["picture=large"])
    try session.wait("a frame") { $0.lines[22].hasPrefix("22") && $0.cursor == (5, 1) }
    #expect(session.screen.lines[0] == "size 81x25")
    for row in 9..<24 {
      let last = session.screen.cells[row].suffix(2).map(\.text)
      #expect(last == [" ", " "], "row \(row)")
      #expect(session.screen.lines[row].hasPrefix("\(row)"), "row \(row)")
    }
  }

  // MARK: Bytes

  @Test func `nothing happens without cause: an idle terminal gets no byte`() throws {
    let session = try startProbe()
    session.settle()
    #expect(session.count(within: 300) == 0)
    // A key that changes nothing costs nothing either.
    session.type("-")
    #expect(session.count(within: 100) == 0)
  }

  @Test func `an idle program sleeps`() throws {
    let session = try startProbe()
    session.settle()
    let before = try session.switches
    _ = session.count(within: 200)
    #expect(try session.switches == before)
  }

  @Test func `a moved selection is few bytes on a large screen`() throws {
    let session = try startCells()
    let before = session.bytes.count
    session.type("x")
    try session.wait("the moved cell") {
      $0.lines[0].hasPrefix("events 1") && $0.cursor == (5, 1)
    }
    let moved = session.bytes.count - before
    #expect(moved > 20 && moved < 200, "\(moved) bytes")
  }

  private func startCells() throws -> PseudoTerminal {
    let session = try PseudoTerminal(
      program: BuiltProgram.path("TerminalProbe"), arguments: ["picture=cells"], columns: 200,
      rows: 60)
    try session.wait("the first frame") { $0.lines[59].hasPrefix("0.") && $0.cursor == (5, 1) }
    return session
  }

  @Test func `many keys that come at once are one frame`() throws {
    let session = try startCells()
    let before = session.bytes.count
    session.type(String(repeating: "x", count: 300))
    try session.wait("the last frame") {
      $0.lines[0].hasPrefix("events 300") && $0.cursor == (5, 1)
    }
    // One by one they would be three hundred frames of some sixty bytes.
    let sent = session.bytes.count - before
    #expect(sent < 4000, "\(sent) bytes")
  }

  // MARK: Colours

  private static let terminals: [(String, String, Int)] = [
    ("xterm-256color", "palette", 255), ("xterm", "eight", 7), ("linux", "eight", 7),
    ("vt100", "none", -1), ("xterm-mono", "none", -1), ("screen", "eight", 7),
    ("tmux-256color", "palette", 255),
  ]

  @Test(arguments: terminals)
  func `a terminal gets the colours that it has`(
    name: String, depth: String, highest: Int
  ) throws {
    let session = try startProbe(environment: ["TERM": name])
    #expect(session.screen.lines[3] == "colors \(depth) glyphs unicode")
    let colors = session.screen.cells.joined().flatMap {
      [$0.style.foreground, $0.style.background]
    }
    #expect(colors.max() == highest)
    #expect(session.screen.cells[4][0].style.isReversed)
    #expect(session.screen.unknown == [])
    session.type("q")
    #expect(try session.waitForExit() == .exited(0))
  }

  @Test func `no cell has the wrong colours where there are few`() throws {
    let (columns, rows) = (20, 5)
    let session = try PseudoTerminal(
      program: BuiltProgram.path("TerminalProbe"), arguments: ["picture=ramp"], columns: columns,
      rows: rows, environment: ["TERM": "linux"])
    for events in 0..<40 {
      if events > 0 { session.type("x") }
      try session.wait("frame \(events)") {
        $0.lines[0].hasPrefix("events \(events)x") && $0.cursor == (5, 1)
      }
      for y in 1..<rows {
        for x in 0..<columns {
          let style = ColorDepth.eight.shown(
            Style(.palette(UInt8((x + events * 5) % 256)), on: .palette(UInt8(y * 37))))
          let cell = session.screen.cells[y][x]
          #expect(cell.text == "x")
          #expect(cell.style.foreground == Int(style.foreground.index))
          #expect(cell.style.background == Int(style.background.index))
        }
      }
    }
  }

  @Test func `more pairs at once than there are do no harm`() throws {
    let session = try PseudoTerminal(
      program: BuiltProgram.path("TerminalProbe"), arguments: ["picture=ramp"], columns: 256,
      rows: 8, environment: ["TERM": "linux"])
    for events in 0..<5 {
      if events > 0 { session.type("x") }
      try session.wait("frame \(events)") {
        $0.lines[0].hasPrefix("events \(events)x") && $0.cursor == (5, 1)
      }
      #expect(session.screen.lines[7] == String(repeating: "x", count: 256))
    }
    #expect(session.screen.unknown == [])
    session.type("q")
    #expect(try session.waitForExit() == .exited(0))
  }

  private static let silences: [([String], [String: String?], Bool)] = [
    ([], ["NO_COLOR": "1"], false), ([], ["NO_COLOR": ""], true),
    ([], ["NO_COLOR": "1", "FORCE_COLOR": "1"], false), (["colors=never"], [:], false),
    (["colors=never"], ["CLICOLOR_FORCE": "1"], false),
    (["colors=always"], ["NO_COLOR": "1"], true), ([], ["COLORTERM": "truecolor"], true),
  ]

  @Test(arguments: silences)
  func `without colours no colour is sent, and the selection stays visible`(
    arguments: [String], environment: [String: String?], hasColors: Bool
  ) throws {
    let session = try startProbe(arguments, environment: environment)
    #expect(session.screen.lines[3] == "colors \(hasColors ? "palette" : "none") glyphs unicode")
    #expect(session.screen.cells[4][0].style.isReversed)
    session.type("q")
    #expect(try session.waitForExit() == .exited(0))
    #expect(colorCodes(session.bytes).isEmpty == !hasColors)
    #expect(session.isRestored)
  }

  /// The SGR parameters that are colours, of all that was sent.
  private func colorCodes(_ bytes: [UInt8]) -> [Int] {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.split(separator: "\u{1B}[").dropFirst().flatMap { part -> [Int] in
      let body = part.prefix { $0.isNumber || $0 == ";" }
      guard part.dropFirst(body.count).first == "m" else { return [] }
      return body.split(separator: ";").compactMap { Int($0) }.filter {
        (30...49).contains($0) || (90...107).contains($0)
      }
    }
  }
}
