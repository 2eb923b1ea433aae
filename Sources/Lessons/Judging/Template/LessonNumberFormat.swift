import Kernels
import Tracing

/// How a placeholder's number is written.
package enum LessonNumberFormat: Equatable, Sendable {
  /// As the explorer writes it.
  case own
  /// With so many decimals: `.2f`.
  case fixed(Int)
  /// In per cent, with so many decimals: `.1%`.
  case percent(Int)
  /// As a whole number: `d`.
  case whole
  /// With a power of ten and so many decimals: `.1e`.
  case power(Int)

  /// Reads what stands behind a placeholder's colon.
  init?(_ text: some StringProtocol) {
    if text == "d" {
      self = .whole
      return
    }
    let characters = Array(text)
    guard characters.count == 3, characters[0] == ".", characters[1].isASCII,
      let decimals = characters[1].wholeNumberValue
    else { return nil }
    switch characters[2] {
    case "f": self = .fixed(decimals)
    case "%": self = .percent(decimals)
    case "e": self = .power(decimals)
    default: return nil
    }
  }

  /// A number as it is written, with a true minus sign; what rounds to 0 has none.
  package func text(_ number: Double) -> String {
    guard number.isFinite else { return Number.text(number) }
    switch self {
    case .own: return Number.text(number)
    case .fixed(let decimals): return Self.fixed(number, decimals)
    case .percent(let decimals):
      let share = number * 100
      return share.isFinite ? Self.fixed(share, decimals) + "%" : Number.text(share)
    case .whole: return Self.fixed(number, 0)
    case .power(let decimals): return Self.power(number, decimals)
    }
  }

  private static func fixed(_ number: Double, _ decimals: Int) -> String {
    let text = Number.fixed(abs(number), decimals: decimals)
    let isZero = !text.contains { $0 != "0" && $0 != "." }
    return number < 0 && !isZero ? "−" + text : text
  }

  private static func power(_ number: Double, _ decimals: Int) -> String {
    guard number != 0 else { return fixed(0, decimals) }
    var exponent = Int(floor(log10(abs(number))))
    // In two steps: a single power of ten could leave the range.
    let half = exponent / 2
    var mantissa = abs(number) / pow(10, Double(half)) / pow(10, Double(exponent - half))
    if (mantissa * pow(10, Double(decimals))).rounded(.toNearestOrEven)
      >= pow(10, Double(decimals + 1))
    {
      mantissa /= 10
      exponent += 1
    }
    return (number < 0 ? "−" : "") + Number.fixed(mantissa, decimals: decimals) + "e"
      + (exponent < 0 ? "−" : "") + "\(abs(exponent))"
  }
}
