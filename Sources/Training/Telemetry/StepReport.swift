/// What one training step did.
package struct StepReport: Equatable, Sendable {
  /// Parameters that are looked at together: a layer (`decoder/2`) or a sublayer
  /// (`decoder/2/self-attention`).
  package struct Group: Equatable, Sendable {
    /// Which parameters.
    package let name: String
    /// The Euclidean norm of their gradient; after clipping, where it was clipped.
    package let gradientNorm: Double
    /// How far the step moved them, as a share of their own norm.
    package let updateRatio: Double
  }

  /// How many steps are done, this one included.
  package let step: Int
  /// The mean loss of the batch before the step; of several heads the sum.
  package let loss: Double
  /// The mean loss of each head.
  package let losses: [Double]
  /// The learning rate.
  package let rate: Double
  /// How many targets the batch had.
  package let tokens: Int
  /// The norm of the whole gradient before clipping.
  package let gradientNorm: Double
  /// Layers, then sublayers; empty where it was not measured.
  package let groups: [Group]
  /// Each tower's similarities; empty where it was not measured.
  package let similarities: [Similarity]
}
