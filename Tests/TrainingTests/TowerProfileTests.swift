import Kernels
import Tensors
import TestSupport
import Testing
import Tracing
import Training
import Transformers

/// What is said of a tower as a whole, against the definitions.
@Suite(.steadyKernels) struct TowerProfileTests {
  private static let wirings: [Configuration.Wiring] = [.post, .pre, .sandwich, .wrong, .none]

  @Test(arguments: wirings) func `figures of a tower are those of its numbers`(
    wiring: Configuration.Wiring
  ) throws {
    let c = Configuration(
      tower: .decoder, vocabularySize: 13, dModel: 8, headCount: 2, dFF: 8, layerCount: 2,
      wiring: wiring, positions: .learned(count: 5, offset: 0))
    let model = try Model(c, Parameters(random: c, seed: 2, deviation: 0.5))
    let trace = try model.trace(ModelInput(ids: [[3, 1, 4, 1, 5], [9, 2, 6, 5, 3]]))
    // The last position of the first text is padding.
    func counts(_ row: Int, _ position: Int) -> Bool { row > 0 || position < 4 }
    let profile = try #require(TowerProfile(of: "decoder", in: trace, isToken: counts))
    let rows = (0..<10).filter { counts($0 / 5, $0 % 5) }

    func states(_ path: String) throws -> [[Double]] {
      let view = trace.trace.values(
        of: try #require(trace.trace.node(at: Address("decoder/\(path)"))))
      return rows.map { row in (0..<8).map { Double(view.row(row)[$0]) } }
    }
    func norm(_ state: [Double]) -> Double { state.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    func mean(_ numbers: [Double]) -> Double { numbers.reduce(0, +) / Double(numbers.count) }

    for (index, path) in ["embedding", "1/output", "2/output"].enumerated() {
      #expect(abs(profile.norms[index] - mean(try states(path).map(norm))) < 1e-5)
    }
    #expect(
      profile.sublayers.map(\.address.path) == [
        "decoder/1/self-attention", "decoder/1/feed-forward", "decoder/2/self-attention",
        "decoder/2/feed-forward",
      ])
    // What enters layer 2 is what left layer 1, wherever the norms stand.
    let entering = try states("1/output")
    let third = profile.sublayers[2]
    #expect(abs(third.mean - mean(entering.map(mean))) < 1e-6)
    let deviations = entering.map { state in
      mean(state.map { ($0 - mean(state)) * ($0 - mean(state)) }).squareRoot()
    }
    #expect(abs(third.deviation - mean(deviations)) < 1e-5)
    // What is added: the difference of the sum and what it was added to.
    let sum = try states("2/self-attention/residual")
    let source = wiring == .wrong ? try states("2/self-attention/norm") : entering
    let added = zip(sum, source).map { norm(zip($0, $1).map { $0 - $1 }) / norm($1) }
    #expect(abs(third.addition - mean(added)) < 1e-4)
    #expect(abs(third.sum - mean(sum.map(norm))) < 1e-5)
    #expect(profile.sublayers[1].entropies.isEmpty)
    let weights = trace.trace.values(
      of: try #require(trace.trace.node(at: Address("decoder/2/self-attention/weights"))))
    for head in 0..<2 {
      let entropies = rows.map { row in
        let line = weights.row((row / 5 * 2 + head) * 5 + row % 5)
        return (0..<5).reduce(0.0) {
          line[$1] > 0 ? $0 - Double(line[$1]) * log(Double(line[$1])) : $0
        }
      }
      #expect(abs(third.entropies[head] - mean(entropies)) < 1e-6)
    }
  }
}
