import Testing
import Tokenizers

@Suite struct UnigramTests {
  private func model(
    _ entries: [(String, Double)], unknown: Int? = 0, fallsBackToBytes: Bool = false
  ) throws -> Unigram {
    try Unigram(
      vocabulary: vocabulary(entries.map(\.0)), scores: entries.map(\.1), unknown: unknown,
      fallsBackToBytes: fallsBackToBytes)
  }

  private static let letters: [(String, Double)] = [
    ("<unk>", 0), ("a", 0), ("b", 0), ("c", 0), ("d", 0), ("cd", 1), ("ab", 2), ("abc", 5),
    ("abcd", 10),
  ]

  // Hugging Face's own example.
  @Test func `the split with the largest sum wins`() throws {
    let encoded = Encoded(try model(Self.letters), "abcdacdxx")
    #expect(encoded.ids == [8, 1, 5, 0])
    #expect(encoded.offsets == [0..<4, 4..<5, 5..<7, 7..<9])
    #expect(encoded.losses == [Loss(7..<9, .unknown)])
  }

  @Test func `of equal sums the split whose last token begins first wins`() throws {
    let entries =
      [("<unk>", 0), ("a", -1), ("b", -1), ("ab", -2), ("aa", -2)] as [(String, Double)]
    #expect(Encoded(try model(entries), "ab").ids == [3])
    #expect(Encoded(try model(entries), "aaa").ids == [1, 4])
  }

  @Test func `an unknown token that is written out joins unknowns beside it`() throws {
    let model = try model([("<unk>", -1), ("a", -1)])
    #expect(Encoded(model, "<unk>").ids == [0])
    #expect(Encoded(model, "<unk>").losses == [])
    #expect(Encoded(model, "a<unk>xa").ids == [1, 0, 1])
    #expect(Encoded(model, "a<unk>xa").offsets == [0..<1, 1..<7, 7..<8])
  }

  @Test func `unknowns that together are an entry become it`() throws {
    let model = try model([("<unk>", 30), ("xy", 30)])
    #expect(Encoded(model, "xy").ids == [1])
  }

  @Test func `unknowns become their bytes only if each is an entry`() throws {
    let entries = [("<unk>", -1)] + byteEntries.map { ($0, -1.0) }
    let complete = Encoded(try model(entries, fallsBackToBytes: true), "é")
    #expect(complete.ids == [1 + 0xC3, 1 + 0xA9])
    #expect(complete.offsets == [0..<2, 0..<2])
    #expect(complete.losses == [])
    #expect(complete.steps.map(\.reason).last == .bytes)
    let incomplete = Encoded(try model(Array(entries.dropLast(100)), fallsBackToBytes: true), "é")
    #expect(incomplete.ids == [0])
    #expect(Encoded(try model(entries), "é").ids == [0])
  }

  // With the square of its length it would take minutes.
  @Test(.timeLimit(.minutes(1)))
  func `a very long word of unknown bytes takes time as its length does`() throws {
    let entries = [("<unk>", -1)] + byteEntries.map { ($0, -1.0) }
    let tokenizer = Tokenizer(
      model: try model(entries, fallsBackToBytes: true),
      preTokenizers: [MetaspacePreTokenizer(replacement: "▁", prepends: .always, splits: true)])
    let count = 200_000
    let encoding = Tokenizer.Session(tokenizer).encode([UInt8](repeating: 0x78, count: count))
    // The mark before the word has three bytes of its own.
    #expect(encoding.ids.count == count + 3)
    #expect(encoding.ids.last == 1 + 0x78)
    let isWhole = encoding.offsets.allSatisfy { $0 == 0..<count }
    #expect(isWhole)
  }

  @Test func `without an unknown token what is no entry is dropped and flagged`() throws {
    let encoded = Encoded(try model([("a", -1)], unknown: nil), "axya")
    #expect(encoded.ids == [0, 0])
    #expect(encoded.losses == [Loss(1..<3, .dropped)])
    #expect(encoded.steps.last?.reason == .dropped)
  }

