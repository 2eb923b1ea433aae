extension VirtualScreen {
  /// What has been read of a sequence.
  struct Parser: Sendable {
    enum State: Sendable {
      case text
      case escape
      /// Esc ( and its kin: one more byte names a character set.
      case characterSet
      case control
      /// A string that ends with BEL or ST.
      case string
    }
    var state = State.text
    var bytes: [UInt8] = []
    /// A UTF-8 character so far.
    var character: [UInt8] = []
  }

  mutating func take(_ byte: UInt8) {
    switch parser.state {
    case .text: takeText(byte)
    case .escape: takeEscape(byte)
    case .characterSet: parser.state = .text
    case .control:
      if byte < 0x20 {
        // Control characters work inside a sequence.
        takeControlCharacter(byte)
      } else {
        parser.bytes.append(byte)
        if byte >= 0x40 {
          parser.state = .text
          obey(parser.bytes)
        }
      }
    case .string:
      if byte == 0x07 || byte == UInt8(ascii: "\\") && parser.bytes.last == 0x1B {
        parser.state = .text
      } else {
        parser.bytes.append(byte)
      }
    }
  }

  private mutating func takeText(_ byte: UInt8) {
    if byte < 0x20 || byte == 0x7F { return takeControlCharacter(byte) }
    parser.character.append(byte)
    let text = String(validating: parser.character, as: UTF8.self)
    if let scalar = text?.unicodeScalars.first {
      parser.character = []
      write(scalar)
    } else if parser.character.count >= 4 {
      unknown.append("bytes \(parser.character)")
      parser.character = []
    }
  }

  private mutating func takeControlCharacter(_ byte: UInt8) {
    switch byte {
    case 0x1B:
      parser.state = .escape
      parser.bytes = []
    case 0x08:
      cursor.x = max(0, cursor.x - 1)
      wraps = false
    case 0x09:
      cursor.x = min(columns - 1, (cursor.x / 8 + 1) * 8)
      wraps = false
    case 0x0A...0x0C:
      lineFeed()
      wraps = false
    case 0x0D:
      cursor.x = 0
      wraps = false
    case 0x00, 0x07, 0x0E, 0x0F, 0x7F: break
    default: unknown.append("control \(byte)")
    }
  }

  private mutating func takeEscape(_ byte: UInt8) {
    parser.state = .text
    switch byte {
    case UInt8(ascii: "["): parser.state = .control
    case UInt8(ascii: "]"), UInt8(ascii: "P"): parser.state = .string
    case UInt8(ascii: "("), UInt8(ascii: ")"): parser.state = .characterSet
    case UInt8(ascii: "7"): savedCursor = cursor
    case UInt8(ascii: "8"):
      cursor = savedCursor
      wraps = false
    case UInt8(ascii: "D"): lineFeed()
    case UInt8(ascii: "E"):
      cursor.x = 0
      lineFeed()
    case UInt8(ascii: "M"):
      if cursor.y == region.lowerBound { scroll(-1) } else { cursor.y = max(0, cursor.y - 1) }
    case UInt8(ascii: "c"): self = VirtualScreen(columns: columns, rows: rows)
    // The keypad's mode, and a tab stop.
    case UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "H"), UInt8(ascii: "\\"): break
    default: unknown.append("Esc \(Character(Unicode.Scalar(byte)))")
    }
  }

  // MARK: Control sequences

  private mutating func obey(_ bytes: [UInt8]) {
    let final = Character(Unicode.Scalar(bytes[bytes.count - 1]))
    let body = bytes.dropLast()
    let isPrivate = body.first == UInt8(ascii: "?")
    let numbers = body.filter { $0 == UInt8(ascii: ";") || (0x30...0x39).contains($0) }
      .split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
    let plain = body.allSatisfy { $0 == UInt8(ascii: ";") || (0x30...0x39).contains($0) }
    let first = numbers.first ?? 0
    let count = max(1, first)
    if isPrivate, final == "h" || final == "l" { return setModes(numbers, on: final == "h") }
    guard plain else {
      // A soft reset, and the colour of the Linux console's cursor.
      if body == [UInt8(ascii: "!")] || isPrivate && final == "c" { return }
      return unknown.append("CSI " + String(decoding: bytes, as: UTF8.self))
    }
    switch final {
    case "m": setStyle(numbers)
    // Insert mode, which nothing here uses.
    case "h", "l": break
    case "r":
      let bottom = numbers.count > 1 && numbers[1] > 0 ? numbers[1] : rows
      region = (count - 1)...max(count - 1, min(bottom, rows) - 1)
      move(x: 0, y: 0)
    case "n": if first == 6 { answers += "\u{1B}[\(cursor.y + 1);\(cursor.x + 1)R".utf8 }
    case "A", "B", "C", "D", "G", "d", "H", "f", "I", "Z", "`":
      moveCursor(final, count, numbers)
    default: edit(final, first, count, bytes)
    }
  }

  private mutating func move(x: Int, y: Int) {
    cursor = (max(0, min(x, columns - 1)), max(0, min(y, rows - 1)))
    wraps = false
  }

  private mutating func moveCursor(_ final: Character, _ count: Int, _ numbers: [Int]) {
    switch final {
    case "A": move(x: cursor.x, y: cursor.y - count)
    case "B": move(x: cursor.x, y: cursor.y + count)
    case "C": move(x: cursor.x + count, y: cursor.y)
    case "D": move(x: cursor.x - count, y: cursor.y)
    case "G", "`": move(x: count - 1, y: cursor.y)
    case "d": move(x: cursor.x, y: count - 1)
    case "I": move(x: (cursor.x / 8 + count) * 8, y: cursor.y)
    case "Z": move(x: ((cursor.x + 7) / 8 - count) * 8, y: cursor.y)
    default: move(x: max(1, numbers.count > 1 ? numbers[1] : 1) - 1, y: count - 1)
    }
  }

  private mutating func edit(_ final: Character, _ first: Int, _ count: Int, _ bytes: [UInt8]) {
    let (x, y) = cursor
    let blank = VirtualCell(" ", VirtualCell.Style(background: style.background))
    switch final {
    case "J":
      if first != 1 { erase(y, first == 0 ? x..<columns : 0..<columns) }
      if first == 1 { erase(y, 0..<(x + 1)) }
      if first != 0 { for row in 0..<y { erase(row, 0..<columns) } }
      if first != 1 { for row in (y + 1)..<max(y + 1, rows) { erase(row, 0..<columns) } }
    case "K": erase(y, first == 0 ? x..<columns : first == 1 ? 0..<(x + 1) : 0..<columns)
    case "X": erase(y, x..<(x + count))
    case "@":
      cells[y].insert(contentsOf: [VirtualCell](repeating: blank, count: count), at: x)
      cells[y].removeLast(count)
    case "P":
      let count = min(count, columns - x)
      cells[y].removeSubrange(x..<(x + count))
      cells[y] += [VirtualCell](repeating: blank, count: count)
    case "L": if region.contains(y) { scroll(-count, from: y) }
    case "M": if region.contains(y) { scroll(count, from: y) }
    case "S": scroll(count)
    case "T": scroll(-count)
    case "b":
      let text = lastCharacter
      let width = text.unicodeScalars.first.map(Self.width) ?? 1
      for _ in 0..<count { put(text, width: width) }
    // What window managers and printers are told.
    case "t", "i": break
    default: unknown.append("CSI " + String(decoding: bytes, as: UTF8.self))
    }
  }

  private mutating func setModes(_ numbers: [Int], on: Bool) {
    for number in numbers {
      if on { modes.insert(number) } else { modes.remove(number) }
      guard [47, 1047, 1049].contains(number) else { continue }
      if on, mainCells == nil {
        savedCursor = cursor
        mainCells = cells
        cells = Self.blank(columns, rows)
      } else if !on, let main = mainCells {
        cells = main
        mainCells = nil
        cursor = savedCursor
      }
      wraps = false
    }
  }

  private mutating func setStyle(_ numbers: [Int]) {
    var rest = (numbers.isEmpty ? [0] : numbers)[...]
    while let number = rest.popFirst() {
      switch number {
      case 0: style = VirtualCell.Style()
      case 1: style.isBold = true
      case 2: style.isDim = true
      case 4: style.isUnderlined = true
      case 7: style.isReversed = true
      case 22: (style.isBold, style.isDim) = (false, false)
      case 24: style.isUnderlined = false
      case 27: style.isReversed = false
      case 30...37: style.foreground = number - 30
      case 39: style.foreground = -1
      case 40...47: style.background = number - 40
      case 49: style.background = -1
      case 90...97: style.foreground = number - 82
      case 100...107: style.background = number - 92
      case 38 where rest.first == 5, 48 where rest.first == 5:
        let color = rest.dropFirst().first ?? 0
        rest = rest.dropFirst(2)
        if number == 38 { style.foreground = color } else { style.background = color }
      // The alternative font and the ends of italics, blinking and hiding.
      case 10, 11, 23, 25, 28: break
      default: unknown.append("SGR \(number)")
      }
    }
  }
}
