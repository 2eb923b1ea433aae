import Tensors

/// Cuts what stands after `where`, `then` or `let` into words and signs.
enum ConditionTokens {
  /// The words, with `(`, `)`, `=` and `!=` apart.
  static func split(_ words: some Sequence<ArraySlice<UInt8>>) -> [ArraySlice<UInt8>] {
    var tokens: [ArraySlice<UInt8>] = []
    for word in words {
      var start = word.startIndex
      var index = start
      func push(_ end: Int) { if start < end { tokens.append(word[start..<end]) } }
      while index < word.endIndex {
        let byte = word[index]
        let isUnequal =
          byte == UInt8(ascii: "!") && index + 1 < word.endIndex
          && word[index + 1] == UInt8(ascii: "=")
        let length = isUnequal ? 2 : signs.contains(byte) ? 1 : 0
        if length > 0 {
          push(index)
          tokens.append(word[index..<index + length])
          start = index + length
          index = start
        } else {
          index += 1
        }
      }
      push(index)
    }
    return tokens
  }

  private static let signs: [UInt8] = Array("()=".utf8)
}

/// The name that someone may have meant.
func nearest(to word: String, among names: [String]) -> String? {
  // Long words and lists from a hostile file would take long, and nobody would see a likeness.
  guard word.utf8.count <= 40 else { return nil }
  let close = names.prefix(2000).filter { $0.utf8.count <= 40 }
    .map { (distance: editDistance($0, word), name: $0) }
    .filter { $0.distance <= max(1, min(3, word.unicodeScalars.count / 2)) }
  return close.min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
}
