import Screen
import Tensors
import Tracing

/// Where a number comes from, in lines: the worksheet, then the terms, numbered.
struct PlainWorksheet {
  private let context: StageContext
  private let work: CellWork
  private var language: DisplayLanguage { context.language }
  private var trace: Trace { context.trace }
  private var cell: Cell { Cell(node: context.spot.node, index: context.spot.cell) }

  /// The most cells that a list names.
  private static let most = 40
  /// The columns that a sum is written in, as on a screen of 120.
  static let sumWidth = 116

  init(_ context: StageContext, _ work: CellWork) {
    self.context = context
    self.work = work
  }

  /// The lines, and the cells that the numbers in them stand for.
  var from: (lines: [String], cells: [Cell]) {
    let value = Number.text(work.value, digits: 6)
    let name = work.figure.map { FigureName(context, $0).text } ?? CellName(context).short
    var lines = [name + " = " + value]
    guard work.derivation != nil else {
      return (lines + PathEndView(context).lines(context.medium), [])
    }
    if let formula = work.formula {
      lines.append(WorkText.translated(formula, language))
    } else if let operation = context.node.operation {
      let name = OperationText(operation)?(language) ?? operation.name
      lines.append(
        PlainText.chosen(language, name, WorkText.translated(operation.formula.text, language)))
    }
    lines += worked(work)
    if let verification = work.verification {
      lines.append(
        verification.holds
          ? PlainText.checked(language, Number.text(verification.difference, digits: 2))
          : PlainText.unchecked(language, Number.text(verification.recomputed, digits: 9)))
    }
    let (terms, cells) = list(work)
    return (lines + terms, cells)
  }

  /// The worksheet as on a screen, without the spaces that align it there.
  private func worked(_ work: CellWork) -> [String] {
    let lines = WorkLines(work, language)?.lines(width: Self.sumWidth) ?? []
    return lines.map { $0.split(separator: " ").joined(separator: " ") }
  }

  private func list(_ work: CellWork) -> (lines: [String], cells: [Cell]) {
    guard work.count > 0 else { return ([], []) }
    var lines = [
      work.count == 1
        ? PlainText.madeOfOne(language)
        : work.adds
          ? PlainText.madeOf(language, "\(work.count)")
          : FigureText.readFrom(language, "\(work.count)")
    ]
    var cells: [Cell] = []
    var shown = 0
    while cells.count < Self.most, let term = work[shown] {
      shown += 1
      for (index, factor) in term.factors.enumerated() {
        let source = work.cell(of: factor)
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
    if shown < work.count, work.adds {
      let rest = Number.text(work.sum(outside: 0..<shown))
      lines.append(PlainText.moreTerms(language, "\(work.count - shown)", rest))
    }
    return (lines + [PlainText.goOn(language)], cells)
  }

  /// What reads the cell, the largest contribution first, and the cells that the numbers stand for.
  var to: (lines: [String], cells: [Cell]) {
    var list = TouchList(of: cell, in: trace)
    while list.isGoingOn { list.goOn(in: trace) }
    let touches = (0..<min(list.count, Self.most)).compactMap { list[$0] }
    guard !touches.isEmpty else { return ([PlainText.readByNothing(language)], []) }
    var lines = touches.enumerated().map { index, touch in
      PlainText.readBy(
        language, "\(index + 1)", Number.text(touch.contribution),
        CellName(context.at(touch.cell.node, cell: touch.cell.index)).short)
    }
    if list.count > touches.count {
      lines.append(PlainText.moreReaders(language, "\(list.count - touches.count)"))
    }
    return (lines + [PlainText.goOn(language)], touches.map(\.cell))
  }
}
