import Tensors
import Tracing

/// How a figure is worked by hand: its formula, the lines, the terms with the cells that they come from, and
/// what a second computation makes of it.
package struct FigureWork {
  /// How it is computed, in symbols.
  package let formula: String
  /// The nodes that the sources of ``derivation`` count as inputs.
  package let inputs: [NodeID]
  /// The lines and the terms.
  package let derivation: Derivation
  /// Whether the terms are added up; else they only decide the number.
  package var adds = true
  /// The number on screen.
  package let value: Double
  /// What a second computation in double precision makes of it; nil where there is no other way to it.
  package let verification: Verification?

  /// Works a figure out.
  ///
  /// - Parameters:
  ///   - figure: The figure.
  ///   - subject: The computation that it is of.
  /// - Returns: Nil where the computation has no such figure.
  package static func make(_ figure: Figure, of subject: Subject) -> FigureWork? {
    let trace = subject.trace
    switch figure {
    case .norm(let state, let position): return norm(state, position, trace)
    case .cosine(let state, let before, let position):
      return cosine(state, before, position, trace)
    case .sum(let tower, let position, let layer, let channel):
      return sum(subject, tower, position, layer, channel)
    case .reading(let state, let position, let token):
      return reading(subject, state, position, token)
    case .stage(let number, let cell): return stage(number, cell, trace)
    }
  }

  /// The verdict on a number that was recorded or shown in single precision.
  ///
  /// - Parameters:
  ///   - recorded: The number on screen.
  ///   - recomputed: What the second computation gives.
  ///   - magnitude: The magnitudes that were added on the way.
  /// - Returns: Both numbers, and how far they may lie apart.
  static func verdict(
    _ recorded: Double, _ recomputed: Double, magnitude: Double
  ) -> Verification {
    let scale = magnitude.isFinite ? magnitude : 1
    return Verification(
      recorded: Float(recorded), recomputed: recomputed, tolerance: 1e-5 * scale + 1e-7)
  }
}
