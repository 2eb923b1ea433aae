import Kernels

/// What temperature, top-k and top-p leave of a distribution, and what they cut off.
package struct SamplingCut: Equatable, Sendable {
  /// How many tokens top-k leaves: those above its cut.
  package let countAfterTopK: Int
  /// How many top-p leaves of those: the tokens that can be chosen.
  package let kept: Int
  /// The tokens that can be chosen, most probable first, with probabilities that sum to 1.
  package let candidates: [TokenChoice.Candidate]
  private let sorted: SortedLogits
  private let temperature: Double
  /// The sum of all weights e^((logit − largest)/T), those cut off included.
  private let total: Double

  /// Cuts a distribution.
  fileprivate init(_ sorted: SortedLogits, _ sampling: Sampling) {
    self.sorted = sorted
    temperature = sampling.isGreedy ? 1 : sampling.temperature
    let scale = temperature
    let scores = sorted.logits.map { Double($0) / scale }
    let largest = scores.first ?? 0
    let weights = scores.map { $0 == largest ? 1 : exp($0 - largest) }
    total = weights.reduce(0, +)
    var count = scores.count
    if sampling.isGreedy {
      count = min(1, count)
    } else if let topK = sampling.topK, topK < count {
      let last = scores[topK - 1]
      // What ties with the last stays.
      while count > topK, scores[count - 1] < last { count -= 1 }
    }
    countAfterTopK = count
    if let topP = sampling.topP, !sampling.isGreedy {
      let total = weights[..<count].reduce(0, +)
      var sum = 0.0
      for (index, weight) in weights[..<count].enumerated() {
        sum += weight
        if sum / total >= topP {
          count = index + 1
          break
        }
      }
    }
    kept = count
    let keptTotal = weights[..<count].reduce(0, +)
    candidates = zip(sorted.ids, weights).prefix(count).map {
      TokenChoice.Candidate(id: Int($0), probability: $1 / keptTotal)
    }
  }

  /// The probability of a token at this temperature before anything is cut off, by its place in the order;
  /// of greedy sampling at temperature 1.
  package func probability(at index: Int) -> Double {
    guard let first = sorted.logits.first, total > 0 else { return 0 }
    let scores = (Double(sorted.logits[index]) / temperature, Double(first) / temperature)
    return (scores.0 == scores.1 ? 1 : exp(scores.0 - scores.1)) / total
  }
}

extension Sampling {
  /// What these settings leave of a distribution; of greedy sampling the first token alone.
  package func cut(_ sorted: SortedLogits) -> SamplingCut { SamplingCut(sorted, self) }
}
