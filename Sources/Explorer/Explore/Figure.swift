import Tracing

/// A number that is no cell of the trace: a figure that a picture makes of many cells, or a number inside of an
/// operation.
package enum Figure: Hashable, Sendable {
  /// The length of a state of the residual stream.
  case norm(state: NodeID, position: Int)
  /// The cosine of the angle between a state and the one before.
  case cosine(state: NodeID, before: NodeID, position: Int)
  /// What the embedding and all sublayers add up to, in one channel; of one layer alone where it is not 0.
  case sum(tower: String, position: Int, layer: Int, channel: Int)
  /// What the head makes of a state as if it were the last: the probability of a token.
  case reading(state: NodeID, position: Int, token: Int)
  /// A number of a stage inside of a node's operation, for a cell.
  case stage(Int, of: Cell)
}
