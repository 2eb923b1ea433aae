import Lessons
import Screen

/// The screen while a lesson is open: the explorer, the lesson, the keys of whichever has them.
struct SplitView {
  private let state: State

  init(_ state: State) { self.state = state }

  /// The screen as a canvas.
  var canvas: Canvas {
    var canvas = Canvas(size: state.screen, medium: state.medium)
    let area = canvas.bounds
    guard area.width >= RootView.smallest.width, area.height >= RootView.smallest.height else {
      RootView(state).drawTooSmall(into: &canvas, in: area)
      return canvas
    }
    let split = state.split
    let explorer = RootView(state).explorer
    guard !split.explorer.isEmpty || state.overlay == nil else {
      // Where there is room for one of them, what lies over both has all of it.
      canvas.draw(explorer, explorer.bounds, at: Point(x: 0, y: 0))
      FooterView(state).draw(into: &canvas, in: split.keys)
      return canvas
    }
    drawStrip(into: &canvas, in: split.strip)
    canvas.draw(
      explorer, Rect(split.explorer.size), at: Point(x: split.explorer.x, y: split.explorer.y))
    let cursor = state.isLessonFocused && state.overlay == nil ? nil : canvas.cursor
    drawOpening(into: &canvas, in: split.explorer)
    LessonView(state)?.draw(into: &canvas)
    if !state.isLessonFocused || state.overlay != nil { canvas.cursor = cursor }
    FooterView(state).draw(into: &canvas, in: split.keys)
    FooterView(state).drawWhole(into: &canvas, in: area)
    return canvas
  }

  /// What is changed in the model, and whether the screen shows it before or after.
  private func drawStrip(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty, let lesson = state.learn?.lesson else { return }
    let theme = canvas.theme
    let language = state.language
    canvas.fill(area)
    var room = area
    if state.canFlip, area.width >= 40 {
      let key = Keymap.label(.flipChange, in: .lesson)
      let (before, after) = (LearnText.before(language), LearnText.after(language))
      let width = TextWidth.cells(key) + TextWidth.cells(before) + TextWidth.cells(after) + 6
      let (end, rest) = area.cutRight(max(width, LessonSplit.flipWidth))
      room = rest.cutRight(1).rest
      var x = canvas.put(key, x: end.maxX - width, y: end.y, theme[.key])
      x = canvas.put(
        " \(before) ", x: x + 1, y: end.y, theme[lesson.showsBefore ? .selected : .faint])
      canvas.put(" \(after) ", x: x, y: end.y, theme[lesson.showsBefore ? .faint : .selected])
    }
    let x = canvas.put("◆ ", x: room.x + 1, y: room.y, theme[.warning], width: room.width - 1)
    let space = max(1, room.maxX - x)
    let lines = TextLayout.wrap(lesson.page.change ?? "", to: space)
    for (row, line) in lines.prefix(area.height).enumerated() {
      let isCut = row == area.height - 1 && lines.count > area.height
      canvas.put(
        isCut ? TextLayout.clip(line + "……", to: space) : line, x: x, y: room.y + row,
        theme[.warning])
    }
  }

  /// Says that the scene is being opened, or why it is not there.
  private func drawOpening(into canvas: inout Canvas, in area: Rect) {
    guard let lesson = state.learn?.lesson, !lesson.isShown, state.opening == nil,
      let subject = lesson.scene.subject, !area.isEmpty
    else { return }
    let language = state.language
    let name: String
    switch subject {
    case .walk(let model), .generate(let model): name = model.model
    case .compare(let comparison): name = comparison.sides.first?.model ?? ""
    case .tokens, .race: return
    }
    let title =
      lesson.problem
      ?? LearnText.opening(language, canvas.medium.shown(SubjectOpener.name(name), limit: 40))
    let box = area.centered(
      Size(width: min(area.width, TextWidth.cells(title) + 6), height: min(3, area.height)))
    let inner = Panel("").draw(into: &canvas, in: box)
    canvas.put(
      TextLayout.clip(title, to: max(0, inner.width - 2)), x: inner.x + 1, y: inner.y,
      canvas.theme[lesson.problem == nil ? .faint : .bad])
    canvas.cursor = nil
  }
}
