import Screen
import Tracing

/// All steps in one line, block by block, the layers named where there is room, the reader's place lit.
struct TimelineView {
  private let walk: ExploreState
  private let language: DisplayLanguage

  init(_ walk: ExploreState, _ language: DisplayLanguage) {
    self.walk = walk
    self.language = language
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    let steps = walk.subject.steps
    guard !area.isEmpty, steps.count > 0 else { return }
    let theme = canvas.theme
    drawLine(into: &canvas, in: area)
    let broken =
      walk.breakpoints.isEmpty
      ? []
      : steps.steps.indices.filter { index in
        walk.breakpoints.contains { $0.matches(steps[index].address) }
      }.map { column($0, area) }
    let looked = walk.isAway ? steps.number(of: walk.spot.node).map { column($0, area) } : nil
    let marks = Set(broken + [column(walk.step, area)] + (looked.map { [$0] } ?? []))
    drawNames(into: &canvas, in: area, around: marks)
    for x in broken { canvas.put("●", x: area.x + x, y: area.y, theme[.warning]) }
    if let looked {
      canvas.put("◇", x: area.x + looked, y: area.y, theme[.heading])
    }
    canvas.put(
      "◆", x: area.x + column(walk.step, area), y: area.y, theme[.borderFocused].with(.bold))
  }

  /// The column of a step.
  private func column(_ step: Int, _ area: Rect) -> Int {
    step * area.width / walk.subject.steps.count
  }

  private func drawLine(into canvas: inout Canvas, in area: Rect) {
    let map = walk.subject.map
    for (number, block) in map.blocks.enumerated() {
      let start = column(block.steps.lowerBound, area)
      let end = column(block.steps.upperBound, area)
      let style = canvas.theme[BlockName(map, number).role]
      for x in start..<max(start, end) {
        // What was computed so far is drawn thick.
        let isPast = x <= column(walk.step, area)
        canvas.put(isPast ? "━" : "─", x: area.x + x, y: area.y, style)
      }
    }
  }

  /// Names each layer in its stretch of the line, where a piece of line stays on either side.
  ///
  /// No mark may cut a name in two: the name stands where there is room between them, or not at all.
  private func drawNames(into canvas: inout Canvas, in area: Rect, around marks: Set<Int>) {
    let map = walk.subject.map
    var stretches: [(name: String, steps: Range<Int>)] = []
    for block in map.blocks {
      let name = self.name(of: block)
      if let last = stretches.last, Array(last.name.utf8) == Array(name.utf8) {
        stretches[stretches.count - 1].steps = last.steps.lowerBound..<block.steps.upperBound
      } else {
        stretches.append((name, block.steps))
      }
    }
    for stretch in stretches {
      let start = column(stretch.steps.lowerBound, area)
      let end = column(stretch.steps.upperBound, area)
      let width = TextWidth.cells(stretch.name) + 2
      guard start > 0, end - start >= width + 2 else { continue }
      let place = (start + 1..<end - width).first { place in
        !marks.contains { (place..<place + width).contains($0) }
      }
      guard let place else { continue }
      canvas.put(
        " \(stretch.name) ", x: area.x + place, y: area.y,
        canvas.theme[stretch.steps.contains(walk.step) ? .heading : .faint])
    }
  }

  private func name(of block: TowerMap.Block) -> String {
    let map = walk.subject.map
    let tower = (map.towers[block.tower].isEncoder ? NameText.encoder : .decoder)(language)
    if let layer = block.layer {
      return map.towers.count > 1 ? "\(tower) \(layer)" : FrameText.layer(language, "\(layer)")
    }
    switch block.kind {
    case .head: return NameText.head(language)
    case .finalNorm: return NameText.norm(language)
    default: return map.towers.count > 1 ? tower : NameText.embedding(language)
    }
  }
}
