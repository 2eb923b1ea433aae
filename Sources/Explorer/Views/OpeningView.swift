import Screen

/// How far an opening has come.
struct OpeningView {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard let opening = state.opening else { return }
    let name = canvas.medium.shown(SubjectOpener.name(opening.request.model), limit: 40)
    let title = HomeText.opening(state.language, name)
    let box = area.centered(Size(width: max(40, TextWidth.cells(title) + 6), height: 4))
    let inner = Panel(title, isFocused: true).draw(into: &canvas, in: box)
    let theme = canvas.theme
    let width = max(0, inner.width - 2)
    let filled = min(width, max(0, Int(opening.progress * Double(width))))
    canvas.put(
      String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled),
      x: inner.x + 1, y: inner.y, theme[.probability], width: width)
    let key = Keymap.key(for: .back, in: .home)?.label ?? ""
    canvas.put(
      HomeText.cancelHint(state.language, key), x: inner.x + 1, y: inner.y + 1, theme[.faint],
      width: width)
    canvas.cursor = nil
  }
}
