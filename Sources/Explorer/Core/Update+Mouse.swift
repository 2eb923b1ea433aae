import Screen

extension State {
  /// A click or the wheel; what the mouse does, keys do too.
  mutating func point(_ event: InputEvent) -> [Effect] {
    guard isMouseOn else { return [] }
    if isInLesson, overlay == nil, let effects = pointBesideExplorer(event) { return effects }
    guard opening == nil else { return [] }
    let event = isInLesson ? inExplorer(event) : event
    if place == .explore, overlay == nil { return pointInWalk(event) }
    switch event {
    case .wheel(let point, let rows): return wheel(point, rows: rows)
    case .click(let point): return click(point)
    default: return []
    }
  }

  private mutating func pointInWalk(_ event: InputEvent) -> [Effect] {
    guard var walk = explore else { return [] }
    switch event {
    case .wheel(let point, let rows): walk.wheel(point, rows: rows, in: self)
    case .click(let point): walk.click(point, in: self)
    default: break
    }
    walk.settle(in: self)
    explore = walk
    return searchEffects
  }

  /// What the screen shows at a point.
  private func spot(at point: Point) -> (kind: ClickKind, index: Int)? {
    // What was drawn last lies on top.
    guard let spot = RootView(self).explorer.spots.last(where: { $0.area.contains(point) }) else {
      return nil
    }
    return ClickKind(rawValue: spot.kind).map { ($0, spot.index) }
  }

  /// Turns the wheel: the list under it moves on, at home whichever has the keys.
  private mutating func wheel(_ point: Point, rows: Int) -> [Effect] {
    let pane = home.pane
    if place == .home, overlay == nil {
      home.pane = spot(at: point)?.kind == .model ? .models : .text
    }
    var effects: [Effect] = []
    for _ in 0..<min(abs(rows), 100) { effects += perform(rows > 0 ? .down : .up) }
    if place == .home, overlay == nil, home.pane == .text, pane == .target { home.pane = .target }
    return effects
  }

  /// Chooses what was clicked; a second click does what Enter does there.
  private mutating func click(_ point: Point) -> [Effect] {
    notice = nil
    guard let (kind, index) = spot(at: point) else { return [] }
    switch kind {
    case .line:
      home.pane = HomeState.Pane.allCases[min(index, HomeState.Pane.allCases.count - 1)]
    case .model:
      home.select(index)
      home.pane = .models
    case .text:
      home.pane = .text
      isLineTouched = false
      if home.suggestion == index { return perform(.confirm) }
      home.suggest(index)
    case .tokenizer:
      if tokens.selected == index { return perform(.confirm) }
      tokens.selected = index
    case .tokenStep: tokens.walk?.current = index
    case .entry:
      if models.selected == index { return perform(.confirm) }
      models.selected = index
    case .lessonRow:
      let id = learn?.rows.indices.contains(index) == true ? learn?.rows[index].id : nil
      if let id, learn?.list.selected == id { return perform(.confirm) }
      if let id { learn?.list.selected = id }
    case .answer: break
    case .lane:
      if race?.lane == index { return perform(.walkHere) }
      race?.lane = index
    case .moment:
      let last = race?.steps.last
      race?.moment = index == last ? nil : index
    case .candidate, .place: return clickInGenerate(kind, index)
    case .item:
      guard case .palette(var palette) = overlay else { return [] }
      palette.selected = index
      overlay = .palette(palette)
      return perform(.confirm)
    }
    return []
  }

  private mutating func clickInGenerate(_ kind: ClickKind, _ index: Int) -> [Effect] {
    switch generate {
    case .writing(var writing):
      if writing.chosen == index { return perform(.stepForward) }
      writing.select(by: index - writing.chosen)
      generate = .writing(writing)
    case .filling(var filling):
      if kind == .place {
        filling.look(at: index)
      } else if filling.selected == index {
        return perform(.putWord)
      } else {
        filling.select(by: index - filling.selected)
      }
      generate = .filling(filling)
    case nil: break
    }
    return []
  }
}
