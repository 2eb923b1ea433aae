/// The state of ``BPETrainer`` at work: words as symbols, how often each pair occurs, and which is best.
///
/// Counts are kept up to date pair by pair; a merge visits only the words that have the pair.
struct BPETraining {
  /// A word as a part of `symbols`.
  private struct Word {
    var start: Int
    var length: Int
    var count: Int
  }

  /// A symbol of a word, and how many characters it has.
  private struct Symbol {
    var id: Int32
    var length: Int32
  }

  /// A pair that could be merged, and the words that have it.
  ///
  /// If the pair comes up anew later (two merges can make the same token), the new words get a
  /// candidate of their own, as in the reference.
  private struct Candidate {
    var pair: Int32
    var words: [Int32]
  }

  /// The vocabulary so far, in the order of ids.
  private(set) var entries: [[UInt8]] = []
  private var ids: [[UInt8]: Int32] = [:]
  private var merges: [(left: Int32, right: Int32)] = []
  private let continuingPrefix: [UInt8]
  private let minimumFrequency: Int
  private let maximumLength: Int

  private var words: [Word] = []
  private var symbols: [Symbol] = []
  /// The number of each pair, for the arrays below.
  private var pairs = PairTable(capacity: 1 << 12)
  private var members: [(left: Int32, right: Int32)] = []
  private var counts: [Int] = []
  /// The words in which a pair has come up since it was last queued.
  private var fresh: [[Int32]] = []
  private var touched: [Int32] = []
  private var candidates: [Candidate] = []
  private var queue = CountQueue()

  /// Sets up the alphabet and counts all pairs.
  init(_ trainer: BPETrainer, _ corpus: [(bytes: [UInt8], count: Int)]) {
    continuingPrefix = trainer.continuingPrefix
    minimumFrequency = trainer.minimumFrequency
    maximumLength = trainer.maximumTokenLength ?? Int.max
    for token in trainer.specialTokens { _ = addEntry(token) }
    let spelled = corpus.map { Self.scalars($0.bytes, trainer.alphabet) }
    for scalar in Self.alphabet(trainer, spelled, corpus) {
      _ = addEntry(Array(String(scalar).utf8))
    }
    for (scalars, word) in zip(spelled, corpus) { addWord(scalars, word.count, trainer) }
    for index in words.indices { countPairs(of: index) }
    queueFresh()
  }

  private static func scalars(
    _ bytes: [UInt8], _ alphabet: BytePairEncoding.Alphabet
  ) -> [Unicode.Scalar] {
    if alphabet == .bytes { return bytes.map { ByteAlphabet.scalars[Int($0)] } }
    var scalars: [Unicode.Scalar] = []
    AlignedText(bytes).forEachScalar { reading, _ in scalars.append(reading.scalar) }
    return scalars
  }

  /// The characters that are entries, in order.
  private static func alphabet(
    _ trainer: BPETrainer, _ spelled: [[Unicode.Scalar]], _ corpus: [(bytes: [UInt8], count: Int)]
  ) -> [Unicode.Scalar] {
    var counts: [Unicode.Scalar: Int] = [:]
    for (scalars, word) in zip(spelled, corpus) {
      for scalar in scalars { counts[scalar, default: 0] += word.count }
    }
    for scalar in trainer.initialAlphabet { counts[scalar] = Int.max }
    var kept = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    if let limit = trainer.alphabetLimit { kept.removeLast(max(0, kept.count - limit)) }
    return kept.map(\.key).sorted()
  }

  private mutating func addEntry(_ bytes: [UInt8]) -> Int32 {
    if let id = ids[bytes] { return id }
    let id = Int32(entries.count)
    ids[bytes] = id
    entries.append(bytes)
    return id
  }

  private mutating func addWord(_ scalars: [Unicode.Scalar], _ count: Int, _ trainer: BPETrainer) {
    let start = symbols.count
    for (index, scalar) in scalars.enumerated() {
      let character = Array(String(scalar).utf8)
      // A character past the alphabet's limit is passed over.
      guard let plain = ids[character] else { continue }
      let isFirst = index == 0
      let isLast = index == scalars.count - 1
      var id = plain
      if !isFirst && !continuingPrefix.isEmpty || isLast && !trainer.endOfWordSuffix.isEmpty {
        id = addEntry(
          (isFirst ? [] : continuingPrefix) + character + (isLast ? trainer.endOfWordSuffix : []))
      }
      symbols.append(Symbol(id: id, length: 1))
    }
    words.append(Word(start: start, length: symbols.count - start, count: count))
  }

  // MARK: Counting

  private mutating func index(of left: Int32, _ right: Int32) -> Int {
    if let index = pairs[left, right] { return Int(index) }
    pairs.set(left, right, Int32(members.count))
    members.append((left, right))
    counts.append(0)
    fresh.append([])
    return members.count - 1
  }

  private mutating func add(_ left: Int32, _ right: Int32, in word: Int) {
    let pair = index(of: left, right)
    counts[pair] += words[word].count
    if fresh[pair].isEmpty { touched.append(Int32(pair)) }
    if fresh[pair].last != Int32(word) { fresh[pair].append(Int32(word)) }
  }

