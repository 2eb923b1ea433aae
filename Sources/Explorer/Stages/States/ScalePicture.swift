import Screen
import Tracing

/// A row and a number times it.
struct ScalePicture {
  private let context: StageContext
  private let factor: Double

  /// Makes the picture; nil where nothing is scaled.
  init?(_ context: StageContext) {
    guard let scale = context.node.operation as? Tracing.Scale else { return nil }
    self.context = context
    factor = Double(scale.factor)
  }

  /// Before and after, on one scale of colours.
  var picture: StatePicture {
    let before = context.numbers(of: context.node.inputs[0], row: context.row)
    let after = context.numbers(of: context.spot.node, row: context.row)
    let scale = Scale.symmetric(max(StripTable.magnitude(before), StripTable.magnitude(after)))
    func row(_ label: String, _ values: [Double]) -> StripTable.Row {
      StripTable.Row(
        label, values, role: .embedding, scale: scale,
        notes: [Number.text(RowFigures.norm(values), digits: 3)])
    }
    let number = Number.text(factor)
    let table = StripTable(
      rows: [row("x", before), row("= \(number) · x", after)], cursor: context.place.column,
      name: context.columnName, notes: [context.words(.norm)], isFocused: context.isFocused)
    return context.picture([
      context.tokenLine, .gap, .strips(table), .gap,
      .text(context.words(.scaled, context.rowName, number), rank: 1),
    ])
  }
}
