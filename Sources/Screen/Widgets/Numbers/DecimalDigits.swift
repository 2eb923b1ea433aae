/// A finite number as decimal digits: 0.d₁d₂d₃… · 10^exponent.
///
/// They are the fewest digits that name the number, those that Swift prints; rounding starts from them, so
/// that 0.15 is rounded as the reader sees it and not as the nearest binary fraction lies.
struct DecimalDigits: Equatable {
  /// Whether the number is below zero.
  var isNegative: Bool
  /// The digits, without zeros at either end; none for zero.
  var digits: [UInt8]
  /// Where the point stands: after so many digits.
  var exponent: Int

  /// Takes a number apart; one that single precision holds is taken as single precision writes it.
  init(_ value: Double) {
    let single = Float(value)
    self.init(description: Double(single) == value ? "\(single)" : "\(value)")
    isNegative = value < 0
  }

  private init(description: String) {
    digits = []
    isNegative = false
    exponent = 0
    var point: Int?
    var power = 0
    var powerSign = 0
    for byte in description.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = byte - UInt8(ascii: "0")
        if powerSign == 0 { digits.append(digit) } else { power = power * 10 + Int(digit) }
      case UInt8(ascii: "."): point = digits.count
      case UInt8(ascii: "e"): powerSign = 1
      case UInt8(ascii: "-") where powerSign != 0: powerSign = -1
      default: break
      }
    }
    exponent = (point ?? digits.count) + power * powerSign
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    exponent -= zeros
    trim()
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { exponent = 0 }
  }

  /// The number with at most so many digits, halves rounded to even.
  func rounded(to count: Int) -> DecimalDigits {
    guard count < digits.count else { return self }
    var result = self
    guard count >= 0 else {
      result.digits = []
      result.exponent = 0
      return result
    }
    let rest = digits[count...]
    result.digits = Array(digits[..<count])
    let isOdd = (result.digits.last ?? 0) % 2 == 1
    let isUp = rest.first == 5 && rest.count == 1 ? isOdd : (rest.first ?? 0) >= 5
    if isUp { result.increment() }
    result.trim()
    return result
  }

  private mutating func increment() {
    for place in digits.indices.reversed() {
      guard digits[place] == 9 else {
        digits[place] += 1
        return
      }
      digits[place] = 0
    }
    digits.insert(1, at: 0)
    exponent += 1
  }

  /// The magnitude with exactly so many decimals, rounded.
  func fixed(decimals: Int) -> String {
    let number = rounded(to: exponent + decimals)
    var text = number.exponent <= 0 ? "0" : ""
    for place in 0..<max(0, number.exponent) { text += number.digit(place) }
    guard decimals > 0 else { return text }
    text += "."
    for decimal in 0..<decimals { text += number.digit(number.exponent + decimal) }
    return text
  }

  /// The magnitude as `1.25e−7`, rounded to so many digits and without zeros at the end.
  func scientific(digits count: Int) -> String {
    let number = rounded(to: count)
    guard !number.digits.isEmpty else { return "0" }
    var text = number.digit(0)
    if number.digits.count > 1 { text += "." }
    for place in 1..<max(1, number.digits.count) { text += number.digit(place) }
    let power = number.exponent - 1
    return text + "e" + (power < 0 ? "−" : "") + String(abs(power))
  }

  private func digit(_ place: Int) -> String {
    place >= 0 && place < digits.count ? String(digits[place]) : "0"
  }
}
