/// Makes text from outside safe and plain to read in a message.
///
/// Names and paths may hold escape sequences, line ends or bidirectional overrides; printed as
/// they are they could drive the terminal or forge a second line. Here they become escapes
/// (`\n`, `\u{1B}`), and bytes that are not UTF-8 become `\xNN`.
package enum VisibleText {
  /// The text with all that does not print replaced by escapes, cut after `limit` characters.
  ///
  /// A character here is a Unicode scalar of `text`, so that a pile of combining marks is cut as
  /// well; what was cut is shown as `…`. A backslash is doubled, so that escapes are unambiguous.
  package static func escaped(_ text: String, limit: Int = .max) -> String {
    var result = ""
    for (count, scalar) in text.unicodeScalars.enumerated() {
      guard count < limit else { return result + "…" }
      append(scalar, to: &result)
    }
    return result
  }

  /// The text with all that does not print replaced by escapes, and nothing else: for messages that
  /// quote what was escaped already.
  package static func defused(_ text: String, limit: Int = .max) -> String {
    var result = ""
    for (count, scalar) in text.unicodeScalars.enumerated() {
      guard count < limit else { return result + "…" }
      if scalar == "\\" { result += "\\" } else { append(scalar, to: &result) }
    }
    return result
  }

  /// The bytes as text, as in ``escaped(_:limit:)``; what is not UTF-8 becomes `\xNN`.
  package static func escaped(_ bytes: UnsafeRawBufferPointer, limit: Int = .max) -> String {
    var result = ""
    var count = 0
    var offset = 0
    while offset < bytes.count {
      guard count < limit else { return result + "…" }
      let length = UTF8Check.scalarLength(in: bytes, at: offset)
      if length == 0 {
        result += "\\x" + hexadecimal(UInt32(bytes[offset]), digits: 2)
        offset += 1
      } else {
        let scalar = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length])
        for scalar in String(decoding: scalar, as: UTF8.self).unicodeScalars {
          append(scalar, to: &result)
        }
        offset += length
      }
      count += 1
    }
    return result
  }

  /// The text as in ``escaped(_:limit:)``, in double quotes, which are escaped inside.
  package static func quoted(_ text: String, limit: Int = 80) -> String {
    inQuotes(escaped(text, limit: limit))
  }

  /// The bytes as in ``escaped(_:limit:)``, in double quotes, which are escaped inside.
  package static func quoted(_ bytes: [UInt8], limit: Int = 80) -> String {
    inQuotes(bytes.withUnsafeBytes { escaped($0, limit: limit) })
  }

  private static func inQuotes(_ escaped: String) -> String {
    var result = "\""
    for scalar in escaped.unicodeScalars {
      if scalar == "\"" { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }

  /// Whether a scalar must not reach a terminal as it is.
  ///
  /// Control characters (C0, DEL, C1), line and paragraph separators, marks and overrides of
  /// direction, zero-width characters, and the invisible tag characters.
  package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F: true
    case 0xAD, 0x61C, 0x180E: true
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F: true
    case 0xFEFF, 0xFFF9...0xFFFB: true
    case 0xE0000...0xE007F: true
    default: false
    }
  }

  private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
    switch scalar {
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    case _ where isHidden(scalar):
      result += "\\u{" + hexadecimal(scalar.value, digits: 2) + "}"
    default: result.unicodeScalars.append(scalar)
    }
  }

  private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}
