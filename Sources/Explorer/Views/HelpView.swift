import Screen

/// Every key that works here, by groups.
struct HelpView {
  private let state: State
  private let scroll: Int

  init(_ state: State, scroll: Int) {
    self.state = state
    self.scroll = scroll
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    let context = state.placeContext
    let lines = Self.lines(context, state.language)
    let keyWidth = lines.reduce(0) { max($0, TextWidth.cells($1.keys)) }
    let width = lines.reduce(20) { max($0, keyWidth + 2 + TextWidth.cells($1.text)) }
    let box = area.centered(Size(width: width + 4, height: lines.count + 2))
    let visible = max(1, Panel.inner(of: box).height)
    let first = min(scroll, max(0, lines.count - visible))
    let last = min(lines.count, first + visible)
    let inner = Panel(
      CommonText.keysTitle(state.language),
      note: lines.count > visible ? "\(first + 1)–\(last)/\(lines.count)" : "", isFocused: true
    ).draw(into: &canvas, in: box)
    let theme = canvas.theme
    canvas.clipped(to: inner) { canvas in
      for (row, line) in lines[first..<last].enumerated() {
        let y = inner.y + row
        if line.keys.isEmpty {
          canvas.put(line.text, x: inner.x + 1, y: y, theme[.heading])
        } else {
          canvas.put(line.keys, x: inner.x + 1, y: y, theme[.key])
          canvas.put(line.text, x: inner.x + keyWidth + 3, y: y, theme[.text])
        }
      }
    }
    canvas.cursor = nil
  }

  /// The lines of the list: a group's name without keys, then its actions.
  static func lines(
    _ context: Context, _ language: DisplayLanguage
  ) -> [(keys: String, text: String)] {
    Action.Group.allCases.flatMap { group -> [(keys: String, text: String)] in
      let bindings = Keymap.bindings.filter {
        $0.action.group == group && $0.contexts.contains(context)
      }
      guard !bindings.isEmpty else { return [] }
      let title = CommonText(rawValue: group.rawValue)?(language) ?? group.rawValue
      return [("", title)]
        + bindings.map {
          ($0.keys.map(\.label).joined(separator: " "), $0.action.name(language))
        }
    }
  }
}
