import AllocationCounter
import Kernels
import Tensors
import Tracing
import Training
import Transformers

/// The work that is measured; `Docs/Performance.md` says what each is compared with.
enum Workload {
  /// Every name, in the order in which `all` runs them.
  static let names = [
    "trace-gpt2-16", "trace-gpt2-64", "trace-gpt2-256", "train-decoder-4x64",
    "train-decoder-12x32", "train-encdec-2x64", "train-recipes", "decode-gpt2", "tokenize",
    "gemm", "startup", "explore", "explore-terminal",
  ]

  static func run(_ name: String, runs: Int) throws -> [Measurement] {
    switch name {
    case "trace-gpt2-16": [try traceGPT2(16, runs)]
    case "trace-gpt2-64": [try traceGPT2(64, runs)]
    case "trace-gpt2-256": [try traceGPT2(256, runs)]
    case "train-decoder-4x64":
      [try train(name, layers: 4, width: 64, feedForward: 256, length: 32, isPair: false, runs)]
    case "train-decoder-12x32":
      [try train(name, layers: 12, width: 32, feedForward: 128, length: 32, isPair: false, runs)]
    case "train-encdec-2x64":
      [try train(name, layers: 2, width: 64, feedForward: 256, length: 16, isPair: true, runs)]
    case "train-recipes": try RecipeWorkload.run(runs)
    case "decode-gpt2": [try decodeGPT2(runs)]
    case "tokenize": try TokenizerWorkload.run(runs)
    case "gemm": gemm(runs)
    case "startup": [try startup(runs)]
    case "explore": try ExplorerWorkload.run(runs)
    case "explore-terminal": try TerminalWorkload.run()
    default: []
    }
  }

  // MARK: GPT-2 small

  private static var gpt2: Configuration {
    var c = Configuration(
      tower: .decoder, vocabularySize: 50257, dModel: 768, headCount: 12, dFF: 3072, layerCount: 12,
      positions: .learned(count: 1024, offset: 0), activation: .geluTanh)
    c.contextLength = 1024
    return c
  }

  /// Random parameters, laid out as GPT-2's files have them.
  private static func model(_ configuration: Configuration) throws -> Model {
    var generator = SeededGenerator(seed: 1)
    let arena = Arena()
    var stored: [Parameters.StoredTensor] = []
    var windows: [Address: Parameter] = [:]
    for slot in configuration.parameterSlots {
      let isWeight = slot.role == .weight
      let shape: Shape = isWeight ? [slot.shape[1], slot.shape[0]] : slot.shape
      let values = arena.allocate(shape.count)
      for index in 0..<shape.count {
        let random = Float(Int32(truncatingIfNeeded: generator.next() >> 33)) * 0x1p-31 - 0.5
        values[index] = slot.role == .gain ? 1 + 0.1 * random : 0.07 * random
      }
      windows[slot.address] = Parameter(
        tensor: stored.count, shape: shape, layout: isWeight ? .inputOutput : .outputInput)
      stored.append(.init(name: slot.address.path, shape: shape, values: values))
    }
    return try Model(
      configuration, Parameters(stored: stored, windows: windows, owner: arena))
  }

