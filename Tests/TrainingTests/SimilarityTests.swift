import Kernels
import Tensors
import TestSupport
import Testing
import Tracing
import Training
import Transformers

/// Cosines between layers and between tokens, against the definition.
@Suite(.steadyKernels) struct SimilarityTests {
  private static func cosine(_ a: [Double], _ b: [Double]) -> Double {
    let dot = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    return dot / (a.reduce(0) { $0 + $1 * $1 } * b.reduce(0) { $0 + $1 * $1 }).squareRoot()
  }

  @Test(arguments: [1, 3]) func `similarities are the means of all cosines`(rows: Int) throws {
    let c = Configuration(
      tower: .decoder, vocabularySize: 13, dModel: 8, headCount: 2, dFF: 8, layerCount: 2,
      positions: .learned(count: 5, offset: 0))
    let model = try Model(c, Parameters.initial([c], seed: 2)[0])
    let ids = (0..<rows).map { row in (0..<5).map { ($0 * 3 + row * 5) % 13 } }
    let trace = try model.trace(ModelInput(ids: ids))
    // The last position of the first row is padding.
    func counts(_ row: Int, _ position: Int) -> Bool { row > 0 || position < 4 }
    let found = try #require(Similarity(of: "decoder", in: trace, isToken: counts))
    #expect(Similarity(of: "encoder", in: trace, isToken: counts) == nil)

    let states = try ["embedding", "1/output", "2/output"].map { name in
      let view = trace.trace.values(
        of: try #require(trace.trace.node(at: Address("decoder/\(name)"))))
      return (0..<rows * 5).map { row in (0..<8).map { Double(view.row(row)[$0]) } }
    }
    let tokens = (0..<rows).flatMap { row in
      (0..<5).filter { counts(row, $0) }.map { (row, row * 5 + $0) }
    }
    for layer in 0..<2 {
      let cosines = tokens.map { Self.cosine(states[layer][$0.1], states[layer + 1][$0.1]) }
      let mean = cosines.reduce(0, +) / Double(cosines.count)
      #expect(abs(found.neighbours[layer] - mean) < 1e-6)
    }
    for layer in 0..<3 {
      var cosines: [Double] = []
      for a in tokens {
        for b in tokens where a.0 == b.0 && a.1 != b.1 {
          cosines.append(Self.cosine(states[layer][a.1], states[layer][b.1]))
        }
      }
      let mean = cosines.reduce(0, +) / Double(cosines.count)
      #expect(abs((found.tokens[layer] ?? 9) - mean) < 1e-6)
    }
  }

  @Test func `a text of one token is like nothing`() throws {
    let c = Configuration(
      tower: .decoder, vocabularySize: 13, dModel: 8, headCount: 2, dFF: 8, layerCount: 1,
      positions: .learned(count: 5, offset: 0))
    let model = try Model(c, Parameters.initial([c], seed: 2)[0])
    let trace = try model.trace(ModelInput(ids: [[3]]))
    let found = try #require(Similarity(of: "decoder", in: trace) { _, _ in true })
    #expect(found.tokens == [nil, nil])
  }
}
