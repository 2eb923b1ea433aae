import Kernels
import Tensors
import Tracing
import Transformers

/// An encoder at initialization, as the theory of norms assumes it.
///
/// One head; Xavier initialization; query and key projections 0, so that every position looks at all
/// alike; a ReLU feed-forward network as wide as the model; no biases, gains 1; inputs with independent
/// standard normal numbers, so that E‖x‖² is the width d. The head is the embedding table, as in the
/// paper's loss, and one position has a target, a token that the text does not have.
///
/// - Source: Xiong et al. 2020, "On Layer Normalization in the Transformer Architecture", §3.3.
struct PaperModel {
  /// How many positions the text has: so many that attention's mean of independent values is small.
  static let length = 32
  private static let vocabularySize = 64
  private let model: Model
  private let layers: Int
  private let width: Int

  init(_ wiring: Configuration.Wiring, layers: Int, width: Int, seed: UInt64) throws {
    var c = Configuration(
      tower: .encoder, vocabularySize: Self.vocabularySize, dModel: width, headCount: 1, dFF: width,
      layerCount: layers, wiring: wiring, positions: Configuration.Positions.none,
      activation: .relu)
    c.hasQueryKeyValueBias = false
    c.hasAttentionOutputBias = false
    c.hasFeedForwardBias = false
    let parameters = Parameters.initial([c], seed: seed, initialization: .xavier)[0]
    for stored in parameters.stored {
      let count = stored.shape.count
      if stored.name.hasSuffix("queries/weight") || stored.name.hasSuffix("keys/weight") {
        stored.values.update(repeating: 0, count: count)
      } else if stored.name.hasSuffix("token-embedding/table") {
        var generator = SeededGenerator(seed: seed ^ 0x6A09_E667_F3BC_C909)
        for index in 0..<count { stored.values[index] = Float(generator.normal()) }
      }
    }
    model = try Model(c, parameters)
    self.layers = layers
    self.width = width
  }

  private var input: ModelInput {
    var targets = [Int](repeating: Int(CrossEntropy.ignored), count: Self.length)
    targets[0] = Self.vocabularySize - 1
    return ModelInput(ids: [Array(0..<Self.length)], targets: [targets])
  }

  /// Of every layer the mean of ‖x‖²/d over the positions of one of its nodes.
  func squaredNorms(of node: String) throws -> [Double] {
    let trace = try model.trace(input)
    return (1...layers).map { layer in
      guard let node = trace.trace.node(at: Address("encoder/\(layer)/\(node)")) else {
        return .nan
      }
      let view = trace.trace.values(of: node)
      return kernel_sum_of_squares(view.pointer, view.shape.count)
        / Double(view.shape.rows * width)
    }
  }

  /// The Frobenius norm of the gradient of the last feed-forward network's output matrix.
  func lastGradient() throws -> Double {
    let input = input
    let trace = try model.plan(TraceShape(input))
    trace.trace.prepareBackward(keeping: .parameters)
    trace.load(input)
    trace.trace.run()
    guard let loss = trace.loss else { return .nan }
    trace.trace.backward(from: loss)
    guard let matrix = model.parameters[Address("encoder/\(layers)/feed-forward/output/weight")],
      let gradient = model.parameters.gradient(matrix)
    else { return .nan }
    return kernel_sum_of_squares(gradient, matrix.shape.count).squareRoot()
  }
}
