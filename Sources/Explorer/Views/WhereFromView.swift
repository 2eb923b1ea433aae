import Screen
import Tensors
import Tracing

/// A cell worked by hand over the whole stage: the worksheet, and the terms to go on to.
struct WhereFromView {
  private let context: StageContext
  private let term: Int

  init(_ context: StageContext, term: Int) {
    self.context = context
    self.term = term
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    let theme = canvas.theme
    let trace = context.trace
    let cell = Cell(node: context.spot.node, index: context.spot.cell)
    let (sheet, list) = area.cutTop(min(6, area.height / 2))
    ByHandView(context).draw(into: &canvas, in: sheet)
    guard let derivation = trace.derivation(of: cell) else { return }
    let sorted = derivation.terms.sorted { abs($0.contribution) > abs($1.contribution) }
    let rows = sorted.flatMap { term in term.factors.map { (term, $0) } }
    let first = Scrolling.first(0, showing: term, count: rows.count, visible: list.height)
    for (index, row) in rows.enumerated().dropFirst(first).prefix(list.height) {
      let source = trace.cell(of: row.1, in: context.spot.node)
      let isSelected = index == term
      let style = isSelected ? theme[.focus] : theme[.text]
      let y = list.y + index - first
      canvas.fill(Rect(x: list.x, y: y, width: list.width, height: 1), " ", style)
      let name = CellName(context.at(source.node, cell: source.index)).short
      let isFirst = row.1 == row.0.factors.first
      let share = isFirst ? Number.text(row.0.contribution) : "×"
      canvas.put(
        TextLayout.pad(share, to: 12, .right) + "  " + name + " = " + Number.text(row.1.value),
        x: list.x, y: y, style, width: list.width)
    }
  }
}

/// The cells that read a cell, the largest contribution first.
struct WhereToView {
  private let context: StageContext
  private let touches: [Touch]
  private let selected: Int

  init(_ context: StageContext, _ touches: [Touch], selected: Int) {
    self.context = context
    self.touches = touches
    self.selected = selected
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    let theme = canvas.theme
    let first = Scrolling.first(0, showing: selected, count: touches.count, visible: area.height)
    for (index, touch) in touches.enumerated().dropFirst(first).prefix(area.height) {
      let style = index == selected ? theme[.focus] : theme[.text]
      let y = area.y + index - first
      canvas.fill(Rect(x: area.x, y: y, width: area.width, height: 1), " ", style)
      let name = CellName(context.at(touch.cell.node, cell: touch.cell.index)).short
      canvas.put(
        TextLayout.pad(Number.text(touch.contribution), to: 12, .right) + "  " + name,
        x: area.x, y: y, style, width: area.width)
    }
  }
}
