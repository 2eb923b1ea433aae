import Screen

/// The keys that a newcomer needs first.
struct HomeKeysView {
  private let language: DisplayLanguage

  init(_ language: DisplayLanguage) { self.language = language }

  /// The walk's keys in the order in which they are wanted; the key that starts it comes before them.
  static let actions: [Action] = [
    .confirm, .stepForward, .stepBack, .whereFrom, .whereTo, .nextHead, .heads, .into, .tokens,
    .learn, .help,
  ]

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let inner = Panel(HomeText.keysTitle(language)).draw(into: &canvas, in: area)
    let theme = canvas.theme
    let lines = Self.actions.map { action in
      let isStart = action == .confirm
      let key = Keymap.key(for: action, in: isStart ? .home : .explore)?.label ?? ""
      return (key, isStart ? HomeText.start(language) : action.name(language))
    }
    let keyWidth = lines.reduce(0) { max($0, TextWidth.cells($1.0)) }
    for (row, line) in lines.prefix(inner.height).enumerated() {
      canvas.put(line.0, x: inner.x + 1, y: inner.y + row, theme[.key])
      canvas.put(
        TextLayout.clip(line.1, to: max(0, inner.width - keyWidth - 4)),
        x: inner.x + keyWidth + 3, y: inner.y + row, theme[.faint])
    }
  }
}
