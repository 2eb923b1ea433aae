/// Byte pair encoding: a piece begins as single symbols, and the pair of neighbours that comes first in
/// the list of merges becomes one symbol, until no pair is in the list.
///
/// - Source: Sennrich, Haddow and Birch 2016, "Neural Machine Translation of Rare Words with Subword
///   Units", §3.2; Radford et al. 2019 (bytes as symbols); the options are those of Hugging Face's
///   `tokenizers` 0.23.3.
package struct BytePairEncoding: TokenModel {
  /// What the symbols are that a piece begins as.
  package enum Alphabet: Equatable, Sendable {
    /// Bytes; the vocabulary writes them as ``ByteAlphabet`` does.
    case bytes
    /// Characters: Unicode scalars.
    case characters
  }

  /// Where in its piece a symbol stands, which decides about prefix and suffix.
  struct Place: OptionSet {
    let rawValue: Int
    static let first = Place(rawValue: 1)
    static let last = Place(rawValue: 2)
  }

  package let vocabulary: Vocabulary
  /// What the symbols are that a piece begins as.
  package let alphabet: Alphabet
  let unknown: Int32?
  let fusesUnknown: Bool
  let fallsBackToBytes: Bool
  /// Whole pieces that are entries, where those are tokens at once; bytes as they are in the text.
  let wholePieces: Vocabulary?
  /// The rank of every pair that can be merged.
  let ranks: PairTable
  /// The id that the merge of each rank makes.
  let results: [Int32]
  /// Whether a merge can leave its left symbol as it is, because the right one is all prefix.
  ///
  /// Then order matters in a way that only the queue of ``BytePairMerger`` reproduces.
  let hasIdleMerges: Bool
  private let continuingPrefix: [UInt8]
  private let endOfWordSuffix: [UInt8]
  /// The id of each byte (or ASCII character) at each place, or -1: index `place · 256 + byte`.
  let byteIDs: [Int32]
  /// The ids of the entries `<0x00>` to `<0xFF>`, or -1.
  let fallbackIDs: [Int32]

  package var name: String { alphabet == .bytes ? Self.byteLevelName : "BPE" }
  /// The name of the family whose symbols are bytes.
  package static let byteLevelName = "byte-level BPE"

  /// Puts a model together.
  ///
  /// - Parameters:
  ///   - vocabulary: The entries, as the family writes them.
  ///   - merges: Pairs of entries, the ones to merge first coming first. Of a pair that is listed twice
  ///     the last place counts.
  ///   - alphabet: What a piece begins as.
  ///   - unknown: The entry that stands for symbols that are no entries; without one they are dropped.
  ///   - fusesUnknown: Whether unknown symbols in a row become one token.
  ///   - continuingPrefix: What is put before every symbol of a piece but the first.
  ///   - endOfWordSuffix: What is put behind the last symbol of a piece.
  ///   - fallsBackToBytes: Whether a symbol that is no entry becomes its bytes, as `<0x0A>`, where all
  ///     of them are entries.
  ///   - ignoresMerges: Whether a piece that is an entry becomes that token at once.
  /// - Throws: ``ModelFault`` if a merge or the unknown token is no entry.
  package init(
    vocabulary: Vocabulary, merges: [(left: [UInt8], right: [UInt8])], alphabet: Alphabet,
    unknown: [UInt8]? = nil, fusesUnknown: Bool = false, continuingPrefix: [UInt8] = [],
    endOfWordSuffix: [UInt8] = [], fallsBackToBytes: Bool = false, ignoresMerges: Bool = false
  ) throws(ModelFault) {
    self.vocabulary = vocabulary
    self.alphabet = alphabet
    self.fusesUnknown = fusesUnknown
    self.fallsBackToBytes = fallsBackToBytes
    self.continuingPrefix = continuingPrefix
    self.endOfWordSuffix = endOfWordSuffix
    byteIDs = Self.byteIDs(vocabulary, alphabet, continuingPrefix, endOfWordSuffix)
    fallbackIDs = Self.fallbackIDs(vocabulary)
    wholePieces = ignoresMerges ? try Self.wholePieces(vocabulary, alphabet) : nil
    if let unknown {
      let id = vocabulary.id(of: unknown)
      // Where every byte is a token, nothing is ever unknown.
      let isNeeded =
        alphabet == .characters
        ? !fallsBackToBytes || fallbackIDs.contains(-1) : byteIDs.contains(-1)
      if id == nil, isNeeded { throw .unknownIsNoEntry(unknown) }
      self.unknown = id.map { Int32($0) }
    } else {
      self.unknown = nil
    }

    var ranks = PairTable(capacity: merges.count)
    var results: [Int32] = []
    results.reserveCapacity(merges.count)
    var hasIdleMerges = false
    var joined: [UInt8] = []
    for (rank, merge) in merges.enumerated() {
      guard let left = vocabulary.id(of: merge.left) else {
        throw .mergeHasNoEntry(index: rank, part: merge.left)
      }
      guard let right = vocabulary.id(of: merge.right), merge.right.count >= continuingPrefix.count
      else { throw .mergeHasNoEntry(index: rank, part: merge.right) }
      joined.removeAll(keepingCapacity: true)
      joined += merge.left
      joined += merge.right[continuingPrefix.count...]
      guard let result = vocabulary.id(of: joined) else {
        throw .mergeHasNoEntry(index: rank, part: joined)
      }
      ranks.set(Int32(left), Int32(right), Int32(rank))
      results.append(Int32(result))
      if result == left { hasIdleMerges = true }
    }
    self.ranks = ranks
    self.results = results
    self.hasIdleMerges = hasIdleMerges
  }

  private static func byteIDs(
    _ vocabulary: Vocabulary, _ alphabet: Alphabet, _ prefix: [UInt8], _ suffix: [UInt8]
  ) -> [Int32] {
    (0..<4).flatMap { place in
      (UInt8.min...UInt8.max).map { byte in
        if alphabet == .characters, byte >= 0x80 { return -1 }
        var entry = place & Place.first.rawValue == 0 ? prefix : []
        entry += alphabet == .bytes ? ByteAlphabet.written([byte]) : [byte]
        if place & Place.last.rawValue != 0 { entry += suffix }
        return vocabulary.id(of: entry).map { Int32($0) } ?? -1
      }
    }
  }

  private static func fallbackIDs(_ vocabulary: Vocabulary) -> [Int32] {
    (UInt8.min...UInt8.max).map { byte in
      vocabulary.id(of: ByteTokens.entry(for: byte)).map { Int32($0) } ?? -1
    }
  }

  private static func wholePieces(
    _ vocabulary: Vocabulary, _ alphabet: Alphabet
  ) throws(ModelFault) -> Vocabulary {
    guard alphabet == .bytes else { return vocabulary }
    var entries: [(bytes: [UInt8], id: Int)] = []
    entries.reserveCapacity(vocabulary.count)
    for id in vocabulary.ids {
      if let entry = vocabulary[id], let bytes = ByteAlphabet.read(entry) {
        entries.append((bytes, id))
      }
    }
    // The alphabet writes different bytes differently, so that entries stay different.
    do { return try Vocabulary(entries) } catch { throw .noEntries }
  }

  package var spelledOut: Int? { nil }

  package func makeEncoder() -> any PieceEncoder { BytePairEncoder(self) }

  /// A symbol as the vocabulary writes it at a place.
  func spelling(of unit: some Collection<UInt8>, at place: Place) -> [UInt8] {
    var result = place.contains(.first) ? [] : continuingPrefix
    result += alphabet == .bytes ? ByteAlphabet.written(unit) : Array(unit)
    if place.contains(.last) { result += endOfWordSuffix }
    return result
  }

  /// The id of a symbol at a place; nil where it is no entry.
  func id(of unit: Range<Int>, of text: AlignedText, at place: Place) -> Int32? {
    if unit.count == 1, alphabet == .bytes || text.bytes[unit.lowerBound] < 0x80 {
      let id = byteIDs[place.rawValue << 8 | Int(text.bytes[unit.lowerBound])]
      return id < 0 ? nil : id
    }
    if continuingPrefix.isEmpty, endOfWordSuffix.isEmpty {
      return vocabulary.id(of: text.bytes, in: unit).map { Int32($0) }
    }
    return vocabulary.id(of: spelling(of: text.bytes[unit], at: place)).map { Int32($0) }
  }
}
