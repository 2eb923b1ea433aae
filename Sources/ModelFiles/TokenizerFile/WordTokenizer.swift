import Tokenizers

/// A `tokenizer.json` of known words: Unigram whose entries are the words themselves.
///
/// Where a text's words are known beforehand, nothing has to be learned. The score of a word is the
/// logarithm of its share, ln(count / total). Of the splits of a text the one with the largest sum wins,
/// which for a text of these words is the words. A character that is in no word falls to its UTF-8 bytes.
///
/// Entries stand in this order: special tokens, `<0x00>` to `<0xFF>`, the mark of a space alone, words by
/// falling count (equal ones by their bytes).
///
/// - Source: Kudo 2018, "Subword Regularization", §3.2, for the model; the marks are those of Kudo and
///   Richardson 2018, "SentencePiece", §3.2.
package struct WordTokenizer {
  /// What kind of text is tokenized.
  package let style: WordTokenizerStyle
  /// The entries in the order of their ids.
  package let entries: [[UInt8]]
  /// The score of each entry.
  package let scores: [Double]

  /// What stands for a space before a word.
  package static let mark = "▁"
  /// What the tokens that spell unknown words lie below the rarest word.
  private static let distance = 10.0
  /// Longer ones are no words that others could be parts of.
  ///
  /// - Units: bytes.
  private static let longestPart = 256

  /// Makes a vocabulary of words.
  ///
  /// A word that follows a space begins with `▁`; one that also begins a text is given without it too.
  /// Words that are given twice are counted together, and one without a count counts once. Left out is
  /// what means something else already: special tokens, `<0x41>`, and the empty word.
  ///
  /// - Parameters:
  ///   - words: The words, each with how often it occurs.
  ///   - style: Which special tokens there are, and what is put round a text.
  package init(words: [(text: String, count: Int)], style: WordTokenizerStyle) {
    self.style = style
    let special = style.specialTokens.map { Array($0.utf8) }
    let bytes = (0...255).map { ByteTokens.entry(for: UInt8($0)) }
    let mark = Array(Self.mark.utf8)
    let taken = Set(special + bytes + [mark, []])
    var counts: [[UInt8]: Int] = [:]
    for word in words where !taken.contains(Array(word.text.utf8)) {
      let sum = counts[Array(word.text.utf8), default: 0].addingReportingOverflow(
        max(1, word.count))
      counts[Array(word.text.utf8)] = sum.overflow ? .max : sum.partialValue
    }
    let sorted = counts.sorted { first, second in
      first.value == second.value
        ? first.key.lexicographicallyPrecedes(second.key) : first.value > second.value
    }
    let total = sorted.reduce(0.0) { $0 + Double($1.value) }
    let shares = sorted.map { Logarithms.log(Double($0.value) / total) }
    let lowest = (shares.last ?? 0) - Self.distance
    entries = special + bytes + [mark] + sorted.map(\.key)
    scores =
      special.map { _ in 0 } + bytes.map { _ in lowest } + [lowest]
      + Self.raised(shares, of: sorted.map(\.key), besides: (mark, lowest))
  }

  /// The scores, those raised that would lose against the word's own parts.
  ///
  /// A rare word made of two common ones would otherwise never be found as itself. It gets what the best
  /// split into other words has, and a little.
  private static func raised(
    _ shares: [Double], of words: [[UInt8]], besides other: (word: [UInt8], score: Double)
  ) -> [Double] {
    var scores = shares
    var known = [other.word: other.score]
    // Shorter ones first: a word's parts have their last score by then.
    let order = words.indices.sorted { (words[$0].count, $0) < (words[$1].count, $1) }
    for index in order where words[index].count <= longestPart {
      let word = words[index]
      if let split = bestSplit(of: word, into: known), split >= scores[index] {
        scores[index] = split + 1e-3
      }
      known[word] = scores[index]
    }
    return scores
  }

  /// The largest sum of scores of known words that make up a word; nil where none do.
  private static func bestSplit(of word: [UInt8], into known: [[UInt8]: Double]) -> Double? {
    var best = [Double?](repeating: nil, count: word.count + 1)
    best[0] = 0
    for end in 1...word.count {
      for start in 0..<end {
        guard let before = best[start], let score = known[Array(word[start..<end])] else {
          continue
        }
        best[end] = max(best[end] ?? -.infinity, before + score)
      }
    }
    return best[word.count]
  }

  /// The file's bytes.
  package var bytes: [UInt8] {
    let special = style.specialTokens
    return JSONWriter.bytes(
      of: TokenizerParts.file(
        addedTokens: TokenizerParts.addedTokens(special, spaceTaker: style.mask),
        normalizer: .null,
        preTokenizer: TokenizerParts.typed(
          "Metaspace", TokenizerParts.metaspace(prepending: "never")),
        postProcessor: style.template,
        decoder: TokenizerParts.sequence([
          TokenizerParts.typed(
            "Replace",
            [
              JSONMember("pattern", .object([JSONMember("String", .string(Self.mark))])),
              JSONMember("content", .string(" ")),
            ]),
          TokenizerParts.typed("ByteFallback"), TokenizerParts.typed("Fuse"),
        ]),
        model: TokenizerParts.unigram(
          entries: entries, scores: scores, unknown: style.unknownID, fallsBackToBytes: true)))
  }
}
