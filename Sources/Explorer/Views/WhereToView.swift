import Screen
import Tracing

/// The cells that read a cell, the largest contribution first, and how steeply each grows with it.
struct WhereToView {
  private let context: StageContext
  private let walk: ExploreState
  private let list: TouchList

  init(_ context: StageContext, _ walk: ExploreState, _ list: TouchList) {
    self.context = context
    self.walk = walk
    self.list = list
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard let layout = walk.questionLayout(in: area) else { return }
    let theme = canvas.theme
    PathLine(context, walk).draw(into: &canvas, in: layout.path)
    canvas.clipped(to: layout.sheet) {
      $0.put(
        TextLayout.clip(summary, to: layout.sheet.width), x: layout.sheet.x, y: layout.sheet.y,
        theme[.text])
    }
    let first = layout.first(list.first, showing: list.row, count: list.count)
    let largest = list[0].map { abs($0.contribution) } ?? 0
    let visible = layout.visible(from: first, count: list.count)
    for row in visible {
      guard let touch = list[row] else { break }
      let line = Rect(
        x: area.x, y: layout.list.y + row - first, width: area.width, height: 1)
      canvas.clipped(to: line) {
        draw(touch, largest: largest, isChosen: row == list.row, into: &$0, in: line)
      }
    }
    guard !layout.footer.isEmpty, list.count > visible.count else { return }
    canvas.put(
      ExploreText.more(context.language, "\(list.count - visible.count)"), x: layout.footer.x,
      y: layout.footer.y, theme[.faint], width: layout.footer.width)
  }

  private func draw(
    _ touch: Touch, largest: Double, isChosen: Bool, into canvas: inout Canvas, in area: Rect
  ) {
    let theme = canvas.theme
    let style = isChosen ? theme[.focus] : theme[.text]
    if isChosen { canvas.fill(area, " ", style) }
    let x = ShareColumn(context, width: area.width).draw(
      touch.contribution, largest: largest, style: isChosen ? style : nil, into: &canvas, in: area)
    let name = CellName(context.at(touch.cell.node, cell: touch.cell.index)).short
    let slope = touch.slope.map {
      FrameText.slope(context.language) + " " + Number.text($0, digits: 3)
    }
    let slopeWidth = slope.map { TextWidth.cells($0) + 2 } ?? 0
    let room = area.maxX - x
    let hasSlope = room - slopeWidth >= 16
    canvas.put(
      TextLayout.clip(name, to: hasSlope ? room - slopeWidth : room), x: x, y: area.y, style)
    if hasSlope, let slope {
      canvas.put(
        slope, x: area.maxX - slopeWidth + 2, y: area.y, isChosen ? style : theme[.faint])
    }
  }

  /// How many cells were found, and how far the search has come.
  private var summary: String {
    let language = context.language
    let scan = list.scan
    let found =
      list.count == 0 && scan.isDone
      ? FrameText.noReaders(language) : FrameText.readBy(language, "\(list.count)")
    if list.isGoingOn {
      return found + " · " + FrameText.lookedAt(language, "\(scan.looked)", "\(scan.total)")
    }
    guard !scan.isDone else { return found }
    return found + " · "
      + FrameText.notLookedAt(language, "\(scan.total - scan.looked)", "\(scan.total)")
  }
}
