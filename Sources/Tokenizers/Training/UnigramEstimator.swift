/// The entries of a Unigram model in training, with their scores and the corpus that they explain.
struct UnigramEstimator {
  private typealias Word = (bytes: [UInt8], count: Int)

  /// Entries that are expected less often than this go, unless they are characters.
  private static let leastExpectedCount = 0.5

  /// All seeds; those before `characterCount` are single characters.
  let entries: [[UInt8]]
  private let characterCount: Int
  /// What is an entry already.
  private let reserved: Set<[UInt8]>
  private let words: [Word]
  /// The live entries, and some that are gone.
  private var trie: ByteTrie
  private var trieCount: Int
  /// The log-probabilities; −∞ for entries that are gone.
  private var scores: [Double]
  /// How many entries are not gone.
  private(set) var liveCount: Int

  /// Finds the seeds in a corpus and scores them by their weight.
  ///
  /// - Parameters:
  ///   - corpus: The words; those that are not UTF-8 are left out.
  ///   - reserved: What is an entry already, and no seed.
  ///   - seedCount: How many seeds there are at most, if the characters are not more.
  ///   - longestEntry: How many characters a seed has at most.
  init(
    _ corpus: [(bytes: [UInt8], count: Int)], reserved: Set<[UInt8]>, seedCount: Int,
    longestEntry: Int
  ) {
    let cut = Corpus.gather(corpus).compactMap { word in
      Corpus.scalarRanges(word.bytes).map { (word.bytes, $0, word.count) }
    }
    words = cut.map { ($0.0, $0.2) }
    let (found, count) = UnigramSeeds(cut).find(count: seedCount, longest: max(1, longestEntry))
    let characters = found[..<count]
    // A special token of one character still has to be walked over in the corpus.
    let seeds = characters + found[count...].filter { !reserved.contains($0.bytes) }
    entries = seeds.map(\.bytes)
    characterCount = count
    let total = Logarithms.log(max(1, seeds.reduce(0) { $0 + $1.weight }))
    scores = seeds.map { Logarithms.log($0.weight) - total }
    liveCount = seeds.count
    trieCount = seeds.count
    trie = ByteTrie(seeds.enumerated().map { ($1.bytes, $0) })
    self.reserved = reserved
  }

  /// The entries that are left, the likeliest first.
  var liveEntries: [(bytes: [UInt8], score: Double)] {
    entries.indices.filter { scores[$0] > -.infinity && !reserved.contains(entries[$0]) }
      .sorted { a, b in
        scores[a] != scores[b]
          ? scores[a] > scores[b] : entries[a].lexicographicallyPrecedes(entries[b])
      }.map { (entries[$0], scores[$0]) }
  }

  /// Calls `body` with every live entry that a word's rest begins with, and where it ends.
  @inline(__always)
  private func forEachEntry(in bytes: [UInt8], from start: Int, _ body: (Int, Int) -> Void) {
    var node = ByteTrie.root
    for offset in start..<bytes.count {
      node = trie.child(of: node, bytes[offset])
      if node < 0 { return }
      let entry = Int(trie.value(at: node))
      if entry >= 0, scores[entry] > -.infinity { body(offset + 1, entry) }
    }
  }

  /// Makes the walks shorter once most entries are gone.
  private mutating func thinTrie() {
    guard 2 * liveCount < trieCount else { return }
    let live = entries.indices.filter { scores[$0] > -.infinity }
    trie = ByteTrie(live.map { (entries[$0], $0) })
    trieCount = live.count
  }

  // MARK: Expectation and maximization

  /// One round: expected counts from the scores, then scores from these.
  ///
  /// - Returns: The corpus's log-likelihood before the round.
  mutating func estimate() -> Double {
    var expected = [Double](repeating: 0, count: entries.count)
    var logLikelihood = 0.0
    var forward: [LogSum] = []
    var alphas: [Double] = []
    var backward: [Double] = []
    for word in words {
      logLikelihood += Double(word.count) * expect(word, &expected, &forward, &alphas, &backward)
    }
    maximize(expected)
    return logLikelihood
  }

