import Tracing
import Transformers

/// How gradients go from layer to layer at initialization.
///
/// - Source: Liu et al. 2020, "Understanding the Difficulty of Training Transformers", §3; Takase et al.
///   2022, "B2T Connection: Serving Stability and Performance in Deep Transformers", §3.
struct LayerGradients {
  /// A tower that is looked at, in the model that it is a part of.
  private struct Place {
    let model: Configuration.Tower
    let tower: String
    let name: Prose

    static let all = [
      Place(
        model: .encoderDecoder, tower: "decoder",
        name: Prose("decoder beside an encoder", "编码器–解码器中的解码器")),
      Place(
        model: .encoderDecoder, tower: "encoder",
        name: Prose("encoder before a decoder", "编码器–解码器中的编码器")),
      Place(model: .encoder, tower: "encoder", name: Prose("encoder alone", "单独的编码器")),
      Place(model: .decoder, tower: "decoder", name: Prose("decoder alone", "单独的解码器")),
    ]
  }

  /// What counts as a fall: the first layer's gradient is at most this share of the last one's.
  ///
  /// The interval of a ratio is ±10 to ±25 % with twenty seeds; a half is well beyond it.
  static let fall = 0.5

  func measure(
    _ setting: Claim.Setting, _ progress: (Double) -> Void
  ) throws -> Finding {
    let depths = Array(Set(setting.layers)).sorted()
    let count = 2 * Place.all.count * depths.count * max(1, setting.seeds)
    var done = 0
    var rows: [Finding.Row] = []
    var deepest: [Estimate] = []
    for (wiring, wiringName) in [(Configuration.Wiring.post, "Post-LN"), (.pre, "Pre-LN")] {
      let prediction =
        wiring == .post
        ? Finding.Prediction.between(0, Self.fall) : .between(1, .infinity)
      for place in Place.all {
        for depth in depths {
          var ratios: [Double] = []
          for seed in 1...max(1, setting.seeds) {
            let model = try FreshModel(
              place.model, wiring, layers: depth, width: setting.width, seed: UInt64(seed))
            let norms = try model.gradients(of: place.tower, layers: depth)
            ratios.append((norms.first ?? .nan) / (norms.last ?? .nan))
            done += 1
            progress(Double(done) / Double(count))
          }
          let estimate = Estimate(ratios: ratios)
          rows.append(
            Finding.Row(
              Prose(
                "\(wiringName), \(place.name.english), L = \(depth)",
                "\(wiringName)，\(place.name.chinese)，L = \(depth)"), prediction, estimate))
          if depth == depths.last { deepest.append(estimate) }
        }
      }
    }
    return Finding(
      .layerGradients, rows: rows, sentence: Self.sentence(deepest, depth: depths.last ?? 0))
  }

  private static func sentence(_ ratios: [Estimate], depth: Int) -> Prose {
    let text = ratios.map { Number.text($0.mean, digits: 2) }
    guard text.count == 2 * Place.all.count else { return Prose("", "") }
    let pre = ratios[Place.all.count...].map(\.mean)
    let (least, most) = (
      Number.text(pre.min() ?? .nan, digits: 2), Number.text(pre.max() ?? .nan, digits: 2)
    )
    return Prose(
      "with L = \(depth) the first layer's gradient is \(text[0]) of the last one's in Post-LN's decoder "
        + "beside an encoder, \(text[1]) in that encoder, \(text[2]) in an encoder alone and \(text[3]) in "
        + "a decoder alone; in Pre-LN it is \(least) to \(most)",
      "L = \(depth) 时，Post-LN 首层梯度与末层之比：编码器–解码器中的解码器 \(text[0])，其编码器 \(text[1])，"
        + "单独的编码器 \(text[2])，单独的解码器 \(text[3])；Pre-LN 为 \(least) 到 \(most)")
  }
}
