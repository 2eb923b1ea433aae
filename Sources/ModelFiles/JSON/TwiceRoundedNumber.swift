/// Reads decimal numbers as Hugging Face's `tokenizers` does, which is not quite exactly.
///
/// Its JSON reader takes as many digits as fit 64 bits for an integer, rounds that to a `Double`, and
/// multiplies it by a power of ten or divides it by one, which rounds again. Of numbers with 17 digits
/// every fourteenth or so is one step off the nearest `Double`. Scores are compared with one another,
/// so to choose as the reference does they must be off as well.
enum TwiceRoundedNumber {
  /// The number that a text stands for; nil where it is beyond a `Double`.
  ///
  /// - Precondition: The text is a number of JSON.
  static func read(_ text: UnsafeRawBufferPointer) -> Double? {
    var significand: UInt64 = 0
    var exponent = 0
    var isFull = false
    var isFraction = false
    var index = 0
    let isNegative = text.first == UInt8(ascii: "-")
    if isNegative { index = 1 }
    while index < text.count, text[index] | 0x20 != UInt8(ascii: "e") {
      defer { index += 1 }
      guard text[index] != UInt8(ascii: ".") else {
        // After as many digits before the point as are taken, those behind it are tried anew.
        isFraction = true
        isFull = false
        continue
      }
      let digit = UInt64(text[index] - UInt8(ascii: "0"))
      let (product, overflow) = significand.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(digit)
      isFull = isFull || overflow || carry
      if !isFull { significand = sum }
      // A digit that counts moves the point if it stands behind it; one that is left out, before it.
      if isFull != isFraction { exponent += isFull ? 1 : -1 }
    }
    if index < text.count {
      guard let written = self.exponent(text[(index + 1)...]) else {
        // No power of ten brings 0 beyond a `Double`.
        let isSmall = text[index + 1] == UInt8(ascii: "-")
        return significand == 0 || isSmall ? (isNegative ? -0.0 : 0.0) : nil
      }
      exponent += written
    }
    guard let magnitude = scaled(Double(significand), by: exponent) else { return nil }
    return isNegative ? -magnitude : magnitude
  }

  /// The number after an `e`; nil where it is too large for 32 bits.
  private static func exponent(_ text: Slice<UnsafeRawBufferPointer>) -> Int? {
    var value: Int32 = 0
    var isNegative = false
    for byte in text {
      switch byte {
      case UInt8(ascii: "+"): continue
      case UInt8(ascii: "-"): isNegative = true
      default:
        let (product, overflow) = value.multipliedReportingOverflow(by: 10)
        let (sum, carry) = product.addingReportingOverflow(Int32(byte - UInt8(ascii: "0")))
        guard !overflow, !carry else { return nil }
        value = sum
      }
    }
    return isNegative ? -Int(value) : Int(value)
  }

  /// A number times a power of ten, rounded once; twice below the smallest power that a `Double` has.
  private static func scaled(_ value: Double, by exponent: Int) -> Double? {
    var (value, exponent) = (value, exponent)
    while abs(exponent) >= powers.count {
      if value == 0 { return value }
      guard exponent < 0 else { return nil }
      value /= 1e308
      exponent += 308
    }
    let result = exponent < 0 ? value / powers[-exponent] : value * powers[exponent]
    return result.isFinite ? result : nil
  }

  /// 1, 10, 100 and so on to 10³⁰⁸, each the nearest `Double`.
  private static let powers: [Double] = (0...308).compactMap { Double("1e\($0)") }
}