  /// Adds to the expected counts what a word contributes.
  ///
  /// With α[i] the log-probability of all splits of the first i bytes and β[i] that of all splits of
  /// the rest, an entry x from i to j has the probability exp(α[i] + log p(x) + β[j] − β[0]).
  ///
  /// - Returns: The word's log-probability, β[0].
  private func expect(
    _ word: Word, _ expected: inout [Double], _ forward: inout [LogSum],
    _ alphas: inout [Double], _ backward: inout [Double]
  ) -> Double {
    let bytes = word.bytes
    forward.removeAll(keepingCapacity: true)
    forward.append(contentsOf: repeatElement(LogSum(), count: bytes.count + 1))
    for index in 0...bytes.count {
      if index < backward.count {
        backward[index] = 0
      } else {
        backward.append(0)
        alphas.append(0)
      }
    }
    forward[0].add(0)
    for start in bytes.indices where bytes[start] & 0xC0 != 0x80 {
      let alpha = forward[start].value
      alphas[start] = alpha
      forEachEntry(in: bytes, from: start) { forward[$0].add(alpha + scores[$1]) }
    }
    let total = forward[bytes.count].value
    for start in bytes.indices.reversed() where bytes[start] & 0xC0 != 0x80 {
      let alpha = alphas[start]
      var sum = LogSum()
      forEachEntry(in: bytes, from: start) { end, entry in
        let rest = scores[entry] + backward[end]
        sum.add(rest)
        expected[entry] += Double(word.count) * Logarithms.exp(alpha + rest - total)
      }
      backward[start] = sum.value
    }
    return total
  }

  /// log p(x) = ψ(count(x)) − ψ(Σ count).
  ///
  /// ψ lies below the logarithm, most of all for small counts, so that what is rare becomes rarer still
  /// (Liang and Klein 2007, "Structured Bayesian Nonparametric Models with Variational Inference").
  private mutating func maximize(_ expected: [Double]) {
    var sum = 0.0
    liveCount = 0
    var counts = [Double](repeating: 0, count: entries.count)
    for entry in entries.indices where scores[entry] > -.infinity {
      let isCharacter = entry < characterCount
      guard isCharacter || expected[entry] >= Self.leastExpectedCount else { continue }
      counts[entry] = max(expected[entry], Self.leastExpectedCount)
      sum += counts[entry]
      liveCount += 1
    }
    let total = sum > 0 ? Logarithms.digamma(sum) : 0
    for entry in entries.indices {
      scores[entry] = counts[entry] > 0 ? Logarithms.digamma(counts[entry]) - total : -.infinity
    }
    thinTrie()
  }

  // MARK: Pruning

  /// The best split of bytes into live entries, without one of them.
  private func bestSplit(of bytes: [UInt8], without excluded: Int? = nil) -> (
    score: Double, entries: [Int]
  )? {
    var best = [(score: Double, start: Int, entry: Int)](
      repeating: (-.infinity, -1, -1), count: bytes.count + 1)
    best[0].score = 0
    for start in bytes.indices where best[start].score > -.infinity {
      let sum = best[start].score
      forEachEntry(in: bytes, from: start) { end, entry in
        if entry != excluded, sum + scores[entry] > best[end].score {
          best[end] = (sum + scores[entry], start, entry)
        }
      }
    }
    guard best[bytes.count].score > -.infinity else { return nil }
    var list: [Int] = []
    var end = bytes.count
    while end > 0 {
      list.append(best[end].entry)
      end = best[end].start
    }
    return (best[bytes.count].score, list)
  }

  /// Takes the entries out whose loss costs least.
  ///
  /// An entry's loss is what the corpus's log-likelihood falls by if each of its occurrences in the
  /// best splits becomes its own next best split.
  ///
  /// - Parameters:
  ///   - size: How many entries are to be left; more stay if the characters are more.
  ///   - examples: How many of the pruned entries are wanted.
  /// - Returns: The first of the pruned entries, the least useful first.
  mutating func prune(to size: Int, examples: Int) -> [TrainingStep.Pruned] {
    var counts = [Double](repeating: 0, count: entries.count)
    for word in words {
      for entry in bestSplit(of: word.bytes)?.entries ?? [] { counts[entry] += Double(word.count) }
    }
    let sum = counts.reduce(0, +)
    var losses: [(entry: Int, loss: Double)] = []
    for entry in characterCount..<entries.count where scores[entry] > -.infinity {
      losses.append((entry, loss(of: entry, counts, sum)))
    }
    losses.sort { a, b in
      a.loss != b.loss
        ? a.loss < b.loss : entries[b.entry].lexicographicallyPrecedes(entries[a.entry])
    }
    let pruned = losses.prefix(max(0, liveCount - size))
    for (entry, _) in pruned { scores[entry] = -.infinity }
    liveCount -= pruned.count
    thinTrie()
    return pruned.prefix(examples).map { TrainingStep.Pruned(entries[$0.entry], loss: $0.loss) }
  }

  private func loss(of entry: Int, _ counts: [Double], _ sum: Double) -> Double {
    let count = counts[entry]
    guard count > 0, let split = bestSplit(of: entries[entry], without: entry) else { return 0 }
    let own = Logarithms.log(count) - Logarithms.log(sum)
    // Its occurrences become occurrences of its parts.
    let newSum = Logarithms.log(sum + count * Double(split.entries.count - 1))
    let parts = split.entries.reduce(0.0) { $0 + Logarithms.log(counts[$1] + count) - newSum }
    return count * (own - parts)
  }
}
