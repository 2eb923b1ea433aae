import Testing
import Tokenizers

@Suite struct UnigramTrainerTests {
  private static let corpus: [(bytes: [UInt8], count: Int)] = [
    (bytes("▁low"), 50), (bytes("▁lower"), 20), (bytes("▁lowest"), 10), (bytes("▁newer"), 30),
    (bytes("▁newest"), 25), (bytes("▁wide"), 15), (bytes("▁wider"), 12), (bytes("▁é日"), 1),
  ]

  private func train(
    size: Int, includesBytes: Bool = false
  ) throws -> (vocabulary: Vocabulary, scores: [Double], steps: [TrainingStep]) {
    var steps: [TrainingStep] = []
    let (vocabulary, scores) = try UnigramTrainer(size: size, includesBytes: includesBytes).train(
      Self.corpus
    ) { steps.append($0) }
    return (vocabulary, scores, steps)
  }

  @Test func `the vocabulary has the size that was asked for, and all characters`() throws {
    let (vocabulary, scores, _) = try train(size: 20)
    #expect(vocabulary.count == 20)
    #expect(scores.count == 20)
    #expect(vocabulary[0] == bytes("<unk>"))
    for character in "▁lowernstidé日" {
      #expect(vocabulary.id(of: bytes(String(character))) != nil)
    }
    // 13 characters and the special token leave room for six more.
    #expect(
      (1...6).compactMap { vocabulary[$0] }
        == ["▁low", "▁newer", "▁newest", "▁lower", "▁wide", "▁lowest"].map(bytes))
  }

  @Test func `scores are log-probabilities, the likeliest first`() throws {
    let (_, scores, _) = try train(size: 20)
    #expect(scores[0] == 0)
    #expect(scores.dropFirst().allSatisfy { $0 < 0 && $0.isFinite })
    #expect(zip(scores.dropFirst(), scores.dropFirst(2)).allSatisfy { $0 >= $1 })
  }

  @Test func `the characters stay even if they are more than was asked for`() throws {
    let (vocabulary, _, _) = try train(size: 3)
    #expect(vocabulary.count == 14)
  }

  @Test func `bytes follow the special tokens with score 0`() throws {
    let (vocabulary, scores, _) = try train(size: 280, includesBytes: true)
    #expect(vocabulary.id(of: bytes("<0x00>")) == 1)
    #expect(vocabulary.id(of: bytes("<0xFF>")) == 256)
    #expect(scores[256] == 0)
    #expect(scores[257] < 0)
  }

  @Test func `steps show the seeds, the rounds and the cuts`() throws {
    let (_, _, steps) = try train(size: 20)
    #expect(steps.map(\.number) == Array(0..<steps.count))
    guard case .begin(let seeds) = steps[0].change else {
      Issue.record("no beginning")
      return
    }
    #expect(seeds[0] == TrainingStep.Entry(bytes("<unk>"), id: 0))
    #expect(seeds.contains { $0.bytes == bytes("▁lower") })
    // It is always followed by e, and so is no seed.
    #expect(!seeds.contains { $0.bytes == bytes("▁new") })
    var left = seeds.count - 1
    for step in steps.dropFirst() {
      switch step.change {
      case .estimate(_, let logLikelihood, let before, let after):
        #expect(before == left)
        #expect(logLikelihood < 0)
        left = after
      case .prune(let examples, let before, let after):
        #expect(before == left)
        #expect(after < before)
        #expect(examples.count == min(5, before - after))
        #expect(zip(examples, examples.dropFirst()).allSatisfy { $0.loss <= $1.loss })
        left = after
      default: Issue.record("another step")
      }
    }
    #expect(left == 19)
  }

  // One word of two characters: its seeds are a, b and ab, weighted 4, 4 and 8 (count times length), so
  // that p(ab) = 1/2, p(a) = p(b) = 1/4, and the word's probability is 1/2 + 1/16 = 9/16.
  @Test func `the first round's likelihood is the one computed by hand`() throws {
    var steps: [TrainingStep] = []
    _ = try UnigramTrainer(size: 4).train([(bytes: bytes("ab"), count: 4)]) { steps.append($0) }
    guard case .estimate(0, let logLikelihood, 3, 3) = steps[1].change else {
      Issue.record("no round: \(steps)")
      return
    }
    // 4 · log(9/16)
    #expect(abs(logLikelihood - -2.301_456_5796) < 1e-9)
    // Expected: 4 · (1/2)/(9/16) = 32/9 for ab, 4/9 for a and b, which as characters count as ½.
    guard case .estimate(1, let next, 3, 3) = steps[2].change else {
      Issue.record("no second round")
      return
    }
    // ψ(32/9) = 1.12134…, ψ(½) = −1.96351… and ψ(41/9) = 1.40259…, so that the word's probability is
    // exp(1.12134 − 1.40259) + exp(2 · (−1.96351 − 1.40259)).
    #expect(abs(next - -1.118_688_957_333) < 1e-9)
  }

  @Test func `equal corpora give equal vocabularies, in any order`() throws {
    let trainer = UnigramTrainer(size: 22)
    let (vocabulary, scores) = try trainer.train(Self.corpus)
    let (other, otherScores) = try trainer.train(Self.corpus.reversed())
    #expect(vocabulary == other)
    #expect(scores == otherScores)
  }

  @Test func `any bytes and no words can be trained on`() throws {
    var random = RandomBytes(seed: 1)
    let words = (0..<50).map { _ in (bytes: random.bytes(20, of: [0, 0x61, 0xC3, 0xA9, 0xFF]), 1) }
    let (vocabulary, _) = try UnigramTrainer(size: 30).train(
      words.map { (bytes: $0.0, count: $0.1) })
    #expect(vocabulary[0] == bytes("<unk>"))
    #expect(try UnigramTrainer(size: 30).train([]).vocabulary.count == 1)
  }

  @Test func `a model made of it splits known words well`() throws {
    let (vocabulary, scores, _) = try train(size: 24)
    let model = try Unigram(vocabulary: vocabulary, scores: scores, unknown: 0)
    #expect(Encoded(model, "▁low").tokens == ["▁low"])
    #expect(Encoded(model, "▁é日").losses == [])
  }
}
