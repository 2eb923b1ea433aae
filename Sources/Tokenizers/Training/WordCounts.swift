/// How often each word of a corpus occurs: all that trainers need to know of it.
package struct WordCounts: Sendable {
  private var indices: [[UInt8]: Int] = [:]
  /// The words in the order in which they came first, with their counts.
  package private(set) var words: [(bytes: [UInt8], count: Int)] = []

  /// Begins with none.
  package init() {}

  /// Counts a word.
  package mutating func add(_ word: [UInt8], count: Int = 1) {
    if let index = indices[word] {
      words[index].count += count
    } else {
      indices[word] = words.count
      words.append((word, count))
    }
  }

  /// Counts the pieces that a text is cut into.
  package mutating func add(
    text: [UInt8], normalizers: [any Normalizer] = [], preTokenizers: [any PreTokenizer] = []
  ) {
    var text = AlignedText(text)
    for normalizer in normalizers { normalizer.normalize(&text) }
    var pieces = Pieces(text)
    for preTokenizer in preTokenizers { preTokenizer.cut(&pieces) }
    for range in pieces.ranges { add(Array(pieces.text.bytes[range])) }
  }
}
