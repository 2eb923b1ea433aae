import Screen
import Tracing

/// The activated gate times what it lets through.
struct GatePicture {
  private let context: StageContext

  /// Makes the picture; nil where nothing is gated.
  init?(_ context: StageContext) {
    guard context.node.operation is Gate else { return nil }
    self.context = context
  }

  /// Both factors and their product.
  var picture: StatePicture {
    let node = context.node
    let gate = context.numbers(of: node.inputs[0], row: context.row)
    let passed = context.numbers(of: node.inputs[1], row: context.row)
    let product = context.numbers(of: context.spot.node, row: context.row)
    func row(_ label: String, _ values: [Double]) -> StripTable.Row {
      StripTable.Row(
        label, values, role: .feedForward,
        notes: ["±" + Number.text(StripTable.magnitude(values), digits: 3)])
    }
    let table = StripTable(
      rows: [
        row(context.words(.gate), gate), row("× " + context.words(.up), passed),
        row("= " + context.words(.gated), product),
      ], cursor: context.place.column, name: context.columnName,
      notes: [context.words(.colors)], isFocused: context.isFocused)
    let closed = gate.filter { abs($0) < 0.1 }.count
    return context.picture([
      context.tokenLine, .gap, .strips(table), .gap,
      .text(
        context.words(
          .gateSays, context.rowName, "\(closed)", "\(gate.count)",
          RowFigures.percent(Double(closed) / Double(max(1, gate.count)))), rank: 1),
    ])
  }
}
