import Testing
import Tokenizers

@Suite struct WordPieceTrainerTests {
  private let corpus: [(bytes: [UInt8], count: Int)] = [
    (bytes("hug"), 10), (bytes("pug"), 5), (bytes("pun"), 12), (bytes("bun"), 4),
    (bytes("hugs"), 5),
  ]

  private func entries(_ vocabulary: Vocabulary) -> [String] {
    vocabulary.ids.map { String(decoding: vocabulary[$0] ?? [], as: UTF8.self) }
  }

  // By hand: count(##u) = 36, count(##g) = 20, count(##s) = 5, and ##g ##s stands 5 times:
  // 5 / (20 · 5) = 1/20 is the largest; hu is next with 15 / (15 · 36) = 1/36 for all of them.
  @Test func `the pair with the largest score is merged first`() throws {
    var steps: [TrainingStep] = []
    let vocabulary = try WordPieceTrainer(size: 12).train(corpus) { steps.append($0) }
    #expect(
      entries(vocabulary).prefix(9)
        == ["[UNK]", "##g", "##n", "##s", "##u", "b", "h", "p", "##gs"])
    guard case .merge(let candidates, let chosen, let entry, let changedWords) = steps[1].change
    else {
      Issue.record("no merge")
      return
    }
    #expect(chosen == 0)
    #expect(
      candidates[0]
        == TrainingStep.Candidate(bytes("##g"), bytes("##s"), count: 5, score: 0.05))
    #expect(candidates[1].score == 1.0 / 36)
    #expect(entry == TrainingStep.Entry(bytes("##gs"), id: 8))
    #expect(changedWords == 1)
    #expect(steps.map(\.number) == Array(0..<steps.count))
    #expect(steps.count == 5)
  }

  @Test func `of equal scores the larger count goes first`() throws {
    let vocabulary = try WordPieceTrainer(size: 10).train(corpus)
    // p ##u and ##u ##n … : after ##gs, h ##u, p ##u and b ##u all have 1/36; p ##u stands most often.
    #expect(entries(vocabulary)[9] == "pu")
  }

  @Test func `training ends where no pair is frequent enough`() throws {
    let vocabulary = try WordPieceTrainer(size: 100, minimumCount: 100).train(corpus)
    #expect(entries(vocabulary) == ["[UNK]", "##g", "##n", "##s", "##u", "b", "h", "p"])
  }

  @Test func `all words become entries where there is room`() throws {
    let vocabulary = try WordPieceTrainer(size: 1000, minimumCount: 1).train(corpus)
    for word in corpus { #expect(vocabulary.id(of: word.bytes) != nil) }
    let model = try WordPiece(
      vocabulary: vocabulary, unknown: bytes("[UNK]"), continuingPrefix: bytes("##"))
    #expect(Encoded(model, "hugs").tokens == ["hugs"])
  }

  @Test func `runs of one character are merged from the left`() throws {
    let trainer = WordPieceTrainer(
      size: 100, specialTokens: [], continuingPrefix: [], minimumCount: 1)
    let vocabulary = try trainer.train([(bytes: bytes("aaaaa"), count: 3)])
    #expect(entries(vocabulary) == ["a", "aa", "aaa", "aaaaa"])
  }

  /// The method as it is defined, with everything counted anew for each merge.
  private func plain(_ words: [(bytes: [UInt8], count: Int)], size: Int) -> [[UInt8]] {
    var words = words.map { word in
      (word.bytes.enumerated().map { ($0 == 0 ? [] : bytes("##")) + [$1] }, word.count)
    }
    var entries = Set(words.flatMap(\.0)).sorted { $0.lexicographicallyPrecedes($1) }
    while entries.count < size {
      var counts: [[UInt8]: Int] = [:]
      var pairs: [[[UInt8]]: Int] = [:]
      for (symbols, count) in words {
        for symbol in symbols { counts[symbol, default: 0] += count }
        for (left, right) in zip(symbols, symbols.dropFirst()) {
          pairs[[left, right], default: 0] += count
        }
      }
      func score(_ pair: [[UInt8]]) -> Double {
        Double(pairs[pair] ?? 0) / (Double(counts[pair[0]] ?? 0) * Double(counts[pair[1]] ?? 0))
      }
      let best = pairs.keys.filter { (pairs[$0] ?? 0) >= 2 }.min { a, b in
        if score(a) != score(b) { return score(a) > score(b) }
        if pairs[a] != pairs[b] { return (pairs[a] ?? 0) > (pairs[b] ?? 0) }
        return a[0] != b[0]
          ? a[0].lexicographicallyPrecedes(b[0]) : a[1].lexicographicallyPrecedes(b[1])
      }
      guard let best else { break }
      let merged = best[0] + best[1].dropFirst(2)
      if !entries.contains(merged) { entries.append(merged) }
      words = words.map { symbols, count in
        var new: [[UInt8]] = []
        for symbol in symbols {
          if new.last == best[0], symbol == best[1] {
            new[new.count - 1] = merged
          } else {
            new.append(symbol)
          }
        }
        return (new, count)
      }
    }
    return entries
  }

  @Test(arguments: 0..<30)
  func `it equals the method with everything counted anew`(seed: Int) throws {
    var random = RandomBytes(seed: UInt64(seed))
    var words: [[UInt8]: Int] = [:]
    for _ in 0..<40 {
      let word = random.bytes(1 + random.next(below: 7), of: bytes("abcd"))
      words[word] = 1 + random.next(below: 9)
    }
    let corpus = words.map { (bytes: $0.key, count: $0.value) }
    let trainer = WordPieceTrainer(size: 60, specialTokens: [])
    let vocabulary = try trainer.train(corpus)
    #expect(vocabulary.ids.compactMap { vocabulary[$0] } == plain(corpus, size: 60), "seed \(seed)")
  }
}
