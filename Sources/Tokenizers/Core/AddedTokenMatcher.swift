/// Finds added tokens in a text: leftmost first, the longest of those that begin at one place.
struct AddedTokenMatcher: Sendable {
  private let entries: [AddedTokens.Entry]
  private let trie: ByteTrie
  /// Whether any token begins with a byte.
  private let begins: [Bool]

  /// Gathers tokens with what to look for; of equal patterns the first counts, and an empty one is
  /// never found.
  init(_ patterns: [(entry: AddedTokens.Entry, pattern: [UInt8])]) {
    entries = patterns.map(\.entry)
    let trie = ByteTrie(patterns.enumerated().map { ($1.pattern, $0) })
    begins = (0...255).map { trie.child(of: ByteTrie.root, $0) >= 0 }
    self.trie = trie
  }

  /// Whether nothing can be found.
  var isEmpty: Bool { trie.isEmpty }

  /// Calls `body` with the id of every token and the range that it takes.
  ///
  /// A token that is refused because a word goes on beside it hides shorter ones within it, as in the
  /// reference. The spaces that a token takes on its right may be part of the next token as well.
  func forEachMatch(in bytes: [UInt8], _ body: (Int, Range<Int>) -> Void) {
    if isEmpty { return }
    var offset = 0
    // Where the last token ended, with the spaces on its right.
    var end = 0
    // The spaces that were last measured, so that many tokens within them do not measure them anew.
    var spaces = 0..<0
    while offset < bytes.count {
      guard begins[Int(bytes[offset])], let (entry, next) = match(bytes, offset) else {
        offset += 1
        continue
      }
      let place = offset..<next
      offset = next
      if entry.isSingleWord, Self.touchesWord(place, bytes) { continue }
      var (start, stop) = (place.lowerBound, place.upperBound)
      if entry.stripsLeft {
        while start > end, let length = Self.spaceLength(before: start, in: bytes) {
          start -= length
        }
        // Spaces that the last token took are its own.
        start = max(start, end)
      }
      if entry.stripsRight {
        if !(spaces.lowerBound...spaces.upperBound).contains(stop) {
          spaces = stop..<Self.endOfSpaces(bytes, from: stop)
        }
        stop = spaces.upperBound
      }
      // Nothing is left of it where the last token took all of it; the reference stops the program.
      guard start < stop else { continue }
      body(entry.id, start..<stop)
      end = stop
    }
  }

  private func match(_ bytes: [UInt8], _ start: Int) -> (AddedTokens.Entry, end: Int)? {
    var best: (AddedTokens.Entry, end: Int)?
    var node = ByteTrie.root
    for offset in start..<bytes.count {
      node = trie.child(of: node, bytes[offset])
      if node < 0 { break }
      let value = trie.value(at: node)
      if value >= 0 { best = (entries[Int(value)], offset + 1) }
    }
    return best
  }

  // MARK: Words and spaces

  private static func touchesWord(_ range: Range<Int>, _ bytes: [UInt8]) -> Bool {
    if range.lowerBound > 0 {
      let length = UTF8Scalars.lengthBefore(range.lowerBound, in: bytes)
      if isWord(UTF8Scalars.read(bytes, at: range.lowerBound - length).scalar) { return true }
    }
    return range.upperBound < bytes.count
      && isWord(UTF8Scalars.read(bytes, at: range.upperBound).scalar)
  }

  /// Whether a scalar is `\w` to the reference, which knows Unicode 16 and takes what is newer for
  /// unassigned.
  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_": return true
      default: return false
      }
    }
    let properties = scalar.properties
    guard let age = properties.age, age.major <= 16 else { return false }
    if properties.isAlphabetic || properties.isJoinControl { return true }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation:
      return true
    default: return false
    }
  }

  private static func spaceLength(before offset: Int, in bytes: [UInt8]) -> Int? {
    let length = UTF8Scalars.lengthBefore(offset, in: bytes)
    let scalar = UTF8Scalars.read(bytes, at: offset - length).scalar
    return scalar.properties.isWhitespace ? length : nil
  }

  private static func endOfSpaces(_ bytes: [UInt8], from start: Int) -> Int {
    var offset = start
    while offset < bytes.count {
      let reading = UTF8Scalars.read(bytes, at: offset)
      guard reading.scalar.properties.isWhitespace else { break }
      offset += reading.length
    }
    return offset
  }
}
