import Screen
import Tensors
import Tracing

/// A row of a table: what selects it, its numbers as colours, its neighbours round it.
struct LookupPicture {
  private let context: StageContext
  private let table: NodeID
  /// The row that is looked up.
  private let chosen: Int

  /// Makes the picture; nil where nothing is looked up.
  init?(_ context: StageContext) {
    guard context.node.operation is Embedding else { return nil }
    self.context = context
    table = context.node.inputs[1]
    let ids = context.trace.values(of: context.node.inputs[0])
    let index = context.row
    chosen = index < ids.shape.count ? Int(exactly: ids[index]) ?? 0 : 0
  }

  /// What selects the row, then the rows round it.
  var picture: StatePicture {
    let count = context.trace[table].shape.rows
    return context.picture([
      context.tokenLine, .gap, .text(says(count), rank: 1), .gap, .strips(strips(count)),
    ])
  }

  /// The chosen row between its neighbours, all on one scale.
  private func strips(_ count: Int) -> StripTable {
    let near = max(0, chosen - 2)..<min(count, max(chosen + 3, 1))
    let rows = near.map { ($0, context.numbers(of: table, row: $0)) }
    let scale = Scale.symmetric(rows.reduce(0) { max($0, StripTable.magnitude($1.1)) })
    return StripTable(
      rows: rows.map { index, values in
        let isChosen = index == chosen
        return StripTable.Row(
          (isChosen ? "▸" : " ") + name(of: index), values,
          role: isChosen ? .embedding : .faint, scale: scale,
          notes: [Number.text(RowFigures.norm(values), digits: 3)])
      }, cursor: context.place.column, name: context.columnName,
      notes: [context.words(.norm)], isFocused: context.isFocused,
      kept: chosen - near.lowerBound, hasSpareNotes: true)
  }

  private var isToken: Bool { context.trace[table].axes.first == .vocabulary }

  private func name(of row: Int) -> String {
    guard isToken, let reader = context.subject.reader else { return "\(row)" }
    let label = context.medium.drawable(SubjectOpener.label(of: row, reader))
    return "\(row) " + TextLayout.clip(label, to: 14)
  }

  private func says(_ count: Int) -> String {
    let name = context.rowName
    if isToken { return context.words(.lookupToken, name, "\(chosen)", "\(chosen)", "\(count)") }
    if context.node.address.name == "token-type-embedding" {
      return context.words(.lookupType, name, "\(chosen)", "\(count)")
    }
    let first = context.words(
      .lookupPosition, name, "\(context.place.row + 1)", "\(chosen)", "\(count)")
    switch context.subject.configuration.positions {
    case .learned(_, let offset) where offset > 0:
      return context.sentences(first, context.words(.positionOffset, "\(offset)"))
    case .learnedSkippingPadding(_, let padding):
      return context.sentences(first, context.words(.positionOffset, "\(padding + 1)"))
    default: return first
    }
  }
}
