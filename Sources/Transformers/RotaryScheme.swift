import Kernels

/// How fast each pair of coordinates turns with the position, and how that is stretched for long texts.
///
/// - Source: Su et al. 2021, "RoFormer", §3.2.2; scaling: Chen et al. 2023, "Extending Context Window of
///   Large Language Models via Positional Interpolation"; Peng et al. 2023, "YaRN", §3; Llama 3.1's
///   released code.
package struct RotaryScheme: Equatable, Sendable {
  /// How rates are changed for texts longer than those of training.
  package enum Scaling: Equatable, Sendable {
    /// Not at all.
    case none
    /// Every rate divided by the factor: position interpolation.
    case linear(factor: Double)
    /// A larger base once the text is longer than the original context: NTK-aware scaling.
    case dynamic(factor: Double, originalContext: Int)
    /// Slow rates divided by the factor, fast ones kept, those between interpolated: Llama 3.1.
    case llama3(factor: Double, lowFrequency: Double, highFrequency: Double, originalContext: Int)
    /// The same by a linear ramp over the pairs, with the scores sharpened by `magnitude`: YaRN.
    case yarn(
      factor: Double, fastTurns: Double, slowTurns: Double, magnitude: Double, originalContext: Int,
      truncates: Bool)
  }

  /// How many coordinates of a head are turned; even.
  package var width: Int
  /// The base θ of the geometric row of rates.
  package var base: Double
  /// How rates are changed for long texts.
  package var scaling: Scaling

  /// Makes a scheme.
  package init(width: Int, base: Double = 10000, scaling: Scaling = .none) {
    self.width = width
    self.base = base
    self.scaling = scaling
  }

  /// What cosine and sine are multiplied by.
  package var magnitude: Float {
    if case .yarn(_, _, _, let magnitude, _, _) = scaling { return Float(magnitude) }
    return 1
  }

  /// Radians per position of each pair, fastest first, for a text of this many positions.
  ///
  ///     rate[i] = base^(−2i/width)
  package func rates(length: Int) -> [Float] {
    let pairs = width / 2
    var base = base
    if case .dynamic(let factor, let original) = scaling, length > original, width > 2 {
      let stretch = factor * Double(length) / Double(original) - (factor - 1)
      base *= pow(stretch, Double(width) / Double(width - 2))
    }
    return (0..<pairs).map { pair in
      let rate = 1 / Float(pow(base, Double(2 * pair) / Double(width)))
      return scaled(rate, pair: pair)
    }
  }

  private func scaled(_ rate: Float, pair: Int) -> Float {
    switch scaling {
    case .none, .dynamic: return rate
    case .linear(let factor): return rate / Float(factor)
    case .llama3(let factor, let low, let high, let original):
      let turns = Double(original) * Double(rate) / (2 * .pi)
      if turns > high { return rate }
      if turns < low { return rate / Float(factor) }
      let share = (turns - low) / (high - low)
      return Float((1 - share) * Double(rate) / factor + share * Double(rate))
    case .yarn(let factor, let fast, let slow, _, let original, let truncates):
      // The pair that makes this many turns over the original context.
      func pairMaking(_ turns: Double) -> Double {
        Double(width) * log(Double(original) / (turns * 2 * .pi)) / (2 * log(base))
      }
      var first = pairMaking(fast)
      var last = pairMaking(slow)
      if truncates {
        first = floor(first)
        last = ceil(last)
      }
      first = max(first, 0)
      last = min(last, Double(width - 1))
      if first == last { last += 0.001 }
      let ramp = min(max((Double(pair) - first) / (last - first), 0), 1)
      return Float(Double(rate) / factor * ramp + Double(rate) * (1 - ramp))
    }
  }
}
