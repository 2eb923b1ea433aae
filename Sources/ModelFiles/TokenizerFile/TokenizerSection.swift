import Tensors

/// One object of a `tokenizer.json`, read key by key with every value checked.
///
/// A value that is null counts as absent.
struct TokenizerSection {
  /// Where the object is, for messages: `decoder.decoders[1]`; nothing for the file as a whole.
  let place: String
  private let members: [JSONMember]

  /// Takes a value that must be an object.
  init(_ json: JSONValue, at place: String) throws(TokenizerProblem) {
    guard case .object(let members) = json else {
      throw .value(place: place, expected: "an object", found: TokenizerFile.shown(json))
    }
    self.place = place
    self.members = members
  }

  /// The value of a key that is there and not null.
  subscript(key: String) -> JSONValue? {
    guard let value = members.first(where: { exactlyEqual($0.key, key) })?.value, !value.isNull
    else { return nil }
    return value
  }

  /// Refuses any key that is none of these.
  func allowOnly(_ keys: String...) throws(TokenizerProblem) {
    for member in members where !keys.contains(where: { exactlyEqual($0, member.key) }) {
      throw .unknownOption(place: place, option: member.key)
    }
  }

  /// Where a key's value is.
  func place(of key: String) -> String { place.isEmpty ? key : "\(place).\(key)" }

  /// The error for a key's value.
  func problem(_ key: String, expected: String) -> TokenizerProblem {
    .value(place: place(of: key), expected: expected, found: TokenizerFile.shown(self[key]))
  }

  // MARK: Values of a kind

  /// A truth value; without a default the key must be there.
  func flag(_ key: String, default fallback: Bool? = nil) throws(TokenizerProblem) -> Bool {
    if self[key] == nil, let fallback { return fallback }
    guard let flag = self[key]?.booleanValue else {
      throw problem(key, expected: "true or false")
    }
    return flag
  }

  /// A text that must be there.
  func text(_ key: String) throws(TokenizerProblem) -> String {
    guard let text = self[key]?.stringValue else { throw problem(key, expected: "a string") }
    return text
  }

  /// A text that may be absent.
  func optionalText(_ key: String) throws(TokenizerProblem) -> String? {
    self[key] == nil ? nil : try text(key)
  }

  /// A text of one character.
  func scalar(_ key: String) throws(TokenizerProblem) -> Unicode.Scalar {
    guard let text = self[key]?.stringValue, text.unicodeScalars.count == 1,
      let scalar = text.unicodeScalars.first
    else { throw problem(key, expected: "a string of one character") }
    return scalar
  }

  /// A whole number from 0 that must be there.
  func count(_ key: String) throws(TokenizerProblem) -> Int {
    // 2.0 is no whole number where the reference reads one.
    guard case .integer(let number) = self[key], (0...Int(UInt32.max)).contains(number) else {
      throw problem(key, expected: "a whole number from 0 to \(UInt32.max)")
    }
    return number
  }

  /// One of an enumeration's words; without a default the key must be there.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, default fallback: Choice? = nil
  ) throws(TokenizerProblem) -> Choice where Choice.RawValue == String {
    if self[key] == nil, let fallback { return fallback }
    let text = self[key]?.stringValue
    guard
      let choice = Choice.allCases.first(where: { choice in
        text.map { exactlyEqual($0, choice.rawValue) } ?? false
      })
    else {
      let words = Choice.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
      throw problem(key, expected: "one of \(words)")
    }
    return choice
  }

  /// The elements of an array that must be there.
  func list(_ key: String) throws(TokenizerProblem) -> [JSONValue] {
    guard let elements = self[key]?.arrayValue else { throw problem(key, expected: "an array") }
    return elements
  }

  /// The objects of an array that must be there.
  func sections(_ key: String) throws(TokenizerProblem) -> [TokenizerSection] {
    var sections: [TokenizerSection] = []
    for (index, element) in try list(key).enumerated() {
      sections.append(try TokenizerSection(element, at: "\(place(of: key))[\(index)]"))
    }
    return sections
  }

  /// Goes through a component and, where it is a Sequence, through the components in it, in order.
  ///
  /// A Sequence of the kind calls its list `key`; `body` gets every component that is no Sequence,
  /// with its type.
  func forEachComponent(
    _ key: String,
    _ body: (TokenizerSection, _ type: String) throws(TokenizerProblem) -> Void
  ) throws(TokenizerProblem) {
    let type = try text("type")
    guard exactlyEqual(type, "Sequence") else { return try body(self, type) }
    try allowOnly("type", key)
    // As deep as the file's arrays and objects may be, which the parser has made sure of.
    for section in try sections(key) { try section.forEachComponent(key, body) }
  }
}
