import Tensors
import Tracing

/// The index along each axis that the reader chose last, so that every step shows the same token, head and
/// channel again.
///
/// An axis is known by its meaning and its length, and positions by their text too: those of the encoder's and of
/// the decoder's are two, as are channels of the model and of a head. As moving from step to step changes none of them, going
/// forward and back lands on the same cell.
package struct KeptPlace: Equatable, Sendable {
  private struct Key: Hashable {
    let axis: Axis
    let length: Int
    var isOfEncoder = false
  }

  /// Whether what stands in no tower, as logits do, is of the encoder's text.
  private let isEncoderAlone: Bool

  private var indices: [Key: Int] = [:]

  /// Begins with the first index of every axis.
  ///
  /// - Parameter isEncoderAlone: Whether there is no decoder.
  package init(isEncoderAlone: Bool = false) { self.isEncoderAlone = isEncoderAlone }

  /// The keys of a node's axes: rows of queries, of keys and of states are all positions of a text.
  private func keys(_ node: Node) -> [Key] {
    let parts = node.address.parts
    let isEncoder = isEncoderAlone || parts.first == "encoder"
    // Keys and values of cross-attention are the encoder's.
    let isCross = parts.contains("cross-attention")
    return node.axes.enumerated().map { place, axis in
      let isRow = place < node.axes.count - 1
      let isPosition = axis == .query || axis == .position || (axis == .key && isRow)
      let isKey = axis == .key && isCross
      return Key(
        axis: isPosition ? .position : axis, length: node.shape[place],
        isOfEncoder: (isPosition || axis == .key) && (isEncoder || isKey))
    }
  }

  /// The cell of a node at the kept place.
  package func cell(in node: Node) -> Int {
    guard !node.axes.isEmpty, node.shape.count > 0 else { return 0 }
    return node.shape.offset(of: keys(node).map { indices[$0] ?? 0 })
  }

  /// Whether a column of the node was chosen before.
  package func hasColumn(in node: Node) -> Bool {
    keys(node).last.map { indices[$0] != nil } ?? false
  }

  /// Keeps a cell's place.
  package mutating func keep(_ cell: Int, of node: Node) {
    guard !node.axes.isEmpty, node.shape.count > 0 else { return }
    for (key, index) in zip(keys(node), node.shape.indices(at: cell)) { indices[key] = index }
  }
}
