import Tensors

/// Gathers the lines of a recipe, of those it takes values from, and of the command line.
struct RecipeReader {
  /// A value with where it stands.
  struct Entry {
    let text: String
    let place: RecipeError.Place
  }

  /// One file's keys, and the recipe that its `from` names.
  private struct File {
    var entries: [RecipeKey: Entry] = [:]
    var from: Entry?
  }

  /// The most recipes that take values from each other.
  static let deepest = 8
  /// The most characters that follow `from`.
  private static let longestPath = 1000
  private static let from = "from"

  /// What is known of each key; the last one to say it counts.
  private(set) var entries: [RecipeKey: Entry] = [:]
  private let resolve: (String) throws -> ([UInt8], String)?
  private let builtIn: [String]

  init(builtIn: [String], resolve: @escaping (String) throws -> ([UInt8], String)?) {
    self.builtIn = builtIn
    self.resolve = resolve
  }

  /// Reads a recipe after those that it takes values from.
  mutating func read(_ text: [UInt8], path: String) throws {
    var files = [try Self.file(text, path: path)]
    var paths = [path]
    while let from = files.last?.from {
      guard files.count < Self.deepest else {
        throw RecipeError.tooDeep(from.place, limit: Self.deepest)
      }
      let target = Self.target(of: from.text, besides: paths[paths.count - 1])
      guard let (text, path) = try resolve(target) else {
        throw RecipeError.noRecipe(
          from.place, found: from.text, nearest: nearestWord(to: from.text, among: builtIn))
      }
      guard !paths.contains(where: { $0.utf8.elementsEqual(path.utf8) }) else {
        throw RecipeError.circle(from.place, found: from.text)
      }
      files.append(try Self.file(text, path: path))
      paths.append(path)
    }
    for file in files.reversed() { entries.merge(file.entries) { $1 } }
  }

  /// Takes values from the command line, which count more than any file.
  mutating func apply(_ settings: [RecipeSetting]) throws(RecipeError) {
    var own: [RecipeKey: Entry] = [:]
    for setting in settings {
      let place = RecipeError.Place.option(setting.option)
      guard let (name, text) = Self.parts(of: setting.text) else {
        throw .line(place, found: setting.text)
      }
      guard name != Self.from else { throw .fromIsLate(place) }
      try Self.add(name, Entry(text: text, place: place), to: &own)
    }
    entries.merge(own) { $1 }
  }

  // MARK: One file

  private static func file(_ text: [UInt8], path: String) throws(RecipeError) -> File {
    var file = File()
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = text.starts(with: mark) ? text.dropFirst(mark.count) : text[...]
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, bytes) in lines.enumerated() {
      let place = RecipeError.Place.line(path: path, number: index + 1)
      guard let line = String(validating: bytes, as: UTF8.self) else { throw .encoding(place) }
      let content = content(of: line)
      if content.isEmpty { continue }
      guard let (name, text) = parts(of: content) else { throw .line(place, found: content) }
      let entry = Entry(text: text, place: place)
      if name == from {
        guard file.from == nil, file.entries.isEmpty else { throw .fromIsLate(place) }
        guard RecipeValues.isPrintable(text, limit: longestPath) else {
          throw .value(
            place, key: from, expected: "printable text of 1 to \(longestPath) characters",
            found: text)
        }
        file.from = entry
      } else {
        try add(name, entry, to: &file.entries)
      }
    }
    return file
  }

  /// A line without its comment, which begins with `#` at the start or after a space, and without the
  /// spaces around.
  private static func content(of line: String) -> String {
    var previous: UInt8 = 0x20
    var end = line.utf8.endIndex
    for index in line.utf8.indices {
      if line.utf8[index] == UInt8(ascii: "#"), isSpace(previous) {
        end = index
        break
      }
      previous = line.utf8[index]
    }
    return trimmed(line.utf8[..<end])
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D
  }

  private static func trimmed(_ text: Substring.UTF8View) -> String {
    var rest = text
    while let byte = rest.first, isSpace(byte) { rest.removeFirst() }
    while let byte = rest.last, isSpace(byte) { rest.removeLast() }
    return String(Substring(rest))
  }

  /// The key and the value; nil where one of them is not there, or the value would be a comment if it
  /// stood after a space.
  private static func parts(of line: String) -> (key: String, value: String)? {
    let content = content(of: line)
    guard let sign = content.utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
    let key = trimmed(content.utf8[..<sign])
    let value = trimmed(content.utf8[content.utf8.index(after: sign)...])
    let isComment = value.utf8.first == UInt8(ascii: "#")
    return key.isEmpty || value.isEmpty || isComment ? nil : (key, value)
  }

  private static func add(
    _ name: String, _ entry: Entry, to entries: inout [RecipeKey: Entry]
  ) throws(RecipeError) {
    guard let key = RecipeKey(rawValue: name) else {
      let nearest = nearestWord(to: name, among: RecipeKey.allCases.map(\.rawValue) + [from])
      throw .key(entry.place, found: name, nearest: nearest)
    }
    if let first = entries.updateValue(entry, forKey: key) {
      throw .twice(entry.place, key: name, first: first.place)
    }
  }

  // MARK: From

  /// A built-in recipe's name as it stands; a path seen from the folder of the file that has it.
  private static func target(of from: String, besides path: String) -> String {
    let slash = UInt8(ascii: "/")
    guard Recipe.isPath(from), from.utf8.first != slash,
      let end = path.utf8.lastIndex(of: slash)
    else { return from }
    return String(path[...end]) + from
  }
}

/// The word that was probably meant; nil where none is near.
package func nearestWord(to word: String, among words: [String]) -> String? {
  // Nobody means a word of fifteen letters with a word of a thousand.
  guard word.utf8.count <= 64 else { return nil }
  let nearest = words.min { editDistance($0, word) < editDistance($1, word) }
  return nearest.flatMap {
    editDistance($0, word) <= max(1, min(3, word.utf8.count / 2)) ? $0 : nil
  }
}
