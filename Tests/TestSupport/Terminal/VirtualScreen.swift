/// A terminal's screen as the bytes that a program sends make it: what an xterm of 256 colours shows.
///
/// It knows what terminfo's `xterm-256color` lets a program send, and `linux` and `vt100` besides; what
/// it does not know is kept in ``unknown``. Like xterm it writes a wide character that does not fit into
/// the last column at the beginning of the next row.
package struct VirtualScreen: Sendable {
  /// Columns.
  package private(set) var columns: Int
  /// Rows.
  package private(set) var rows: Int
  /// The cells, row by row.
  package internal(set) var cells: [[VirtualCell]]
  /// Where the cursor stands.
  package internal(set) var cursor: (x: Int, y: Int) = (0, 0)
  /// The private modes (DECSET) that are on; 25 is the visible cursor.
  package internal(set) var modes: Set<Int> = [7, 25]
  /// Sequences that it does not know.
  package internal(set) var unknown: [String] = []
  /// What it would answer to questions for the cursor's place.
  package internal(set) var answers: [UInt8] = []

  /// How the next character will look.
  package internal(set) var style = VirtualCell.Style()
  /// The rows that scroll.
  var region: ClosedRange<Int>
  /// Whether the last column was written, so that the next character wraps.
  var wraps = false
  var lastCharacter = " "
  var savedCursor: (x: Int, y: Int) = (0, 0)
  var mainCells: [[VirtualCell]]?
  var parser = Parser()

  /// Makes an empty screen.
  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Self.blank(columns, rows)
    region = 0...max(0, rows - 1)
  }

  static func blank(_ columns: Int, _ rows: Int) -> [[VirtualCell]] {
    [[VirtualCell]](repeating: [VirtualCell](repeating: VirtualCell(), count: columns), count: rows)
  }

  /// Whether the alternate screen is shown.
  package var isAlternate: Bool { mainCells != nil }

  /// Takes another size; what lies outside of it is lost.
  package mutating func resize(columns: Int, rows: Int) {
    func fit(_ old: [[VirtualCell]]) -> [[VirtualCell]] {
      var new = Self.blank(columns, rows)
      for (y, row) in old.prefix(rows).enumerated() {
        for (x, cell) in row.prefix(columns).enumerated() { new[y][x] = cell }
      }
      return new
    }
    cells = fit(cells)
    mainCells = mainCells.map(fit)
    self.columns = columns
    self.rows = rows
    region = 0...max(0, rows - 1)
    cursor = (min(cursor.x, columns - 1), min(cursor.y, rows - 1))
    wraps = false
  }

  // MARK: As text

  /// The rows as text, without the spaces at their ends.
  package var lines: [String] {
    cells.map { row in
      var line = row.map(\.text).joined()
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }

  /// The rows as text, without empty rows at the end.
  package var text: String {
    var lines = lines
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  /// Whether two screens show the same, the cursor included.
  package func looksLike(_ other: VirtualScreen) -> Bool {
    cells == other.cells && cursor == other.cursor
      && modes.contains(25) == other.modes.contains(25)
  }

  // MARK: Writing

  /// Takes what a program sent.
  package mutating func feed(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { take(byte) }
  }

  mutating func write(_ scalar: Unicode.Scalar) {
    switch Self.width(scalar) {
    case 0:
      // On the character before: the cell left of the cursor, or its left half.
      var x = wraps ? cursor.x : cursor.x - 1
      if x > 0, cells[cursor.y][x].text.isEmpty { x -= 1 }
      if x >= 0 { cells[cursor.y][x].text.unicodeScalars.append(scalar) }
    case let width: put(String(scalar), width: width)
    }
  }

  mutating func put(_ text: String, width: Int) {
    if modes.contains(7), wraps || cursor.x + width > columns {
      cursor.x = 0
      lineFeed()
    }
    wraps = false
    let x = min(cursor.x, columns - 1)
    breakWide(x)
    cells[cursor.y][x] = VirtualCell(text, style)
    if width == 2, x + 1 < columns {
      breakWide(x + 1)
      cells[cursor.y][x + 1] = VirtualCell("", style)
    }
    lastCharacter = text
    cursor.x = x + width
    if cursor.x >= columns {
      cursor.x = columns - 1
      wraps = true
    }
  }

  /// Mends a wide character of which one half is about to be overwritten.
  private mutating func breakWide(_ x: Int) {
    let y = cursor.y
    if cells[y][x].text.isEmpty, x > 0, Self.isWide(cells[y][x - 1]) { cells[y][x - 1].text = " " }
    if x + 1 < columns, cells[y][x + 1].text.isEmpty { cells[y][x + 1].text = " " }
  }

  private static func isWide(_ cell: VirtualCell) -> Bool {
    cell.text.unicodeScalars.first.map { width($0) == 2 } ?? false
  }

  mutating func lineFeed() {
    if cursor.y == region.upperBound {
      scroll(1)
    } else if cursor.y < rows - 1 {
      cursor.y += 1
    }
  }

  /// Moves the region's rows up by so many; down, if negative.
  mutating func scroll(_ count: Int, from top: Int? = nil) {
    let top = top ?? region.lowerBound
    guard top <= region.upperBound else { return }
    let part = Array(cells[top...region.upperBound])
    let blank = [VirtualCell](
      repeating: VirtualCell(" ", VirtualCell.Style(background: style.background)), count: columns)
    for index in part.indices {
      let from = index + count
      cells[top + index] = part.indices.contains(from) ? part[from] : blank
    }
  }

  mutating func erase(_ y: Int, _ range: Range<Int>) {
    // Erased cells get the current background.
    for x in range.clamped(to: 0..<columns) {
      cells[y][x] = VirtualCell(" ", VirtualCell.Style(background: style.background))
    }
  }

  // MARK: Widths

  /// The columns of a character, from a short table of its own.
  package static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x300...0x36F, 0x200B...0x200F, 0x20D0...0x20F0, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
