/// A line of text that is being written.
///
/// The cursor stands between characters as the reader sees them (extended grapheme clusters of UAX #29), so
/// that a mark is deleted with its letter. It is a value: a key is a change of it.
///
/// - Units: useful from 4×1.
package struct TextField: Hashable, Sendable {
  /// The text.
  package private(set) var text: String
  /// How many characters stand before the cursor.
  package private(set) var cursor: Int
  /// What is shown, faintly, while the text is empty.
  package var placeholder: String

  /// Makes a field with the cursor at the end of its text.
  package init(_ text: String = "", placeholder: String = "") {
    self.text = Self.line(text)
    self.placeholder = placeholder
    cursor = self.text.count
  }

  /// How many characters there are.
  package var count: Int { text.count }

  // MARK: Editing

  /// Writes at the cursor; line ends and other control characters become spaces.
  package mutating func insert(_ piece: String) {
    let before = String(text[..<place(cursor)]) + Self.line(piece)
    let after = text[place(cursor)...]
    text = before + after
    // What was written may have joined the character before it: count again rather than add.
    cursor = min(before.count, text.count)
  }

  /// Deletes the character before the cursor.
  package mutating func backspace() { delete(max(0, cursor - 1)..<cursor) }

  /// Deletes the character after the cursor.
  package mutating func delete() { delete(cursor..<min(count, cursor + 1)) }

  /// Deletes back to the beginning of a word.
  package mutating func deleteWordLeft() { delete(wordLeft..<cursor) }

  /// Deletes from the cursor to the end.
  package mutating func deleteToEnd() { delete(cursor..<count) }

  /// Deletes from the beginning to the cursor.
  package mutating func deleteToStart() { delete(0..<cursor) }

  /// Replaces everything, with the cursor at the end.
  package mutating func replace(with text: String) {
    self.text = Self.line(text)
    cursor = count
  }

  private mutating func delete(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    text.removeSubrange(place(range.lowerBound)..<place(range.upperBound))
    cursor = min(range.lowerBound, count)
  }

  // MARK: Moving

  /// Moves one character to the left.
  package mutating func moveLeft() { cursor = max(0, cursor - 1) }

  /// Moves one character to the right.
  package mutating func moveRight() { cursor = min(count, cursor + 1) }

  /// Moves to the beginning.
  package mutating func moveToStart() { cursor = 0 }

  /// Moves to the end.
  package mutating func moveToEnd() { cursor = count }

  /// Moves to the beginning of a word.
  package mutating func moveWordLeft() { cursor = wordLeft }

  /// Moves to the end of a word.
  package mutating func moveWordRight() {
    let characters = Array(text)
    while cursor < characters.count, characters[cursor].isWhitespace { cursor += 1 }
    while cursor < characters.count, !characters[cursor].isWhitespace { cursor += 1 }
  }

  private var wordLeft: Int {
    let characters = Array(text)
    var place = cursor
    while place > 0, characters[place - 1].isWhitespace { place -= 1 }
    while place > 0, !characters[place - 1].isWhitespace { place -= 1 }
    return place
  }

  private func place(_ count: Int) -> String.Index {
    text.index(text.startIndex, offsetBy: count, limitedBy: text.endIndex) ?? text.endIndex
  }

  private static func line(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      line.append(isControl ? " " : scalar)
    }
    return String(line)
  }

  // MARK: Keys

  /// Does what a key means in a line of text, as in a shell.
  ///
  /// - Returns: Whether the key means something here.
  package mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let scalar): insert(String(scalar))
    case .backspace, .control("h"): backspace()
    case .delete, .control("d"): delete()
    case .left, .control("b"): moveLeft()
    case .right, .control("f"): moveRight()
    case .home, .control("a"): moveToStart()
    case .end, .control("e"): moveToEnd()
    case .control("k"): deleteToEnd()
    case .control("u"): deleteToStart()
    case .control("w"): deleteWordLeft()
    case .alt("b"): moveWordLeft()
    case .alt("f"): moveWordRight()
    default: return false
    }
    return true
  }

  // MARK: Drawing

  /// Draws the text around the cursor, and sets the canvas's cursor.
  ///
  /// - Parameters:
  ///   - canvas: What is drawn on.
  ///   - area: Where; the first row is used.
  ///   - isFocused: Whether the cursor is here.
  ///   - isSelected: Whether the whole text is marked, to give way to what is written.
  package func draw(
    into canvas: inout Canvas, in area: Rect, isFocused: Bool = true, isSelected: Bool = false
  ) {
    guard !area.isEmpty else { return }
    let theme = canvas.theme
    canvas.fill(area.cutTop(1).0)
    // What the medium has no glyph for is written as its number.
    let before = TextWidth.cells(canvas.medium.drawable(String(text[..<place(cursor)])))
    let text = canvas.medium.drawable(text)
    let cells = TextWidth.cells(text)
    // The cursor needs a cell too, also after the last character.
    let hidden = hiddenCells(before: before, cells: cells, width: area.width)
    canvas.clipped(to: area) { canvas in
      if text.isEmpty {
        canvas.put(
          TextLayout.clip(placeholder, to: area.width), x: area.x, y: area.y, theme[.faint])
      }
      canvas.put(text, x: area.x - hidden, y: area.y, theme[isSelected ? .selected : .text])
      if hidden > 0 { canvas.put("‹", x: area.x, y: area.y, theme[.faint]) }
      if cells - hidden > area.width {
        canvas.put("›", x: area.maxX - 1, y: area.y, theme[.faint])
      }
    }
    if isFocused { canvas.cursor = Point(x: area.x + before - hidden, y: area.y) }
  }

  private func hiddenCells(before: Int, cells: Int, width: Int) -> Int {
    guard cells >= width else { return 0 }
    // The cursor in the middle, but no emptier on the right than it takes to write on.
    return max(0, min(before - width / 2, cells - width + 1))
  }
}
