/// A word of a grammar in the two forms that it may have in a text.
struct GrammarWord: Sendable {
  let plain: [UInt8]
  /// With a capital letter, as at the start of a sentence; the same bytes if it has no such letter.
  let capital: [UInt8]
  /// Whether no space stands before it (`.` `,` `?` `!` `;` `:`).
  let attaches: Bool
  /// Whether a sentence ends with it.
  let endsSentence: Bool
  /// Whether it has a letter or a digit; a sentence has not begun before one.
  let hasLetter: Bool

  init(_ bytes: [UInt8]) {
    plain = bytes
    attaches = bytes.first.map(Self.attaches) ?? false
    endsSentence = bytes.last.map(Self.ending.contains) ?? false
    let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
    var capital = ""
    var isFound = false
    for scalar in scalars {
      let properties = scalar.properties
      if !isFound, properties.isAlphabetic || properties.numericType != nil {
        isFound = true
        capital += properties.titlecaseMapping
      } else {
        capital.unicodeScalars.append(scalar)
      }
    }
    hasLetter = isFound
    self.capital = Array(capital.utf8)
  }

  /// Whether no space stands before a word that begins with this byte.
  static func attaches(_ first: UInt8) -> Bool { attaching.contains(first) }

  private static let attaching = Array(".,?!;:".utf8)
  private static let ending = Array(".?!".utf8)
}

/// The words and texts of a grammar, each once, with numbers instead of names.
struct GrammarTexts: Sendable {
  /// A text's number; texts are equal where their numbers are.
  typealias ID = Int32
  /// The number that stands for no text.
  static let missing: ID = -1

  private(set) var words: [GrammarWord] = []
  /// For every text where its words stand in ``sequence``.
  private(set) var ranges: [Range<Int>] = []
  private(set) var sequence: [Int32] = []
  private var wordIDs: [[UInt8]: Int32] = [:]
  private var ids: [[UInt8]: ID] = [:]

  /// The number of texts.
  var count: Int { ranges.count }

  /// The words of a text.
  func words(of text: ID) -> ArraySlice<Int32> { sequence[ranges[Int(text)]] }

  /// The bytes of a text, its words joined by spaces.
  func bytes(of text: ID) -> [UInt8] {
    Array(words(of: text).map { words[Int($0)].plain }.joined(separator: [0x20]))
  }

  /// A text's bytes as a string.
  func string(of text: ID) -> String { String(decoding: bytes(of: text), as: UTF8.self) }

  /// The number of a text that is known, given with single spaces.
  func id(of bytes: [UInt8]) -> ID? { ids[bytes] }

  /// The number of a word, which is taken in if it is new.
  mutating func word(_ bytes: ArraySlice<UInt8>) -> Int32 {
    let bytes = Array(bytes)
    if let known = wordIDs[bytes] { return known }
    let id = Int32(words.count)
    words.append(GrammarWord(bytes))
    wordIDs[bytes] = id
    return id
  }

  /// The number of a text, which is taken in if it is new.
  mutating func text(_ parts: [ArraySlice<UInt8>]) -> ID {
    let bytes = Array(parts.joined(separator: [0x20]))
    if let known = ids[bytes] { return known }
    let start = sequence.count
    for part in parts { sequence.append(word(part)) }
    let id = ID(ranges.count)
    ranges.append(start..<sequence.count)
    ids[bytes] = id
    return id
  }
}