  private mutating func countPairs(of index: Int) {
    let word = words[index]
    for position in word.start..<max(word.start, word.start + word.length - 1) {
      add(symbols[position].id, symbols[position + 1].id, in: index)
    }
  }

  private mutating func queueFresh() {
    for pair in touched {
      let index = Int(pair)
      if counts[index] > 0 {
        queue.push(entry(pair, candidate: Int32(candidates.count)))
        candidates.append(Candidate(pair: pair, words: fresh[index]))
      }
      fresh[index] = []
    }
    touched.removeAll(keepingCapacity: true)
  }

  private func entry(_ pair: Int32, candidate: Int32) -> CountQueue.Entry {
    let (left, right) = members[Int(pair)]
    // With a limited length, pairs that were never counted are taken away all the same. A count below
    // zero is taken for a huge one, as the reference does.
    return CountQueue.Entry(
      count: UInt64(bitPattern: Int64(counts[Int(pair)])),
      pair: UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right)),
      candidate: candidate)
  }

  // MARK: Merging

  /// Merges the best pair everywhere.
  ///
  /// - Parameter describes: Whether the change is to be described.
  /// - Returns: The change, or an empty one if it need not be described; nil where no pair is left.
  mutating func mergeBest(describes: Bool) -> TrainingStep.Change?? {
    while let best = queue.pop() {
      let pair = candidates[Int(best.candidate)].pair
      let current = entry(pair, candidate: best.candidate)
      guard current.count == best.count else {
        queue.push(current)
        continue
      }
      guard best.count >= 1, best.count >= UInt64(max(0, minimumFrequency)) else { return nil }
      let described = describes ? describe(best) : []
      let (left, right) = members[Int(pair)]
      var rest = entries[Int(right)][...]
      if rest.starts(with: continuingPrefix) { rest = rest.dropFirst(continuingPrefix.count) }
      let id = addEntry(entries[Int(left)] + rest)
      merges.append((left, right))
      let places = candidates[Int(best.candidate)].words
      candidates[Int(best.candidate)].words = []
      var changedWords = 0
      for word in places where merge(left, right, as: id, in: Int(word)) { changedWords += 1 }
      queueFresh()
      guard describes else { return .some(nil) }
      return .merge(
        candidates: described, chosen: 0, entry: .init(entries[Int(id)], id: Int(id)),
        changedWords: changedWords)
    }
    return nil
  }

  /// Merges a pair in one word; false where it is not there any more.
  private mutating func merge(
    _ left: Int32, _ right: Int32, as id: Int32, in index: Int
  ) -> Bool {
    let word = words[index]
    let end = word.start + word.length
    var read = word.start
    var write = word.start
    while read < end {
      guard symbols[read].id == left, read + 1 < end, symbols[read + 1].id == right else {
        symbols[write] = symbols[read]
        write += 1
        read += 1
        continue
      }
      let merged = Symbol(id: id, length: symbols[read].length + symbols[read + 1].length)
      if write > word.start {
        let before = symbols[write - 1]
        change(from: (before.id, left), to: (before, merged), in: index)
      }
      if read + 2 < end {
        let after = symbols[read + 2]
        change(from: (right, after.id), to: (merged, after), in: index)
      }
      symbols[write] = merged
      write += 1
      read += 2
    }
    words[index].length = write - word.start
    return read != write
  }

  private mutating func change(
    from old: (left: Int32, right: Int32), to new: (left: Symbol, right: Symbol), in word: Int
  ) {
    counts[self.index(of: old.left, old.right)] -= words[word].count
    if Int(new.left.length) + Int(new.right.length) < maximumLength {
      add(new.left.id, new.right.id, in: word)
    }
  }

  /// The best pairs in order, the given one first.
  private mutating func describe(_ best: CountQueue.Entry) -> [TrainingStep.Candidate] {
    var seen: [CountQueue.Entry] = []
    var found = [best]
    // Some entries of the queue are out of date; more than a few need not be looked at.
    while found.count < 5, seen.count < 64, let next = queue.pop() {
      seen.append(next)
      let isCurrent =
        entry(candidates[Int(next.candidate)].pair, candidate: next.candidate).count == next.count
      if isCurrent, !found.contains(where: { $0.pair == next.pair }) { found.append(next) }
    }
    for entry in seen { queue.push(entry) }
    return found.map { entry in
      let pair = Int(candidates[Int(entry.candidate)].pair)
      let (left, right) = members[pair]
      return TrainingStep.Candidate(
        entries[Int(left)], entries[Int(right)], count: counts[pair], score: Double(counts[pair]))
    }
  }

  /// All merges, as a model reads them: of a pair that was merged twice the later time counts.
  var mergesByRank: [(left: [UInt8], right: [UInt8])] {
    var later = PairTable(capacity: merges.count)
    var result: [(left: [UInt8], right: [UInt8])] = []
    for (left, right) in merges.reversed() where later[left, right] == nil {
      later.set(left, right, 1)
      result.append((entries[Int(left)], entries[Int(right)]))
    }
    return result.reversed()
  }
}
