/// Finds the entries that a ``UnigramTrainer`` begins with: all characters, and the substrings of words
/// that occur more than once.
///
/// Of a substring that is always followed by the same character only the longer one is kept. The best
/// by frequency times length are taken.
struct UnigramSeeds {
  /// A place in the corpus where a substring begins.
  private struct Place {
    let word: Int32
    /// Where the substring begins and ends, in characters of the word.
    let start: Int32
    var end: Int32
    /// Which substring it is.
    var substring: Int32
  }

  /// A substring, told by the one that is a character shorter and the character that follows.
  private struct Substring {
    var count = 0
    /// A place where it stands.
    var word: Int32
    var start: Int32
    var end: Int32
    /// Whether a longer one stands wherever it stands.
    var isCovered = false
  }

  /// The words as the numbers of their characters.
  private let words: [(characters: [Int32], count: Int)]
  private let alphabet: [[UInt8]]

  /// Numbers the characters of words.
  init(_ corpus: [(bytes: [UInt8], ranges: [Range<Int>], count: Int)]) {
    var numbers: [[UInt8]: Int32] = [:]
    var alphabet: [[UInt8]] = []
    words = corpus.map { word in
      let characters = word.ranges.map { range -> Int32 in
        let bytes = Array(word.bytes[range])
        if let number = numbers[bytes] { return number }
        numbers[bytes] = Int32(alphabet.count)
        alphabet.append(bytes)
        return Int32(alphabet.count - 1)
      }
      return (characters, word.count)
    }
    self.alphabet = alphabet
  }

  /// Characters first, then substrings, each with its weight; in either part the heaviest first.
  ///
  /// Substrings grow by one character a round, and only where they occur twice, so that long words
  /// cost little.
  func find(
    count: Int, longest: Int
  ) -> (entries: [(bytes: [UInt8], weight: Double)], characterCount: Int) {
    var places: [Place] = []
    for (word, (characters, _)) in words.enumerated() {
      for start in characters.indices {
        places.append(
          Place(
            word: Int32(word), start: Int32(start), end: Int32(start), substring: 0))
      }
    }
    var parents: [Substring] = [Substring(word: 0, start: 0, end: 0)]
    var characters: [(bytes: [UInt8], weight: Double)] = []
    var longer: [(bytes: [UInt8], weight: Double)] = []
    var length = 0
    while !places.isEmpty, length < longest {
      length += 1
      let found = grow(&places, &parents)
      // Only now is it known which of the shorter ones are covered.
      collect(parents, length - 1, into: &longer)
      if length == 1 { characters = found.map { (bytes(of: $0), Double($0.count)) } }
      places.removeAll { found[Int($0.substring)].count < 2 }
      parents = found
    }
    collect(parents, length, into: &longer)
    let limit = max(0, count - characters.count)
    return (sorted(characters) + sorted(longer).prefix(limit), characters.count)
  }

  /// Makes every place's substring a character longer, and drops places at a word's end.
  private func grow(_ places: inout [Place], _ parents: inout [Substring]) -> [Substring] {
    var found: [Substring] = []
    var numbers: [UInt64: Int32] = [:]
    var kept = 0
    for index in places.indices {
      var place = places[index]
      let word = words[Int(place.word)]
      guard Int(place.end) < word.characters.count else { continue }
      let key = UInt64(place.substring) << 32 | UInt64(word.characters[Int(place.end)])
      let parent = Int(place.substring)
      place.end += 1
      if let number = numbers[key] {
        place.substring = number
      } else {
        place.substring = Int32(found.count)
        numbers[key] = place.substring
        found.append(Substring(word: place.word, start: place.start, end: place.end))
      }
      let number = Int(place.substring)
      found[number].count += word.count
      if found[number].count == parents[parent].count { parents[parent].isCovered = true }
      places[kept] = place
      kept += 1
    }
    places.removeLast(places.count - kept)
    return found
  }

  private func collect(
    _ substrings: [Substring], _ length: Int, into list: inout [(bytes: [UInt8], weight: Double)]
  ) {
    guard length > 1 else { return }
    for substring in substrings where substring.count > 1 && !substring.isCovered {
      list.append((bytes(of: substring), Double(substring.count) * Double(length)))
    }
  }

  private func bytes(of substring: Substring) -> [UInt8] {
    words[Int(substring.word)].characters[Int(substring.start)..<Int(substring.end)]
      .flatMap { alphabet[Int($0)] }
  }

  private func sorted(
    _ list: [(bytes: [UInt8], weight: Double)]
  ) -> [(bytes: [UInt8], weight: Double)] {
    list.sorted { a, b in
      a.weight != b.weight ? a.weight > b.weight : a.bytes.lexicographicallyPrecedes(b.bytes)
    }
  }
}
