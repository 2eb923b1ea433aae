import Tensors
import TestSupport
import Testing
import Training
import Transformers

/// Which samples a step takes, and what a model is given of them.
@Suite struct BatchTests {
  private static func samples(_ count: Int) -> [Sample] {
    (0..<count).map { Sample(ids: [Int32](repeating: Int32($0), count: 1 + $0 * 7 % 11)) }
  }

  // MARK: Order

  @Test func `an epoch has every sample once`() {
    var order = BatchOrder(Self.samples(50), batch: 5, seed: 3)
    #expect(order.batchesInEpoch == 10)
    for epoch in 0..<3 {
      let seen = (0..<10).flatMap { order.samples(ofStep: epoch * 10 + $0) }
      #expect(seen.sorted() == Array(0..<50))
    }
  }

  @Test func `the order follows from seed and step alone`() {
    var one = BatchOrder(Self.samples(40), batch: 4, seed: 9)
    var other = BatchOrder(Self.samples(40), batch: 4, seed: 9)
    var third = BatchOrder(Self.samples(40), batch: 4, seed: 10)
    let steps = (0..<30).map { Array(one.samples(ofStep: $0)) }
    #expect(Array(other.samples(ofStep: 27)) == steps[27])
    #expect(Array(other.samples(ofStep: 3)) == steps[3])
    #expect((0..<30).map { Array(third.samples(ofStep: $0)) } != steps)
    #expect(steps[0..<10] != steps[10..<20])
  }

  @Test func `a batch holds texts of like length`() {
    let samples = Self.samples(660)
    var order = BatchOrder(samples, batch: 10, seed: 1)
    let spreads = (0..<order.batchesInEpoch).map { step in
      let lengths = order.samples(ofStep: step).map { samples[Int($0)].ids.count }
      return (lengths.max() ?? 0) - (lengths.min() ?? 0)
    }
    // Eleven lengths over 66 batches: at most a border or two lies within one.
    #expect(spreads.filter { $0 > 1 }.count <= 2)
  }

  // MARK: Inputs

  private static func maker(_ purpose: BatchMaker.Purpose) -> BatchMaker {
    BatchMaker(purpose, padding: 1, start: 0, end: 2, contextLength: 10, firstWord: 5)
  }

  @Test func `a decoder predicts each next token`() {
    let input = Self.maker(.nextToken(answersOnly: 0)).inputs(
      [Sample(ids: [0, 7, 8, 9, 2]), Sample(ids: [0, 6, 2])], seed: 0)
    #expect(
      input == [
        ModelInput(
          ids: [[0, 7, 8, 9], [0, 6, 1, 1]],
          mask: [[true, true, true, true], [true, true, false, false]],
          targets: [[7, 8, 9, 2], [6, 2, -100, -100]])
      ])
  }

  @Test func `a translation's decoder starts from the start and ends with the end`() {
    let input = Self.maker(.translation).inputs(
      [Sample(ids: [7, 8, 2], targetIDs: [5, 6]), Sample(ids: [7, 2], targetIDs: [9])], seed: 0)
    #expect(
      input == [
        ModelInput(
          ids: [[7, 8, 2, 1], [7, 2, 1, 1]],
          mask: [[true, true, true, false], [true, true, false, false]],
          targetIDs: [[0, 5, 6, 1], [0, 9, 1, 1]],
          targetMask: [[true, true, true, false], [true, true, false, false]],
          targets: [[5, 6, 2, -100], [9, 2, -100, -100]])
      ])
  }

  @Test func `lengths are rounded up, but never beyond the context`() {
    let long = Sample(ids: [Int32](repeating: 6, count: 10))
    let short = Sample(ids: [Int32](repeating: 6, count: 6))
    let maker = Self.maker(.maskedWords(share: 0.2, mask: 4, words: 5..<9))
    #expect(maker.inputs([long], seed: 0)[0].ids[0].count == 10)
    #expect(maker.inputs([short], seed: 0)[0].ids[0].count == 8)
  }

  @Test func `words are masked in the shares of BERT`() {
    let count = 4000
    let samples = (0..<count).map { _ in
      Sample(ids: [2] + [Int32](repeating: 50, count: 8) + [3], label: 1)
    }
    let maker = BatchMaker(
      .maskedWords(share: 0.25, mask: 4, words: 60..<90), padding: 1, start: 0, end: 0,
      contextLength: 10, firstWord: 5)
    let inputs = maker.inputs(samples, seed: 4)
    #expect(inputs == maker.inputs(samples, seed: 4))
    #expect(inputs[1].targets == samples.map { _ in [1] })
    #expect(inputs[1].ids == samples.map { $0.ids.map(Int.init) })
    var (masked, other, same) = (0, 0, 0)
    for row in 0..<count {
      #expect(inputs[0].ids[row][0] == 2 && inputs[0].ids[row][9] == 3)
      for (id, target) in zip(inputs[0].ids[row], inputs[0].targets?[row] ?? [])
      where target != -100 {
        #expect(target == 50)
        if id == 4 { masked += 1 } else if id == 50 { same += 1 } else { other += 1 }
      }
    }
    let total = Double(masked + other + same)
    // 32,000 throws: a quarter is right to within a hundredth, with some for texts without any.
    #expect(abs(total / Double(8 * count) - 0.26) < 0.012)
    #expect(abs(Double(masked) / total - 0.8) < 0.02)
    #expect(abs(Double(other) / total - 0.1) < 0.02)
  }

  @Test func `every text has a masked word`() {
    let maker = Self.maker(.maskedWords(share: 0, mask: 4, words: 5..<9))
    let inputs = maker.inputs([Sample(ids: [2, 7, 3]), Sample(ids: [2, 8, 9, 3])], seed: 1)
    for row in inputs[0].targets ?? [] { #expect(row.filter { $0 != -100 }.count == 1) }
  }
}
