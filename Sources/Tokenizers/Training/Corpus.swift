/// What trainers need of a corpus: its words, each once.
enum Corpus {
  /// Adds the counts of equal words up and leaves out those without bytes or without occurrences.
  ///
  /// - Returns: The words in the order of their bytes, so that training does not depend on the order
  ///   of the corpus.
  static func gather(
    _ words: [(bytes: [UInt8], count: Int)]
  ) -> [(bytes: [UInt8], count: Int)] {
    var counts: [[UInt8]: Int] = [:]
    for word in words where word.count > 0 && !word.bytes.isEmpty {
      counts[word.bytes, default: 0] += word.count
    }
    return counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { ($0.key, $0.value) }
  }

  /// How often each character (Unicode scalar) stands in the words; bytes that are not UTF-8 are none.
  static func characters(in words: [(bytes: [UInt8], count: Int)]) -> [[UInt8]: Int] {
    var counts: [[UInt8]: Int] = [:]
    for word in words {
      for range in scalarRanges(word.bytes) ?? validRanges(word.bytes) {
        counts[Array(word.bytes[range]), default: 0] += word.count
      }
    }
    return counts
  }

  /// Where the characters of a word lie; nil where it is not UTF-8.
  static func scalarRanges(_ bytes: [UInt8]) -> [Range<Int>]? {
    let ranges = validRanges(bytes)
    return ranges.reduce(0) { $0 + $1.count } == bytes.count ? ranges : nil
  }

  private static func validRanges(_ bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var offset = 0
    while offset < bytes.count {
      let reading = UTF8Scalars.read(bytes, at: offset)
      if reading.isValid { ranges.append(offset..<offset + reading.length) }
      offset += reading.length
    }
    return ranges
  }

  /// The keys, the most frequent first, equally frequent ones in the order of their bytes.
  static func mostFrequentFirst(_ counts: [[UInt8]: Int]) -> [[UInt8]] {
    counts.sorted { a, b in
      a.value != b.value ? a.value > b.value : a.key.lexicographicallyPrecedes(b.key)
    }.map(\.key)
  }
}
