/// The few functions that training by likelihood needs; the standard library has none of them.
package enum Logarithms {
  private static let ln2 = 0.693_147_180_559_945_3

  /// The natural logarithm.
  ///
  /// With x = m · 2ᵉ, √½ ≤ m < √2 and s = (m − 1) / (m + 1),
  /// log x = e · log 2 + 2 · (s + s³/3 + s⁵/5 + …). |s| < 0.172, so that ten terms suffice.
  ///
  /// - Precondition: `x` is positive and finite.
  package static func log(_ x: Double) -> Double {
    var mantissa = x.significand
    var exponent = Double(x.exponent)
    if mantissa > 1.414_213_562_373_095_1 {
      mantissa /= 2
      exponent += 1
    }
    let s = (mantissa - 1) / (mantissa + 1)
    let square = s * s
    var sum = 0.0
    for term in stride(from: 21.0, through: 1, by: -2) { sum = sum * square + 1 / term }
    return exponent * ln2 + 2 * s * sum
  }

  /// 1/13!, 1/12! … 1/1!, 1/0!.
  private static let inverseFactorials: [Double] = {
    var values = [1.0]
    for n in 1...13 { values.append(values[n - 1] / Double(n)) }
    return values.reversed()
  }()

  /// The exponential function of numbers that are not above 0; 0 where it would be too small.
  ///
  /// With x = k · log 2 + r, |r| ≤ ½ log 2, eˣ = 2ᵏ · (1 + r + r²/2! + …).
  ///
  /// - Precondition: `x` is at most 0, or little above.
  static func exp(_ x: Double) -> Double {
    guard x > -700 else { return 0 }
    let k = (x / ln2).rounded()
    let r = x - k * ln2
    var sum = 0.0
    for coefficient in inverseFactorials { sum = sum * r + coefficient }
    return Double(sign: .plus, exponent: Int(k), significand: sum)
  }

  /// The derivative of log Γ, which makes expected counts smaller, rare ones most of all.
  ///
  /// ψ(x) = ψ(x + 1) − 1/x brings x to 7 or more, where the asymptotic series is exact enough.
  ///
  /// - Precondition: `x` is positive.
  static func digamma(_ x: Double) -> Double {
    var x = x
    var result = 0.0
    while x < 7 {
      result -= 1 / x
      x += 1
    }
    x -= 0.5
    let inverse = 1 / x
    let square = inverse * inverse
    let fourth = square * square
    return result + log(x) + square / 24 - 7 * fourth / 960 + 31 * fourth * square / 8064
      - 127 * fourth * fourth / 30720
  }
}

/// log Σ exp(xᵢ), summed up one by one without overflow.
struct LogSum {
  private var largest = -Double.infinity
  /// Σ exp(xᵢ − largest).
  private var sum = 0.0

  /// Adds a number, given as its logarithm.
  @inline(__always)
  mutating func add(_ x: Double) {
    if x <= largest {
      sum += Logarithms.exp(x - largest)
    } else {
      sum = (sum == 0 ? 0 : sum * Logarithms.exp(largest - x)) + 1
      largest = x
    }
  }

  /// The logarithm of the sum; −∞ where nothing was added.
  var value: Double { sum == 0 ? -.infinity : largest + Logarithms.log(sum) }
}
