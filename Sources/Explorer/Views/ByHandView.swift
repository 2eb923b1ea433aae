import Screen
import Tensors
import Tracing

/// The cursor's cell worked by hand, in a few lines: what it is, how it is computed, the verdict.
package struct ByHandView {
  private let context: StageContext

  /// Makes the view.
  package init(_ context: StageContext) { self.context = context }

  /// Draws it; the first line says the cell and its number, and is all that one line leaves room for.
  package func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty, context.node.shape.count > 0 else { return }
    let theme = canvas.theme
    let cell = Cell(node: context.spot.node, index: context.spot.cell)
    let trace = context.trace
    let value = Double(trace.value(of: cell))
    let derivation = trace.derivation(of: cell)
    drawHeading(
      CellName(context).short + " = " + Number.text(value, digits: 6),
      derivation.flatMap { trace.verify(cell, against: $0) }.map(verdict), into: &canvas, area)
    guard let derivation, let operation = context.node.operation else {
      canvas.clipped(to: area) {
        $0.put(origin, x: area.x, y: area.y + 1, theme[.faint], width: area.width)
      }
      return
    }
    var lines: [(text: String, role: Theme.Role)] = [
      (
        OperationText(operation).map { $0(context.language) + ": " } ?? "", .faint
      )
    ]
    lines[0].text += operation.formula.text
    // From the end: the last steps are those that give the number.
    let room = max(0, area.height - 2)
    lines += work(derivation, width: area.width).suffix(room).map { ($0, .text) }
    canvas.clipped(to: area) { canvas in
      for (index, line) in lines.enumerated() {
        canvas.put(
          TextLayout.clip(canvas.medium.shownTwice(line.text), to: area.width), x: area.x,
          y: area.y + 1 + index, theme[line.role])
      }
    }
  }

  /// The worksheet's lines.
  private func work(_ derivation: Derivation, width: Int) -> [String] {
    let sorted = derivation.terms.sorted { abs($0.contribution) > abs($1.contribution) }
    return derivation.steps.enumerated().map { index, step in
      let start = "\(step.symbol) = \(step.expression)"
      let end = " = \(Number.text(step.value, digits: 6))"
      var numbers = step.numbers
      if numbers.isEmpty, index == derivation.sumStep, sorted.count > 1 {
        numbers = TermSum(sorted).text(
          width: width - TextWidth.cells(start + end) - 3, context.language)
      }
      return start + (numbers.isEmpty ? "" : " = " + numbers) + end
    }
  }

  private func drawHeading(
    _ heading: String, _ verdict: (text: String, role: Theme.Role)?, into canvas: inout Canvas,
    _ area: Rect
  ) {
    let theme = canvas.theme
    let width = verdict.map { TextWidth.cells($0.text) } ?? 0
    let isWhole = TextWidth.cells(heading) + width + 2 <= area.width
    let shown = isWhole ? width : verdict == nil ? 0 : 1
    canvas.put(
      TextLayout.clip(heading, to: max(0, area.width - shown - 1)), x: area.x, y: area.y,
      theme[.heading])
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

  private var origin: String {
    (context.node.kind == .parameter ? ExploreText.parameter : .given)(context.language)
  }
}
