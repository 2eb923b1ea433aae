/// One named axis of a node.
///
/// Indices count from 1, as layers do, so that `head 2, query 3` reads like the screen. Two axes
/// count from 0 because their index is itself a value: `vocabulary` (a token id) and `row` (a row of
/// a table, named by the position, bucket or token type that selects it).
package enum Axis: String, CaseIterable, Sendable {
  /// The rows of a batch.
  case batch
  /// Positions of a text, in states outside an attention.
  case position
  /// Attention heads.
  case head
  /// The positions that ask.
  case query
  /// The positions that are looked at.
  case key
  /// Coordinates of a state, of a head or of a parameter's side that meets them.
  case channel
  /// Coordinates of the feed-forward network's inner layer.
  case feature
  /// Token ids.
  case vocabulary
  /// Rows of a table that is looked up by something other than a token id.
  case row
  /// Answers of a classifier.
  case label
  /// What a parameter reads, where it has two sides of the same kind.
  case input
  /// What a parameter makes.
  case output

  /// The number that the first index along this axis is shown as.
  package var firstIndex: Int {
    switch self {
    case .vocabulary, .row: 0
    default: 1
    }
  }
}
