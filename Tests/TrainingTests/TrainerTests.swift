import Kernels
import Tensors
import TestSupport
import Testing
import Tracing
import Training
import Transformers

/// The trainer: threads, gradients, Adam.
@Suite(.steadyKernels)
struct TrainerTests {
  private static func model(_ tower: Configuration.Tower, seed: UInt64 = 1) throws -> Model {
    let configuration = Configuration(
      tower: tower, vocabularySize: 23, dModel: 12, headCount: 3, dFF: 20, layerCount: 2,
      positions: .learned(count: 7, offset: 0))
    return try Model(
      configuration, Parameters(random: configuration, seed: seed, deviation: 0.2))
  }

  private static func input(_ tower: Configuration.Tower, rows: Int) -> ModelInput {
    var generator = SeededGenerator(seed: 9)
    func ids() -> [[Int]] {
      (0..<rows).map { _ in (0..<7).map { _ in Int.random(in: 0..<23, using: &generator) } }
    }
    var targets = ids()
    // Rows count differently many targets, so that a plain mean over threads would be wrong.
    for row in 0..<rows { for position in 0..<(row % 5) { targets[row][position] = -100 } }
    return ModelInput(
      ids: ids(), targetIDs: tower == .encoderDecoder ? ids() : nil, targets: targets)
  }

  @Test(arguments: Configuration.Tower.allCases)
  func `two threads give the gradient of the whole batch`(tower: Configuration.Tower) throws {
    let input = Self.input(tower, rows: 5)
    let one = try Self.model(tower)
    let two = try Self.model(tower)
    let single = try Trainer(one, shape: TraceShape(input), threads: 1)
    let double = try Trainer(two, shape: TraceShape(input), threads: 2)
    let (loss, other) = (single.computeGradients(input), double.computeGradients(input))
    #expect(abs(loss - other) <= 1e-6 * abs(loss))
    for (tensor, twin) in zip(one.parameters.stored, two.parameters.stored) {
      let (expected, found) = (try #require(tensor.gradient), try #require(twin.gradient))
      for index in 0..<tensor.shape.count {
        // Sums in another order: some roundings of 6e-8 of gradients of order 1.
        #expect(
          abs(expected[index] - found[index]) <= 1e-6 + 1e-5 * abs(expected[index]),
          "\(tensor.name)[\(index)]: \(found[index]), not \(expected[index])")
      }
    }
  }

  @Test func `the same seed and batches give the same bits`() throws {
    func train() throws -> [Float] {
      let model = try Self.model(.decoder)
      let input = Self.input(.decoder, rows: 4)
      let trainer = try Trainer(model, shape: TraceShape(input), threads: 2)
      for _ in 0..<10 { _ = trainer.step(input) }
      return Array(try #require(model.parameters.values))
    }
    #expect(try train() == train())
  }

  @Test func `training lowers the loss`() throws {
    let model = try Self.model(.encoderDecoder)
    let input = Self.input(.encoderDecoder, rows: 4)
    let trainer = try Trainer(
      model, shape: TraceShape(input), threads: 2, adam: Adam(rate: 1e-2))
    let losses = (0..<60).map { _ in trainer.step(input) }
    #expect(losses[0] > 2.5)
    #expect(losses[59] < 0.3, "from \(losses[0]) to \(losses[59])")
  }

  @Test func `gradient norms are recorded layer by layer`() throws {
    let model = try Self.model(.encoderDecoder)
    let input = Self.input(.encoderDecoder, rows: 2)
    let trainer = try Trainer(model, shape: TraceShape(input))
    #expect(
      trainer.groups.map(\.name) == [
        "encoder/embedding", "encoder/1", "encoder/2", "encoder/output", "decoder/embedding",
        "decoder/1", "decoder/2", "decoder/output",
      ])
    _ = trainer.step(input)
    for (group, norm) in zip(trainer.groups, trainer.gradientNorms) {
      var squares = 0.0
      for tensor in group.tensors {
        let stored = model.parameters.stored[tensor]
        let gradient = try #require(stored.gradient)
        for index in 0..<stored.shape.count { squares += Double(gradient[index] * gradient[index]) }
      }
      #expect(abs(norm - squares.squareRoot()) <= 1e-5 * norm, "\(group.name)")
      #expect(norm > 0, "\(group.name)")
    }
  }

  @Test(arguments: [0, 0.1])
  func `Adam follows its algorithm in double precision`(decay: Double) throws {
    let arena = Arena()
    let count = 37
    let values = UnsafeMutableBufferPointer(start: arena.allocate(count), count: count)
    let gradients = UnsafeMutableBufferPointer(start: arena.allocate(count), count: count)
    var generator = SeededGenerator(seed: 4)
    for index in 0..<count { values[index] = Float(generator.normal()) }
    var (p, m, v) = (
      values.map { Double($0) }, [Double](repeating: 0, count: count),
      [Double](repeating: 0, count: count)
    )
    let adam = Adam(rate: 0.02, decay: decay)
    let state = AdamState(values: values, gradients: gradients)
    for step in 1...20 {
      for index in 0..<count { gradients[index] = Float(generator.normal()) }
      state.step(adam)
      for index in 0..<count {
        let g = Double(gradients[index])
        p[index] *= 1 - 0.02 * decay
        m[index] = 0.9 * m[index] + 0.1 * g
        v[index] = 0.999 * v[index] + 0.001 * g * g
        let first = m[index] / (1 - pow(0.9, Double(step)))
        let second = v[index] / (1 - pow(0.999, Double(step)))
        p[index] -= 0.02 * first / (second.squareRoot() + 1e-8)
      }
    }
    for index in 0..<count {
      // Twenty steps, each rounded by 6e-8 of the parameter, the moments likewise.
      #expect(
        abs(Double(values[index]) - p[index]) <= 2e-6,
        "[\(index)]: \(values[index]), not \(p[index])")
    }
    #expect(state.stepCount == 20)
  }
}
