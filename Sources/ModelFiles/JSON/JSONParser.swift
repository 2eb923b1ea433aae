import Tensors

/// Reads JSON strictly, as RFC 8259 has it.
///
/// Refused where other readers are lenient: a key twice in an object, trailing commas, comments, a
/// byte order mark, bytes that are not UTF-8, half surrogate pairs, numbers beyond a `Double`.
/// Files from strangers pass here, so length, depth and the number of values have limits.
///
/// - Complexity: O(bytes).
/// - Source: Bray (ed.) 2017, RFC 8259, "The JavaScript Object Notation Data Interchange Format".
package struct JSONParser {
  /// What is accepted.
  package struct Options: Equatable, Sendable {
    /// The longest text that is read.
    ///
    /// - Units: bytes.
    package var maximumBytes = 64 << 20
    /// How deep arrays and objects may lie inside one another; 1 is an array of plain values.
    package var maximumDepth = 64
    /// How many values there may be, all counted; it bounds the memory they take.
    package var maximumValues = 16_000_000
    /// Whether `NaN`, `Infinity` and `-Infinity` are numbers, as Python's `json` writes them.
    package var acceptsNonFinite = false
    /// Whether numbers are rounded as ``TwiceRoundedNumber`` says, rather than exactly.
    package var roundsNumbersTwice = false

    /// Makes options, each with its usual value unless given.
    package init(
      maximumBytes: Int = 64 << 20, maximumDepth: Int = 64, maximumValues: Int = 16_000_000,
      acceptsNonFinite: Bool = false, roundsNumbersTwice: Bool = false
    ) {
      // Each level is a call inside a call; this many fit every thread's stack.
      precondition(maximumDepth <= 512, "JSON: depth limit \(maximumDepth), at most 512")
      self.maximumBytes = maximumBytes
      self.maximumDepth = maximumDepth
      self.maximumValues = maximumValues
      self.acceptsNonFinite = acceptsNonFinite
      self.roundsNumbersTwice = roundsNumbersTwice
    }
  }

  /// Reads the one value that `bytes` hold, with nothing but white space around it.
  ///
  /// - Throws: ``JSONError`` with the place.
  package static func parse(
    _ bytes: UnsafeRawBufferPointer, options: Options = Options()
  ) throws(JSONError) -> JSONValue {
    let (value, end) = try parsePrefix(bytes, options: options)
    var parser = JSONParser(bytes, options)
    parser.offset = end
    parser.skipWhiteSpace()
    guard parser.offset == bytes.count else {
      throw parser.failure(.trailing(found: parser.found(at: parser.offset) ?? ""))
    }
    return value
  }

  /// Reads the one value that `bytes` hold, with nothing but white space around it.
  ///
  /// - Throws: ``JSONError`` with the place.
  package static func parse(
    _ bytes: [UInt8], options: Options = Options()
  ) throws(JSONError) -> JSONValue {
    try bytes.withUnsafeBufferPointer { bytes throws(JSONError) in
      try parse(UnsafeRawBufferPointer(bytes), options: options)
    }
  }

  /// Reads the one value that `text` is.
  ///
  /// - Throws: ``JSONError`` with the place.
  package static func parse(
    _ text: String, options: Options = Options()
  ) throws(JSONError) -> JSONValue {
    try parse(Array(text.utf8), options: options)
  }

  /// Reads the value at the beginning of `bytes` and says where it ends; what follows is not read,
  /// but must be UTF-8.
  static func parsePrefix(
    _ bytes: UnsafeRawBufferPointer, options: Options
  ) throws(JSONError) -> (value: JSONValue, end: Int) {
    var parser = JSONParser(bytes, options)
    guard bytes.count <= options.maximumBytes else {
      throw parser.failure(.tooLong(limit: options.maximumBytes, found: bytes.count))
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw parser.failure(.byteOrderMark) }
    if let invalid = UTF8Check.firstInvalidByte(in: bytes) {
      throw parser.failure(.invalidUTF8(byte: bytes[invalid]), at: invalid)
    }
    parser.skipWhiteSpace()
    let value = try parser.value(depth: 0)
    return (value, parser.offset)
  }

  // MARK: State

  let bytes: UnsafeRawBufferPointer
  let options: Options
  var offset = 0
  /// The bytes of a string with escapes, while it is read.
  var scratch: [UInt8] = []
  private var valueCount = 0

  private init(_ bytes: UnsafeRawBufferPointer, _ options: Options) {
    self.bytes = bytes
    self.options = options
  }

  /// The byte at the offset; `nil` at the end. (Zero would be a byte of its own.)
  @inline(__always)
  var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  @inline(__always)
  mutating func skipWhiteSpace() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x0A, 0x0D, 0x09: offset += 1
      default: return
      }
    }
  }

  func failure(_ problem: JSONError.Problem, at place: Int? = nil) -> JSONError {
    JSONError(problem, at: place ?? offset, in: bytes)
  }

  func unexpected(_ expected: String, at place: Int? = nil) -> JSONError {
    let place = place ?? offset
    return failure(.unexpected(expected: expected, found: found(at: place)), at: place)
  }

  /// The character at a place, for a message; `nil` at the end.
  func found(at place: Int) -> String? {
    guard place < bytes.count else { return nil }
    let length = max(1, UTF8Check.scalarLength(in: bytes, at: place))
    return String(decoding: bytes[place..<place + length], as: UTF8.self)
  }

  // MARK: Values

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    valueCount += 1
    guard valueCount <= options.maximumValues else {
      throw failure(.tooManyValues(limit: options.maximumValues))
    }
    guard let byte = current else { throw unexpected("a value") }
    switch byte {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"): return .object(try members(depth: depth + 1))
    case UInt8(ascii: "["): return .array(try elements(depth: depth + 1))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    case UInt8(ascii: "t") where take("true"): return .boolean(true)
    case UInt8(ascii: "f") where take("false"): return .boolean(false)
    case UInt8(ascii: "n") where take("null"): return .null
    case UInt8(ascii: "N") where startsWith("NaN"): return try notFinite("NaN", .nan)
    case UInt8(ascii: "I") where startsWith("Infinity"):
      return try notFinite("Infinity", .infinity)
    default: throw unexpected("a value")
    }
  }

  private mutating func elements(depth: Int) throws(JSONError) -> [JSONValue] {
    guard depth <= options.maximumDepth else {
      throw failure(.tooDeep(limit: options.maximumDepth))
    }
    offset += 1
    skipWhiteSpace()
    var elements: [JSONValue] = []
    if take("]") { return elements }
    while true {
      elements.append(try value(depth: depth))
      skipWhiteSpace()
      if take("]") { return elements }
      guard take(",") else { throw unexpected("a comma or ]") }
      skipWhiteSpace()
    }
  }

  private mutating func members(depth: Int) throws(JSONError) -> [JSONMember] {
    guard depth <= options.maximumDepth else {
      throw failure(.tooDeep(limit: options.maximumDepth))
    }
    offset += 1
    skipWhiteSpace()
    var members: [JSONMember] = []
    if take("}") { return members }
    var keys = KeySet()
    while true {
      let place = offset
      guard current == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }
      let key = try string()
      guard keys.insert(key, after: members) else {
        throw failure(.duplicateKey(key), at: place)
      }
      skipWhiteSpace()
      guard take(":") else { throw unexpected("a colon") }
      skipWhiteSpace()
      members.append(JSONMember(key, try value(depth: depth)))
      skipWhiteSpace()
      if take("}") { return members }
      guard take(",") else { throw unexpected("a comma or }") }
      skipWhiteSpace()
    }
  }

  // MARK: Literals

  func startsWith(_ literal: StaticString) -> Bool {
    let count = literal.utf8CodeUnitCount
    guard count <= bytes.count - offset else { return false }
    for index in 0..<count where bytes[offset + index] != literal.utf8Start[index] {
      return false
    }
    return true
  }

  @inline(__always)
  mutating func take(_ literal: StaticString) -> Bool {
    guard startsWith(literal) else { return false }
    offset += literal.utf8CodeUnitCount
    return true
  }

  mutating func notFinite(_ text: StaticString, _ value: Double) throws(JSONError) -> JSONValue {
    guard options.acceptsNonFinite else { throw failure(.notFinite(text.description)) }
    offset += text.utf8CodeUnitCount
    return .number(value)
  }
}

