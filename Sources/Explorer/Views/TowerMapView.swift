import Screen
import Tracing

/// The towers as lists of blocks, the reader's step lit.
struct TowerMapView {
  private let walk: ExploreState
  private let language: DisplayLanguage

  init(_ walk: ExploreState, _ language: DisplayLanguage) {
    self.walk = walk
    self.language = language
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let inner = Panel(ExploreText.map(language), isFocused: walk.isMapFocused)
      .draw(into: &canvas, in: area)
    let theme = canvas.theme
    let rows = self.rows
    let current = rows.firstIndex { $0.isHere } ?? 0
    let first = Scrolling.first(
      max(0, current - inner.height / 2), showing: current, count: rows.count,
      visible: inner.height)
    for (index, row) in rows.dropFirst(first).prefix(inner.height).enumerated() {
      let y = inner.y + index
      let style = row.isHere ? theme[.focus] : theme[row.role]
      canvas.put(
        TextLayout.pad(String(repeating: " ", count: row.depth) + row.text, to: inner.width),
        x: inner.x, y: y, style)
    }
  }

  private struct Row {
    let text: String
    let depth: Int
    let role: Theme.Role
    let isHere: Bool
  }

  /// Every block, and the steps of the one that the reader is in.
  private var rows: [Row] {
    let steps = walk.subject.steps
    let here = steps[walk.step]
    var rows: [Row] = []
    var block: Address?
    for (index, step) in steps.steps.enumerated() {
      if step.block != block {
        block = step.block
        if !step.block.path.isEmpty {
          rows.append(
            Row(
              text: step.block.path, depth: 0, role: BlockRole(step.block / "x").role, isHere: false
            ))
        }
      }
      guard step.block == here.block || step.block.path.isEmpty else { continue }
      rows.append(
        Row(
          text: step.address.name, depth: 1, role: BlockRole(step.address).role,
          isHere: index == walk.step))
    }
    return rows
  }
}
