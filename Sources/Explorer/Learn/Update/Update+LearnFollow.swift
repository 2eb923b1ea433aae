import Lessons
import Screen

extension State {
  /// Brings up to date what a lesson shows: after every message.
  mutating func followLesson() -> [Effect] {
    guard isInLesson else { return [] }
    let effects = openTokenizers() + judgeState()
    showAwaitedScheme()
    refreshPage()
    arrange()
    return effects
  }

  /// Opens the tokenizers that the lesson's numbers are read from.
  private mutating func openTokenizers() -> [Effect] {
    guard learn?.lesson?.usesTokenizers == true else { return [] }
    return openAllTokenizers()
  }

  // MARK: The mouse

  /// A click or the wheel outside of the explorer's part; nil for one within it.
  mutating func pointBesideExplorer(_ event: InputEvent) -> [Effect]? {
    let split = split
    switch event {
    case .wheel(let point, let rows) where split.panel.contains(point):
      scrollLesson(by: rows)
    case .click(let point) where split.strip.contains(point):
      flipChange()
    case .click(let point) where split.panel.contains(point):
      learn?.lesson?.focus = .lesson
      let spot = SplitView(self).canvas.spots.last { $0.area.contains(point) }
      guard let spot, spot.kind == ClickKind.answer.rawValue else { return [] }
      // A second click does what Enter does.
      if learn?.lesson?.work?.choice == spot.index { return perform(.goOn) }
      return press(.character(Unicode.Scalar(UInt8(49 + min(8, max(0, spot.index))))))
    case .click(let point), .wheel(let point, _):
      guard split.explorer.contains(point) else { return [] }
      if case .click = event { learn?.lesson?.focus = .explorer }
      return nil
    default: return nil
    }
    return []
  }

  /// A click or the wheel as the explorer's part counts its rows.
  func inExplorer(_ event: InputEvent) -> InputEvent {
    let top = split.explorer.y
    return switch event {
    case .click(let point): .click(Point(x: point.x, y: point.y - top))
    case .wheel(let point, let rows): .wheel(Point(x: point.x, y: point.y - top), rows: rows)
    default: event
    }
  }
}