  private static func ids(_ count: Int, below limit: Int, seed: UInt64 = 2) -> [Int] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in Int.random(in: 0..<limit, using: &generator) }
  }

  private static func traceGPT2(_ length: Int, _ runs: Int) throws -> Measurement {
    let model = try model(gpt2)
    let input = ModelInput(ids: [ids(length, below: 50257)])
    let arena = Arena()
    let times = try measure(runs: runs) {
      arena.reset()
      let trace = try model.plan(TraceShape(input), options: TraceOptions(arena: arena))
      trace.load(input)
      trace.trace.run()
    }
    return Measurement(name: "trace-gpt2-\(length)", figures: times.map { $0 * 1e3 }, unit: "ms")
  }

  private static func decodeGPT2(_ runs: Int) throws -> Measurement {
    let model = try model(gpt2)
    let prompt = ids(64, below: 50257)
    let bytes = model.parameters.count * MemoryLayout<Float>.stride
    var rates: [Double] = []
    for _ in 0...runs {
      var start = 0.0
      var steps = 0
      let generator = Generator(
        model, GenerationSettings(maximumTokens: 65, ignoresEnd: true))
      _ = try generator.generate(prompt) { _, _ in
        // The first token comes out of the prompt: the clock starts behind it.
        if steps == 0 { start = now() }
        steps += 1
      }
      rates.append(Double(steps - 1) / (now() - start))
    }
    let reading = readingTime(model.parameters)
    let times = rates.dropFirst().map { 1 / $0 }.sorted()
    let ratio = times[times.count / 2] / reading
    let text =
      "\(bytes >> 20) MiB of parameters read once take \((reading * 1e4).rounded() / 10) ms; "
      + "a token takes \((ratio * 100).rounded() / 100) times that"
    return Measurement(
      name: "decode-gpt2", figures: Array(rates.dropFirst()), unit: "tokens/s", remark: text)
  }

  /// Seconds to read every parameter once on all threads, the fastest of some runs.
  private static func readingTime(_ parameters: Parameters) -> Double {
    let parts = Workers.count
    let times = measure(runs: 7, warm: 1) {
      Workers.forEach(parts) { part in
        for tensor in parameters.stored {
          let size = tensor.shape.count / parts
          let sum = kernel_sum_of_squares(tensor.values + part * size, size)
          precondition(sum >= 0, "a sum of squares")
        }
      }
    }
    return times.min() ?? 0
  }

  // MARK: Training

  private static func train(
    _ name: String, layers: Int, width: Int, feedForward: Int, length: Int, isPair: Bool,
    _ runs: Int
  ) throws -> Measurement {
    var c = Configuration(
      tower: isPair ? .encoderDecoder : .decoder, vocabularySize: 128, dModel: width, headCount: 4,
      dFF: feedForward, layerCount: layers, positions: .learned(count: length, offset: 0))
    c.tiesHead = false
    let parameters = Parameters(random: c, seed: 1, layout: .inputOutput)
    let model = try Model(c, parameters)
    let source = (0..<16).map { ids(length, below: 128, seed: UInt64($0 + 10)) }
    let labels = source.map { isPair ? $0.reversed() : Array($0[1...] + $0[..<1]) }
    let input = ModelInput(
      ids: source, targetIDs: isPair ? labels.map { [0] + $0.dropLast() } : nil, targets: labels)
    let trainer = try Trainer(model, shape: TraceShape(input), threads: Workers.count)
    var losses: [Double] = []
    losses.reserveCapacity(4096)
    let times = measure(runs: runs, inner: 30, warm: 5) { losses.append(trainer.step(input)) }
    let before = allocation_count()
    for _ in 0..<100 { losses.append(trainer.step(input)) }
    let blocks = allocation_count() - before
    let count = allocation_count_available() != 0 ? "\(blocks)" : "uncounted"
    let (first, last) = (losses[0], losses[losses.count - 1])
    return Measurement(
      name: name, figures: times.map { 1 / $0 }, unit: "steps/s",
      remark: "\(count) heap blocks in 100 steps; loss \(Float(first)) to \(Float(last)) over "
        + "\(losses.count) steps")
  }

  // MARK: Products

  private static func gemm(_ runs: Int) -> [Measurement] {
    [(64, 64, 64), (256, 64, 64), (512, 768, 768), (64, 3072, 768)].map { m, n, k in
      let arena = Arena()
      let (a, b, c) = (arena.allocate(m * k), arena.allocate(k * n), arena.allocate(m * n))
      var generator = SeededGenerator(seed: 3)
      for index in 0..<m * k { a[index] = Float(generator.uniform()) - 0.5 }
      for index in 0..<k * n { b[index] = Float(generator.uniform()) - 0.5 }
      let operations = 2 * Double(m) * Double(n) * Double(k)
      let times = measure(runs: runs, inner: max(1, Int(2e9 / operations))) {
        multiply(
          Matrix(a, rowStride: k), Matrix(b, rowStride: n), into: c, rowStride: n,
          sizes: ProductSizes(m: m, n: n, k: k))
      }
      return Measurement(
        name: "gemm-\(m)x\(n)x\(k)", figures: times.map { operations / $0 / 1e9 }, unit: "GFLOP/s")
    }
  }
}
