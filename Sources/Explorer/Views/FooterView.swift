import Screen

/// The last line: what must be told, or else the keys that matter here.
struct FooterView {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let theme = canvas.theme
    if let notice = state.notice {
      let style = theme[notice.kind == .problem ? .bad : .warning]
      let mark = notice.kind == .problem ? "✗ " : "• "
      canvas.fill(area)
      canvas.put(
        TextLayout.clip(mark + notice.text, to: area.width), x: area.x, y: area.y, style)
      return
    }
    KeyHints(hints).draw(into: &canvas, in: area)
  }

  private var hints: [KeyHints.Hint] {
    let context = state.context
    let ranked = Keymap.bindings.filter { $0.rank != nil && $0.contexts.contains(context) }
      .sorted { ($0.rank ?? 0) < ($1.rank ?? 0) }
    return ranked.compactMap { binding in
      Keymap.key(for: binding.action, in: context, isTyping: state.isTyping).map {
        KeyHints.Hint($0.label, binding.action.name(state.language))
      }
    }
  }
}
