import Tensors

/// Why a text is not JSON as it is read here, and where.
package struct JSONError: Error, Equatable, Sendable {
  /// What is wrong.
  package enum Problem: Equatable, Sendable {
    /// The text is longer than it may be.
    case tooLong(limit: Int, found: Int)
    /// A byte that is not part of well-formed UTF-8.
    case invalidUTF8(byte: UInt8)
    /// The text begins with a byte order mark, which JSON may not.
    case byteOrderMark
    /// Something else than what may stand here; `nil` is the end of the text.
    case unexpected(expected: String, found: String?)
    /// Something other than white space after the value.
    case trailing(found: String)
    /// A key that the same object has already.
    case duplicateKey(String)
    /// Arrays and objects inside one another beyond the limit.
    case tooDeep(limit: Int)
    /// More values than the limit.
    case tooManyValues(limit: Int)
    /// A control character inside a string, which must be written as an escape.
    case controlCharacter(UInt8)
    /// A backslash and something that makes no escape.
    case invalidEscape(found: String)
    /// Half of a surrogate pair without the other half.
    case loneSurrogate(UInt16)
    /// A number beyond the range of a `Double`.
    case numberTooLarge(String)
    /// `NaN` or `Infinity`, which JSON does not have.
    case notFinite(String)
  }

  /// What is wrong.
  package var problem: Problem
  /// The place, counted from 0.
  ///
  /// - Units: bytes.
  package var offset: Int
  /// The line, counted from 1.
  package var line: Int
  /// The place in the line, counted from 1.
  ///
  /// - Units: Unicode scalars.
  package var column: Int

  /// Makes an error for a place given in full.
  package init(_ problem: Problem, offset: Int, line: Int, column: Int) {
    self.problem = problem
    self.offset = offset
    self.line = line
    self.column = column
  }

  /// Makes an error for a place in a text, whose lines are counted here.
  init(_ problem: Problem, at offset: Int, in bytes: UnsafeRawBufferPointer) {
    var line = 1
    var column = 1
    for byte in bytes.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    self.init(problem, offset: offset, line: line, column: column)
  }
}

extension JSONError: CustomStringConvertible {
  package var description: String {
    "line \(line), column \(column) (byte \(offset)): \(problem)"
  }
}

extension JSONError.Problem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tooLong(let limit, let found):
      "the text is \(found) bytes, at most \(limit) are read"
    case .invalidUTF8(let byte):
      "the byte 0x\(hexadecimal(UInt32(byte), digits: 2)) is not UTF-8"
    case .byteOrderMark:
      "a byte order mark stands before the value; save the file without one"
    case .unexpected(let expected, let found):
      "expected \(expected), found \(found.map { VisibleText.quoted($0) } ?? "the end")"
    case .trailing(let found):
      "expected nothing after the value, found \(VisibleText.quoted(found))"
    case .duplicateKey(let key):
      "the key \(VisibleText.quoted(key)) stands twice in one object"
    case .tooDeep(let limit):
      "arrays and objects are nested deeper than \(limit)"
    case .tooManyValues(let limit):
      "there are more than \(limit) values"
    case .controlCharacter(let byte):
      "a control character in a string must be written \\u\(hexadecimal(UInt32(byte), digits: 4))"
    case .invalidEscape(let found):
      "expected an escape such as \\n or \\u000A, found \(VisibleText.quoted(found))"
    case .loneSurrogate(let unit):
      "the surrogate \\u\(hexadecimal(UInt32(unit), digits: 4)) lacks its other half"
    case .numberTooLarge(let text):
      "the number \(VisibleText.escaped(text, limit: 80)) is beyond what a Double holds"
    case .notFinite(let text):
      "\(text) is not JSON; expected a finite number"
    }
  }
}

/// A number in base 16, capital letters, with leading zeros.
func hexadecimal(_ value: UInt32, digits: Int) -> String {
  let text = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
}
