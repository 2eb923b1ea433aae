import Kernels
import Tracing
import Transformers

/// How the gradient of the last feed-forward network's output matrix goes with the depth.
///
/// - Source: Xiong et al. 2020, "On Layer Normalization in the Transformer Architecture", theorem 1.
package struct LastGradient {
  /// The wiring that is measured as Post-LN; another one only to see the claim fail.
  package var post = Configuration.Wiring.post
  /// The wiring that is measured as Pre-LN.
  package var pre = Configuration.Wiring.pre

  /// Makes the measurement of the claim itself.
  package init() {}

  /// How far the fitted power of L may lie beside the predicted one.
  ///
  /// The theorem speaks of orders. Pre-LN's stream is 1 + c·L with c from 0.5 to 1.5, rising as tokens
  /// become alike, not L itself: between L = 2 and L = 24 that is a power of −0.4 to −0.6.
  package static let tolerance = 0.15

  /// Measures the claim; see ``Claim/measure(_:progress:)``.
  package func measure(
    _ setting: Claim.Setting, _ progress: (Double) -> Void = { _ in }
  ) throws -> Finding {
    let depths = Array(Set(setting.layers)).sorted()
    let count = 2 * depths.count * max(1, setting.seeds)
    var done = 0
    var rows: [Finding.Row] = []
    var slopes: [Estimate] = []
    for (wiring, name, power) in [(post, "Post-LN", 0.0), (pre, "Pre-LN", -0.5)] {
      var norms = [[Double]](repeating: [], count: depths.count)
      for (index, depth) in depths.enumerated() {
        for seed in 1...max(1, setting.seeds) {
          let model = try PaperModel(
            wiring, layers: depth, width: setting.width, seed: UInt64(seed))
          norms[index].append(try model.lastGradient())
          done += 1
          progress(Double(done) / Double(count))
        }
      }
      for (depth, samples) in zip(depths, norms) {
        rows.append(Self.row(name, power, depth, setting.width, samples))
      }
      guard depths.count > 1 else { continue }
      let fits = (0..<max(1, setting.seeds)).map { seed in
        Self.slope(
          depths.map { log(Double($0)) }, depths.indices.map { log(norms[$0][seed]) })
      }
      slopes.append(Estimate(fits))
      rows.append(
        Finding.Row(
          Prose("\(name): p in ‖g‖ ~ Lᵖ", "\(name)：‖g‖ ~ Lᵖ 中的 p"),
          .value(power, tolerance: Self.tolerance), Estimate(fits)))
    }
    return Finding(.lastGradient, rows: rows, sentence: Self.sentence(slopes, depths))
  }

  /// A norm as a multiple of the bound, which the theorem leaves open.
  private static func row(
    _ name: String, _ power: Double, _ depth: Int, _ width: Int, _ samples: [Double]
  ) -> Finding.Row {
    let d = Double(width)
    let bound = d * log(d).squareRoot() * pow(Double(depth), power)
    let (english, chinese) =
      power == 0 ? ("d√(ln d)", "d√(ln d)") : ("d√(ln d / L)", "d√(ln d / L)")
    return Finding.Row(
      Prose("\(name), L = \(depth): ‖g‖ / \(english)", "\(name)，L = \(depth)：‖g‖ / \(chinese)"),
      nil, Estimate(samples.map { $0 / bound }))
  }

  /// The slope of the straight line with the least squares.
  private static func slope(_ x: [Double], _ y: [Double]) -> Double {
    let (meanX, meanY) = (
      x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(y.count)
    )
    let products = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
    return products / x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
  }

  private static func sentence(_ slopes: [Estimate], _ depths: [Int]) -> Prose {
    guard slopes.count == 2, let first = depths.first, let last = depths.last else {
      return Prose("one depth alone says nothing of powers", "只有一个深度，无法谈幂次")
    }
    let (post, pre) = (
      Number.text(slopes[0].mean, digits: 2), Number.text(slopes[1].mean, digits: 2)
    )
    return Prose(
      "from L = \(first) to L = \(last) the gradient goes with the power \(post) of L in Post-LN, where "
        + "0 is predicted, and with the power \(pre) in Pre-LN, where −0.5 is predicted",
      "从 L = \(first) 到 L = \(last)，梯度在 Post-LN 中按 L 的 \(post) 次幂变化（预测为 0），"
        + "在 Pre-LN 中按 \(pre) 次幂变化（预测为 −0.5）")
  }
}
