extension LessonJudge {
  /// The number that a reader typed: `0.25`, `-3`, `1/4`, `25%`, `1e-3`, `−∞`; nil where it is none.
  ///
  /// A true minus sign and the wide characters that a Chinese keyboard makes count as what they stand for. A comma
  /// is neither a point nor nothing, so it makes no number.
  ///
  /// - Parameter text: What was typed.
  /// - Returns: The number, which is finite unless infinity was typed.
  package static func number(typed text: String) -> Double? {
    guard text.utf8.count <= 200 else { return nil }
    var characters = text.compactMap(plain)
    while characters.first == " " { characters.removeFirst() }
    while characters.last == " " { characters.removeLast() }
    var factor = 1.0
    if characters.last == "%" {
      factor = 0.01
      characters.removeLast()
      if characters.last == " " { characters.removeLast() }
    }
    let parts = characters.split(
      separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, var number = signed(trimmed(first)) else { return nil }
    if parts.count == 2 {
      guard number.isFinite, let divisor = signed(trimmed(parts[1])), divisor.isFinite, divisor != 0
      else { return nil }
      number /= divisor
    }
    if number.isInfinite { return factor == 1 ? number : nil }
    // Divided, so that 35% is 0.35 to the bit.
    return factor == 1 ? number : number / 100
  }

  /// A character as a plain keyboard has it.
  private static func plain(_ character: Character) -> Character? {
    guard let scalar = character.unicodeScalars.first else { return nil }
    switch scalar.value {
    case 0x2212: return "-"
    case 0x3000: return " "
    case 0x3002: return "."
    // Wide forms lie in the order of the plain ones.
    case 0xFF01...0xFF5E: return Unicode.Scalar(scalar.value - 0xFEE0).map(Character.init)
    default: return character
    }
  }

  private static func trimmed(_ characters: some Sequence<Character>) -> Substring {
    var text = Substring(String(characters))
    while text.first == " " { text = text.dropFirst() }
    while text.last == " " { text = text.dropLast() }
    return text
  }

  private static func signed(_ text: Substring) -> Double? {
    var rest = text
    var sign = 1.0
    if let first = rest.first, first == "-" || first == "+" {
      sign = first == "-" ? -1 : 1
      rest = rest.dropFirst()
    }
    return rest == "∞" ? sign * .infinity : plainNumber(rest).map { sign * $0 }
  }

  private static func plainNumber(_ text: Substring) -> Double? {
    var rest = text
    func digits() -> Int {
      let count = rest.count
      rest = rest.drop { $0.isASCII && $0.isNumber }
      return count - rest.count
    }
    var count = digits()
    if rest.first == "." {
      rest = rest.dropFirst()
      count += digits()
    }
    guard count > 0 else { return nil }
    if rest.first == "e" || rest.first == "E" {
      rest = rest.dropFirst()
      if rest.first == "-" || rest.first == "+" { rest = rest.dropFirst() }
      guard digits() > 0 else { return nil }
    }
    guard rest.isEmpty else { return nil }
    // The library wants a digit on both sides of the point.
    var written = String(text)
    if written.hasPrefix(".") { written = "0" + written }
    if let point = written.firstIndex(of: "."),
      !(written[written.index(after: point)...].first?.isNumber ?? false)
    {
      written.insert("0", at: written.index(after: point))
    }
    return Double(written).flatMap { $0.isFinite ? $0 : nil }
  }
}
