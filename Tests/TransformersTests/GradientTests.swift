import Tensors
import TestSupport
import Testing
import Tracing
import Transformers

/// The gradient of a whole model's loss against differences of that loss.
@Suite(.steadyKernels) struct GradientTests {
  /// The slope of a function of one number by differences of fourth order.
  ///
  /// The loss is near 3 in single precision, good to about 5e-7: with a step of 0.02 that leaves 5e-5 in
  /// the slope, and the step itself leaves about step⁴ = 2e-7 times the fifth derivative.
  private func slope(_ f: (Float) throws -> Float) rethrows -> Double {
    let step: Float = 0.02
    let near = Double(try f(step)) - Double(try f(-step))
    let far = Double(try f(2 * step)) - Double(try f(-2 * step))
    return (8 * near - far) / Double(12 * step)
  }

  private func check(_ setup: Setup, _ configuration: Configuration, _ input: ModelInput) throws {
    // States about as large as 1 and weights that are small: no bend within a step of 0.02.
    let model = try tinyModel(configuration, weights: 0.25, tables: 1)
    let trace = try model.trace(input)
    let loss = try #require(trace.loss)
    trace.trace.backward(from: loss)
    var random = Random(seed: 11)
    var checked: [(address: Address, cell: Int, gradient: Float)] = []
    for slot in configuration.parameterSlots {
      let node = try #require(trace.trace.node(at: slot.address), "\(slot.address)")
      let gradient = try #require(trace.trace.gradient(of: node), "\(slot.address)").array
      // The steepest cell, where a mistake shows, and any other.
      let steepest = gradient.indices.max { abs(gradient[$0]) < abs(gradient[$1]) } ?? 0
      for cell in [steepest, random.integers(1, below: gradient.count)[0]] {
        checked.append((slot.address, cell, gradient[cell]))
      }
    }
    for (address, cell, gradient) in checked {
      let node = try #require(trace.trace.node(at: address))
      let view = trace.trace.values(of: node)
      let old = view[cell]
      defer { view[cell] = old }
      let slope = slope { by in
        view[cell] = old + by
        trace.trace.run()
        return trace.trace.numbers(of: loss)[0]
      }
      expectClose(
        [gradient], [slope], within: Tolerance(absolute: 5e-4, relative: 5e-3),
        "\(address)[\(cell)]")
    }
  }

  /// ReLU, which has a kink that a step may cross, gives way.
  @Test(
    arguments: Setup.mixed.map { setup in
      var setup = setup
      if setup.activation == .relu { setup.activation = .geluTanh }
      return setup
    })
  func `the gradient of the loss is its slope`(setup: Setup) throws {
    var input = setup.input(2, hasTargets: true)
    input.mask = [[true, true, true, true, false], [true, true, true, true, true]]
    if setup.tower != .encoderDecoder { input.targets?[0][4] = -100 }
    var configuration = setup.configuration
    configuration.embeddingScale = 1.5
    configuration.hasEmbeddingNorm = true
    configuration.headScale = 0.5
    if setup.tower == .encoder { configuration.tokenTypeCount = 2 }
    try check(setup, configuration, input)
  }

  @Test func `a masked language model and classifiers have their slopes too`() throws {
    let setup = Setup(tower: .encoder, wiring: .post)
    var masked = setup.configuration
    masked.head = .maskedLanguageModel(activation: .gelu, epsilon: 1e-12)
    masked.hasHeadBias = true
    try check(setup, masked, setup.input(2, hasTargets: true))
    for hidden in [nil, Configuration.Activation.tanh] {
      var classifier = setup.configuration
      classifier.head = .classifier(labelCount: 3, hidden: hidden)
      classifier.hasHeadBias = hidden != nil
      var input = setup.input(2)
      input.targets = [[2], [0]]
      try check(setup, classifier, input)
      let model = try tinyModel(classifier)
      #expect(try model.trace(setup.input()).numbers("logits").count == 3)
      let batch = try model.trace(input)
      #expect(batch.trace[try #require(batch.logits)].axes == [.batch, .label])
    }
  }

  @Test func `weights that lie the other way round give the same numbers and gradients`() throws {
    let setup = Setup(tower: .encoderDecoder, wiring: .pre, keyValueHeads: 2, isTied: false)
    let configuration = setup.configuration
    let straight = Parameters(random: configuration, seed: 3, deviation: 0.5)
    let turned = Parameters(random: configuration, seed: 3, deviation: 0.5, layout: .inputOutput)
    for slot in configuration.parameterSlots where slot.role == .weight {
      let from = straight.view(try #require(straight[slot.address]))
      let to = turned.view(try #require(turned[slot.address]))
      let (rows, columns) = (slot.shape[0], slot.shape[1])
      for cell in 0..<slot.shape.count { to[cell % columns * rows + cell / columns] = from[cell] }
    }
    let input = setup.input(2, hasTargets: true)
    let first = try Model(configuration, straight).trace(input)
    let second = try Model(configuration, turned).trace(input)
    let tolerance = Tolerance(absolute: 1e-5, relative: 1e-5)
    expectClose(
      try second.numbers("logits"), try first.numbers("logits"), within: tolerance, "logits")
    for trace in [first, second] { trace.trace.backward(from: try #require(trace.loss)) }
    for slot in configuration.parameterSlots {
      let nodes = try [first, second].map { try #require($0.trace.node(at: slot.address)) }
      let gradient = try #require(first.trace.gradient(of: nodes[0])).array
      let other = try #require(second.trace.gradient(of: nodes[1])).array
      let isTurned = slot.role == .weight
      let straightened = gradient.indices.map { cell in
        isTurned
          ? other[cell % slot.shape[1] * slot.shape[0] + cell / slot.shape[1]] : other[cell]
      }
      expectClose(straightened, gradient, within: tolerance, slot.address.path)
    }
  }

  @Test(arguments: Configuration.Tower.allCases)
  func `keeping only the parameters' gradients changes no bit of them`(
    tower: Configuration.Tower
  ) throws {
    let setup = Setup(tower: tower, wiring: .pre)
    let input = setup.input(2, hasTargets: true)
    let (all, few) = (try setup.model(), try setup.model())
    let everything = try all.trace(input).trace
    let parameters = try few.trace(input).trace
    parameters.prepareBackward(keeping: .parameters)
    for trace in [everything, parameters] {
      trace.backward(from: try #require(trace.node(at: "loss")))
    }
    var compared = 0
    for node in everything.nodes.indices.map(NodeID.init) where everything[node].needsGradient {
      let expected = everything.gradient(of: node)?.array
      let found = parameters.gradient(of: node)?.array
      if everything[node].kind == .computed {
        #expect(found == nil, "\(everything[node].address)")
      } else {
        #expect(found == expected, "\(everything[node].address)")
        compared += expected == nil ? 0 : 1
      }
    }
    #expect(compared > 20)
  }
}
