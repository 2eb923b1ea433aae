import Screen

/// Every key that works here, by groups; in two columns where one is too long and both fit.
struct HelpView {
  private let state: State
  private let scroll: Int

  init(_ state: State, scroll: Int) {
    self.state = state
    self.scroll = scroll
  }

  /// A line of the list: a group's name without keys, or keys and what they do.
  typealias Line = (keys: String, text: String)

  func draw(into canvas: inout Canvas, in area: Rect) {
    let context = state.placeContext
    var below = state
    below.overlay = nil
    let lines = Self.lines(context, state.language, state.medium, below.letters)
    let keyWidth = lines.reduce(0) { max($0, TextWidth.cells($1.keys)) }
    let width = lines.reduce(20) { max($0, keyWidth + 2 + TextWidth.cells($1.text)) }
    let fitsOnce = lines.count + 2 <= area.height
    let columns = !fitsOnce && area.width >= 2 * width + 7 ? 2 : 1
    // The second column begins with a group.
    let split = columns == 1 ? lines.count : Self.middle(lines)
    let rows = max(split, lines.count - split)
    let box = area.centered(
      Size(width: columns * width + (columns - 1) * 3 + 4, height: rows + 2))
    let visible = max(1, Panel.inner(of: box).height)
    let first = min(scroll, max(0, rows - visible))
    let last = min(rows, first + visible)
    let inner = Panel(
      CommonText.keysTitle(state.language),
      note: (rows > visible ? "\(first + 1)–\(last)/\(rows)  " : "")
        + "\(Key.escape.label) \(Action.back.name(state.language, on: state.medium))",
      isFocused: true
    ).draw(into: &canvas, in: box)
    canvas.clipped(to: inner) { canvas in
      for row in first..<last {
        for column in 0..<columns {
          let stretch = column == 0 ? lines[..<split] : lines[split...]
          guard row < stretch.count else { continue }
          let line = stretch[stretch.startIndex + row]
          let x = inner.x + 1 + column * (width + 3)
          draw(line, keyWidth, into: &canvas, x: x, y: inner.y + row - first, width: width)
        }
      }
    }
    canvas.cursor = nil
  }

  private func draw(
    _ line: Line, _ keyWidth: Int, into canvas: inout Canvas, x: Int, y: Int, width: Int
  ) {
    let theme = canvas.theme
    if line.keys.isEmpty {
      canvas.put(line.text, x: x, y: y, theme[.heading], width: width)
    } else {
      canvas.put(line.keys, x: x, y: y, theme[.key])
      canvas.put(
        TextLayout.clip(line.text, to: width - keyWidth - 2), x: x + keyWidth + 2, y: y,
        theme[.text])
    }
  }

  /// Where the group begins that is nearest to the middle.
  private static func middle(_ lines: [Line]) -> Int {
    let starts = lines.indices.dropFirst().filter { lines[$0].keys.isEmpty }
    let middle = lines.count / 2
    return starts.min { abs($0 - middle) < abs($1 - middle) } ?? middle
  }

  /// The lines of the list: a group's name without keys, then its actions.
  static func lines(
    _ context: Context, _ language: DisplayLanguage, _ medium: Medium, _ letters: Letters
  ) -> [Line] {
    Action.Group.allCases.flatMap { group -> [Line] in
      let found = Keymap.bindings
        .filter { $0.action.group == group && $0.contexts.contains(context) }
        .map { ($0.action, Keymap.keys(of: $0, letters: letters)) }
        .filter { !$0.1.isEmpty }
      guard !found.isEmpty else { return [] }
      let title = CommonText(rawValue: group.rawValue)?(language) ?? group.rawValue
      return [("", title)]
        + found.map { action, keys in
          (
            keys.map(\.label).joined(separator: " "),
            action == .quit && context != .home
              ? CommonText.leave(language) : action.name(language, on: medium)
          )
        }
    }
  }
}
