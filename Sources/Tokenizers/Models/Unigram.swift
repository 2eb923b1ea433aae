/// Cuts a piece into the entries whose log-probabilities have the largest sum.
///
/// Every entry stands by itself, whatever its neighbours: log p(x₁ … xₙ) = Σ log p(xᵢ). The best split
/// is found by Viterbi's algorithm. A character that is no entry counts as an unknown one whose score
/// lies 10 below the lowest of all; neighbouring unknowns become one token.
///
/// - Source: Kudo 2018, "Subword Regularization", §3.2; Kudo and Richardson 2018, "SentencePiece".
package struct Unigram: TokenModel {
  package let vocabulary: Vocabulary
  /// The log-probability of each id; of an id that is left out, nothing is read.
  package let scores: [Double]
  /// The unknown token's id; nil where there is none.
  package let unknown: Int?
  /// Whether what is unknown becomes its UTF-8 bytes, as far as all of them are entries.
  package let fallsBackToBytes: Bool
  /// The score of a character that is no entry.
  let unknownScore: Double
  let trie: ByteTrie
  let byteTokens: ByteTokens

  /// Makes the model.
  ///
  /// - Parameters:
  ///   - vocabulary: The entries.
  ///   - scores: A log-probability for each id.
  ///   - unknown: The id of the token for what is no entry; without one, that is dropped.
  ///   - fallsBackToBytes: Whether what is unknown becomes its bytes where all of them are entries.
  /// - Throws: `noEntries`, `scoreCount`, `scoreIsNotFinite` or `unknownIDOutOfRange`.
  package init(
    vocabulary: Vocabulary, scores: [Double], unknown: Int?, fallsBackToBytes: Bool = false
  ) throws(ModelFault) {
    guard vocabulary.count > 0 else { throw .noEntries }
    guard scores.count == vocabulary.size else {
      throw .scoreCount(expected: vocabulary.size, found: scores.count)
    }
    if let unknown, vocabulary[unknown] == nil { throw .unknownIDOutOfRange(unknown) }
    var lowest = Double.infinity
    var entries: [(bytes: [UInt8], value: Int)] = []
    for id in vocabulary.ids {
      guard scores[id].isFinite else { throw .scoreIsNotFinite(id: id) }
      lowest = min(lowest, scores[id])
      if let bytes = vocabulary[id] { entries.append((bytes, id)) }
    }
    self.vocabulary = vocabulary
    self.scores = scores
    self.unknown = unknown
    self.fallsBackToBytes = fallsBackToBytes
    unknownScore = lowest - 10
    trie = ByteTrie(entries)
    byteTokens = ByteTokens(vocabulary)
  }

  package var spelledOut: Int? { unknown }

  package var name: String { "Unigram" }
  package func makeEncoder() -> any PieceEncoder { UnigramEncoder(self) }

  /// Calls `body` with everything that a piece's rest can begin with: where it ends, its score, and
  /// its id, which is -1 for a character that is no entry.
  ///
  /// - Returns: How long the first character is.
  @inline(__always)
  func forEachBeginning(
    of rest: Range<Int>, in bytes: [UInt8], _ body: (_ end: Int, _ score: Double, _ id: Int) -> Void
  ) -> Int {
    let length = UTF8Scalars.read(bytes, at: rest.lowerBound).length
    var isCharacterKnown = false
    var node = ByteTrie.root
    var offset = rest.lowerBound
    while offset < rest.upperBound {
      node = trie.child(of: node, bytes[offset])
      if node < 0 { break }
      offset += 1
      let id = Int(trie.value(at: node))
      guard id >= 0, ByteTrie.isBoundary(offset, in: bytes, from: rest.lowerBound) else { continue }
      if offset - rest.lowerBound == length { isCharacterKnown = true }
      body(offset, scores[id], id)
    }
    if !isCharacterKnown { body(rest.lowerBound + length, unknownScore, -1) }
    return length
  }
}
