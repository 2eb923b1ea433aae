import ArgumentParser
import Kernels
import ModelFiles
import Tensors
import Tracing
import Transformers

/// `cutaway trace`: everything that a model computes for an input, by address.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Compute everything that a model computes for an input, and list or save it.",
    discussion: """
      Examples:
        cutaway trace --model storyteller --ids "5 17 3"
        cutaway trace --model storyteller --ids "5 17 3" \\
            --only '*/self-attention/weights' --json
        cutaway trace --model reader --head classifier --text "a good book" \\
            --only probabilities
        cutaway trace --model translator --ids "5 17 3" --target-ids "2 8" \\
            --out trace.safetensors

      Every node stands under its address; layers count from 1. With one row of ids there is no \
      batch axis, with more it is the first one.
      """)

  @OptionGroup var model: ModelOption
  @OptionGroup var inputs: InputOptions

  @Option(
    help: ArgumentHelp(
      "Save the numbers of every node to this file.", valueName: "file.safetensors"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "Only nodes that match, or lie below a match: * within a part, ** across parts.",
      valueName: "glob"))
  var only: [String] = []

  @Flag(help: "Print one JSON object a line: address, axes, shape, min, max, mean, norm.")
  var json = false

  func run() throws {
    let loaded = try self.model.open()
    let model = loaded.model
    if let out, let place = FilePlace(out),
      loaded.files.contains(where: { FilePlace($0) == place })
    {
      throw Failure(
        .usage, "--out: \(VisibleText.quoted(out)) is a file of the model; name another one")
    }
    let (input, labels) = try inputs.input(for: loaded)
    // Nodes are read once, in the order of computation, so a block's inside need not be kept.
    let trace = try model.trace(input, retaining: .residualStreams).trace
    trace.labels = labels
    let patterns = only.map(AddressPattern.init)
    let chosen = trace.addresses().filter { address, _ in
      patterns.isEmpty || patterns.contains { $0.matches(address) }
    }
    guard !chosen.isEmpty else {
      throw Failure(
        .usage,
        "--only: no address matches \(only.map { VisibleText.quoted($0) }.joined(separator: ", "));"
          + " leave it out to list them all")
    }
    if let out { try save(chosen, of: trace, to: out) }
    if json || out == nil { try list(chosen, of: trace) }
  }

  private func save(
    _ chosen: [(address: Address, node: NodeID)], of trace: Trace, to path: String
  ) throws {
    do {
      var writer = try SafetensorsWriter(
        path: path,
        tensors: chosen.map { .floats($0.address.path, shape: trace[$0.node].shape.array) },
        metadata: [("program", "cutaway"), ("layers", "count from 1")])
      for (_, node) in chosen {
        let view = trace.values(of: node)
        try writer.write(UnsafeBufferPointer(start: view.pointer, count: view.shape.count))
      }
      try writer.commit()
    } catch {
      // Status 3 is for files that are read.
      throw Failure(.failed, error.description)
    }
  }

  private func list(_ chosen: [(address: Address, node: NodeID)], of trace: Trace) throws {
    var output = Output()
    let width = chosen.map(\.address.path.count).max() ?? 0
    for (address, node) in chosen {
      let summary = Summary(trace.values(of: node))
      let axes = trace[node].axes.map(\.rawValue)
      // Weights of a query that may look at no key are zeros, which softmax otherwise never gives.
      let blind = trace.rowsWithoutKeys(of: node).count
      let answers = Answers(trace, node)
      if json {
        let flag = blind > 0 ? [JSONMember("rows_without_keys", .integer(blind))] : []
        try output.line(
          JSONWriter.bytes(
            of: .object(
              [
                JSONMember("address", .string(address.path)),
                JSONMember("axes", .array(axes.map { .string($0) })),
                JSONMember("shape", .array(trace[node].shape.array.map { .integer($0) })),
                JSONMember("min", .number(summary.minimum)),
                JSONMember("max", .number(summary.maximum)),
                JSONMember("mean", .number(summary.mean)),
                JSONMember("norm", .number(summary.norm)),
              ] + flag + (answers?.members ?? [])), notFinite: .string))
      } else {
        let padding = String(repeating: " ", count: width - address.path.count)
        let shape = zip(axes, trace[node].shape.array).map { "\($0) \($1)" }
        try output.line(
          "\(address)\(padding)  [\(shape.joined(separator: ", "))]  "
            + "min \(Number.text(summary.minimum))  max \(Number.text(summary.maximum))  "
            + "mean \(Number.text(summary.mean))  norm \(Number.text(summary.norm))"
            + (blind > 0 ? "  (\(blind) rows may look at no key: zeros)" : "")
            + (answers?.text ?? ""))
      }
    }
    try output.flush()
  }
}

/// What a listing says of a node's numbers, in double precision.
private struct Summary {
  var minimum = Double.nan
  var maximum = Double.nan
  var mean = Double.nan
  /// The Euclidean norm.
  var norm = 0.0

  init(_ view: View) {
    guard view.shape.count > 0 else { return }
    var sum = 0.0
    var squares = 0.0
    minimum = .infinity
    maximum = -.infinity
    for cell in 0..<view.shape.count {
      let value = Double(view[cell])
      minimum = value.isNaN ? .nan : min(minimum, value)
      maximum = value.isNaN ? .nan : max(maximum, value)
      sum += value
      squares += value * value
    }
    mean = sum / Double(view.shape.count)
    norm = squares.squareRoot()
  }
}
