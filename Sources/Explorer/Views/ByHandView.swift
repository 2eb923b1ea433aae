import Screen
import Tensors
import Tracing

/// The cursor's cell worked by hand, in a few lines: what it is, how it is computed, the verdict.
package struct ByHandView {
  private let context: StageContext
  private let work: CellWork
  /// Whether rows that are left over show terms.
  private let showsTerms: Bool

  /// Makes the view; works the cell out unless that was done before.
  package init(_ context: StageContext, _ work: CellWork? = nil, showsTerms: Bool = true) {
    self.context = context
    let cell = Cell(node: context.spot.node, index: context.spot.cell)
    self.work = work ?? CellWork(cell, in: context.trace)
    self.showsTerms = showsTerms
  }

  /// Draws it; the first line says the cell and its number, and is all that one line leaves room for.
  package func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty, work.figure != nil || context.node.shape.count > 0 else { return }
    canvas.clipped(to: area) { canvas in
      drawHeading(into: &canvas, in: area)
      let body = area.cutTop(1).rest
      if let lines = WorkLines(work, context.language)?.lines(width: area.width) {
        draw(lines, into: &canvas, in: body)
      } else {
        PathEndView(context).drawLines(into: &canvas, in: body)
      }
    }
  }

  /// Draws the worksheet: the formula above it gives way first, rows that are left over hold terms.
  private func draw(_ lines: [String], into canvas: inout Canvas, in area: Rect) {
    let theme = canvas.theme
    var rest = area
    if area.height > lines.count, let formula {
      canvas.put(
        TextLayout.clip(canvas.medium.drawable(formula), to: area.width), x: area.x, y: area.y,
        theme[.faint])
      rest = rest.cutTop(1).rest
    }
    // From the end: the last lines are those that give the number.
    for line in lines.suffix(rest.height) {
      canvas.put(canvas.medium.drawable(line), x: rest.x, y: rest.y, theme[.text])
      rest = rest.cutTop(1).rest
    }
    guard showsTerms, work.count > 1 || lines.count == 1 else { return }
    let largest = abs(work[0]?.contribution ?? 0)
    let isWhole = work.count <= rest.height
    guard isWhole || rest.height >= 2 else { return }
    let shown = isWhole ? work.count : max(0, rest.height - 1)
    for row in 0..<shown {
      guard let term = work[row] else { break }
      TermLine(context, work, term, largest: largest).draw(
        chosen: nil, into: &canvas, in: rest.cutTop(1).0)
      rest = rest.cutTop(1).rest
    }
    guard !isWhole, work.adds else { return }
    let note = FrameText.outOfSight(
      context.language, Number.text(work.sum(outside: 0..<shown)), "\(work.count - shown)")
    canvas.put(
      TextLayout.clip(note, to: rest.width), x: rest.x, y: rest.y, theme[.faint])
  }

  private var formula: String? {
    if let formula = work.formula { return WorkText.translated(formula, context.language) }
    return context.node.operation.map { operation in
      let formula = WorkText.translated(operation.formula.text, context.language)
      guard let name = OperationText(operation) else { return formula }
      return FrameText.named(context.language, name(context.language), formula)
    }
  }

  // MARK: The first line

  private func drawHeading(into canvas: inout Canvas, in area: Rect) {
    let theme = canvas.theme
    let value = Number.text(work.value, digits: 6)
    let name = work.figure.map { FigureName(context, $0).text } ?? CellName(context).short
    let verdict = work.verification.map(self.verdict)
    let width = verdict.map { TextWidth.cells($0.text) } ?? 0
    let isWhole = TextWidth.cells(name + value) + 3 + width + 2 <= area.width
    let shown = isWhole ? width : verdict == nil ? 0 : 1
    // The name gives way to its number.
    let room = area.width - TextWidth.cells(value) - 4 - shown
    let heading = TextLayout.clipMiddle(name, to: max(1, room)) + " = " + value
    canvas.put(
      TextLayout.clip(heading, to: area.width), x: area.x, y: area.y, theme[.heading])
    guard let verdict else { return }
    // The mark alone where the sentence has no room.
    canvas.put(
      isWhole ? verdict.text : String(verdict.text.prefix(1)), x: area.maxX - shown, y: area.y,
      theme[verdict.role], width: shown)
  }

  private func verdict(_ verification: Verification) -> (text: String, role: Theme.Role) {
    let language = context.language
    return verification.holds
      ? (ExploreText.checked(language, Number.text(verification.difference, digits: 2)), .good)
      : (ExploreText.unchecked(language, Number.text(verification.recomputed, digits: 9)), .bad)
  }
}
