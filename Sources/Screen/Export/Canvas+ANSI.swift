extension Canvas {
  /// The rows as text without any style, each with its end of line.
  package var plainText: String { lines.map { $0 + "\n" }.joined() }

  /// The rows with the terminal's own codes for styles (SGR of ECMA-48, §8.3.117) and nothing that moves the
  /// cursor: for `cat`, pagers and logs.
  ///
  /// Each row ends in the terminal's own style. Spaces at its end are left out unless they have a colour.
  ///
  /// - Parameter depth: How many colours to use; those that are more than that become the terminal's own.
  /// - Returns: The text.
  package func ansi(_ depth: ColorDepth) -> String {
    var text = ""
    for y in 0..<size.height {
      var last = Style.plain
      let row = row(y)
      let end =
        row.lastIndex { $0.text != " " || ansi($0.style, depth) != "0" } ?? row.startIndex - 1
      for cell in row[..<(end + 1)] {
        if cell.style != last, !cell.isRightHalf {
          text += "\u{1B}[" + ansi(cell.style, depth) + "m"
          last = cell.style
        }
        text += cell.text
      }
      text += last == .plain ? "\n" : "\u{1B}[0m\n"
    }
    return text
  }

  /// A style's parameters, always from the terminal's own style.
  private func ansi(_ style: Style, _ depth: ColorDepth) -> String {
    var codes = ["0"]
    if style.attributes.contains(.bold) { codes.append("1") }
    if style.attributes.contains(.dim) { codes.append("2") }
    if style.attributes.contains(.underlined) { codes.append("4") }
    if style.attributes.contains(.reversed) { codes.append("7") }
    codes += code(style.foreground, base: 30, depth) + code(style.background, base: 40, depth)
    return codes.joined(separator: ";")
  }

  private func code(_ color: Color, base: Int, _ depth: ColorDepth) -> [String] {
    let index = Int(color.index)
    switch depth {
    case _ where index < 0: return []
    case .none: return []
    case .eight where index >= 8, .sixteen where index >= 16: return []
    default: break
    }
    if index < 8 { return ["\(base + index)"] }
    if index < 16 { return ["\(base + 60 + index - 8)"] }
    return ["\(base + 8)", "5", "\(index)"]
  }
}
