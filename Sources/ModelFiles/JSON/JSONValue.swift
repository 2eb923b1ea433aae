/// A piece of JSON: what a parser found, or what is to be written.
///
/// An object keeps its members in the order of the file. A number written without fraction and
/// exponent that fits an `Int` is an ``integer(_:)``, any other a ``number(_:)``.
package enum JSONValue: Sendable {
  /// The literal `null`.
  case null
  /// The literals `true` and `false`.
  case boolean(Bool)
  /// A number written as an integer, and small enough for an `Int`.
  case integer(Int)
  /// Any other number.
  case number(Double)
  /// Text.
  case string(String)
  /// Values in order.
  case array([JSONValue])
  /// Members in order, no key twice.
  case object([JSONMember])
}

/// One key of a JSON object and its value.
package struct JSONMember: Sendable {
  /// The key.
  package var key: String
  /// The value.
  package var value: JSONValue

  /// Makes a member.
  package init(_ key: String, _ value: JSONValue) {
    self.key = key
    self.value = value
  }
}

// MARK: Reading

extension JSONValue {
  /// The value of a key of an object; `nil` where there is no such key, or no object.
  ///
  /// Keys are compared by their bytes.
  ///
  /// - Complexity: O(members). For many look-ups in a large object make a table of ``ExactString``.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { exactlyEqual($0.key, key) }?.value
  }

  /// Whether this is `null`.
  package var isNull: Bool {
    guard case .null = self else { return false }
    return true
  }

  /// The truth value, if this is one.
  package var booleanValue: Bool? {
    guard case .boolean(let value) = self else { return nil }
    return value
  }

  /// The integer, if this is one; `12.0` and `1.2e1` are 12.
  package var integerValue: Int? {
    switch self {
    case .integer(let value): value
    case .number(let value): Int(exactly: value)
    case .null, .boolean, .string, .array, .object: nil
    }
  }

  /// The number, if this is one, whichever way it was written.
  package var doubleValue: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .null, .boolean, .string, .array, .object: nil
    }
  }

  /// The text, if this is a string.
  package var stringValue: String? {
    guard case .string(let value) = self else { return nil }
    return value
  }

  /// The elements, if this is an array.
  package var arrayValue: [JSONValue]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The members, if this is an object.
  package var objectValue: [JSONMember]? {
    guard case .object(let members) = self else { return nil }
    return members
  }

  /// What kind of value this is, in words with their article, for messages.
  package var kind: String {
    switch self {
    case .null: "null"
    case .boolean: "a truth value"
    case .integer, .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

// MARK: Equality

extension JSONValue: Equatable {
  /// Whether two values are the same: strings by their bytes, members in the same order.
  ///
  /// An integer never equals a number, even of the same size, for they are written differently.
  package static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.boolean(let left), .boolean(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): exactlyEqual(left, right)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }
}

extension JSONMember: Equatable {
  package static func == (left: JSONMember, right: JSONMember) -> Bool {
    exactlyEqual(left.key, right.key) && left.value == right.value
  }
}
