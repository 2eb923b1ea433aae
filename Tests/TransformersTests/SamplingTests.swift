import Kernels
import Tensors
import Testing
import Transformers

/// How the next token is chosen.
struct SamplingTests {
  private static func candidates(
    _ logits: [Float], temperature: Double = 1, topK: Int? = nil, topP: Double? = nil
  ) throws -> [TokenChoice.Candidate] {
    let sampling = try Sampling(temperature: temperature, topK: topK, topP: topP)
    return logits.withUnsafeBufferPointer { sampling.candidates($0) }
  }

  private static func choose(_ logits: [Float], _ sampling: Sampling, seed: UInt64) -> TokenChoice {
    var generator = SeededGenerator(seed: seed)
    return logits.withUnsafeBufferPointer { sampling.choose(from: $0, using: &generator) }
  }

  @Test func `greedy takes the largest, the first of equals, and never a NaN`() {
    #expect(Self.choose([1, 3, 3, 2], .greedy, seed: 0).id == 1)
    #expect(Self.choose([.nan, -1, .nan, -0.5], .greedy, seed: 0).id == 3)
    #expect(Self.choose([1, 3, 2], .greedy, seed: 0).dice == nil)
  }

  @Test func `temperature divides the logits`() throws {
    let found = try Self.candidates([0, 2, 1], temperature: 0.5)
    let weights = [exp(4.0), exp(2.0), exp(0.0)]
    let sum = weights.reduce(0, +)
    #expect(found.map(\.id) == [1, 2, 0])
    for (candidate, weight) in zip(found, weights) {
      #expect(abs(candidate.probability - weight / sum) < 1e-12)
    }
  }

  @Test func `top-k keeps the k largest and what ties with the last of them`() throws {
    #expect(try Self.candidates([1, 5, 3, 3, 2], topK: 2).map(\.id) == [1, 2, 3])
    #expect(try Self.candidates([1, 5, 3, 4, 2], topK: 2).map(\.id) == [1, 3])
    #expect(try Self.candidates([1, 5], topK: 9).count == 2)
  }

  @Test func `top-p keeps the fewest that reach p, at least one`() throws {
    // Probabilities 0.5, 0.25, 0.125, 0.125.
    let logits: [Float] = [-2, 0, -1, -2].map { $0 * Float(log(2.0)) }
    #expect(try Self.candidates(logits, topP: 0.5).map(\.id) == [1])
    #expect(try Self.candidates(logits, topP: 0.51).map(\.id) == [1, 2])
    #expect(try Self.candidates(logits, topP: 0.76).map(\.id) == [1, 2, 0])
    #expect(try Self.candidates(logits, topP: 1).count == 4)
    #expect(try Self.candidates(logits, topP: 1e-9).map(\.id) == [1])
    #expect(abs(try Self.candidates(logits, topP: 0.7)[0].probability - 2.0 / 3) < 1e-6)
  }

  @Test func `the dice fall as often as the probabilities say`() throws {
    let logits: [Float] = [0, 1, -1, 0.5]
    let sampling = try Sampling(temperature: 0.8, topP: 0.95)
    let candidates = logits.withUnsafeBufferPointer { sampling.candidates($0) }
    var generator = SeededGenerator(seed: 11)
    var counts: [Int: Int] = [:]
    let throwCount = 20_000
    for _ in 0..<throwCount {
      let choice = logits.withUnsafeBufferPointer {
        sampling.choose(from: $0, using: &generator)
      }
      counts[choice.id, default: 0] += 1
    }
    for candidate in candidates {
      let share = Double(counts[candidate.id] ?? 0) / Double(throwCount)
      // Four standard deviations of a share over 20,000 throws.
      let spread = (candidate.probability * (1 - candidate.probability) / Double(throwCount))
        .squareRoot()
      #expect(abs(share - candidate.probability) <= 4 * spread, "token \(candidate.id)")
    }
    #expect(Set(counts.keys) == Set(candidates.map(\.id)))
  }

  @Test func `the dice say why this token and not that`() throws {
    let sampling = try Sampling(temperature: 1)
    let choice = Self.choose([0, 1, 2], sampling, seed: 3)
    let dice = try #require(choice.dice)
    var sum = 0.0
    let hit = choice.candidates.first {
      sum += $0.probability
      return dice < sum
    }
    #expect(hit?.id == choice.id)
  }

  @Test(arguments: [
    (SamplingError.temperature(found: -1), "temperature must be a finite number from 0, is -1.0"),
    (SamplingError.topK(found: 0), "top-k must be at least 1, is 0"),
    (SamplingError.topP(found: 0), "top-p must be above 0 and at most 1, is 0.0"),
  ])
  func `settings without sense are refused`(error: SamplingError, text: String) {
    #expect(error.description == text)
    #expect(throws: error) {
      switch error {
      case .temperature(let found): try Sampling(temperature: found)
      case .topK(let found): try Sampling(topK: found)
      case .topP(let found): try Sampling(topP: found)
      }
    }
  }
}
