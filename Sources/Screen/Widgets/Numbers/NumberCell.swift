/// Numbers in cells of a fixed width, with a true minus and the same in every locale.
///
/// A column of them stands on its decimal point: exactly zero is a lone `0` at that place, so that it
/// differs from what was only rounded to it. A number that would lose all but one digit is written with an
/// exponent if that keeps more; one that fits in no form is a row of `#`.
package struct NumberCell: Hashable, Sendable {
  /// How many cells each number takes.
  package let width: Int
  /// The decimals that a column shares; nil for as many as fit, without zeros at the end.
  package let decimals: Int?
  /// Whether a column's decimals stay, whatever is lost: of probabilities 0.000 says more than 7e−5.
  package let keepsDecimals: Bool
  /// What can be shown: without its sign, ∞ is `inf`.
  package let glyphs: GlyphSet

  /// Makes cells of a width.
  package init(
    width: Int, decimals: Int? = nil, keepsDecimals: Bool = false, glyphs: GlyphSet = .unicode
  ) {
    self.width = max(0, width)
    self.decimals = decimals
    self.keepsDecimals = keepsDecimals
    self.glyphs = glyphs
  }

  /// Makes the cells of a column whose numbers lie on a scale, with as many decimals as its ends allow.
  package init(width: Int, for scale: Scale, mostDecimals: Int = 4, glyphs: GlyphSet = .unicode) {
    let sign = scale.minimum < 0 ? 1 : 0
    var decimals = min(mostDecimals, max(0, width - sign - 2))
    // Rounding can carry 9.996 to 10.00, so the ends are asked as they will be written.
    let digits = DecimalDigits(scale.magnitude)
    while decimals > 0, digits.fixed(decimals: decimals).utf8.count + sign > width { decimals -= 1 }
    self.init(
      width: width, decimals: decimals, keepsDecimals: scale.kind == .fixed, glyphs: glyphs)
  }

  /// The number in exactly ``width`` cells.
  ///
  /// - Parameters:
  ///   - value: The number; −∞, ∞ and NaN have their signs and names.
  ///   - isMasked: Whether attention must not see it: `×`.
  /// - Returns: The text, with the number at its right.
  package func text(_ value: Double, isMasked: Bool = false) -> String {
    let text = isMasked ? "×" : unpadded(value)
    let space = width - text.unicodeScalars.count
    guard space >= 0 else { return String(repeating: "#", count: width) }
    return String(repeating: " ", count: space) + text
  }

  /// A number with every digit that single precision, or else double precision, needs to tell it from its
  /// neighbours.
  package static func exact(_ value: Double, _ glyphs: GlyphSet = .unicode) -> String {
    if let name = name(of: value, glyphs) { return name }
    let digits = DecimalDigits(value)
    let sign = digits.isNegative ? "−" : ""
    if digits.exponent > 9 || digits.exponent < -3 {
      return sign + digits.scientific(digits: digits.digits.count)
    }
    return sign + digits.fixed(decimals: max(0, digits.digits.count - digits.exponent))
  }

  private static func name(of value: Double, _ glyphs: GlyphSet) -> String? {
    if value.isNaN { return "NaN" }
    let infinity = glyphs == .unicode ? "∞" : "inf"
    if value.isInfinite { return value < 0 ? "−" + infinity : infinity }
    return value == 0 ? "0" : nil
  }

  private func unpadded(_ value: Double) -> String {
    if value == 0 {
      let decimals = decimals ?? 0
      let tail = decimals > 0 ? decimals + 1 : 0
      return "0" + String(repeating: " ", count: max(0, min(tail, width - 1)))
    }
    if let name = Self.name(of: value, glyphs) { return value.isNaN && width < 3 ? "?" : name }
    let digits = DecimalDigits(value)
    let sign = digits.isNegative ? "−" : ""
    let room = width - sign.unicodeScalars.count
    let fixed = fixed(digits, room: room)
    // Two digits are enough to compare; an exponent is worth its place only below that.
    if let fixed, keepsDecimals || fixed.kept >= min(2, digits.digits.count) {
      return sign + fixed.text
    }
    if let scientific = scientific(digits, room: room), scientific.kept > fixed?.kept ?? 0 {
      return sign + scientific.text
    }
    return fixed.map { sign + $0.text } ?? String(repeating: "#", count: width)
  }

  private func fixed(_ digits: DecimalDigits, room: Int) -> (text: String, kept: Int)? {
    guard digits.exponent <= room else { return nil }
    let most = max(0, digits.digits.count - digits.exponent)
    var places = decimals ?? min(most, max(0, room - 2))
    if decimals == nil {
      let shown = digits.rounded(to: digits.exponent + places)
      places = max(0, shown.digits.count - shown.exponent)
    }
    while places >= 0 {
      let text = digits.fixed(decimals: places)
      if text.utf8.count <= room {
        return (text, min(digits.digits.count, max(0, digits.exponent + places)))
      }
      places -= 1
    }
    return nil
  }

  private func scientific(_ digits: DecimalDigits, room: Int) -> (text: String, kept: Int)? {
    for count in stride(from: min(digits.digits.count, max(0, room)), to: 0, by: -1) {
      let text = digits.scientific(digits: count)
      // 2.04 rounded to two digits is 2, which says no more than one digit does.
      let kept = digits.rounded(to: count).digits.count
      if text.unicodeScalars.count <= room { return (text, kept) }
    }
    return nil
  }
}
