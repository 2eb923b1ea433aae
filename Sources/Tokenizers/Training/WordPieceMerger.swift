/// The corpus as symbols, with the counts that tell which pair is merged next.
///
/// A merge of a and b lowers count(a) and count(b), and so raises the scores of all other pairs with
/// them; each such pair is put into the heap anew, and what it held of them before is recognized by
/// its outdated score.
struct WordPieceMerger {
  /// A word as the ids of its symbols.
  private struct Word {
    var symbols: [Int32]
    let count: Int
  }

  /// Two neighbouring symbols.
  private struct Pair {
    let left: Int32
    let right: Int32
    var count = 0
    /// The words that contained it when it was counted; it may be gone from some.
    var words: Set<Int32> = []
  }

  /// A pair with its score at some time.
  struct Candidate {
    fileprivate let pair: Int
    fileprivate let count: Int
    fileprivate let score: Double
  }

  /// How many candidates a step shows.
  private static let shownCandidates = 5

  /// The entries so far, by id; symbols are entries.
  private(set) var entries: [[UInt8]]
  private var ids: [[UInt8]: Int32]
  private var counts: [Int]
  private var words: [Word] = []
  private var pairs: [Pair] = []
  private var pairIndices: [UInt64: Int] = [:]
  /// The pairs that each symbol is part of.
  private var pairsOfSymbol: [[Int]]
  private var heap = Heap<Candidate>()
  private let continuingPrefix: [UInt8]
  private let minimumCount: Int

  /// Begins with special tokens and the characters of the words.
  ///
  /// - Precondition: No special token is there twice.
  init(
    _ corpus: [(bytes: [UInt8], count: Int)], specialTokens: [[UInt8]],
    continuingPrefix: [UInt8], minimumCount: Int
  ) {
    self.continuingPrefix = continuingPrefix
    self.minimumCount = max(1, minimumCount)
    entries = specialTokens
    let cut = Corpus.gather(corpus).compactMap { word in
      Corpus.scalarRanges(word.bytes).map { ranges in
        (
          characters: ranges.enumerated().map {
            ($0 == 0 ? [] : continuingPrefix) + word.bytes[$1]
          }, count: word.count
        )
      }
    }
    let alphabet = Set(cut.flatMap(\.characters)).subtracting(specialTokens)
    entries += alphabet.sorted { $0.lexicographicallyPrecedes($1) }
    ids = Dictionary(
      entries.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
    counts = [Int](repeating: 0, count: entries.count)
    pairsOfSymbol = [[Int]](repeating: [], count: entries.count)
    for (characters, count) in cut {
      words.append(Word(symbols: characters.compactMap { ids[$0] }, count: count))
      add(words.count - 1, sign: 1)
    }
    for pair in pairs.indices { push(pair) }
  }

  // MARK: Candidates

  private func candidate(_ pair: Int) -> Candidate {
    let (left, right) = (Int(pairs[pair].left), Int(pairs[pair].right))
    let score = Double(pairs[pair].count) / (Double(counts[left]) * Double(counts[right]))
    return Candidate(pair: pair, count: pairs[pair].count, score: score)
  }

  private func precedes(_ a: Candidate, _ b: Candidate) -> Bool {
    if a.score != b.score { return a.score > b.score }
    if a.count != b.count { return a.count > b.count }
    let (x, y) = (pairs[a.pair], pairs[b.pair])
    if x.left != y.left {
      return entries[Int(x.left)].lexicographicallyPrecedes(entries[Int(y.left)])
    }
    return entries[Int(x.right)].lexicographicallyPrecedes(entries[Int(y.right)])
  }

  private mutating func push(_ pair: Int) {
    guard pairs[pair].count >= minimumCount else { return }
    var heap = self.heap
    self.heap = Heap()
    heap.push(candidate(pair), by: precedes)
    self.heap = heap
  }

  /// Takes the best pair out; nil where none is frequent enough.
  mutating func popBest() -> Candidate? {
    var heap = self.heap
    self.heap = Heap()
    defer { self.heap = heap }
    while let found = heap.pop(by: precedes) {
      guard pairs[found.pair].count >= minimumCount else { continue }
      let now = candidate(found.pair)
      if now.count == found.count, now.score == found.score { return found }
    }
    return nil
  }

  /// The best pairs in order, the first of which has been taken out.
  mutating func candidates(beginningWith best: Candidate) -> [TrainingStep.Candidate] {
    var list = [best]
    while list.count < Self.shownCandidates, let next = popBest() {
      // The same pair may lie there twice with one score.
      if !list.contains(where: { $0.pair == next.pair }) { list.append(next) }
    }
    for other in list.dropFirst() { push(other.pair) }
    return list.map { candidate in
      let pair = pairs[candidate.pair]
      return TrainingStep.Candidate(
        entries[Int(pair.left)], entries[Int(pair.right)], count: candidate.count,
        score: candidate.score)
    }
  }

  // MARK: Merging

  /// Makes one symbol of a pair, wherever it stands.
  ///
  /// - Returns: The symbol's id, which is not new if another pair gave the same bytes before, and how
  ///   many words were changed.
  mutating func merge(_ candidate: Candidate) -> (id: Int, changedWords: Int) {
    let (left, right) = (pairs[candidate.pair].left, pairs[candidate.pair].right)
    let merged = entries[Int(left)] + entries[Int(right)].dropFirst(continuingPrefix.count)
    let id = symbol(merged)
    var changedWords = 0
    // The order of a set differs from run to run, and pairs are numbered as they are met.
    for index in pairs[candidate.pair].words.sorted() {
      let old = words[Int(index)].symbols
      guard zip(old, old.dropFirst()).contains(where: { $0 == (left, right) }) else { continue }
      changedWords += 1
      add(Int(index), sign: -1)
      var new: [Int32] = []
      var position = 0
      while position < old.count {
        if position + 1 < old.count, old[position] == left, old[position + 1] == right {
          new.append(id)
          position += 2
        } else {
          new.append(old[position])
          position += 1
        }
      }
      words[Int(index)].symbols = new
      add(Int(index), sign: 1)
    }
    for pair in Set(pairsOfSymbol[Int(left)] + pairsOfSymbol[Int(right)] + pairsOfSymbol[Int(id)]) {
      push(pair)
    }
    return (Int(id), changedWords)
  }

  private mutating func symbol(_ bytes: [UInt8]) -> Int32 {
    if let id = ids[bytes] { return id }
    let id = Int32(entries.count)
    entries.append(bytes)
    ids[bytes] = id
    counts.append(0)
    pairsOfSymbol.append([])
    return id
  }

  /// Counts a word's symbols and pairs, or takes them back.
  private mutating func add(_ index: Int, sign: Int) {
    let word = words[index]
    let count = sign * word.count
    for symbol in word.symbols { counts[Int(symbol)] += count }
    for (left, right) in zip(word.symbols, word.symbols.dropFirst()) {
      let pair = pairIndex(left, right)
      pairs[pair].count += count
      if sign > 0 { pairs[pair].words.insert(Int32(index)) }
    }
  }

  private mutating func pairIndex(_ left: Int32, _ right: Int32) -> Int {
    let key = UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
    if let index = pairIndices[key] { return index }
    let index = pairs.count
    pairs.append(Pair(left: left, right: right))
    pairIndices[key] = index
    pairsOfSymbol[Int(left)].append(index)
    if left != right { pairsOfSymbol[Int(right)].append(index) }
    return index
  }
}
