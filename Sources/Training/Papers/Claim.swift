/// Something that a paper says of Pre-LN and Post-LN, and that can be measured here.
package enum Claim: String, CaseIterable, Sendable {
  /// How large the residual stream is at initialization (Xiong et al. 2020, lemma 2).
  case streamNorms = "xiong-lemma-2"
  /// How the last gradient goes with the depth (Xiong et al. 2020, theorem 1).
  case lastGradient = "xiong-theorem-1"
  /// How gradients go from layer to layer (Liu et al. 2020, Takase et al. 2022).
  case layerGradients = "gradients-by-layer"
  /// Which of the two lets states become alike (Liu et al. 2020, Dong et al. 2021, and others).
  case collapse = "representation-collapse"
  /// What warm-up does for Post-LN (Xiong et al. 2020, §3.2 and §4).
  case warmUp = "warm-up"

  /// What is measured.
  package struct Setting: Equatable, Sendable {
    /// Over how many seeds; they count from 1.
    package var seeds: Int
    /// The depths L.
    package var layers: [Int]
    /// The model width d.
    package var width: Int

    /// Makes a setting.
    package init(seeds: Int, layers: [Int], width: Int) {
      self.seeds = seeds
      self.layers = layers
      self.width = width
    }
  }

  /// What is measured unless something else is asked for.
  package var standard: Setting {
    switch self {
    case .streamNorms: Setting(seeds: 200, layers: [2, 6, 12], width: 64)
    case .lastGradient: Setting(seeds: 100, layers: [2, 6, 12], width: 64)
    case .layerGradients: Setting(seeds: 20, layers: [6, 12, 18], width: 64)
    case .collapse: Setting(seeds: 20, layers: [2, 6, 12], width: 64)
    case .warmUp: Setting(seeds: 3, layers: [6], width: 32)
    }
  }

  /// Measures the claim.
  ///
  /// - Parameters:
  ///   - setting: What is measured; its layers and seeds at least 1.
  ///   - progress: Is told the share that is done, from 0 to 1.
  /// - Returns: Predictions beside what was found.
  /// - Throws: What making models and opening the bundled ones throws.
  package func measure(
    _ setting: Setting, progress: (Double) -> Void = { _ in }
  ) throws -> Finding {
    switch self {
    case .streamNorms: try StreamNorms().measure(setting, progress)
    case .lastGradient: try LastGradient().measure(setting, progress)
    case .layerGradients: try LayerGradients().measure(setting, progress)
    case .collapse: try Collapse().measure(setting, progress)
    case .warmUp: try WarmUp().measure(setting, progress)
    }
  }
}
