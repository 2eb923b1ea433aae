import Tracing

/// What was measured of a lane at a step, with the parameters as they were.
package struct RaceMoment: Equatable, Sendable {
  /// A head's weights on the sentence that is watched.
  package struct Attention: Equatable, Sendable {
    /// Which attention: `decoder/2/cross-attention`.
    package let address: Address
    /// How many heads, queries and keys.
    package let heads: Int
    package let queries: Int
    package let keys: Int
    /// The weights, [head, query, key].
    package let weights: [Float]
  }

  /// What the model makes of a text.
  package struct Output: Equatable, Sendable {
    /// What it was given.
    package let input: String
    /// What was wanted.
    package let wanted: String
    /// What came.
    package let found: String
  }

  /// The parameters at the step: one object shared by all copies of the moment.
  package final class Checkpoint: Equatable, Sendable {
    /// All numbers that training changes.
    package let values: [Float]

    init(_ values: [Float]) { self.values = values }

    package static func == (left: Checkpoint, right: Checkpoint) -> Bool { left === right }
  }

  /// How many steps were done.
  package let step: Int
  /// Norm of the residual stream, what sublayers add, similarities.
  package let profiles: [TowerProfile]
  /// Every attention of the sentence that is watched.
  package let attentions: [Attention]
  /// What the model makes of a few texts.
  package let outputs: [Output]
  /// The gradient norm of each layer in the step that came before; at step 0 in the first.
  package internal(set) var gradients: [Double]
  /// The parameters; nil in a race that was read from a file.
  package let checkpoint: Checkpoint?
}
