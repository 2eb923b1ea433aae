import Kernels
import Tensors
import TestSupport
import Testing
import Tracing
import Training
import Transformers

/// One tower under two heads: shared numbers, and a loss that is the sum of both.
@Suite(.steadyKernels) struct HeadsTests {
  static func configurations() -> [Configuration] {
    var words = Configuration(
      tower: .encoder, vocabularySize: 19, dModel: 8, headCount: 2, dFF: 12, layerCount: 2,
      wiring: .post, positions: .learned(count: 6, offset: 0))
    words.hasHeadBias = true
    words.head = .maskedLanguageModel(activation: .gelu, epsilon: 1e-5)
    var classes = words
    classes.head = .classifier(labelCount: 3, hidden: .tanh)
    return [words, classes]
  }

  static func models(seed: UInt64 = 5) throws -> [Model] {
    let configurations = configurations()
    return try zip(configurations, Parameters.initial(configurations, seed: seed))
      .map { try Model($0, $1) }
  }

  static func inputs(rows: Int, length: Int = 6, seed: UInt64 = 3) -> [ModelInput] {
    var generator = SeededGenerator(seed: seed)
    let ids = (0..<rows).map { _ in
      (0..<length).map { _ in Int.random(in: 0..<19, using: &generator) }
    }
    let masked = ids.map { row in row.map { $0 % 3 == 0 ? $0 : -100 } }
    return [
      ModelInput(ids: ids, targets: masked),
      ModelInput(ids: ids, targets: ids.map { [$0[0] % 3] }),
    ]
  }

  @Test func `heads read the same tower and keep their own matrices`() throws {
    let models = try Self.models()
    let (words, classes) = (models[0].parameters, models[1].parameters)
    let shared: Address = "encoder/1/self-attention/queries/weight"
    let own: Address = "head/dense/weight"
    #expect(
      words.view(try #require(words[shared])).pointer
        == classes.view(try #require(classes[shared])).pointer)
    #expect(
      words.view(try #require(words[own])).pointer
        != classes.view(try #require(classes[own])).pointer)
    #expect(words.stored.map(\.name).contains("head-2/logits/weight"))
  }

  @Test(arguments: [1, 2, 3]) func `the gradient is the sum of the heads' gradients`(
    shares: Int
  ) throws {
    let inputs = Self.inputs(rows: 5)
    // Each head alone, on fresh models from the same seed.
    var sums: [[Double]] = []
    var losses: [Double] = []
    for head in 0..<2 {
      let model = try Self.models()[head]
      let trainer = try Trainer(model, shape: TraceShape(inputs[head]))
      losses.append(trainer.computeGradients(inputs[head]))
      let gradients = model.parameters.stored.map { tensor in
        (0..<tensor.shape.count).map { Double(tensor.gradient?[$0] ?? 0) }
      }
      sums =
        sums.isEmpty
        ? gradients : zip(sums, gradients).map { zip($0, $1).map { $0 + 2 * $1 } }
    }
    var options = Trainer.Options()
    options.shareCount = shares
    options.headWeights = [1, 2]
    let models = try Self.models()
    // A rate of 0 moves nothing, so that the gradients can be read after the step.
    let trainer = try Trainer(models, adam: Adam(rate: 0), options: options)
    let loss = trainer.step(inputs)
    #expect(abs(loss - losses[0] - 2 * losses[1]) < 1e-5)
    #expect(trainer.targetCounts[1] == 5)
    for (tensor, expected) in zip(models[0].parameters.stored, sums) {
      let gradient = try #require(tensor.gradient)
      // Sums in another order: some roundings of 6e-8 of gradients of order 1.
      expectClose(
        (0..<tensor.shape.count).map { gradient[$0] }, expected,
        within: Tolerance(absolute: 2e-6, relative: 1e-5), tensor.name)
    }
  }

  @Test func `twins begin from the same numbers wherever their norms stand`() throws {
    var post = Self.configurations()[0]
    post.hasEmbeddingNorm = true
    var pre = post
    pre.wiring = .pre
    pre.hasFinalNorm = true
    pre.positions = .learnedSkippingPadding(count: 7, padding: 0)
    post.positions = .learned(count: 6, offset: 0)
    let (a, b) = (
      Parameters.initial([post], seed: 8)[0], Parameters.initial([pre], seed: 8)[0]
    )
    for slot in post.parameterSlots where !slot.address.path.contains("position") {
      let (x, y) = (try #require(a[slot.address]), try #require(b[slot.address]))
      #expect(a.view(x).array == b.view(y).array, "\(slot.address)")
    }
    let table: Address = "encoder/position-embedding/table"
    let (x, y) = (a.view(try #require(a[table])), b.view(try #require(b[table])))
    for position in 0..<6 {
      #expect((0..<8).map { x.row(position)[$0] } == (0..<8).map { y.row(position + 1)[$0] })
    }
  }

  @Test func `fresh weights have the variance of Glorot and Bengio`() throws {
    let c = Configuration(
      tower: .decoder, vocabularySize: 100, dModel: 64, headCount: 4, dFF: 256, layerCount: 3)
    let parameters = Parameters.initial([c], seed: 1)[0]
    func variance(_ address: Address) throws -> Double {
      let numbers = parameters.view(try #require(parameters[address])).array
      return numbers.reduce(0) { $0 + Double($1) * Double($1) } / Double(numbers.count)
    }
    // 16,384 numbers: the variance is right to about one in a hundred.
    let up = try variance("decoder/1/feed-forward/up/weight")
    #expect(abs(up / (2.0 / 320) - 1) < 0.04)
    let output = try variance("decoder/1/feed-forward/output/weight")
    #expect(abs(output / (0.0004 / 6) - 1) < 0.04)
    // A quarter of the coordinates belongs to positions at first.
    #expect(abs(try variance("decoder/token-embedding/table") / (0.09 * 0.75) - 1) < 0.06)
  }

  @Test(arguments: Configuration.Tower.allCases, [Configuration.Wiring.pre, .post])
  func `fresh heads of layer 1 look at neighbouring places`(
    tower: Configuration.Tower, wiring: Configuration.Wiring
  ) throws {
    var c = Configuration(
      tower: tower, vocabularySize: 50, dModel: 64, headCount: 4, dFF: 128, layerCount: 2,
      wiring: wiring, positions: .learned(count: 40, offset: 0))
    c.hasEmbeddingNorm = tower != .decoder
    let model = try Model(c, Parameters.initial([c], seed: 3)[0])
    var generator = SeededGenerator(seed: 1)
    let ids = (0..<40).map { _ in Int.random(in: 0..<50, using: &generator) }
    let trace = try model.trace(
      ModelInput(ids: [ids], targetIDs: tower == .encoderDecoder ? [ids] : nil)
    ).trace
    for name in ["encoder", "decoder"] {
      guard let node = trace.node(at: Address("\(name)/1/self-attention/weights")) else { continue }
      let weights = trace.values(of: node)
      let distances = name == "decoder" ? [-1, -2, -3, -4] : [-1, 1, -2, 2]
      for (head, distance) in distances.enumerated() {
        let right = (4..<36).filter { query in
          let row = weights.row(head * 40 + query)
          return (0..<40).max { row[$0] < row[$1] } == query + distance
        }
        // Tokens have no part in it, so that only rounding could move the largest weight.
        #expect(right.count == 32, "\(name), head \(head + 1)")
        let row = weights.row(head * 40 + 20)
        #expect(row[20 + distance] > 0.5, "\(name), head \(head + 1)")
      }
    }
  }
}
