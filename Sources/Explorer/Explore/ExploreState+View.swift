import Screen
import Tracing

extension ExploreState {
  /// What the step's picture is drawn from.
  package func context(_ language: DisplayLanguage, _ medium: Medium) -> StageContext {
    StageContext(
      subject: subject, spot: spot, language: language, medium: medium, isFocused: !isMapFocused)
  }

  /// Whether the stage shows what the cell is made of.
  private var isAsking: Bool {
    if case .whereFrom = mode { return true }
    return false
  }

  /// Where the parts of the screen lie.
  package func layout(_ size: Size) -> ExploreLayout {
    ExploreLayout(size, showsMap: isMapFocused, isAsking: isAsking)
  }

  /// Where the parts of the answer lie within the stage; nil where no question is asked.
  func questionLayout(in area: Rect) -> QuestionLayout? {
    switch mode {
    case .stage: nil
    case .whereFrom:
      QuestionLayout(
        area, sheetRows: work.derivation.map { 2 + $0.steps.count } ?? PathEndView.rows,
        count: work.count)
    case .whereTo(let list):
      QuestionLayout(area, sheetRows: 1, count: list.count, hasCaption: false)
    }
  }

  /// Brings the cursor into sight after something has changed, and works its cell out.
  mutating func settle(in state: State) {
    refresh()
    let area = Panel.inner(of: layout(state.size).stage)
    guard let question = questionLayout(in: area) else {
      let stage = StageView(context(state.language, state.medium))
      if let matrix = stage.matrix(in: area) {
        spot.scroll = matrix.view.layout(in: matrix.area.size, on: state.medium).scroll
      }
      return
    }
    switch mode {
    case .stage: break
    case .whereFrom(var choice):
      choice.first = question.first(choice.first, showing: choice.row, count: work.count)
      mode = .whereFrom(choice)
    case .whereTo(var list):
      list.first = question.first(list.first, showing: list.row, count: list.count)
      mode = .whereTo(list)
    }
  }

  // MARK: The mouse

  /// Puts the cursor on what was clicked: a block or step of the map, a term, a cell, a step of the timeline.
  ///
  /// A second click on the chosen term follows it.
  mutating func click(_ point: Point, in state: State) {
    let layout = layout(state.size)
    if layout.map.contains(point) {
      let map = TowerMapLayout(self, in: Panel.inner(of: layout.map))
      if let step = map.step(at: point, in: subject.map) {
        mapBlock = nil
        go(toStep: step)
      }
      return
    }
    if layout.timeline.contains(point), subject.steps.count > 0 {
      go(toStep: (point.x - layout.timeline.x) * subject.steps.count / layout.timeline.width)
      return
    }
    mapBlock = nil
    let area = Panel.inner(of: layout.stage)
    guard area.contains(point) else { return }
    if let question = questionLayout(in: area) {
      clickList(point, question)
    } else {
      clickCell(point, area, state)
    }
  }

  private mutating func clickList(_ point: Point, _ question: QuestionLayout) {
    guard question.list.contains(point) else { return }
    let row = point.y - question.list.y
    switch mode {
    case .stage: break
    case .whereFrom(var choice):
      guard choice.first + row < work.count else { return }
      if choice.first + row == choice.row {
        perform(.whereFrom, page: 1)
      } else {
        choice.row = choice.first + row
        choice.factor = 0
        mode = .whereFrom(choice)
      }
    case .whereTo(var list):
      guard list.first + row < list.count else { return }
      if list.first + row == list.row {
        perform(.whereTo, page: 1)
      } else {
        list.row = list.first + row
        mode = .whereTo(list)
      }
    }
  }

  private mutating func clickCell(_ point: Point, _ area: Rect, _ state: State) {
    let stage = StageView(context(state.language, state.medium))
    guard let matrix = stage.matrix(in: area), matrix.area.contains(point) else { return }
    let inner = Point(x: point.x - matrix.area.x, y: point.y - matrix.area.y)
    let layout = matrix.view.layout(in: matrix.area.size, on: state.medium)
    guard let hit = layout.cell(at: inner) else { return }
    moveCursor(
      to: plane.cell(
        slice: plane.place(of: spot.cell).slice, row: hit.row, column: hit.column))
  }

  /// Turns the wheel: over the map blocks go by, elsewhere rows, terms or readers.
  mutating func wheel(_ point: Point, rows: Int, in state: State) {
    guard !layout(state.size).map.contains(point) else {
      mapBlock = mapBlock ?? subject.map.block(ofStep: step)
      for _ in 0..<min(abs(rows), 100) { perform(rows > 0 ? .down : .up, page: 1) }
      return
    }
    for _ in 0..<min(abs(rows), 100) { perform(rows > 0 ? .down : .up, page: 1) }
  }
}
