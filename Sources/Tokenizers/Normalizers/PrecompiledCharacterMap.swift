/// SentencePiece's table of what becomes of which characters, as T5 and XLM-R have it.
///
/// As in the reference, text is read in grapheme clusters. A cluster of less than six bytes that begins
/// with an entry is replaced as a whole by what the shortest such entry says; in any other cluster each
/// scalar is looked up by itself, in the same way. (The reference's authors found that this, rather
/// than the longest match, gives the tokens that the models were trained with.)
///
/// A byte that is not UTF-8 is looked up as U+FFFD. Where it is replaced, and where something becomes
/// nothing, that is noted in ``AlignedText/removed``.
package struct PrecompiledCharacterMap: Normalizer, Equatable {
  /// What is wrong with a table.
  package struct Fault: Error, Equatable, CustomStringConvertible {
    /// What is wrong, in one sentence.
    package let message: String
    package var description: String { message }
  }

  private let trie: DoubleArrayTrie
  /// The replacements, each followed by a NUL.
  private let pool: [UInt8]

  /// Reads a table.
  ///
  /// Four bytes say how many bytes the trie takes, least significant first; the trie follows, and the
  /// rest is the replacements.
  ///
  /// - Throws: ``Fault`` if the trie is cut off or empty, the replacements are not UTF-8, or an entry's
  ///   replacement lies outside them or begins inside of a character.
  package init(_ blob: [UInt8]) throws(Fault) {
    guard blob.count >= 4 else {
      throw Fault(message: "the character map has \(blob.count) bytes, its header alone takes 4")
    }
    // What does not fill a unit belongs to the replacements, as in the reference.
    let unitCount = Int(DoubleArrayTrie.word(blob, at: 0)) / 4
    let poolStart = 4 + 4 * unitCount
    guard poolStart <= blob.count else {
      throw Fault(
        message: "the character map's trie should take \(4 * unitCount) bytes, "
          + "\(blob.count - 4) are there")
    }
    guard unitCount > 0 else { throw Fault(message: "the character map's trie is empty") }
    pool = Array(blob[poolStart...])
    trie = DoubleArrayTrie((0..<unitCount).map { DoubleArrayTrie.word(blob, at: 4 + 4 * $0) })
    var isBoundary = [Bool](repeating: false, count: pool.count + 1)
    isBoundary[pool.count] = true
    var offset = 0
    while offset < pool.count {
      let reading = UTF8Scalars.read(pool, at: offset)
      guard reading.isValid else {
        throw Fault(message: "the character map's replacements are not UTF-8 at byte \(offset)")
      }
      isBoundary[offset] = true
      offset += reading.length
    }
    for value in trie.reachableValues() {
      guard let value else { throw Fault(message: "an entry's value lies outside of the trie") }
      guard value <= pool.count else {
        throw Fault(
          message: "a replacement should begin at byte \(value), but all take \(pool.count) bytes")
      }
      guard isBoundary[value] else {
        throw Fault(message: "a replacement begins at byte \(value), inside of a character")
      }
    }
  }

  package var name: String { "character map" }

  package func normalize(_ text: inout AlignedText) {
    var editor = AlignedText.Editor(text)
    var breaker = GraphemeBreaker()
    var cluster = Cluster()
    text.forEachScalar { reading, place in
      if breaker.isBorder(before: GraphemeClass(of: reading.scalar)) {
        replace(cluster, in: text, &editor)
        cluster = Cluster(start: place.lowerBound, end: place.lowerBound)
      }
      cluster.end = place.upperBound
      cluster.scalarCount += 1
      // An invalid byte is three bytes to the reference, U+FFFD.
      cluster.length += reading.isValid ? reading.length : 3
      if !reading.isValid { cluster.isValid = false }
    }
    replace(cluster, in: text, &editor)
    editor.finish(&text)
  }

  private struct Cluster {
    var start = 0
    var end = 0
    var scalarCount = 0
    /// Its bytes, as the reference counts them.
    var length = 0
    var isValid = true
  }

  private func replace(
    _ cluster: Cluster, in text: AlignedText, _ editor: inout AlignedText.Editor
  ) {
    let range = cluster.start..<cluster.end
    if cluster.length < 6, replace(range, isValid: cluster.isValid, in: text, &editor) { return }
    guard cluster.scalarCount > 1 || cluster.length >= 6 else { return }
    text.forEachScalar(in: range) { reading, place in
      _ = replace(place, isValid: reading.isValid, in: text, &editor)
    }
  }

  /// Replaces a range if it begins with an entry; says whether it does.
  private func replace(
    _ range: Range<Int>, isValid: Bool, in text: AlignedText, _ editor: inout AlignedText.Editor
  ) -> Bool {
    var value: Int?
    if isValid {
      value = trie.shortestPrefix(of: text.bytes, range)
    } else {
      var bytes: [UInt8] = []
      text.forEachScalar(in: range) { reading, place in
        bytes += reading.isValid ? Array(text.bytes[place]) : [0xEF, 0xBF, 0xBD]
      }
      value = trie.shortestPrefix(of: bytes, 0..<bytes.count)
    }
    guard let value else { return false }
    let replacement = pool[value...].prefix { $0 != 0 }
    editor.change(range) { rewriter in
      if replacement.isEmpty || !isValid { rewriter.remove(range) }
      rewriter.write(replacement, for: range)
    }
    return true
  }
}
