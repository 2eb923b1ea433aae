import Tracing
import Transformers

/// Representation collapse in both meanings: neighbouring layers alike, tokens of a text alike.
package struct Collapse {
  /// What one tower shows in both wirings.
  private struct Pair {
    let name: Prose
    let post: (neighbours: Estimate, tokens: Estimate)
    let pre: (neighbours: Estimate, tokens: Estimate)
  }

  /// Cosines of a tower's last layer, one for each model or text.
  private struct Samples {
    var neighbours: [Double] = []
    var tokens: [Double] = []

    mutating func add(_ similarity: Similarity?) {
      if let last = similarity?.neighbours.last { neighbours.append(last) }
      if let last = similarity?.tokens.last, let last { tokens.append(last) }
    }

    var estimates: (Estimate, Estimate) { (Estimate(neighbours), Estimate(tokens)) }
  }

  /// How many held-out texts trained models read for each seed of the others.
  package var textsPerSeed = 10

  /// Makes the measurement of the claim itself.
  package init() {}

  /// Measures the claim; see ``Claim/measure(_:progress:)``.
  package func measure(
    _ setting: Claim.Setting, _ progress: (Double) -> Void = { _ in }
  ) throws -> Finding {
    let depths = Array(Set(setting.layers)).sorted()
    let seeds = max(1, setting.seeds)
    let parts = depths.count + TwinTexts.names.count
    var fresh: [Pair] = []
    for (index, depth) in depths.enumerated() {
      var (post, pre) = (Samples(), Samples())
      for seed in 1...seeds {
        post.add(try Self.similarity(.post, depth, setting.width, seed))
        pre.add(try Self.similarity(.pre, depth, setting.width, seed))
        progress((Double(index) + Double(seed) / Double(seeds)) / Double(parts))
      }
      fresh.append(
        Pair(
          name: Prose("untrained, L = \(depth)", "未训练，L = \(depth)"), post: post.estimates,
          pre: pre.estimates))
    }
    var trained: [Pair] = []
    for (index, name) in TwinTexts.names.enumerated() {
      let texts = try TwinTexts(name, count: seeds * textsPerSeed)
      for tower in texts.towers {
        var (post, pre) = (Samples(), Samples())
        for input in texts.inputs {
          post.add(Similarity(of: tower, in: try texts.post.trace(input)) { _, _ in true })
          pre.add(Similarity(of: tower, in: try texts.pre.trace(input)) { _, _ in true })
        }
        let chinese = tower == "encoder" ? "编码器" : "解码器"
        trained.append(
          Pair(
            name: Prose("\(name), \(tower)", "\(name) 的\(chinese)"), post: post.estimates,
            pre: pre.estimates))
      }
      progress(Double(depths.count + index + 1) / Double(parts))
    }
    return Finding(
      .collapse, rows: Self.rows(fresh + trained), sentence: Self.sentence(fresh, trained))
  }

  private static func similarity(
    _ wiring: Configuration.Wiring, _ depth: Int, _ width: Int, _ seed: Int
  ) throws -> Similarity? {
    let model = try FreshModel(.encoder, wiring, layers: depth, width: width, seed: UInt64(seed))
    return Similarity(of: "encoder", in: try model.model.trace(model.input)) { _, _ in true }
  }

  private static func rows(_ pairs: [Pair]) -> [Finding.Row] {
    func row(_ pair: Pair, _ english: String, _ chinese: String, _ value: Estimate) -> Finding.Row {
      Finding.Row(
        Prose("\(english): \(pair.name.english)", "\(chinese)：\(pair.name.chinese)"), nil, value)
    }
    return pairs.flatMap { pair in
      [
        row(pair, "layers alike, Post-LN", "相邻层，Post-LN", pair.post.neighbours),
        row(pair, "layers alike, Pre-LN", "相邻层，Pre-LN", pair.pre.neighbours),
      ]
    }
      + pairs.flatMap { pair in
        [
          row(pair, "tokens alike, Post-LN", "词元，Post-LN", pair.post.tokens),
          row(pair, "tokens alike, Pre-LN", "词元，Pre-LN", pair.pre.tokens),
        ]
      }
  }

  // MARK: In words

  private static func sentence(_ fresh: [Pair], _ trained: [Pair]) -> Prose {
    let layers = (
      fresh.last.map { compared($0.post.neighbours, $0.pre.neighbours) },
      count(trained.map { ($0.post.neighbours, $0.pre.neighbours) })
    )
    let tokens = (
      fresh.last.map { compared($0.post.tokens, $0.pre.tokens) },
      count(trained.map { ($0.post.tokens, $0.pre.tokens) })
    )
    let none = Prose("nothing was measured", "没有测量")
    return Prose(
      "by the first meaning (neighbouring layers), untrained: \((layers.0 ?? none).english); trained: "
        + "\(layers.1.english). By the second meaning (tokens of a text), untrained: "
        + "\((tokens.0 ?? none).english); trained: \(tokens.1.english)",
      "按第一种含义（相邻的层），未训练时\((layers.0 ?? none).chinese)，训练后\(layers.1.chinese)；"
        + "按第二种含义（同一文本的词元），未训练时\((tokens.0 ?? none).chinese)，训练后\(tokens.1.chinese)")
  }

  /// Which of two has the smaller cosine; neither where the intervals meet.
  private static func compared(_ post: Estimate, _ pre: Estimate) -> Prose {
    let (a, b) = (Number.text(post.mean, digits: 3), Number.text(pre.mean, digits: 3))
    switch winner(post, pre) {
    case .post:
      return Prose("Post-LN resists better (\(a) against \(b))", " Post-LN 更能抵抗（\(a) 对 \(b)）")
    case .pre:
      return Prose("Pre-LN resists better (\(b) against \(a))", " Pre-LN 更能抵抗（\(b) 对 \(a)）")
    default:
      return Prose("no difference can be told (\(a) and \(b))", "分不出高下（\(a) 与 \(b)）")
    }
  }

  private static func count(_ pairs: [(Estimate, Estimate)]) -> Prose {
    let winners = pairs.map { winner($0.0, $0.1) }
    let post = winners.filter { $0 == .post }.count
    let pre = winners.filter { $0 == .pre }.count
    return Prose(
      "Post-LN in \(post) of \(pairs.count) towers, Pre-LN in \(pre)",
      "在 \(pairs.count) 座塔中 Post-LN 占优 \(post) 座，Pre-LN 占优 \(pre) 座")
  }

  private static func winner(_ post: Estimate, _ pre: Estimate) -> Configuration.Wiring? {
    post.high < pre.low ? .post : pre.high < post.low ? .pre : nil
  }
}
