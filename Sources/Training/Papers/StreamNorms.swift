import Tracing
import Transformers

/// How large the residual stream is at initialization.
///
/// - Source: Xiong et al. 2020, "On Layer Normalization in the Transformer Architecture", lemma 2.
package struct StreamNorms {
  /// The wiring that is measured as Post-LN; another one only to see the claim fail.
  package var post = Configuration.Wiring.post
  /// The wiring that is measured as Pre-LN.
  package var pre = Configuration.Wiring.pre

  /// Makes the measurement of the claim itself.
  package init() {}

  /// How far a mean may lie beside the prediction, as a share of it.
  ///
  /// Two hundred seeds give an interval of ±1 to ±3 % at d = 64. The lower bound of Pre-LN is what a layer
  /// adds without its attention, which in the first layer adds 1/32 of d, 2 % of the stream. A norm in
  /// another place, or none, is off by a fifth and more.
  package static let tolerance = 0.05

  /// Measures the claim; see ``Claim/measure(_:progress:)``.
  package func measure(
    _ setting: Claim.Setting, _ progress: (Double) -> Void = { _ in }
  ) throws -> Finding {
    // What a layer computes does not depend on how many come after it: the deepest model has all.
    let depth = setting.layers.max() ?? 1
    var sums = [[Double]](repeating: [], count: depth)
    var streams = sums
    for seed in 1...max(1, setting.seeds) {
      let postModel = try PaperModel(
        post, layers: depth, width: setting.width, seed: UInt64(seed))
      let preModel = try PaperModel(pre, layers: depth, width: setting.width, seed: UInt64(seed))
      for (layer, norm) in try postModel.squaredNorms(of: "feed-forward/residual").enumerated() {
        sums[layer].append(norm)
      }
      for (layer, norm) in try preModel.squaredNorms(of: "output").enumerated() {
        streams[layer].append(norm)
      }
      progress(Double(seed) / Double(max(1, setting.seeds)))
    }
    var rows: [Finding.Row] = []
    for (layer, samples) in sums.enumerated() {
      rows.append(
        Finding.Row(
          Prose("Post-LN, layer \(layer + 1): ‖sum‖²/d", "Post-LN 第 \(layer + 1) 层：‖和‖²/d"),
          .value(1.5, tolerance: 1.5 * Self.tolerance), Estimate(samples)))
    }
    for (layer, samples) in streams.enumerated() {
      let (low, high) = (1 + Double(layer + 1) / 2, 1 + 1.5 * Double(layer + 1))
      rows.append(
        Finding.Row(
          Prose("Pre-LN, layer \(layer + 1): ‖x‖²/d", "Pre-LN 第 \(layer + 1) 层：‖x‖²/d"),
          .between(low, high, tolerance: low * Self.tolerance), Estimate(samples)))
    }
    return Finding(.streamNorms, rows: rows, sentence: Self.sentence(rows, depth))
  }

  private static func sentence(_ rows: [Finding.Row], _ depth: Int) -> Prose {
    let means = rows[..<depth].map(\.measured.mean)
    let (least, most) = (
      Number.text(means.min() ?? .nan, digits: 3), Number.text(means.max() ?? .nan, digits: 3)
    )
    let last = rows[2 * depth - 1].measured.mean
    let slope = Number.text((last - 1) / Double(depth), digits: 3)
    let end = Number.text(last, digits: 3)
    let inside = rows[depth...].filter { $0.outcome == .agrees }.count
    return Prose(
      "the sum that enters a Post-LN layer's last norm is between \(least)·d and \(most)·d where "
        + "1.5·d is predicted; Pre-LN's stream is \(end)·d after layer \(depth), \(slope)·d a layer, "
        + "and within the bounds in \(inside) of \(depth) layers",
      "进入 Post-LN 各层最后一个归一化的和，其 ‖·‖² 在 \(least)·d 到 \(most)·d 之间（预测为 1.5·d）；"
        + "Pre-LN 的残差流到第 \(depth) 层后是 \(end)·d，平均每层增加 \(slope)·d，"
        + "\(depth) 层中有 \(inside) 层落在上下界之内")
  }
}
