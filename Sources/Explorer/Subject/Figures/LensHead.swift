import Kernels
import Tensors
import Tracing

/// The head that the lens reads with, by plain loops in double precision.
struct LensHead {
  private let trace: Trace
  /// The final norm's operation and the node of its output; nil where there is none.
  let norm: NodeID?
  /// The head's weight: a row for each token.
  let weight: NodeID
  /// Its bias.
  let bias: NodeID?
  /// What states are multiplied by before it.
  let scale: Double

  /// Finds the head; nil where there is none.
  init?(_ subject: Subject) {
    guard let logits = subject.model.logits else { return nil }
    trace = subject.trace
    let inputs = trace[logits].inputs
    guard inputs.count > 1 else { return nil }
    weight = inputs[1]
    bias = inputs.count > 2 ? inputs[2] : nil
    scale = Double(subject.configuration.headScale)
    let tower: Address = subject.configuration.tower == .encoder ? "encoder" : "decoder"
    norm = subject.configuration.hasFinalNorm ? trace.node(at: tower / "output") : nil
  }

  /// A state through the final norm; as it is where there is none or it went through it.
  func normalized(_ x: [Double], isNormed: Bool) -> [Double] {
    guard !isNormed, let norm, let operation = trace[norm].operation, !x.isEmpty else { return x }
    let inputs = trace[norm].inputs
    let gain = trace.values(of: inputs[1])
    let bias = inputs.count > 2 ? trace.values(of: inputs[2]) : nil
    var mean = 0.0
    let epsilon: Double
    switch operation {
    case let layer as LayerNorm:
      mean = RowFigures.mean(x)
      epsilon = Double(layer.epsilon)
    case let root as RMSNorm: epsilon = Double(root.epsilon)
    default: return x
    }
    let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count)
    let deviation = (variance + epsilon).squareRoot()
    return x.indices.map { channel in
      (x[channel] - mean) / deviation * Double(gain[channel])
        + (bias.map { Double($0[channel]) } ?? 0)
    }
  }

  /// A token's logit for a state that was normalized and scaled.
  func logit(of token: Int, _ x: [Double]) -> Double {
    let numbers = trace.values(of: weight).row(token)
    var sum = 0.0
    for channel in x.indices { sum += Double(numbers[channel]) * x[channel] }
    return sum + (bias.map { Double(trace.values(of: $0)[token]) } ?? 0)
  }

  /// Whether the whole vocabulary may be gone through while a key waits.
  var isSmall: Bool { trace[weight].shape.count <= 1 << 21 }

  /// The probability of a token by plain loops over the whole vocabulary.
  func probability(of token: Int, _ x: [Double]) -> Double {
    let x = x.map { $0 * scale }
    let logits = (0..<trace[weight].shape.rows).map { logit(of: $0, x) }
    let largest = logits.max() ?? 0
    let sum = logits.reduce(0) { $0 + exp($1 - largest) }
    return exp(logits[token] - largest) / sum
  }
}
