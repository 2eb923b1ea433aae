import Screen
import Tracing

/// A cell as it is called on screen.
package struct CellName {
  private let context: StageContext

  /// Prepares the names of the context's cell.
  package init(_ context: StageContext) { self.context = context }

  /// The node's last name and the indices, with tokens in place of positions: `weights[head 2, 喜欢, like]`.
  package var short: String { PlaceName.short(context.node, context.language) + indices }

  /// The indices in brackets; nothing for a single number.
  package var indices: String { indices(droppingLast: 0) }

  /// The indices of the cell's row: all but the last.
  var indicesOfRow: String { indices(droppingLast: 1) }

  private func indices(droppingLast count: Int) -> String {
    let node = context.node
    guard node.axes.count > count else { return "" }
    let axes = zip(node.axes, node.shape.indices(at: context.spot.cell)).dropLast(count)
    let parts = axes.map { axis, index in
      let label = context.labels.label(axis, index)
      switch axis {
      case .position, .query, .key, .vocabulary, .label: return label
      default: return "\(AxisText(axis).short(context.language)) \(label)"
      }
    }
    return "[" + parts.joined(separator: ", ") + "]"
  }
}
