import Screen
import Tensors
import Tracing

/// The small pictures of heads that were drawn before: what all layers look like costs a look at all of
/// their numbers, and where blocks are not kept, computing them again.
///
/// It only remembers what the trace says anyway; whoever asks twice is told the same. Like the trace it
/// belongs to one thread at a time.
package final class AttentionAtlas {
  private struct Key: Hashable {
    let node: NodeID
    let limit: Size
  }

  private var pages: [Key: [Thumbnail]] = [:]
  private weak var trace: Trace?

  /// More pages than this are not remembered; a walk looks at a few sizes of every layer.
  private static let mostPages = 512

  /// Starts empty.
  package init() {}

  /// Every head of a node with heads, small.
  ///
  /// - Parameters:
  ///   - node: Scores or weights.
  ///   - trace: The trace that it is of; another than before makes all else forgotten.
  ///   - limit: The most rows and columns of each.
  /// - Returns: One picture for each head.
  package func heads(of node: NodeID, in trace: Trace, limit: Size) -> [Thumbnail] {
    if self.trace !== trace || pages.count >= Self.mostPages {
      pages = [:]
      self.trace = trace
    }
    let key = Key(node: node, limit: limit)
    if let page = pages[key] { return page }
    let scores = trace[node].operation is Softmax ? trace[node].inputs[0] : nil
    let values = trace.values(of: node)
    let hidden = scores.map { trace.values(of: $0) }
    let plane = Plane(values.shape)
    let page = (0..<plane.slices).map { slice in
      let start = slice * plane.rows * plane.columns
      return Thumbnail(rows: plane.rows, columns: plane.columns, limit: limit) { row, column in
        let cell = start + row * plane.columns + column
        return hidden?[cell] == -.infinity ? -.infinity : values[cell]
      }
    }
    pages[key] = page
    return page
  }
}
