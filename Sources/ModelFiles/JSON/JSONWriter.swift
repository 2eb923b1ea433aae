import Tensors

/// Writes JSON piece by piece.
///
/// The bytes depend on nothing but the calls: members stand in the order they are given, numbers
/// are the shortest text that reads back as the same value. Whatever could drive a terminal or
/// hide text (control characters, DEL, C1, marks of direction, line separators) is written as a
/// `\u` escape, so that the output may be printed.
///
///     var json = JSONWriter()
///     json.beginObject()
///     json.key("loss")
///     json.number(0.5)
///     json.endObject()          // {"loss":0.5}
package struct JSONWriter {
  /// How `NaN` and the infinities are written, which JSON does not have.
  package enum NotFinite: Equatable, Sendable {
    /// As `null`: any reader takes it, and the value is lost.
    case null
    /// As the strings `"NaN"`, `"Infinity"` and `"-Infinity"`: nothing is lost, and a reader that
    /// expects only numbers must know.
    case string
  }

  /// What has been written so far, as UTF-8.
  package private(set) var bytes: [UInt8] = []

  private let notFinite: NotFinite
  private let indentation: Int?
  /// For every array and object that is open: whether it has something in it, and its end.
  private var open: [(hasContents: Bool, end: UInt8)] = []
  private var followsKey = false

  /// Makes a writer that has written nothing.
  ///
  /// - Parameters:
  ///   - notFinite: What becomes of `NaN` and the infinities.
  ///   - indentation: Spaces for each level, every value then on a line of its own; `nil` writes
  ///     everything on one line without a space.
  package init(notFinite: NotFinite = .null, indentation: Int? = nil) {
    self.notFinite = notFinite
    self.indentation = indentation
  }

  /// The bytes of a whole value.
  package static func bytes(
    of value: JSONValue, notFinite: NotFinite = .null, indentation: Int? = nil
  ) -> [UInt8] {
    var writer = JSONWriter(notFinite: notFinite, indentation: indentation)
    writer.value(value)
    return writer.bytes
  }

  /// A whole value as text.
  package static func text(
    of value: JSONValue, notFinite: NotFinite = .null, indentation: Int? = nil
  ) -> String {
    let bytes = bytes(of: value, notFinite: notFinite, indentation: indentation)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Gives the bytes written so far to the caller and forgets them, for output in pieces.
  package mutating func drain() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  // MARK: Arrays and objects

  /// Begins an object, which ``endObject()`` ends.
  package mutating func beginObject() { begin(UInt8(ascii: "{"), end: UInt8(ascii: "}")) }

  /// Ends the innermost object.
  package mutating func endObject() { end(UInt8(ascii: "}")) }

  /// Begins an array, which ``endArray()`` ends.
  package mutating func beginArray() { begin(UInt8(ascii: "["), end: UInt8(ascii: "]")) }

  /// Ends the innermost array.
  package mutating func endArray() { end(UInt8(ascii: "]")) }

  /// Writes the key of the value that comes next.
  package mutating func key(_ key: String) {
    precondition(
      !followsKey && open.last?.end == UInt8(ascii: "}"), "JSON: a key outside an object")
    separate()
    quote(key)
    bytes.append(UInt8(ascii: ":"))
    if indentation != nil { bytes.append(UInt8(ascii: " ")) }
    followsKey = true
  }

  private mutating func begin(_ begin: UInt8, end: UInt8) {
    separate()
    bytes.append(begin)
    open.append((false, end))
  }

  private mutating func end(_ end: UInt8) {
    precondition(!followsKey && open.last?.end == end, "JSON: an end without its beginning")
    let hasContents = open.removeLast().hasContents
    if hasContents { breakLine() }
    bytes.append(end)
  }

  /// Puts the comma and the line break that belong before a value or a key.
  private mutating func separate() {
    if followsKey {
      followsKey = false
      return
    }
    guard !open.isEmpty else { return }
    if open[open.count - 1].hasContents { bytes.append(UInt8(ascii: ",")) }
    open[open.count - 1].hasContents = true
    breakLine()
  }

  private mutating func breakLine() {
    guard let indentation else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indentation * open.count))
  }

  // MARK: Values

  /// Writes a value with all that is in it.
  package mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .boolean(let value): boolean(value)
    case .integer(let value): integer(value)
    case .number(let value): number(value)
    case .string(let value): string(value)
    case .array(let elements):
      beginArray()
      for element in elements { self.value(element) }
      endArray()
    case .object(let members):
      beginObject()
      for member in members {
        key(member.key)
        self.value(member.value)
      }
      endObject()
    }
  }

  /// Writes `null`.
  package mutating func null() { literal("null") }

  /// Writes `true` or `false`.
  package mutating func boolean(_ value: Bool) { literal(value ? "true" : "false") }

  /// Writes an integer.
  package mutating func integer(_ value: Int) { literal(String(value)) }

  /// Writes a number, with the fewest digits that give the same `Double` again.
  package mutating func number(_ value: Double) {
    if value.isFinite { literal(value.description) } else { notFinite(value) }
  }

  /// Writes a number, with the fewest digits that give the same `Float` again.
  ///
  /// A `Float` made a `Double` first would have digits that mean nothing (0.10000000149).
  package mutating func number(_ value: Float) {
    if value.isFinite { literal(value.description) } else { notFinite(Double(value)) }
  }

  /// Writes a value that is JSON already.
  package mutating func encoded(_ value: [UInt8]) {
    separate()
    bytes.append(contentsOf: value)
  }

  /// Writes text.
  package mutating func string(_ value: String) {
    separate()
    quote(value)
  }

  private mutating func notFinite(_ value: Double) {
    switch notFinite {
    case .null: null()
    case .string: string(value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity")
    }
  }

  private mutating func literal(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
  }

  // MARK: Strings

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": bytes.append(contentsOf: "\\\"".utf8)
      case "\\": bytes.append(contentsOf: "\\\\".utf8)
      case "\n": bytes.append(contentsOf: "\\n".utf8)
      case "\r": bytes.append(contentsOf: "\\r".utf8)
      case "\t": bytes.append(contentsOf: "\\t".utf8)
      case "\u{8}": bytes.append(contentsOf: "\\b".utf8)
      case "\u{C}": bytes.append(contentsOf: "\\f".utf8)
      case " "..."~": bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      case _ where mustEscape(scalar):
        bytes.append(contentsOf: ("\\u" + hexadecimal(scalar.value, digits: 4)).utf8)
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F: true
    case 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
