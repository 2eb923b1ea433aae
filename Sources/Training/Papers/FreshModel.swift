import Kernels
import Tensors
import Tracing
import Transformers

/// A whole Transformer at initialization, as papers that measure (and do not prove) have it.
///
/// Four heads; Xavier initialization; a ReLU feed-forward network four times as wide; tokens normal with a
/// variance of 1/d, multiplied by √d, and the head tied to them (Vaswani et al. 2017, §3.4); sinusoidal
/// positions. Four texts of 24 tokens, drawn at random, and a target for every position, drawn likewise.
struct FreshModel {
  private static let vocabularySize = 64
  private static let (textCount, length) = (4, 24)
  let model: Model
  let input: ModelInput

  init(
    _ tower: Configuration.Tower, _ wiring: Configuration.Wiring, layers: Int, width: Int,
    seed: UInt64
  ) throws {
    var c = Configuration(
      tower: tower, vocabularySize: Self.vocabularySize, dModel: width, headCount: 4,
      dFF: 4 * width, layerCount: layers, wiring: wiring,
      positions: .sinusoidal(.interleaved, offset: 0), activation: .relu)
    c.embeddingScale = Float(width).squareRoot()
    let parameters = Parameters.initial([c], seed: seed, initialization: .xavier)[0]
    var generator = SeededGenerator(seed: seed ^ 0xBB67_AE85_84CA_A73B)
    for stored in parameters.stored where stored.name.hasSuffix("token-embedding/table") {
      for index in 0..<stored.shape.count {
        stored.values[index] = Float(generator.normal()) / Float(width).squareRoot()
      }
    }
    model = try Model(c, parameters)
    func texts() -> [[Int]] {
      (0..<Self.textCount).map { _ in
        (0..<Self.length).map { _ in Int.random(in: 0..<Self.vocabularySize, using: &generator) }
      }
    }
    let isPair = tower == .encoderDecoder
    input = ModelInput(ids: texts(), targetIDs: isPair ? texts() : nil, targets: texts())
  }

  /// Of every layer of a tower the norm of the gradient in all its parameters.
  func gradients(of tower: String, layers: Int) throws -> [Double] {
    let trace = try model.plan(TraceShape(input))
    trace.trace.prepareBackward(keeping: .parameters)
    trace.load(input)
    trace.trace.run()
    guard let loss = trace.loss else { return [] }
    trace.trace.backward(from: loss)
    let groups = ParameterGroup.layers(of: [model])
    return (1...layers).map { layer in
      groups.first { $0.name == "\(tower)/\(layer)" }?
        .norm(in: model.parameters) { $0.gradient } ?? .nan
    }
  }
}
