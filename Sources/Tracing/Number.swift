import Kernels

/// Numbers as they are written in worksheets and listings.
package enum Number {
  /// A number with `digits` significant digits and a true minus sign, without an exponent where that is
  /// readable; −∞, ∞ and NaN by name.
  ///
  /// Zeros at the end are left out where nothing was rounded: 0.5 is one half, 0.5000 nearly so. What
  /// single precision cannot tell from the short form counts as it.
  package static func text(_ value: Double, digits: Int = 4) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "−∞" : "∞" }
    if value == 0 { return "0" }
    let magnitude = abs(value)
    var exponent = Int(floor(log10(magnitude)))
    // 9.9996 becomes 10.00: rounding up to one digit more leaves room for one decimal fewer.
    let shown = max(0, digits - 1 - exponent)
    if (magnitude * pow(10, Double(shown))).rounded() >= pow(10, Double(exponent + 1 + shown)) {
      exponent += 1
    }
    let text =
      exponent < -4 || exponent >= 7
      ? scientific(magnitude, digits: digits)
      : shortened(fixed(magnitude, decimals: max(0, digits - 1 - exponent)), of: magnitude)
    return value < 0 ? "−" + text : text
  }

  /// Two numbers added, the second one's sign joined with the plus: `2 − 1` for 2 and −1.
  package static func sum(_ first: Double, _ second: Double) -> String {
    text(first) + joined(second)
  }

  /// A number taken from another, its sign joined with the minus: `2 + 1` for 2 and −1.
  package static func difference(_ first: Double, _ second: Double) -> String {
    text(first) + joined(-second)
  }

  /// A summand that is not the first: ` + 1`, ` − 1`.
  package static func joined(_ value: Double) -> String {
    (value.sign == .minus && value != 0 ? " − " : " + ") + text(abs(value))
  }

  /// A decimal without the zeros at its end, if it still is the number.
  private static func shortened(_ text: String, of value: Double) -> String {
    guard text.contains("."), text.hasSuffix("0") else { return text }
    var short = Substring(text)
    while short.hasSuffix("0") { short = short.dropLast() }
    if short.hasSuffix(".") { short = short.dropLast() }
    return Float(short) == Float(value) ? String(short) : text
  }

  /// A non-negative number with exactly this many decimals, halves rounded to even.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    let scale = pow(10, Double(decimals))
    guard let scaled = Int64(exactly: (value * scale).rounded(.toNearestOrEven)) else {
      return "\(value)"
    }
    var digits = String(scaled)
    guard decimals > 0 else { return digits }
    if digits.count <= decimals {
      digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits
    }
    let point = digits.index(digits.endIndex, offsetBy: -decimals)
    return digits[..<point] + "." + digits[point...]
  }

  /// A share as percent with at most one decimal: `97.2 %`.
  package static func percent(_ share: Double) -> String {
    "\(text((share * 1000).rounded() / 10)) %"
  }

  private static func scientific(_ magnitude: Double, digits: Int) -> String {
    var exponent = Int(floor(log10(magnitude)))
    // Dividing by a subnormal power of ten would lose digits; two steps stay in range.
    let half = exponent / 2
    var mantissa = magnitude / pow(10, Double(half)) / pow(10, Double(exponent - half))
    if (mantissa * pow(10, Double(digits - 1))).rounded() >= pow(10, Double(digits)) {
      mantissa /= 10
      exponent += 1
    }
    let sign = exponent < 0 ? "−" : ""
    let digits = shortened(fixed(mantissa, decimals: digits - 1), of: mantissa)
    return "\(digits)e\(sign)\(abs(exponent))"
  }
}