/// The keys of one object, to find one that stands twice.
///
/// Few keys are compared with one another; a table is made only when they are many.
private struct KeySet {
  /// A hash table with open addressing: a key's hash, and its place among the members or -1.
  ///
  /// Hashes are Swift's, seeded anew by every process: no file can be made to have many alike.
  private var slots: [(hash: Int, member: Int)] = []

  private static let few = 12

  /// Adds a key to those of the `members` read before it; false where it is one of them.
  mutating func insert(_ key: String, after members: [JSONMember]) -> Bool {
    if slots.isEmpty {
      if members.contains(where: { exactlyEqual($0.key, key) }) { return false }
      if members.count < Self.few { return true }
      slots = Self.emptySlots(4 * Self.few)
      for (index, member) in members.enumerated() {
        put(ExactString(member.key).hashValue, index)
      }
    }
    if 2 * members.count >= slots.count {
      let old = slots
      slots = Self.emptySlots(2 * old.count)
      for slot in old where slot.member >= 0 { put(slot.hash, slot.member) }
    }
    let hash = ExactString(key).hashValue
    var index = hash & (slots.count - 1)
    while slots[index].member >= 0 {
      if slots[index].hash == hash, exactlyEqual(members[slots[index].member].key, key) {
        return false
      }
      index = (index + 1) & (slots.count - 1)
    }
    slots[index] = (hash, members.count)
    return true
  }

  private mutating func put(_ hash: Int, _ member: Int) {
    var index = hash & (slots.count - 1)
    while slots[index].member >= 0 { index = (index + 1) & (slots.count - 1) }
    slots[index] = (hash, member)
  }

  /// Slots for so many keys or more; their number is a power of two.
  private static func emptySlots(_ least: Int) -> [(hash: Int, member: Int)] {
    var count = 16
    while count < least { count *= 2 }
    return Array(repeating: (0, -1), count: count)
  }
}
