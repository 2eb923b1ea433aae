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
    // Help stands at the end of the line, wherever there is room for it and something else; and before it that
    // clicks are taken from the terminal, as they can no longer mark text there.
    let all = hints
    let help = all.filter { Self.isSame($0.key, label(.help)) }
    let mouse =
      state.isMouseOn ? [KeyHints.Hint(label(.mouse), FrameText.mouseOn(state.language))] : []
    let last = mouse + help
    let width = last.reduce(0) { $0 + TextWidth.cells($1.key) + 1 + TextWidth.cells($1.label) + 2 }
    guard !last.isEmpty, area.width >= 2 * width else {
      KeyHints(mouse + all).draw(into: &canvas, in: area)
      return
    }
    let (end, rest) = area.cutRight(width - 2)
    KeyHints(all.filter { !help.contains($0) }).draw(into: &canvas, in: rest.cutRight(2).rest)
    KeyHints(last).draw(into: &canvas, in: end)
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

  private static func isSame(_ one: String, _ other: String) -> Bool {
    one.utf8.elementsEqual(other.utf8)
  }

  /// What the keys of actions are called here.
  private func label(_ actions: Action...) -> String {
    actions.compactMap {
      Keymap.key(for: $0, in: state.context, letters: state.letters)?.label
    }.joined()
  }

  private var hints: [KeyHints.Hint] {
    let context = state.context
    let ranked = Keymap.bindings.filter {
      $0.rank != nil && $0.contexts.contains(context) && state.isUseful($0.action)
    }.sorted { ($0.rank ?? 0) < ($1.rank ?? 0) }
    let all = ranked.compactMap { binding in
      Keymap.key(for: binding.action, in: context, letters: state.letters).map {
        // What ends the program at home leads back to it elsewhere.
        KeyHints.Hint(
          $0.label,
          binding.action == .quit && !state.endsHere
            ? CommonText.leave(state.language)
            : binding.action.name(state.language, on: state.medium))
      }
    }
    if state.overlay == nil, let lesson = LessonHints(state) { return lesson.hints(before: all) }
    return placeHints(all)
  }

  /// The hints of the place, what its special keys mean among them.
  private func placeHints(_ all: [KeyHints.Hint]) -> [KeyHints.Hint] {
    if state.overlay == nil, state.place == .compare { return CompareHints(state).own + all }
    guard state.overlay == nil, state.place == .explore else { return all }
    let special = special
    var rest = all.filter { hint in !special.contains { $0.key == hint.key } }
    // What steps is said first, and beside it that the arrows do not.
    if state.explore?.mode == .stage, state.explore?.isMapFocused == false {
      let arrows = KeyHints.Hint(label(.up, .down, .left, .right), FrameText.cursor(state.language))
      rest.insert(arrows, at: min(3, rest.count))
    }
    return special + rest
  }

  /// What keys mean where the map or a list has them, before all others.
  private var special: [KeyHints.Hint] {
    guard let walk = state.explore else { return [] }
    let language = state.language
    func hint(_ keys: String, _ text: FrameText) -> KeyHints.Hint {
      KeyHints.Hint(keys, text(language))
    }
    let back = KeyHints.Hint(label(.back), Action.back.name(language))
    let follow = hint(label(.whereFrom), .follow)
    let picture = hint(label(.out), .toPicture)
    if walk.isMapFocused {
      let tower =
        walk.subject.map.towers.count > 1 ? [hint(label(.left, .right), .tower)] : []
      return [hint(label(.up, .down), .block)] + tower
        + [hint(label(.whereFrom), .goThere), back]
    }
    switch walk.mode {
    case .stage:
      switch walk.spot.picture {
      case .stream, .lens:
        // Two figures for each place are chosen between as heads are.
        let other = Keymap.key(for: .nextHead, in: state.context)
        return [KeyHints.Hint(Key.enter.label, ActionText.whereFrom(language))]
          + (other.map { [KeyHints.Hint($0.label, FigureText.otherFigure(language))] } ?? [])
          + [back]
      default: return []
      }
    case .whereFrom:
      let lists =
        walk.work.count > 0
        ? [hint(label(.up, .down), .term), hint(label(.left, .right), .factor)] : []
      return (walk.leadsFurther ? [follow] : []) + [back] + lists + [picture]
    case .whereTo: return [follow, back, hint(label(.up, .down), .reader), picture]
    }
  }
}
