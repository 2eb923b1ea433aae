import Tensors

/// The number of a node within its trace, in the order of computation.
package struct NodeID: Hashable, Comparable, Sendable {
  /// The position in ``Trace/nodes``.
  package let index: Int

  /// Wraps a position.
  package init(_ index: Int) { self.index = index }

  /// Orders nodes as they were computed.
  package static func < (left: NodeID, right: NodeID) -> Bool { left.index < right.index }
}

/// One value of a computation: its name, where it came from, and its numbers.
package struct Node {
  /// Where the numbers come from.
  package enum Kind: Sendable {
    /// An operation computed them from other nodes.
    case computed
    /// They were learned: a weight, a bias, a gain, a table.
    case parameter
    /// They were given: token ids, positions, masks, targets.
    case input
    /// An earlier step of a generation computed them and a cache kept them.
    case cached
  }

  /// The node's name.
  package let address: Address
  /// Where the numbers come from.
  package let kind: Kind
  /// What computed them; nil unless ``kind`` is `computed`.
  package let operation: (any Operation)?
  /// The nodes it read, in the operation's order.
  package let inputs: NodeInputs
  /// What each axis of the shape means.
  package let axes: [Axis]
  /// The block that the node lies inside of, 0 for none; see ``Retention``.
  package let segment: Int
  /// Whether the loss can depend on it through something that is learned.
  package let needsGradient: Bool

  var value: View
  var gradient: UnsafeMutablePointer<Float>?
  var saved: UnsafeMutablePointer<Float>?
  /// Whether the numbers stay when another block is computed.
  var isKept: Bool

  /// The sizes of the axes.
  package var shape: Shape { value.shape }
}

/// The inputs of a node: up to four, without heap storage.
package struct NodeInputs: RandomAccessCollection, Sendable {
  private var packed: SIMD4<Int32>
  package let count: Int

  init(_ nodes: [NodeID]) {
    precondition(nodes.count <= 4, "a node has at most 4 inputs")
    packed = .zero
    count = nodes.count
    for (index, node) in nodes.enumerated() { packed[index] = Int32(node.index) }
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { count }
  package subscript(index: Int) -> NodeID { NodeID(Int(packed[index])) }
}

/// A cell of a trace: a node and a row-major position in it.
package struct Cell: Hashable, Sendable {
  /// The node.
  package let node: NodeID
  /// The row-major position.
  package let index: Int

  /// Makes a cell.
  package init(node: NodeID, index: Int) {
    self.node = node
    self.index = index
  }
}

/// What a trace keeps.
package enum Retention: Sendable {
  /// Every number of every node.
  case everything
  /// What enters and leaves blocks; the inside of one block at a time is computed anew when it is
  /// read, to the same bits.
  case residualStreams
}
