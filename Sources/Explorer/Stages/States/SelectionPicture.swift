import Screen
import Tracing

/// One position's state, taken out of all of them: what a classifier reads.
struct SelectionPicture {
  private let context: StageContext

  /// Makes the picture; nil where nothing is selected.
  init?(_ context: StageContext) {
    guard context.node.operation is SelectPosition else { return nil }
    self.context = context
  }

  /// The states of the first positions, the chosen one pointed out.
  var picture: StatePicture {
    let source = context.node.inputs[0]
    let labels = AxisLabels(context.subject, source, context.medium)
    let count = min(5, context.trace[source].shape.rows)
    let rows = (0..<count).map { ($0, context.numbers(of: source, row: $0)) }
    let scale = Scale.symmetric(rows.reduce(0) { max($0, StripTable.magnitude($1.1)) })
    let table = StripTable(
      rows: rows.map { index, values in
        StripTable.Row(
          (index == 0 ? "▸" : " ") + TextLayout.clip(labels.row(index), to: 16), values,
          role: index == 0 ? .residual : .faint, scale: scale)
      }, cursor: context.place.column, name: context.columnName, isFocused: context.isFocused)
    return StatePicture(blocks: [
      .text(context.words(.selects, context.quoted(labels.row(0))), rank: 1), .gap, .strips(table),
    ])
  }
}
