import Tensors

/// Test data that a seed determines.
package struct Random {
  private var generator: SeededGenerator

  /// Starts the data that belongs to a seed.
  package init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// Starts the data that belongs to a text, so that each case has its own.
  package init(for text: String) {
    // FNV-1a: `hashValue` differs from run to run.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    generator = SeededGenerator(seed: hash)
  }

  /// Numbers of the normal distribution with mean 0.
  package mutating func normal(_ count: Int, deviation: Double = 1) -> [Float] {
    (0..<count).map { _ in Float(generator.normal() * deviation) }
  }

  /// Whole numbers below a limit.
  package mutating func integers(_ count: Int, below limit: Int) -> [Int] {
    (0..<count).map { _ in Int.random(in: 0..<limit, using: &generator) }
  }

  /// Up to `count` different whole numbers below a limit, in order.
  package mutating func sample(_ count: Int, below limit: Int) -> [Int] {
    count >= limit
      ? Array(0..<limit) : Array((0..<limit).shuffled(using: &generator).prefix(count)).sorted()
  }
}
