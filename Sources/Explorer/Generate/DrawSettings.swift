import Tensors
import Transformers

/// How the next token is drawn, as the reader sets it.
package struct DrawSettings: Equatable, Sendable {
  /// Whether the most probable token is always taken; the rest then waits.
  package var isGreedy: Bool
  /// What logits are divided by.
  package private(set) var temperature = 1.0
  /// How many tokens top-k leaves; nil for all.
  package private(set) var topK: Int?
  /// The share that top-p leaves; nil for all.
  package private(set) var topP: Double?
  /// What determines the dice.
  package var seed: UInt64

  /// Begins with every token at its own probability.
  package init(isGreedy: Bool, seed: UInt64 = 0) {
    self.isGreedy = isGreedy
    self.seed = seed
  }

  /// The same for ``Sampling``.
  package var sampling: Sampling {
    // The steps below are all within bounds.
    guard !isGreedy,
      let sampling = try? Sampling(temperature: temperature, topK: topK, topP: topP)
    else { return .greedy }
    return sampling
  }

  /// The number that the dice show for a token, counted from 0: the same whatever was thrown before.
  package func dice(for token: Int) -> Double {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<token { _ = random.uniform() }
    return random.uniform()
  }

  // MARK: One step up or down

  private static let temperatures: [Double] =
    (1...20).map { Double($0) / 10 } + [2.5, 3, 4, 5]
  private static let counts = [
    1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 40, 50, 75, 100, 200, 500, 1000,
  ]
  private static let shares: [Double] =
    (1...18).map { Double($0) / 20 } + [0.95, 0.98, 0.99]

  /// Raises or lowers the temperature; the dice are thrown from then on.
  package mutating func changeTemperature(isUp: Bool) {
    isGreedy = false
    temperature = Self.next(temperature, in: Self.temperatures, isUp: isUp) ?? temperature
  }

  /// Lets top-k leave more tokens, in the end all, or fewer.
  package mutating func changeTopK(isUp: Bool, vocabularySize: Int) {
    isGreedy = false
    topK = Self.change(topK, in: Self.counts.filter { $0 < vocabularySize }, isUp: isUp)
  }

  /// Lets top-p leave more tokens, in the end all, or fewer.
  package mutating func changeTopP(isUp: Bool) {
    isGreedy = false
    topP = Self.change(topP, in: Self.shares, isUp: isUp)
  }

  private static func next<Value: Comparable>(
    _ value: Value, in steps: [Value], isUp: Bool
  ) -> Value? {
    isUp ? steps.first { $0 > value } : steps.last { $0 < value }
  }

  /// The step after a value; beyond the last lies nil, which cuts nothing off.
  private static func change<Value: Comparable>(
    _ value: Value?, in steps: [Value], isUp: Bool
  ) -> Value? {
    guard let value else { return isUp ? nil : steps.last }
    return isUp ? next(value, in: steps, isUp: true) : next(value, in: steps, isUp: false) ?? value
  }
}
