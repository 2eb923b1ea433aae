import Screen
import Tracing

/// A term on one line: `−5.277  ████  = queries[The, channel 2] −1.357 × keys[The, channel 2] 3.889`.
struct TermLine {
  private let context: StageContext
  private let work: CellWork
  private let term: Derivation.Term
  /// What a full bar stands for.
  private let largest: Double

  /// Takes a term of the number under the context's cursor.
  init(_ context: StageContext, _ work: CellWork, _ term: Derivation.Term, largest: Double) {
    self.context = context
    self.work = work
    self.term = term
    self.largest = largest
  }

  /// Draws the line.
  ///
  /// - Parameters:
  ///   - chosen: The factor that is chosen; nil where the line is not.
  ///   - canvas: What is drawn on.
  ///   - area: One row.
  func draw(chosen: Int?, into canvas: inout Canvas, in area: Rect) {
    let theme = canvas.theme
    let style = chosen == nil ? theme[.text] : theme[.selected]
    if chosen != nil { canvas.fill(area, " ", style) }
    var x = ShareColumn(context, width: area.width).draw(
      term.contribution, largest: largest, style: chosen == nil ? nil : style, into: &canvas,
      in: area)
    x = canvas.put(isProduct ? "= " : "← ", x: x, y: area.y, chosen == nil ? theme[.faint] : style)
    for (index, factor) in term.factors.enumerated() {
      if index > 0 {
        x = canvas.put(
          isProduct ? " × " : ", ", x: x, y: area.y, chosen == nil ? theme[.faint] : style,
          width: area.maxX - x)
      }
      let room = area.maxX - x
      guard room > 1 else { return }
      let source = work.cell(of: factor)
      let text = TextLayout.clip(
        name(of: source) + " " + Number.text(factor.value), to: room)
      x = canvas.put(
        text, x: x, y: area.y, chosen == index ? theme[.focus] : style, width: room)
    }
  }

  /// What a cell is called; where the terms are of all layers, with its place in the tower.
  private func name(of source: Tracing.Cell) -> String {
    let cell = context.at(source.node, cell: source.index)
    guard case .sum? = work.figure else { return CellName(cell).short }
    let parts = PlaceName.parts(cell.node.address, context.language).dropFirst()
    return parts.joined(separator: " › ") + CellName(cell).indices
  }

  /// Whether the factors' product is what the term adds; elsewhere they only decide it.
  private var isProduct: Bool {
    if term.factors.count == 1 { return term.factors[0].value == term.contribution }
    if work.figure != nil {
      return term.contribution == term.factors.reduce(1) { $0 * $1.value }
    }
    let operation = context.node.operation
    return operation is Linear || operation is MatMul || operation is Gate
  }
}
