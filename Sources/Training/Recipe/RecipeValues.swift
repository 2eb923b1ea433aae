import Transformers

/// Turns the texts of a recipe's keys into values, each checked by what its key may have.
struct RecipeValues {
  /// What the files and the command line say.
  let entries: [RecipeKey: RecipeReader.Entry]
  /// The recipe in which what is missing is missing.
  let path: String

  /// Whether the command line has the number of steps and leaves the warm-up to the file.
  var isSteppedOnCommandLine: Bool {
    guard case .option = entries[.steps]?.place else { return false }
    if case .option = entries[.warmUp]?.place { return false }
    return true
  }

  /// The error for a value that does not go with others.
  func problem(_ key: RecipeKey, expected: String, found: String) -> RecipeError {
    guard let place = entries[key]?.place else {
      return .missing(path: path, key: key.rawValue, expected: expected)
    }
    return .value(place, key: key.rawValue, expected: expected, found: found)
  }

  private func problem(_ key: RecipeKey) -> RecipeError {
    problem(key, expected: key.expected, found: entries[key]?.text ?? "")
  }

  // MARK: Numbers

  /// A whole number in the key's range.
  func whole(_ key: RecipeKey, default standard: Int? = nil) throws(RecipeError) -> Int {
    guard let text = entries[key]?.text else {
      if let standard { return standard }
      throw problem(key)
    }
    guard case .whole(let range) = key.values, Self.isDigits(text), let value = Int(text),
      range.contains(value)
    else { throw problem(key) }
    return value
  }

  /// The seed.
  func seed(default standard: UInt64) throws(RecipeError) -> UInt64 {
    guard let text = entries[.seed]?.text else { return standard }
    guard Self.isDigits(text), let value = UInt64(text) else { throw problem(.seed) }
    return value
  }

  /// A number in the key's range.
  func number(_ key: RecipeKey, default standard: Double) throws(RecipeError) -> Double {
    guard let text = entries[key]?.text else { return standard }
    // Swift's own reading takes "nan", "inf" and "0x1p3" too.
    guard case .number(let range) = key.values,
      text.utf8.allSatisfy({ "0123456789.eE+-".utf8.contains($0) }), let value = Double(text),
      range.contains(value)
    else { throw problem(key) }
    return value
  }

  private static func isDigits(_ text: String) -> Bool {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  // MARK: Words

  /// One of a few words.
  func word<Word: RawRepresentable<String>>(
    _ key: RecipeKey, as type: Word.Type, default standard: Word?
  ) throws(RecipeError) -> Word {
    guard let text = entries[key]?.text else {
      if let standard { return standard }
      throw problem(key)
    }
    guard let word = Word(rawValue: text) else { throw problem(key) }
    return word
  }

  /// The wiring, of which not every one can be saved.
  func wiring() throws(RecipeError) -> Configuration.Wiring {
    let wiring = try word(.wiring, as: Configuration.Wiring.self, default: nil)
    switch wiring {
    case .pre, .post: return wiring
    case .sandwich, .wrong, .none:
      throw problem(
        .wiring,
        expected: "\(RecipeKey.wiring.expected) (no other can be stored as a Hugging Face folder)",
        found: wiring.rawValue)
    }
  }

  // MARK: Texts

  /// A text that must be there.
  func text(_ key: RecipeKey) throws(RecipeError) -> String {
    guard let text = try optional(key) else { throw problem(key) }
    return text
  }

  /// A text; nil where the recipe has none.
  func optional(_ key: RecipeKey) throws(RecipeError) -> String? {
    guard let text = entries[key]?.text else { return nil }
    let isRight =
      switch key.values {
      case .name: Self.isName(text, limit: 64, and: "-_.") && Self.isName(text.utf8.prefix(1))
      case .text(let limit):
        Self.isPrintable(text, limit: limit)
      case .whole, .seed, .number, .words, .fields: false
      }
    guard isRight else { throw problem(key) }
    return text
  }

  /// The fields' names.
  func fields() throws(RecipeError) -> [String] {
    guard let text = entries[.fields]?.text else { throw problem(.fields) }
    let names = text.split(separator: ",", omittingEmptySubsequences: false).map { name in
      String(
        name.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }
          .reversed())
    }
    guard names.count <= 16, Set(names).count == names.count,
      names.allSatisfy({ Self.isName($0, limit: 64, and: "-_") })
    else { throw problem(.fields) }
    return names
  }

  private static func isName(_ text: String, limit: Int, and signs: String) -> Bool {
    (1...limit).contains(text.utf8.count)
      && text.utf8.allSatisfy { isLetterOrDigit($0) || signs.utf8.contains($0) }
  }

  private static func isName(_ bytes: Substring.UTF8View) -> Bool {
    bytes.allSatisfy(isLetterOrDigit)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }

  /// Whether a text is short enough, has no control characters and ends no line.
  static func isPrintable(_ text: String, limit: Int) -> Bool {
    text.unicodeScalars.count <= limit
      && text.unicodeScalars.allSatisfy { scalar in
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x2028, 0x2029: false
        default: true
        }
      }
  }
}
