import Screen
import Tensors
import Tracing

/// Where a number comes from, in lines: the worksheet, then the terms, numbered.
struct PlainWorksheet {
  private let context: StageContext
  private var language: DisplayLanguage { context.language }
  private var trace: Trace { context.trace }
  private var cell: Cell { Cell(node: context.spot.node, index: context.spot.cell) }

  /// The most cells that a list names.
  private static let most = 20
  /// The columns that a sum is written in, as on a screen of 120.
  static let sumWidth = 116

  init(_ context: StageContext) { self.context = context }

  /// The lines, and the cells that the numbers in them stand for.
  var from: (lines: [String], cells: [Cell]) {
    let value = Number.text(Double(trace.value(of: cell)), digits: 6)
    var lines = [CellName(context).short + " = " + value]
    guard let derivation = trace.derivation(of: cell), let operation = context.node.operation else {
      lines.append(
        (context.node.kind == .parameter ? PlainText.parameter : .given)(language))
      return (lines, [])
    }
    lines.append(
      (OperationText(operation)?(language) ?? operation.name) + ": " + operation.formula.text)
    let sorted = derivation.terms.sorted { abs($0.contribution) > abs($1.contribution) }
    lines += derivation.steps.enumerated().map { line($1, $0, derivation, sorted) }
    if let verification = trace.verify(cell, against: derivation) {
      lines.append(
        verification.holds
          ? PlainText.checked(language, Number.text(verification.difference, digits: 2))
          : PlainText.unchecked(language, Number.text(verification.recomputed, digits: 9)))
    }
    let (terms, cells) = list(sorted)
    return (lines + terms, cells)
  }

  private func line(
    _ step: Derivation.Step, _ index: Int, _ derivation: Derivation, _ sorted: [Derivation.Term]
  ) -> String {
    let start = "\(step.symbol) = \(step.expression)"
    let end = " = \(Number.text(step.value, digits: 6))"
    var numbers = step.numbers
    if numbers.isEmpty, index == derivation.sumStep, sorted.count > 1 {
      numbers = TermSum(CellWork(cell, in: trace)).text(
        width: Self.sumWidth - TextWidth.cells(start + end) - 3, language)
    }
    return start + (numbers.isEmpty ? "" : " = " + numbers) + end
  }

  private func list(_ sorted: [Derivation.Term]) -> (lines: [String], cells: [Cell]) {
    guard !sorted.isEmpty else { return ([], []) }
    var lines = [
      sorted.count == 1
        ? PlainText.madeOfOne(language) : PlainText.madeOf(language, "\(sorted.count)")
    ]
    var cells: [Cell] = []
    var shown = 0
    for term in sorted where cells.count < Self.most {
      shown += 1
      for (index, factor) in term.factors.enumerated() {
        let source = trace.cell(of: factor, in: cell.node)
        cells.append(source)
        let name = CellName(context.at(source.node, cell: source.index)).short
        let value = Number.text(factor.value)
        lines.append(
          index == 0
            ? PlainText.from(
              language, "\(cells.count)", Number.text(term.contribution), name, value)
            : PlainText.times(language, "\(cells.count)", name, value))
      }
    }
    let rest = sorted.dropFirst(shown)
    if !rest.isEmpty {
      let sum = rest.reduce(0) { $0 + $1.contribution }
      lines.append(PlainText.moreTerms(language, "\(rest.count)", Number.text(sum)))
    }
    return (lines + [PlainText.goOn(language)], cells)
  }

  /// What reads the cell, the largest contribution first, and the cells that the numbers stand for.
  var to: (lines: [String], cells: [Cell]) {
    let touches = trace.fanOut(of: cell)
    guard !touches.isEmpty else { return ([PlainText.readByNothing(language)], []) }
    let shown = touches.prefix(Self.most)
    let lines = shown.enumerated().map { index, touch in
      PlainText.readBy(
        language, "\(index + 1)", Number.text(touch.contribution),
        CellName(context.at(touch.cell.node, cell: touch.cell.index)).short)
    }
    return (lines + [PlainText.goOn(language)], shown.map(\.cell))
  }
}
