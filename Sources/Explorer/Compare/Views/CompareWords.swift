import Screen
import Tracing

/// What is said of the cursor's cell and of the step: both numbers, their difference, how far, and why.
struct CompareWords {
  private let compared: CompareState
  private let names: SideNames
  private let language: DisplayLanguage
  private var comparison: Comparison { compared.comparison }

  init(_ compared: CompareState, _ names: SideNames, _ language: DisplayLanguage) {
    self.compared = compared
    self.names = names
    self.language = language
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty, !comparison.steps.isEmpty else { return }
    let isBoxed = area.height >= 4
    let inner =
      isBoxed
      ? Panel(ExploreText.byHand(language)).draw(into: &canvas, in: area)
        .inset(columns: 1, rows: 0) : area
    canvas.clipped(to: inner) { canvas in
      drawNumbers(into: &canvas, in: inner.cutTop(1).0)
      var place = inner.cutTop(1).rest
      for (text, role) in lines {
        guard !place.isEmpty else { break }
        canvas.put(
          TextLayout.clip(text, to: place.width), x: place.x, y: place.y, canvas.theme[role])
        place = place.cutTop(1).rest
      }
    }
  }

  /// Why and how far, the most telling first.
  private var lines: [(String, Theme.Role)] {
    let step = compared.step
    let side = compared.other
    var lines: [(String, Theme.Role)] = []
    let isCause = !step.causes[side].isEmpty
    if step.comparisons[side].isDifferent {
      lines += names.causes(step, side).map {
        ((isCause ? "◆ " : "") + $0, isCause ? Theme.Role.changed : .faint)
      }
    }
    // A gap's cause says it already.
    if step.comparisons[side] != .gap {
      lines.insert((names.distance(step, side), .text), at: isCause ? lines.count : 0)
    }
    if let order = names.order(step, side) { lines.append(("→ " + order, .norm)) }
    return lines
  }

  /// `queries[apples, channel 3]  A 0.4312  B 0.2210  A − B 0.2102`.
  private func drawNumbers(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let theme = canvas.theme
    let cells = comparison.sides.indices.map { compared.cell($0) }
    let values = zip(comparison.sides, cells).map { side, cell in
      cell.flatMap { cell -> Double? in
        guard side.subject.trace[cell.node].shape.count > 0 else { return nil }
        return Double(side.subject.trace.value(of: cell))
      }
    }
    var texts: [(String, Theme.Role)] = comparison.sides.indices.map { side in
      let value = values[side].map { Number.text($0, digits: 5) } ?? RunText.none(language)
      return (
        CompareText.chosen(language, ComparedSide.letter(side), value), SideLook(side: side).role
      )
    }
    let other = compared.other
    if let a = values[0], let b = values[other], step(hasSameShape: other) {
      let title = CompareText.difference(
        language, ComparedSide.letter(0), ComparedSide.letter(other))
      let difference = a == b ? 0 : a - b
      texts.append(
        (CompareText.chosen(language, title, Number.text(difference, digits: 5)), .heading))
    }
    let width = texts.reduce(0) { $0 + TextWidth.cells($1.0) + 2 }
    var x = area.x
    if let cell = cells[compared.side], area.width - width >= 8 {
      let subject = comparison.sides[compared.side].subject
      let context = StageContext(
        subject: subject, spot: Spot(cell.node, cell: cell.index), language: language,
        medium: canvas.medium)
      let name = TextLayout.clipMiddle(CellName(context).short, to: area.width - width)
      x = canvas.put(name, x: x, y: area.y, theme[.heading]) + 2
    }
    for (text, role) in texts {
      x = canvas.put(text, x: x, y: area.y, theme[role], width: max(0, area.maxX - x)) + 2
    }
  }

  private func step(hasSameShape side: Int) -> Bool {
    switch compared.step.comparisons[side] {
    case .same, .differs: true
    case .shapes, .gap: false
    }
  }
}
