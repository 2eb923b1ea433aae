import ModelFiles
import TestSupport
import Testing
import Tracing
import Transformers

/// What padding must not change.
@Suite(.steadyKernels)
struct PaddingTests {
  private func states(_ trace: ModelTrace) -> [Float] { trace.trace.values(of: trace.states).array }

  @Test(arguments: ["llama-gqa", "qwen2"])
  func `padding on the left changes nothing where positions are relative`(kind: String) throws {
    let golden = try Golden(kind)
    let text = [7, 41, 21, 28, 43, 5]
    let padding = 3
    let plain = states(try golden.model.trace(ModelInput(ids: [text])))
    let padded = try golden.model.trace(
      ModelInput(
        ids: [[Int](repeating: 0, count: padding) + text],
        mask: [[Bool](repeating: false, count: padding) + text.map { _ in true }]))
    let width = golden.configuration.dModel
    var worst = WorstDifference(absolute: 1e-5, relative: 1e-5)
    for (index, number) in states(padded).dropFirst(padding * width).enumerated() {
      worst.compare(number, plain[index], at: "\(kind), number \(index)")
    }
    #expect(worst.isSmall, "\(worst.place)")
  }

  @Test(arguments: Golden.kinds)
  func `padding on the right changes nothing before it`(kind: String) throws {
    let golden = try Golden(kind)
    var input = try golden.input(rows: [0])
    input.targets = nil
    let plain = states(try golden.model.trace(input))
    let c = golden.configuration
    let padding = c.tokens.padding ?? 0
    input.mask = [input.ids[0].map { _ in true } + [false, false]]
    input.ids[0] += [padding, padding]
    input.tokenTypes?[0] += [0, 0]
    let padded = states(try golden.model.trace(input))
    var worst = WorstDifference(absolute: 1e-5, relative: 1e-5)
    for (index, number) in plain.enumerated() {
      worst.compare(padded[index], number, at: "\(kind), number \(index)")
    }
    #expect(worst.isSmall, "\(worst.place)")
  }

  @Test(arguments: Golden.kinds)
  func `a row that sees nothing has weights of zero, and nothing is NaN`(kind: String) throws {
    let golden = try Golden(kind)
    var input = try golden.input()
    input.mask = input.ids.enumerated().map { row, ids in ids.map { _ in row == 0 } }
    let trace = try golden.model.trace(input)
    // Masked scores themselves are −∞.
    for node in trace.trace.nodes
    where node.kind == .computed && !node.address.path.hasSuffix("/masked") {
      let id = try #require(trace.trace.node(at: node.address))
      let areFinite = trace.trace.values(of: id).array.allSatisfy { $0.isFinite }
      #expect(areFinite, "\(kind), \(node.address)")
    }
    let isDouble = golden.configuration.tower == .encoderDecoder
    let tower = golden.configuration.tower == .encoder ? "encoder" : "decoder"
    let address = Address("\(tower)/1/\(isDouble ? "cross" : "self")-attention/weights")
    let weights = trace.trace.values(of: try #require(trace.trace.node(at: address))).array
    #expect(weights.suffix(weights.count / 2).allSatisfy { $0 == 0 }, "\(kind)")
    #expect(weights.prefix(weights.count / 2).contains { $0 > 0 }, "\(kind)")
  }
}
