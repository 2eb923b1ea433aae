import Foundation
import ModelFiles
import TestSupport
import Testing
import Tokenizers

/// Tokenizers learned from the fixtures' corpus, against the reference's and against their own files.
@Suite struct TokenizerTrainingTests {
  private static func corpus() throws -> [[UInt8]] {
    let url = TokenizerFixtureTests.folder.appendingPathComponent("corpus.txt")
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map {
      Array($0.utf8)
    }
  }

  private static func train(
    _ family: TrainableFamily, _ size: Int, steps: ((TrainingStep) -> Void)? = nil
  ) throws -> TokenizerWriter {
    var training = TokenizerTraining(family: family, size: size)
    for line in try corpus() { training.count(line) }
    return try training.finish(steps: steps)
  }

  /// The merges in a `tokenizer.json`.
  private static func merges(_ kind: String) throws -> [[String]] {
    let url = TokenizerFixtureTests.folder.appendingPathComponent("\(kind).tokenizer.json")
    let file = try JSONParser.parse(Array(Data(contentsOf: url)))
    return (file["model"]?["merges"]?.arrayValue ?? []).map {
      $0.arrayValue?.compactMap(\.stringValue) ?? []
    }
  }

  @Test func `byte-level BPE's merges are the reference's, one for one`() throws {
    let expected = try Self.merges("gpt2")
    var training = TokenizerTraining(family: .byteLevelBPE, size: 900, minimumCount: 1)
    for line in try Self.corpus() { training.count(line) }
    var chosen: [[String]] = []
    let trained = try training.finish { step in
      guard case .merge(let candidates, let index, _, _) = step.change else { return }
      chosen.append(
        [candidates[index].left, candidates[index].right].map {
          String(decoding: $0, as: UTF8.self)
        })
    }
    let merges = trained.merges.map {
      [String(decoding: $0.left, as: UTF8.self), String(decoding: $0.right, as: UTF8.self)]
    }
    #expect(expected.count == 643)
    #expect(merges == expected)
    #expect(chosen == expected)
  }

  @Test(arguments: TrainableFamily.allCases)
  func `what was learned is written, read, and gives texts back`(family: TrainableFamily) throws {
    let trained = try Self.train(family, 600)
    let session = Tokenizer.Session(
      try TokenizerFile.read(trained.bytes, path: "\(family.rawValue).json"))
    for id in trained.entries.indices {
      #expect(session.tokenizer.model.vocabulary[id] == trained.entries[id])
    }
    for line in try Self.corpus() {
      let encoding = session.encode(line, addsSpecialTokens: false)
      let text = String(decoding: line, as: UTF8.self)
      #expect(!encoding.ids.isEmpty)
      // What BERT's and T5's normalizers change, and unknown characters, do not come back; nor does
      // the first of several spaces where Metaspace would have put one.
      let isMarked = family == .word || family == .bpe
      if family != .wordPiece, family != .unigram, !(isMarked && text.hasPrefix(" ")) {
        #expect(session.tokenizer.decode(encoding.ids) == text)
        #expect(encoding.losses.isEmpty)
      }
    }
  }

  @Test func `larger vocabularies need fewer tokens, and characters the most`() throws {
    func count(_ family: TrainableFamily, _ size: Int) throws -> Int {
      let session = Tokenizer.Session(
        try TokenizerFile.read(try Self.train(family, size).bytes, path: "t.json"))
      return try Self.corpus().map { session.encode($0, addsSpecialTokens: false).ids.count }
        .reduce(0, +)
    }
    let characters = try count(.character, 900)
    // Sizes above the alphabet and below what the corpus has pairs for.
    let sizes: [(TrainableFamily, Int, Int)] = [
      (.bpe, 720, 800), (.byteLevelBPE, 460, 540), (.unigram, 420, 500), (.wordPiece, 420, 480),
    ]
    for (family, smaller, larger) in sizes {
      let (small, large) = (try count(family, smaller), try count(family, larger))
      #expect(large < small && small < characters, "\(family): \(large), \(small), \(characters)")
    }
  }

  @Test(arguments: [TrainableFamily.character, .word])
  func `words and characters are byte pair encoding without merges`(
    family: TrainableFamily
  ) throws {
    let trained = try Self.train(family, 500)
    let file = try TokenizerFile.read(trained.bytes, path: "t.json")
    #expect(file.model.name == family.rawValue)
    let model = try BytePairEncoding(
      vocabulary: try Vocabulary(trained.entries), merges: [], alphabet: .characters,
      unknown: Array("<unk>".utf8), fallsBackToBytes: true, ignoresMerges: family == .word)
    let own = Tokenizer.Session(
      Tokenizer(
        model: model, addedTokens: file.addedTokens, preTokenizers: file.preTokenizers,
        decoders: file.decoders))
    let read = Tokenizer.Session(file)
    for row in try TokenizerFixtureTests.rows("gpt2") {
      let source = Array(row.text.utf8)
      let (a, b) = (own.encode(source), read.encode(source))
      #expect(a.ids == b.ids && a.offsets == b.offsets, "\(row.text.debugDescription)")
      #expect(b.losses.isEmpty)
      if family == .character { #expect(file.decode(b.ids, keepsSpecialTokens: true) == row.text) }
    }
  }

  @Test func `too small a vocabulary and no text are refused`() throws {
    #expect(throws: TokenizerTraining.Fault.sizeTooSmall(asked: 256, least: 257)) {
      try TokenizerTraining(family: .byteLevelBPE, size: 256).finish()
    }
    #expect(throws: TokenizerTraining.Fault.noText) {
      try TokenizerTraining(family: .unigram, size: 100).finish()
    }
  }
}
