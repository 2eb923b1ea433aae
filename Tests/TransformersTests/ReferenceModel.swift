import Kernels

/// An encoder-decoder in plain loops and double precision, written from the papers' formulas alone.
///
/// One text, no padding; Vaswani and others 2017 (post), Xiong and others 2020, figure 1 (pre).
struct ReferenceModel {
  typealias Matrix = [[Double]]

  let isPre: Bool
  let heads: Int
  let keyHeads: Int
  let headWidth: Int
  let epsilon: Double
  /// A parameter as rows; a vector is one row.
  let parameter: (String) -> Matrix

  // MARK: Parts

  private func linear(_ x: Matrix, _ name: String) -> Matrix {
    let weight = parameter(name + "/weight")
    let bias = parameter(name + "/bias")[0]
    return x.map { row in
      weight.indices.map { output in
        var sum = bias[output]
        for (input, value) in row.enumerated() { sum += value * weight[output][input] }
        return sum
      }
    }
  }

  private func norm(_ x: Matrix, _ name: String) -> Matrix {
    let gain = parameter(name + "/gain")[0]
    let bias = parameter(name + "/bias")[0]
    return x.map { row in
      let mean = row.reduce(0, +) / Double(row.count)
      var variance = 0.0
      for value in row { variance += (value - mean) * (value - mean) / Double(row.count) }
      return row.indices.map {
        gain[$0] * (row[$0] - mean) / (variance + epsilon).squareRoot() + bias[$0]
      }
    }
  }

  /// Equation 1 of the paper for each head, the heads' results side by side.
  private func attention(_ x: Matrix, _ memory: Matrix, _ name: String, isCausal: Bool) -> Matrix {
    let queries = linear(x, name + "/queries")
    let keys = linear(memory, name + "/keys")
    let values = linear(memory, name + "/values")
    var joined = x.map { _ in [Double]() }
    for head in 0..<heads {
      let shared = head * keyHeads / heads
      for query in x.indices {
        let visible = isCausal ? 0...query : 0...(memory.count - 1)
        let scores = visible.map { key -> Double in
          var sum = 0.0
          for i in 0..<headWidth {
            sum += queries[query][head * headWidth + i] * keys[key][shared * headWidth + i]
          }
          return sum / Double(headWidth).squareRoot()
        }
        let total = scores.reduce(0) { $0 + exp($1) }
        for i in 0..<headWidth {
          var sum = 0.0
          for key in visible {
            sum += exp(scores[key]) / total * values[key][shared * headWidth + i]
          }
          joined[query].append(sum)
        }
      }
    }
    return linear(joined, name + "/output")
  }

  /// Equation 2 of the paper, with Hendrycks and Gimpel's GELU for the maximum.
  private func feedForward(_ x: Matrix, _ name: String) -> Matrix {
    let inner = linear(x, name + "/up").map { row in
      row.map { 0.5 * $0 * (1 + erf($0 / 2.0.squareRoot())) }
    }
    return linear(inner, name + "/output")
  }

  private func sublayer(_ x: Matrix, _ name: String, _ f: (Matrix) -> Matrix) -> Matrix {
    func sum(_ a: Matrix, _ b: Matrix) -> Matrix { zip(a, b).map { zip($0, $1).map(+) } }
    return isPre
      ? sum(x, f(norm(x, name + "/norm"))) : norm(sum(x, f(x)), name + "/norm")
  }

  private func embed(_ ids: [Int], _ tower: String) -> Matrix {
    let table = parameter("encoder/token-embedding/table")
    return ids.enumerated().map { position, id in
      table[id].enumerated().map { channel, value in
        // §3.5: even channels have the sine, odd ones the cosine of the same frequency.
        let width = Double(table[id].count)
        let angle = Double(position) / pow(10000, Double(channel - channel % 2) / width)
        return value + (channel % 2 == 0 ? sin(angle) : cos(angle))
      }
    }
  }

  // MARK: The whole

  /// Logits of every position of the target.
  func logits(source: [Int], target: [Int], layers: Int) -> Matrix {
    var memory = embed(source, "encoder")
    for layer in 1...layers {
      let block = "encoder/\(layer)"
      memory = sublayer(memory, block + "/self-attention") {
        attention($0, $0, block + "/self-attention", isCausal: false)
      }
      memory = sublayer(memory, block + "/feed-forward") {
        feedForward($0, block + "/feed-forward")
      }
    }
    if isPre { memory = norm(memory, "encoder/output") }
    var x = embed(target, "decoder")
    for layer in 1...layers {
      let block = "decoder/\(layer)"
      x = sublayer(x, block + "/self-attention") {
        attention($0, $0, block + "/self-attention", isCausal: true)
      }
      x = sublayer(x, block + "/cross-attention") {
        attention($0, memory, block + "/cross-attention", isCausal: false)
      }
      x = sublayer(x, block + "/feed-forward") { feedForward($0, block + "/feed-forward") }
    }
    if isPre { x = norm(x, "decoder/output") }
    let table = parameter("encoder/token-embedding/table")
    return x.map { row in table.map { zip($0, row).reduce(0) { $0 + $1.0 * $1.1 } } }
  }
}
