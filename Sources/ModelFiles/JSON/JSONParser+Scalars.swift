extension JSONParser {
  // MARK: Strings

  /// Reads a string, from its opening quote.
  mutating func string() throws(JSONError) -> String {
    offset += 1
    let start = offset
    skipPlain()
    guard current != UInt8(ascii: "\"") else {
      // Without an escape it is the bytes as they stand; UTF-8 was checked beforehand.
      let text = String(decoding: bytes[start..<offset], as: UTF8.self)
      offset += 1
      return text
    }
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: bytes[start..<offset])
    while true {
      switch current {
      case UInt8(ascii: "\""):
        offset += 1
        return String(decoding: scratch, as: UTF8.self)
      case UInt8(ascii: "\\"):
        try escape()
      case .some(let byte):
        throw failure(.controlCharacter(byte))
      case nil:
        throw unexpected("the closing quote of a string")
      }
      let next = offset
      skipPlain()
      scratch.append(contentsOf: bytes[next..<offset])
    }
  }

  /// Goes to the next quote, backslash or control character, or the end.
  @inline(__always)
  private mutating func skipPlain() {
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { return }
      offset += 1
    }
  }

  private mutating func escape() throws(JSONError) {
    let place = offset
    offset += 1
    guard let letter = current else { throw unexpected("the closing quote of a string") }
    offset += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scratch.append(letter)
    case UInt8(ascii: "b"): scratch.append(0x08)
    case UInt8(ascii: "f"): scratch.append(0x0C)
    case UInt8(ascii: "n"): scratch.append(0x0A)
    case UInt8(ascii: "r"): scratch.append(0x0D)
    case UInt8(ascii: "t"): scratch.append(0x09)
    case UInt8(ascii: "u"): try unicodeEscape(at: place)
    default:
      throw failure(.invalidEscape(found: "\\" + (found(at: place + 1) ?? "")), at: place)
    }
  }

  private mutating func unicodeEscape(at place: Int) throws(JSONError) {
    let unit = try fourDigits(at: place)
    let scalar: UInt32
    switch unit {
    case 0xD800...0xDBFF:
      guard startsWith("\\u") else { throw failure(.loneSurrogate(unit), at: place) }
      let second = offset
      offset += 2
      let low = try fourDigits(at: second)
      guard 0xDC00...0xDFFF ~= low else { throw failure(.loneSurrogate(unit), at: place) }
      scalar = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
    case 0xDC00...0xDFFF:
      throw failure(.loneSurrogate(unit), at: place)
    default:
      scalar = UInt32(unit)
    }
    guard let scalar = Unicode.Scalar(scalar) else {
      throw failure(.loneSurrogate(unit), at: place)
    }
    scratch.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  private mutating func fourDigits(at place: Int) throws(JSONError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = hexadecimalDigit(byte) else {
        let end = min(place + 6, bytes.count)
        throw failure(
          .invalidEscape(found: String(decoding: bytes[place..<end], as: UTF8.self)), at: place)
      }
      unit = unit << 4 | UInt16(digit)
      offset += 1
    }
    return unit
  }

  private func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  // MARK: Numbers

  /// Reads a number, from its minus sign or first digit.
  mutating func number() throws(JSONError) -> JSONValue {
    let start = offset
    let isNegative = take("-")
    if isNegative, startsWith("Infinity") {
      guard options.acceptsNonFinite else { throw failure(.notFinite("-Infinity"), at: start) }
      return try notFinite("Infinity", -.infinity)
    }
    guard let first = current, isDigit(first) else { throw unexpected("a digit") }
    var magnitude: UInt64 = 0
    var fits = true
    while let byte = current, isDigit(byte) {
      let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(UInt64(byte - UInt8(ascii: "0")))
      fits = fits && !overflow && !carry
      magnitude = sum
      offset += 1
    }
    let digits = offset - start - (isNegative ? 1 : 0)
    if first == UInt8(ascii: "0"), digits > 1 {
      throw failure(
        .unexpected(expected: "a number without a leading 0", found: text(start, offset)),
        at: start)
    }
    if try !fractionAndExponent(), fits {
      // −0 is a number of its own, which no `Int` is.
      if !isNegative, let value = Int(exactly: magnitude) { return .integer(value) }
      if isNegative, magnitude > 0, magnitude <= 1 << 63 {
        return .integer(Int(truncatingIfNeeded: 0 &- magnitude))
      }
    }
    let number = bytes[start..<offset]
    let value =
      options.roundsNumbersTwice
      ? TwiceRoundedNumber.read(UnsafeRawBufferPointer(rebasing: number))
      : Double(text(start, offset))
    guard let value, value.isFinite else {
      throw failure(.numberTooLarge(text(start, offset)), at: start)
    }
    return .number(value)
  }

  /// Goes over `.5` and `e-3`; false where there is neither.
  private mutating func fractionAndExponent() throws(JSONError) -> Bool {
    let start = offset
    if take(".") {
      guard let byte = current, isDigit(byte) else {
        throw unexpected("a digit after the decimal point")
      }
      skipDigits()
    }
    if take("e") || take("E") {
      _ = take("+") || take("-")
      guard let byte = current, isDigit(byte) else {
        throw unexpected("a digit of the exponent")
      }
      skipDigits()
    }
    return offset > start
  }

  private mutating func skipDigits() {
    while let byte = current, isDigit(byte) { offset += 1 }
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }

  private func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
