import Tensors

/// Text cut, padded and broken by cells.
package enum TextLayout {
  /// Where text stands in a wider space.
  package enum Alignment: Sendable {
    case left, right, center
  }

  /// The text, cut so that it takes at most so many cells; what was cut is shown as `…`.
  package static func clip(_ text: String, to width: Int) -> String {
    guard TextWidth.cells(text) > width else { return text }
    guard width > 0 else { return "" }
    var clipped = String.UnicodeScalarView()
    var used = 0
    for scalar in text.unicodeScalars {
      let cells = TextWidth.cells(scalar)
      guard used + cells <= width - 1 else { break }
      clipped.append(scalar)
      used += cells
    }
    return String(clipped) + "…"
  }

  /// The text, cut in the middle so that its beginning and its end stay.
  package static func clipMiddle(_ text: String, to width: Int) -> String {
    guard TextWidth.cells(text) > width else { return text }
    guard width > 2 else { return clip(text, to: width) }
    let start = clip(text, to: (width - 1) / 2 + 1)
    var end = String.UnicodeScalarView()
    var used = TextWidth.cells(start)
    for scalar in text.unicodeScalars.reversed() {
      let cells = TextWidth.cells(scalar)
      guard used + cells <= width else { break }
      end.insert(scalar, at: end.startIndex)
      used += cells
    }
    return start + String(end)
  }

  /// The text in exactly so many cells: cut, or with spaces.
  package static func pad(
    _ text: String, to width: Int, _ alignment: Alignment = .left
  ) -> String {
    let text = clip(text, to: width)
    let space = max(0, width - TextWidth.cells(text))
    switch alignment {
    case .left: return text + String(repeating: " ", count: space)
    case .right: return String(repeating: " ", count: space) + text
    case .center:
      return String(repeating: " ", count: space / 2) + text
        + String(repeating: " ", count: space - space / 2)
    }
  }

  /// The text on lines of at most so many cells.
  ///
  /// Latin breaks at spaces, Chinese between any two characters, but not before a closing mark nor after an
  /// opening one (a part of UAX #14). A word that is longer than a line is broken where the line ends. A
  /// line end in the text is kept.
  package static func wrap(_ text: String, to width: Int) -> [String] {
    guard width > 0 else { return [] }
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      wrapLine($0, to: width)
    }
  }

  private static func wrapLine(_ text: Substring, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for piece in pieces(text) {
      let cells = TextWidth.cells(piece)
      let ink = piece.hasSuffix(" ") ? TextWidth.cells(trimmed(piece)) : cells
      if used + ink > width, used > 0 {
        lines.append(trimmed(line))
        line = ""
        used = 0
      }
      if ink > width {
        let word = trimmed(piece)
        for scalar in word.unicodeScalars {
          let cells = TextWidth.cells(scalar)
          if used + cells > width, used > 0 {
            lines.append(line)
            line = ""
            used = 0
          }
          // In a single column there is no place for a wide character.
          line.unicodeScalars.append(cells > width ? "…" : scalar)
          used += cells
        }
        line += piece.dropFirst(word.count)
        used += cells - ink
      } else {
        line += piece
        used += cells
      }
    }
    lines.append(trimmed(line))
    return lines
  }

  private static func trimmed(_ text: String) -> String {
    var text = text
    while text.unicodeScalars.last == " " { text.unicodeScalars.removeLast() }
    return text
  }

  /// The stretches between which a line may break; spaces belong to the stretch before them.
  private static func pieces(_ text: Substring) -> [String] {
    var pieces: [String] = []
    var piece = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if let previous, mayBreak(between: previous, and: scalar) {
        pieces.append(String(piece))
        piece = String.UnicodeScalarView()
      }
      piece.append(scalar)
      previous = scalar
    }
    if !piece.isEmpty { pieces.append(String(piece)) }
    return pieces
  }

  private static let closing = Set("，。；：！？）》」』、】〉”’,.;:!?)]}%…".unicodeScalars)
  private static let opening = Set("（《「『【〈“‘([{".unicodeScalars)

  private static func mayBreak(between left: Unicode.Scalar, and right: Unicode.Scalar) -> Bool {
    if right == " " { return false }
    if left == " " { return true }
    if closing.contains(right) || opening.contains(left) { return false }
    return TextWidth.cells(left) == 2 || TextWidth.cells(right) == 2
  }
}

extension Medium {
  /// Visible text as this medium can draw it: what it has no glyph for as `\u{4F60}`, escapes as they are.
  package func drawable(_ visible: String) -> String {
    guard glyphs != .unicode else { return visible }
    // A backslash is one already: what is escaped now must not double it.
    return visible.unicodeScalars.reduce(into: "") { text, scalar in
      if scalar == "\\" { text += "\\" } else { text += shown(String(scalar)) }
    }
  }

  /// Text from outside as it may be drawn: what does not print is escaped, and what this medium has no
  /// glyph for is written as `\u{4F60}`.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - limit: The most characters; what is cut is shown as `…`.
  /// - Returns: The text.
  package func shown(_ text: String, limit: Int = .max) -> String {
    let visible = VisibleText.escaped(text, limit: limit)
    guard glyphs != .unicode else { return visible }
    var result = ""
    for scalar in visible.unicodeScalars {
      let isShown = glyphs == .neutral ? !TextWidth.isAmbiguous(scalar) : scalar.isASCII
      if isShown || GlyphTwin.of(scalar) != "?" {
        result.unicodeScalars.append(isShown ? scalar : GlyphTwin.of(scalar))
      } else {
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      }
    }
    return result
  }
}
