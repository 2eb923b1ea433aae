import Kernels

/// Random numbers that a seed determines, the same on every machine.
///
/// xoshiro256** (Blackman and Vigna 2018, "Scrambled linear pseudorandom number generators"), its
/// state filled from the seed by SplitMix64 as its authors advise.
package struct SeededGenerator: RandomNumberGenerator, Equatable, Sendable {
  private var state: SIMD4<UInt64>

  /// Starts the sequence that belongs to a seed.
  package init(seed: UInt64) {
    var mixed = seed
    state = .zero
    for index in 0..<4 {
      mixed &+= 0x9E37_79B9_7F4A_7C15
      var z = mixed
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      state[index] = z ^ (z >> 31)
    }
  }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    let scrambled = Self.rotate(state[1] &* 5, by: 7) &* 9
    let shifted = state[1] << 17
    state[2] ^= state[0]
    state[3] ^= state[1]
    state[1] ^= state[2]
    state[0] ^= state[3]
    state[2] ^= shifted
    state[3] = Self.rotate(state[3], by: 45)
    return scrambled
  }

  private static func rotate(_ value: UInt64, by count: UInt64) -> UInt64 {
    (value << count) | (value >> (64 - count))
  }

  /// A number in [0, 1), evenly spread over the 2⁵³ that a double can tell apart there.
  package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number from the standard normal distribution (Box and Muller 1958).
  package mutating func normal() -> Double {
    // 1 − u is in (0, 1], so that the logarithm is finite.
    let radius = (-2 * log(1 - uniform())).squareRoot()
    return radius * cos(2 * .pi * uniform())
  }
}
