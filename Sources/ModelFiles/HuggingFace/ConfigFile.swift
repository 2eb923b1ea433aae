import Tensors

/// A model's `config.json`, read key by key with every value checked.
///
/// A key that is absent or null has the default that the architecture's configuration class in
/// Hugging Face transformers gives it. Where a setting has several spellings, the first that the file
/// has counts.
struct ConfigFile {
  /// Where the file is, for messages.
  let path: String
  /// What is in it.
  let json: JSONValue
  /// What is in `generation_config.json`, if there is one.
  let generation: (path: String, json: JSONValue)?

  /// The largest size that a tensor's axis may have here: far above any model.
  static let largestSize = 1 << 24
  /// The most layers that a tower may have here.
  static let mostLayers = 4096

  /// The value of the first of these keys that is there and not null.
  func value(_ keys: [String]) -> (key: String, value: JSONValue)? {
    for key in keys {
      if let value = json[key], !value.isNull { return (key, value) }
    }
    return nil
  }

  /// The value of a key that is there and not null.
  subscript(key: String) -> JSONValue? { value([key])?.value }

  // MARK: Values of a kind

  /// A whole number; without a default the key must be there.
  func integer(
    _ keys: String..., default fallback: Int? = nil, in range: ClosedRange<Int>
  ) throws(ArchitectureError) -> Int {
    let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    guard let (key, value) = value(keys) else {
      if let fallback { return fallback }
      throw error(keys[0], expected: expected, found: nil)
    }
    guard let number = value.integerValue, range.contains(number) else {
      throw error(key, expected: expected, found: value)
    }
    return number
  }

  /// The size of a tensor's axis.
  func size(_ keys: String..., default fallback: Int? = nil) throws(ArchitectureError) -> Int {
    try integer(first: keys, default: fallback, in: 1...Self.largestSize)
  }

  /// A number of layers.
  func layers(_ keys: String..., default fallback: Int? = nil) throws(ArchitectureError) -> Int {
    try integer(first: keys, default: fallback, in: 1...Self.mostLayers)
  }

  private func integer(
    first keys: [String], default fallback: Int?, in range: ClosedRange<Int>
  ) throws(ArchitectureError) -> Int {
    let known = value(keys)?.key ?? keys[0]
    return try integer(known, default: fallback, in: range)
  }

  /// A finite number from 0.
  func epsilon(_ key: String, default fallback: Float) throws(ArchitectureError) -> Float {
    guard let value = self[key] else { return fallback }
    guard let number = value.doubleValue, number >= 0, Float(number).isFinite else {
      throw error(key, expected: "a number from 0", found: value)
    }
    return Float(number)
  }

  /// A truth value.
  func flag(_ key: String, default fallback: Bool) throws(ArchitectureError) -> Bool {
    guard let value = self[key] else { return fallback }
    guard let flag = value.booleanValue else {
      throw error(key, expected: "true or false", found: value)
    }
    return flag
  }

  /// A text.
  func text(_ key: String, default fallback: String) throws(ArchitectureError) -> String {
    guard let value = self[key] else { return fallback }
    guard let text = value.stringValue else {
      throw error(key, expected: "a string", found: value)
    }
    return text
  }

  // MARK: Refusals

  /// Refuses a key that has any other value than one of these texts, or none.
  func require(_ key: String, oneOf allowed: String...) throws(ArchitectureError) {
    guard let value = self[key] else { return }
    guard let text = value.stringValue, allowed.contains(text) else {
      let supported = allowed.map { VisibleText.quoted($0) }.joined(separator: " or ")
      throw .unsupported(
        path: path, key: key, found: Self.shown(value), supported: "\(supported) or absent")
    }
  }

  /// Refuses a key that is there and neither null, false nor empty.
  func refuse(_ keys: String...) throws(ArchitectureError) {
    for key in keys {
      guard let value = self[key], value.booleanValue != false,
        value.objectValue?.isEmpty != true, value.arrayValue?.isEmpty != true
      else { continue }
      let supported = value.booleanValue == nil ? "absent or null" : "false or absent"
      throw .unsupported(path: path, key: key, found: Self.shown(value), supported: supported)
    }
  }

  /// Refuses two keys of different values, for a model here has one setting for both.
  func requireEqual(
    _ first: (key: String, value: Int), _ second: (key: String, value: Int)
  ) throws(ArchitectureError) {
    guard first.value == second.value else {
      throw .unsupported(
        path: path, key: second.key, found: "\(second.value)",
        supported: "the same as \"\(first.key)\", here \(first.value)")
    }
  }

  /// The width of a head where the file has no key for it: the model width shared out.
  func headWidth(
    of width: Int, key: String, heads: Int, headsKey: String
  ) throws(ArchitectureError) -> Int {
    guard width.isMultiple(of: heads) else {
      throw .value(
        path: path, key: key, expected: "a multiple of \"\(headsKey)\", here \(heads)",
        found: "\(width)")
    }
    return width / heads
  }

  /// The error for a key's value.
  func error(_ key: String, expected: String, found: JSONValue?) -> ArchitectureError {
    .value(path: path, key: key, expected: expected, found: found.map(Self.shown) ?? "nothing")
  }

  /// A value as messages show it.
  static func shown(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let value): VisibleText.quoted(value)
    case .array, .object: value.kind
    }
  }
}
