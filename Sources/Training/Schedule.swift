import Kernels

/// The step size at each step of a run.
///
/// It rises in a straight line over the warm-up; step w, the last of it, has the full rate r. Then, at
/// step s of S:
///
///     constant               r
///     cosine                 r · (f + (1 − f) · (1 + cos(π · p)) / 2)      p = (s − w) / (S − w)
///     inverse square root    r · √(w / s)
///
/// f is the share of the rate that the cosine ends at. Without a warm-up the inverse square root counts
/// w = 1, so that its first step has the full rate.
///
/// - Source: Vaswani et al. 2017, "Attention Is All You Need", §5.3, equation 3, whose peak is r here;
///   the cosine: Loshchilov and Hutter 2017, "SGDR", equation 5, with one period.
package struct Schedule: Equatable, Sendable {
  private let shape: Recipe.Schedule
  /// The largest step size r.
  package var peak: Double
  /// The last step of the warm-up w.
  package var warmUp: Int
  private let steps: Int
  private let finalShare: Double

  /// The schedule of a recipe.
  package init(_ recipe: Recipe) {
    shape = recipe.schedule
    peak = recipe.rate
    warmUp = recipe.warmUp
    steps = recipe.steps
    finalShare = recipe.finalRate
  }

  /// The step size at a step, which counts from 1.
  ///
  /// Steps after the recipe's last have the last one's rate, or fall on as 1 / √step.
  package func rate(at step: Int) -> Double {
    let step = max(1, step)
    if step < warmUp { return peak * Double(step) / Double(warmUp) }
    switch shape {
    case .constant: return peak
    case .cosine:
      guard step < steps else { return steps > warmUp ? peak * finalShare : peak }
      let progress = Double(step - warmUp) / Double(steps - warmUp)
      return peak * (finalShare + (1 - finalShare) * (1 + cos(Double.pi * progress)) / 2)
    case .inverseSquareRoot:
      return peak * (Double(max(1, warmUp)) / Double(step)).squareRoot()
    }
  }
}
