import Screen

/// The whole screen, drawn from the state and nothing else.
package struct RootView {
  private let state: State

  /// Makes the view of a state.
  package init(_ state: State) { self.state = state }

  /// The smallest screen that a walk can be seen on; below it one line says what is needed.
  package static let smallest = Size(width: 16, height: 3)

  /// The screen as a canvas.
  package var canvas: Canvas {
    if state.isInLesson { return SplitView(state).canvas }
    var canvas = Canvas(size: state.size, medium: state.medium)
    draw(into: &canvas)
    return canvas
  }

  /// The explorer alone: the whole screen, or its part beside a lesson.
  var explorer: Canvas {
    var canvas = Canvas(size: state.size, medium: state.medium)
    draw(into: &canvas)
    return canvas
  }

  /// Draws the screen.
  package func draw(into canvas: inout Canvas) {
    let area = canvas.bounds
    guard area.width >= Self.smallest.width, area.height >= Self.smallest.height else {
      drawTooSmall(into: &canvas, in: area)
      return
    }
    switch state.place {
    case .home: HomeView(state).draw(into: &canvas, in: area)
    case .explore: ExploreView(state)?.draw(into: &canvas, in: area)
    case .generate: GenerateView(state)?.draw(into: &canvas, in: area)
    case .tokens: TokensView(state).draw(into: &canvas, in: area)
    case .models: ModelsView(state).draw(into: &canvas, in: area)
    case .compare: CompareView(state)?.draw(into: &canvas, in: area)
    case .race: RaceView(state)?.draw(into: &canvas, in: area)
    case .lessons: if !state.isInLesson { LessonListView(state)?.draw(into: &canvas, in: area) }
    }
    // Beside a lesson the last row, and what is told in it, is that of the whole screen.
    if !state.isInLesson { FooterView(state).drawWhole(into: &canvas, in: area) }
    if state.opening != nil { OpeningView(state).draw(into: &canvas, in: area) }
    // The last line says how to leave what lies over the screen.
    let above = area.cutBottom(area.height >= 5 ? 1 : 0).rest
    switch state.overlay {
    case .help(let scroll): HelpView(state, scroll: scroll).draw(into: &canvas, in: above)
    case .palette(let palette): PaletteView(state, palette).draw(into: &canvas, in: above)
    case nil: break
    }
  }

  /// Says what is needed, in both languages: the reader cannot change it here.
  func drawTooSmall(into canvas: inout Canvas, in area: Rect) {
    let size = "\(Self.smallest.width)×\(Self.smallest.height)"
    let own = CommonText.tooSmall(state.language, size)
    let isChineseShown = state.medium.glyphs != .ascii
    var lines = isChineseShown ? [own, CommonText.tooSmall(state.language.other, size)] : [own]
    if area.height < lines.count {
      // One line has room for both where it is wide, and for the numbers alone where it is narrow.
      let both = lines.joined(separator: " ")
      let fitting = [both, own, size].first { TextWidth.cells($0) <= area.width }
      lines = [fitting ?? own]
    }
    for (row, line) in lines.enumerated() {
      let text = TextLayout.clip(line, to: area.width)
      canvas.put(
        text, x: max(0, (area.width - TextWidth.cells(text)) / 2),
        y: (area.height - lines.count + 1) / 2 + row)
    }
  }
}