  @Test func `steps show the best split and the next best ones`() throws {
    let steps = Encoded(try model(Self.letters), "abcd").steps
    #expect(steps.count == 1)
    guard case .bestPath(let score, let rejected) = steps[0].reason else {
      Issue.record("no best path")
      return
    }
    #expect(score == 10)
    #expect(steps[0].output == [Segment(bytes("abcd"), source: 0..<4, id: 8)])
    #expect(rejected.map(\.score) == [5, 3, 2, 1, 0])
    #expect(
      rejected.map { $0.tokens.compactMap(\.id) } == [
        [7, 4], [6, 5], [6, 3, 4], [1, 2, 5], [1, 2, 3, 4],
      ])
  }

  @Test func `an unknown part has no id until the next step gives it one`() throws {
    let steps = Encoded(try model(Self.letters), "axb").steps
    #expect(
      steps.map(\.output) == [
        [
          Segment(bytes("a"), source: 0..<1, id: 1), Segment(bytes("x"), source: 1..<2),
          Segment(bytes("b"), source: 2..<3, id: 2),
        ],
        [Segment(bytes("<unk>"), source: 1..<2, id: 0)],
      ])
    #expect(steps[1].reason == .unknown)
  }

  /// All splits of a text into entries and single unknown characters, by trying every one.
  private func scores(
    _ text: ArraySlice<UInt8>, _ entries: [[UInt8]: Double], _ unknown: Double, _ sum: Double = 0
  ) -> [Double] {
    if text.isEmpty { return [sum] }
    var result: [Double] = []
    for length in 1...text.count {
      let known = entries[Array(text.prefix(length))]
      guard let score = known ?? (length == 1 ? unknown : nil) else { continue }
      result += scores(text.dropFirst(length), entries, unknown, sum + score)
    }
    return result
  }

  @Test(arguments: 0..<40)
  func `the best six splits are those that trying all of them finds`(seed: Int) throws {
    var random = RandomBytes(seed: UInt64(seed))
    var entries: [[UInt8]: Double] = [:]
    for _ in 0..<12 {
      let entry = random.bytes(1 + random.next(below: 4), of: bytes("abc"))
      // Eighths add up without rounding, in any order.
      entries[entry] = -Double(random.next(below: 64)) / 8
    }
    let sorted = entries.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    let model = try Unigram(
      vocabulary: Vocabulary(sorted.map(\.key) + [bytes("<unk>")]),
      scores: sorted.map(\.value) + [0],
      unknown: sorted.count)
    let text = random.bytes(9, of: bytes("abcd"))
    let all = scores(text[...], entries, (entries.values.min() ?? 0) - 10).sorted(by: >)
    guard case .bestPath(let score, let rejected) = Encoded(model, text).steps[0].reason else {
      Issue.record("no best path")
      return
    }
    #expect([score] + rejected.map(\.score) == Array(all.prefix(6)), "seed \(seed)")
  }

  @Test func `splits of a piece of more than 64 characters are not listed`() throws {
    let model = try model([("<unk>", 0), ("a", -1), ("aa", -1.5)])
    for (count, listed) in [(64, 5), (65, 0)] {
      guard
        case .bestPath(_, let rejected) =
          Encoded(model, String(repeating: "a", count: count)).steps[0].reason
      else {
        Issue.record("no best path")
        return
      }
      #expect(rejected.count == listed)
    }
  }

  @Test func `parts that do not fit are refused`() {
    #expect(throws: ModelFault.noEntries) { try model([], unknown: nil) }
    #expect(throws: ModelFault.unknownIDOutOfRange(1)) { try model([("a", 0)], unknown: 1) }
    #expect(throws: ModelFault.scoreIsNotFinite(id: 0)) { try model([("a", .nan)], unknown: nil) }
    #expect(throws: ModelFault.scoreCount(expected: 1, found: 0)) {
      try Unigram(vocabulary: vocabulary(["a"]), scores: [], unknown: nil)
    }
  }

  @Test func `a long run of one character is split`() throws {
    let model = try model([("<unk>", 0), ("a", -1), ("aaaa", -1.5)])
    let encoding = Tokenizer(model: model).encode([UInt8](repeating: 0x61, count: 1 << 20))
    #expect(encoding.ids.count == 1 << 18)
    #expect(encoding.ids.allSatisfy { $0 == 2 })
  }

  @Test(arguments: 0..<20)
  func `any bytes are encoded, and tokens and losses cover them`(seed: Int) throws {
    var random = RandomBytes(seed: UInt64(seed))
    let model = try Unigram(
      vocabulary: Vocabulary([bytes("<unk>"), [0xC3], bytes("é"), [0xFF, 0x61], bytes("日")]),
      scores: [0, -1, -2, -3, -4], unknown: 0)
    let text = random.bytes(200, of: [0, 0x61, 0x80, 0xA9, 0xC3, 0xE6, 0x97, 0xA5, 0xF0, 0xFF])
    let offsets = Encoded(model, text).offsets
    #expect(offsets.first?.lowerBound == 0)
    #expect(offsets.last?.upperBound == text.count)
    for (left, right) in zip(offsets, offsets.dropFirst()) {
      #expect(left.upperBound == right.lowerBound)
    }
  }
}
