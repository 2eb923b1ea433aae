import Tensors

/// How the next token is chosen from its logits.
///
/// - Source: temperature: Ackley, Hinton and Sejnowski 1985; top-k: Fan, Lewis and Dauphin 2018,
///   "Hierarchical Neural Story Generation", §5.1; top-p (nucleus): Holtzman et al. 2020, "The Curious
///   Case of Neural Text Degeneration", §3.1.
package struct Sampling: Equatable, Sendable {
  /// What logits are divided by; 0 takes the most probable token, always.
  package let temperature: Double
  /// Only the k most probable tokens stay (and any that tie with the last of them); nil for all.
  package let topK: Int?
  /// Only the fewest most probable tokens stay whose probabilities sum to at least p; nil for all.
  package let topP: Double?

  /// The most probable token, always.
  package static var greedy: Sampling { Sampling(uncheckedTemperature: 0) }

  /// Every token at its own probability.
  package static var everything: Sampling { Sampling(uncheckedTemperature: 1) }

  private init(uncheckedTemperature: Double) {
    temperature = uncheckedTemperature
    topK = nil
    topP = nil
  }

  /// Makes settings.
  ///
  /// - Throws: ``SamplingError`` for a temperature below 0, a k below 1 or a p outside (0, 1].
  package init(temperature: Double = 1, topK: Int? = nil, topP: Double? = nil)
    throws(SamplingError)
  {
    guard temperature >= 0, temperature.isFinite else { throw .temperature(found: temperature) }
    if let topK, topK < 1 { throw .topK(found: topK) }
    if let topP, !(topP > 0 && topP <= 1) { throw .topP(found: topP) }
    self.temperature = temperature
    self.topK = topK
    self.topP = topP
  }

  /// Whether no dice are thrown.
  package var isGreedy: Bool { temperature == 0 }
}

/// Why sampling settings make no sense.
package enum SamplingError: Error, Equatable, Sendable {
  /// A temperature below 0.
  case temperature(found: Double)
  /// Fewer than one token to choose from.
  case topK(found: Int)
  /// A probability outside (0, 1].
  case topP(found: Double)
}

extension SamplingError: CustomStringConvertible {
  /// One line: what was expected, what was found.
  package var description: String {
    switch self {
    case .temperature(let found): "temperature must be a finite number from 0, is \(found)"
    case .topK(let found): "top-k must be at least 1, is \(found)"
    case .topP(let found): "top-p must be above 0 and at most 1, is \(found)"
    }
  }
}

/// A token that was chosen, and what it was chosen from.
package struct TokenChoice: Equatable, Sendable {
  /// A token that could have been chosen.
  package struct Candidate: Equatable, Sendable {
    /// The token's id.
    package let id: Int
    /// Its probability among the candidates.
    package let probability: Double

    /// Joins a token and its probability.
    package init(id: Int, probability: Double) {
      self.id = id
      self.probability = probability
    }
  }

  /// The token chosen.
  package let id: Int
  /// The tokens it was chosen from, most probable first (lower id first where equal); empty if greedy.
  package let candidates: [Candidate]
  /// The dice: a number in [0, 1) that falls into the token's part of the candidates laid end to end;
  /// nil if greedy.
  package let dice: Double?
}

extension Sampling {
  /// Chooses a token.
  ///
  /// 1. Greedy: the largest logit, the lowest id where several are equal. Else:
  /// 2. divide by the temperature;
  /// 3. keep the k largest;
  /// 4. softmax; sort; keep the fewest that reach p; softmax again over those;
  /// 5. throw the dice.
  ///
  /// A logit that is not a number is never chosen.
  package func choose(
    from logits: UnsafeBufferPointer<Float>, using generator: inout SeededGenerator
  ) -> TokenChoice {
    var best = 0
    for id in logits.indices
    where logits[id] > logits[best] || (logits[best].isNaN && !logits[id].isNaN) {
      best = id
    }
    guard !isGreedy else { return TokenChoice(id: best, candidates: [], dice: nil) }
    let candidates = candidates(logits)
    let dice = generator.uniform()
    let (index, _) = Self.interval(of: dice, in: candidates)
    return TokenChoice(
      id: candidates.indices.contains(index) ? candidates[index].id : best, candidates: candidates,
      dice: dice)
  }

  /// Where the dice fall: the candidates' probabilities lie end to end between 0 and 1.
  ///
  /// - Returns: The candidate and its part.
  package static func interval(
    of dice: Double, in candidates: [TokenChoice.Candidate]
  ) -> (index: Int, part: Range<Double>) {
    var sum = 0.0
    for (index, candidate) in candidates.enumerated() {
      let end = sum + candidate.probability
      if dice < end { return (index, sum..<end) }
      // Rounding may leave the sum a hair below the dice; the last candidate's part ends at 1.
      if index == candidates.count - 1 { return (index, sum..<1) }
      sum = end
    }
    return (0, 0..<1)
  }

  /// The tokens that may be chosen, most probable first, with probabilities that sum to 1.
  package func candidates(_ logits: UnsafeBufferPointer<Float>) -> [TokenChoice.Candidate] {
    cut(SortedLogits(logits)).candidates
  }
}
