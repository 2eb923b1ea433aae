/// Cuts a word into the longest entries from left to right; those after the first carry a prefix.
///
/// `unaffable` becomes `un`, `##aff`, `##able`. A word that is too long, or whose rest begins with no
/// entry, becomes one unknown token as a whole.
///
/// - Source: Schuster and Nakajima 2012, "Japanese and Korean Voice Search"; Devlin et al. 2019, "BERT".
package struct WordPiece: TokenModel {
  package let vocabulary: Vocabulary
  /// The unknown token's id.
  package let unknown: Int
  /// What entries begin with that continue a word.
  package let continuingPrefix: [UInt8]
  /// How many characters (Unicode scalars) a word may have and still be cut.
  package let longestWord: Int
  /// The entries as they stand, for a word's beginning.
  fileprivate let beginnings: ByteTrie
  /// The entries with the prefix, without it, for the rest of a word.
  fileprivate let continuations: ByteTrie

  /// Makes the model.
  ///
  /// - Parameters:
  ///   - vocabulary: The entries.
  ///   - unknown: The entry for words that cannot be expressed.
  ///   - continuingPrefix: What entries begin with that continue a word: `##`.
  ///   - longestWord: How many characters a word may have and still be cut.
  /// - Throws: `unknownIsNoEntry`.
  package init(
    vocabulary: Vocabulary, unknown: [UInt8], continuingPrefix: [UInt8], longestWord: Int = 100
  ) throws(ModelFault) {
    guard let unknownID = vocabulary.id(of: unknown) else { throw .unknownIsNoEntry(unknown) }
    self.vocabulary = vocabulary
    self.unknown = unknownID
    self.continuingPrefix = continuingPrefix
    self.longestWord = longestWord
    var beginnings: [(bytes: [UInt8], value: Int)] = []
    var continuations: [(bytes: [UInt8], value: Int)] = []
    for id in vocabulary.ids {
      guard let bytes = vocabulary[id] else { continue }
      beginnings.append((bytes, id))
      if bytes.starts(with: continuingPrefix) {
        continuations.append((Array(bytes.dropFirst(continuingPrefix.count)), id))
      }
    }
    self.beginnings = ByteTrie(beginnings)
    self.continuations = ByteTrie(continuations)
  }

  package var spelledOut: Int? { nil }

  package var name: String { "WordPiece" }
  package func makeEncoder() -> any PieceEncoder { WordPieceEncoder(self) }
}

/// Cuts words one after another.
private final class WordPieceEncoder: PieceEncoder {
  private let model: WordPiece
  /// The tokens of the word so far; they count only if the whole word can be cut.
  private var found: [(id: Int, range: Range<Int>)] = []
  /// Steps list this many longer prefixes at most, or a long word would take quadratic space.
  private static let shownTries = 128

  init(_ model: WordPiece) { self.model = model }

  func encode(
    _ text: AlignedText, _ range: Range<Int>, piece: Int, into output: inout ModelOutput,
    steps: StepSink?
  ) {
    found.removeAll(keepingCapacity: true)
    var isExpressed = isShortEnough(text, range)
    var start = range.lowerBound
    while isExpressed, start < range.upperBound {
      let trie = start == range.lowerBound ? model.beginnings : model.continuations
      guard let (id, end) = longestMatch(text.bytes, start..<range.upperBound, trie) else {
        isExpressed = false
        break
      }
      found.append((id, start..<end))
      if let steps { steps(step(text, word: range, piece, id, start..<end)) }
      start = end
    }
    guard isExpressed else {
      output.append(model.unknown, range)
      output.lose(range, .unknown)
      steps?(
        Step(
          .model, model.name, piece: piece, from: [Segment(text, range)],
          to: [token(model.unknown, text, range)], because: .unknown))
      return
    }
    for (id, range) in found { output.append(id, range) }
  }

  private func isShortEnough(_ text: AlignedText, _ range: Range<Int>) -> Bool {
    // A scalar has a byte at least, so most words need not be counted.
    if range.count <= model.longestWord { return true }
    var count = 0
    var offset = range.lowerBound
    while offset < range.upperBound {
      count += 1
      if count > model.longestWord { return false }
      offset += text.scalar(at: offset).length
    }
    return true
  }

  private func longestMatch(
    _ bytes: [UInt8], _ rest: Range<Int>, _ trie: ByteTrie
  ) -> (id: Int, end: Int)? {
    var node = ByteTrie.root
    var best: (id: Int, end: Int)?
    for offset in rest {
      node = trie.child(of: node, bytes[offset])
      if node < 0 { break }
      let id = trie.value(at: node)
      if id >= 0, ByteTrie.isBoundary(offset + 1, in: bytes, from: rest.lowerBound) {
        best = (Int(id), offset + 1)
      }
    }
    return best
  }

  // MARK: Steps

  private func token(_ id: Int, _ text: AlignedText, _ range: Range<Int>) -> Segment {
    Segment(model.vocabulary[id] ?? [], source: text.source(of: range), id: id)
  }

  private func step(
    _ text: AlignedText, word: Range<Int>, _ piece: Int, _ id: Int, _ range: Range<Int>
  ) -> Step {
    let rest = range.upperBound..<word.upperBound
    var ends: [Int] = []
    text.forEachScalar(in: rest) { _, range in
      if ends.count < Self.shownTries { ends.append(range.upperBound) }
    }
    let prefix = range.lowerBound == word.lowerBound ? [] : model.continuingPrefix
    let tried = ends.reversed().map { prefix + text.bytes[range.lowerBound..<$0] }
    return Step(
      .model, model.name, piece: piece,
      from: [Segment(text, range.lowerBound..<word.upperBound)],
      to: [token(id, text, range)] + (rest.isEmpty ? [] : [Segment(text, rest)]),
      because: .longestMatch(tried: tried))
  }
}
