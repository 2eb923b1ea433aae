import Kernels
import TestSupport
import Testing
import Transformers

/// What temperature, top-k and top-p leave of a sorted distribution.
struct SamplingCutTests {
  private static func sorted(_ logits: [Float]) -> SortedLogits {
    logits.withUnsafeBufferPointer { SortedLogits($0) }
  }

  @Test func `the largest come first, of equals the lower id, and what is no number not at all`() {
    let sorted = Self.sorted([1, .nan, 3, -.infinity, 3, -2, -0.0, 0, .infinity])
    #expect(sorted.ids == [8, 2, 4, 0, 6, 7, 5])
    #expect(sorted.logits == [.infinity, 3, 3, 1, 0, 0, -2])
    #expect(sorted.index(of: 5) == 6)
    #expect(sorted.index(of: 1) == nil)
    #expect(sorted.bytes == 7 * 8)
  }

  private static let settings: [(temperature: Double, topK: Int?, topP: Double?)] = [
    (1, nil, nil), (0.5, 3, nil), (2, nil, 0.7), (1.3, 5, 0.6), (1, 1, nil), (1, nil, 1),
    (0.1, 100, 0.05),
  ]

  @Test(arguments: settings.indices)
  func `what is kept is what plain loops keep`(index: Int) throws {
    let (temperature, topK, topP) = Self.settings[index]
    let logits: [Float] = [0.5, 2, -1, 2, 0, 1.25, -3, 0.75, 2.5, -0.5]
    let sampling = try Sampling(temperature: temperature, topK: topK, topP: topP)
    let cut = sampling.cut(Self.sorted(logits))

    let order = logits.indices.sorted { (logits[$1], $0) < (logits[$0], $1) }
    var kept = order
    if let topK, topK < kept.count { kept = kept.filter { logits[$0] >= logits[order[topK - 1]] } }
    #expect(cut.countAfterTopK == kept.count)
    func shares(_ ids: [Int]) -> [Double] {
      let weights = ids.map { exp((Double(logits[$0]) - 2.5) / temperature) }
      let sum = weights.reduce(0, +)
      return weights.map { $0 / sum }
    }
    if let topP {
      var sum = 0.0
      let end = shares(kept).firstIndex {
        sum += $0
        return sum >= topP
      }
      kept = Array(kept.prefix((end ?? kept.count - 1) + 1))
    }
    #expect(cut.kept == kept.count)
    #expect(cut.candidates.map(\.id) == kept)
    for (candidate, share) in zip(cut.candidates, shares(kept)) {
      #expect(abs(candidate.probability - share) < 1e-12)
    }
    for (place, share) in shares(order).enumerated() {
      #expect(abs(cut.probability(at: place) - share) < 1e-12)
    }
    #expect(logits.withUnsafeBufferPointer { sampling.candidates($0) } == cut.candidates)
  }

  @Test func `greedy keeps the first alone and shows probabilities at temperature 1`() {
    let cut = Sampling.greedy.cut(Self.sorted([0, 1, 0]))
    #expect(cut.candidates == [TokenChoice.Candidate(id: 1, probability: 1)])
    #expect(abs(cut.probability(at: 0) - exp(1.0) / (exp(1.0) + 2)) < 1e-15)
  }

  @Test func `the dice fall into the part of one candidate, the last up to 1`() {
    let candidates = [(4, 0.5), (2, 0.25), (9, 0.2)].map {
      TokenChoice.Candidate(id: $0.0, probability: $0.1)
    }
    func part(_ dice: Double) -> (Int, Range<Double>) {
      let (index, part) = Sampling.interval(of: dice, in: candidates)
      return (index, part)
    }
    #expect(part(0) == (0, 0..<0.5))
    #expect(part(0.5) == (1, 0.5..<0.75))
    // The probabilities given add up to less than 1: the last candidate takes the rest.
    #expect(part(0.99) == (2, 0.75..<1))
  }
}
