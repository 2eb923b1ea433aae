import Kernels
import Tensors
import Tracing
import Transformers

/// How alike the states of a tower are, layer by layer: the two meanings of representation collapse.
///
/// - Units: cosines, from −1 to 1.
/// - Source: Dong, Cordonnier and Loukas 2021, "Attention is not all you need", §2 (tokens of one text
///   becoming alike); Gromov et al. 2024, "The Unreasonable Ineffectiveness of the Deeper Layers", §3.2
///   (neighbouring layers being alike).
package struct Similarity: Equatable, Sendable {
  /// The tower's name.
  package let tower: String
  /// Of every layer, the mean cosine between what enters and what leaves it, over all tokens.
  package let neighbours: [Double]
  /// What enters layer 1, then what leaves each layer: the mean cosine between two different tokens of
  /// one text, over all pairs of all texts; nil where no text has two tokens.
  package let tokens: [Double?]

  /// Joins figures that were measured before.
  init(tower: String, neighbours: [Double], tokens: [Double?]) {
    self.tower = tower
    self.neighbours = neighbours
    self.tokens = tokens
  }

  /// Measures a tower in a trace that was run.
  ///
  /// - Parameters:
  ///   - tower: `encoder` or `decoder`.
  ///   - trace: Where the states are.
  ///   - isToken: Which positions of which row count; padding does not.
  package init?(
    of tower: String, in trace: ModelTrace, isToken: (_ row: Int, _ position: Int) -> Bool
  ) {
    var states: [View] = []
    var layer = 0
    while let node = trace.trace.node(
      at: Address(layer == 0 ? "\(tower)/embedding" : "\(tower)/\(layer)/output"))
    {
      states.append(trace.trace.values(of: node))
      layer += 1
    }
    guard let first = states.first else { return nil }
    let rowCount = first.shape.rank == 3 ? first.shape[0] : 1
    let length = first.shape[-2]
    var texts: [[Int]] = []
    for row in 0..<rowCount {
      texts.append((0..<length).filter { isToken(row, $0) }.map { row * length + $0 })
    }
    self.tower = tower
    neighbours = zip(states, states.dropFirst()).map { Self.cosine($0, $1, texts) }
    tokens = states.map { Self.likeness(of: $0, texts) }
  }

  /// The mean cosine between the same token's states.
  private static func cosine(_ a: View, _ b: View, _ texts: [[Int]]) -> Double {
    var sum = 0.0
    var count = 0
    for row in texts.joined() {
      sum += cosine(a.row(row), b.row(row), a.shape.columns)
      count += 1
    }
    return count == 0 ? 1 : sum / Double(count)
  }

  private static func cosine(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ count: Int
  ) -> Double {
    let norms = (kernel_sum_of_squares(a, count) * kernel_sum_of_squares(b, count)).squareRoot()
    return norms == 0 ? 0 : Double(kernel_dot(a, b, count)) / norms
  }

  /// The mean cosine of all pairs of different tokens of a text.
  ///
  /// With unit vectors u the sum over pairs i ≠ j of uᵢ·uⱼ is |Σ uᵢ|² − n, which takes n steps, not n².
  private static func likeness(of states: View, _ texts: [[Int]]) -> Double? {
    let columns = states.shape.columns
    var sum = 0.0
    var pairs = 0
    var total = [Double](repeating: 0, count: columns)
    for text in texts where text.count > 1 {
      for column in 0..<columns { total[column] = 0 }
      var units = 0
      for row in text {
        let state = states.row(row)
        let norm = kernel_sum_of_squares(state, columns).squareRoot()
        guard norm > 0 else { continue }
        units += 1
        for column in 0..<columns { total[column] += Double(state[column]) / norm }
      }
      sum += total.reduce(0) { $0 + $1 * $1 } - Double(units)
      pairs += text.count * (text.count - 1)
    }
    return pairs == 0 ? nil : sum / Double(pairs)
  }
}
