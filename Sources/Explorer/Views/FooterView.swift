import Screen

/// The last line: what must be told, or else the keys that matter here.
struct FooterView {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let theme = canvas.theme
    if let notice = state.notice {
      canvas.fill(area)
      canvas.put(
        TextLayout.clip(Self.text(notice), to: area.width), x: area.x, y: area.y,
        theme[Self.role(notice)])
      return
    }
    KeyHints(hints).draw(into: &canvas, in: area)
  }

  /// Draws a message that one line does not hold over the lowest rows of a screen, as many as it takes.
  func drawWhole(into canvas: inout Canvas, in area: Rect) {
    guard let notice = state.notice, TextWidth.cells(Self.text(notice)) > area.width,
      area.height >= 4
    else { return }
    let lines = TextLayout.wrap(Self.text(notice), to: area.width)
    let (place, _) = area.cutBottom(min(lines.count, area.height / 2))
    canvas.fill(place)
    for (row, line) in lines.prefix(place.height).enumerated() {
      let isCut = row == place.height - 1 && lines.count > place.height
      canvas.put(
        isCut ? TextLayout.clip(line + "……", to: area.width) : line, x: place.x, y: place.y + row,
        canvas.theme[Self.role(notice)])
    }
  }

  private static func text(_ notice: Notice) -> String {
    (notice.kind == .problem ? "✗ " : "• ") + notice.text
  }

  private static func role(_ notice: Notice) -> Theme.Role {
    notice.kind == .problem ? .bad : .warning
  }

  private var hints: [KeyHints.Hint] {
    let context = state.context
    let ranked = Keymap.bindings.filter { $0.rank != nil && $0.contexts.contains(context) }
      .sorted { ($0.rank ?? 0) < ($1.rank ?? 0) }
    let all = ranked.compactMap { binding in
      Keymap.key(for: binding.action, in: context, isTyping: state.isTyping).map {
        KeyHints.Hint($0.label, binding.action.name(state.language, on: state.medium))
      }
    }
    guard state.overlay == nil, state.place == .explore else { return all }
    let special = special
    let leadsOn = state.explore?.leadsFurther ?? true
    return special
      + all.filter { hint in
        !special.contains { $0.key == hint.key } && (leadsOn || hint.key != Key.enter.label)
      }
  }

  /// What keys mean where the map or a list has them, before all others.
  private var special: [KeyHints.Hint] {
    guard let walk = state.explore else { return [] }
    let language = state.language
    func hint(_ keys: String, _ text: FrameText) -> KeyHints.Hint {
      KeyHints.Hint(keys, text(language))
    }
    let back = KeyHints.Hint(Key.escape.label, Action.back.name(language))
    if walk.isMapFocused {
      let tower = walk.subject.map.towers.count > 1 ? [hint("←→", .tower)] : []
      return [hint("↑↓", .block)] + tower + [hint(Key.enter.label, .goThere), back]
    }
    switch walk.mode {
    case .stage:
      switch walk.spot.picture {
      case .stream, .lens:
        // Two figures for each place are chosen between as heads are.
        let other = Keymap.key(for: .nextHead, in: state.context, isTyping: false)
        return [KeyHints.Hint(Key.enter.label, ActionText.whereFrom(language))]
          + (other.map { [KeyHints.Hint($0.label, FigureText.otherFigure(language))] } ?? [])
          + [back]
      default: return []
      }
    case .whereFrom:
      let follow = walk.leadsFurther ? [hint(Key.enter.label, .follow)] : []
      let lists = walk.work.count > 0 ? [hint("↑↓", .term), hint("←→", .factor)] : []
      return follow + [back] + lists + [hint("o", .toPicture)]
    case .whereTo:
      return [
        hint(Key.enter.label, .follow), back, hint("↑↓", .reader), hint("o", .toPicture),
      ]
    }
  }
}
