import Kernels
import Tensors
import Tracing
import Transformers

/// What a computation says of a tower as a whole, layer by layer: how long the residual stream is, what
/// enters each sublayer, how much it adds, how spread out attention is, how alike the states are.
///
/// - Units: norms, means and deviations are those of the numbers; entropies are in nats.
/// - Source: Xiong et al. 2020, §3.3 (norms by layer); Liu et al. 2020, "Understanding the Difficulty of
///   Training Transformers", §4.2 (what a sublayer adds relative to the stream); ``Similarity`` has its own.
package struct TowerProfile: Equatable, Sendable {
  /// A sublayer: what enters it, what it adds.
  package struct Sublayer: Equatable, Sendable {
    /// Where it is: `decoder/1/self-attention`.
    package let address: Address
    /// The mean over a token's channels of the stream that enters it, averaged over tokens.
    package let mean: Double
    /// The deviation over a token's channels of the stream that enters it, averaged over tokens.
    package let deviation: Double
    /// ‖what it adds‖ / ‖what that is added to‖, averaged over tokens.
    package let addition: Double
    /// The norm of the sum, averaged over tokens.
    package let sum: Double
    /// The entropy of each head's weights, averaged over queries; none in a feed-forward network.
    package let entropies: [Double]
  }

  /// The tower's name: `encoder` or `decoder`.
  package let tower: String
  /// The Euclidean norm of a token's state, averaged over tokens: what enters layer 1, then what leaves each
  /// layer.
  package let norms: [Double]
  /// The sublayers, in the order of computation.
  package let sublayers: [Sublayer]
  /// How alike states are.
  package let similarity: Similarity

  /// Joins figures that were measured before.
  init(tower: String, norms: [Double], sublayers: [Sublayer], similarity: Similarity) {
    self.tower = tower
    self.norms = norms
    self.sublayers = sublayers
    self.similarity = similarity
  }

  /// Measures a tower in a trace that was run.
  ///
  /// - Parameters:
  ///   - tower: `encoder` or `decoder`.
  ///   - model: Where the states are.
  ///   - isToken: Which positions of which row count; padding does not.
  package init?(
    of tower: String, in model: ModelTrace,
    isToken: (_ row: Int, _ position: Int) -> Bool = { _, _ in true }
  ) {
    let trace = model.trace
    let root = Address(tower)
    guard let entry = trace.node(at: root / "embedding"),
      let similarity = Similarity(of: tower, in: model, isToken: isToken)
    else { return nil }
    let shape = trace[entry].shape
    let length = shape[-2]
    let rows = (0..<shape.rows).filter { isToken($0 / length, $0 % length) }
    var norms = [Self.norm(trace.values(of: entry), rows)]
    var sublayers: [Sublayer] = []
    var stream = entry
    var layer = 1
    while let output = trace.node(at: root / "\(layer)" / "output") {
      for name in ["self-attention", "cross-attention", "feed-forward"] {
        let address = root / "\(layer)" / name
        guard let residual = trace.node(at: address / "residual") else { continue }
        sublayers.append(Self.sublayer(address, residual, entering: stream, trace, rows))
        stream =
          model.configuration.wiring == .post
          ? trace.node(at: address / "norm") ?? residual : residual
      }
      norms.append(Self.norm(trace.values(of: output), rows))
      layer += 1
    }
    self.tower = tower
    self.norms = norms
    self.sublayers = sublayers
    self.similarity = similarity
  }

  /// The towers of a computation, the encoder first.
  package static func towers(
    of model: ModelTrace,
    isToken: (_ tower: String, _ row: Int, _ position: Int) -> Bool = { _, _, _ in true }
  ) -> [TowerProfile] {
    ["encoder", "decoder"].compactMap { tower in
      TowerProfile(of: tower, in: model) { isToken(tower, $0, $1) }
    }
  }

  // MARK: Measuring

  private static func sublayer(
    _ address: Address, _ residual: NodeID, entering stream: NodeID, _ trace: Trace, _ rows: [Int]
  ) -> Sublayer {
    let (mean, deviation) = moments(trace.values(of: stream), rows)
    let operands = trace.operands(of: residual)
    let addition = average(rows) { row in
      let size = length(operands[0], row)
      return size == 0 ? 0 : length(operands[1], row) / size
    }
    let sum = norm(trace.values(of: residual), rows)
    let weights = trace.node(at: address / "weights")
    return Sublayer(
      address: address, mean: mean, deviation: deviation, addition: addition, sum: sum,
      entropies: weights.map { entropies(trace.values(of: $0), rows) } ?? [])
  }

  private static func average(_ rows: [Int], _ number: (Int) -> Double) -> Double {
    rows.isEmpty ? 0 : rows.reduce(0) { $0 + number($1) } / Double(rows.count)
  }

  private static func length(_ states: View, _ row: Int) -> Double {
    kernel_sum_of_squares(states.row(row), states.shape.columns).squareRoot()
  }

  private static func norm(_ states: View, _ rows: [Int]) -> Double {
    average(rows) { length(states, $0) }
  }

  private static func moments(_ states: View, _ rows: [Int]) -> (mean: Double, deviation: Double) {
    let columns = states.shape.columns
    var (means, deviations) = (0.0, 0.0)
    for row in rows {
      let state = states.row(row)
      var sum = 0.0
      for column in 0..<columns { sum += Double(state[column]) }
      let mean = sum / Double(columns)
      let square = kernel_sum_of_squares(state, columns) / Double(columns)
      means += mean
      deviations += max(0, square - mean * mean).squareRoot()
    }
    let count = Double(max(1, rows.count))
    return (means / count, deviations / count)
  }

  /// −Σ w·ln w of each head, averaged over the queries that are tokens.
  private static func entropies(_ weights: View, _ rows: [Int]) -> [Double] {
    let shape = weights.shape
    let (heads, queries, keys) = (shape[-3], shape[-2], shape[-1])
    return (0..<heads).map { head in
      average(rows) { row in
        let (text, query) = (row / queries, row % queries)
        let line = weights.row((text * heads + head) * queries + query)
        var entropy = 0.0
        for key in 0..<keys where line[key] > 0 {
          let weight = Double(line[key])
          entropy -= weight * log(weight)
        }
        return entropy
      }
    }
  }
}
