import Testing
import Tokenizers

@Suite struct SimpleTrainerTests {
  private let corpus: [(bytes: [UInt8], count: Int)] = [
    (bytes("the"), 5), (bytes("cat"), 2), (bytes("sat"), 2), (bytes("é"), 1), (bytes("the"), 1),
    (bytes(""), 9), (bytes("no"), 0),
  ]

  private func texts(_ vocabulary: Vocabulary) -> [String] {
    vocabulary.ids.map { String(decoding: vocabulary[$0] ?? [], as: UTF8.self) }
  }

  @Test func `words are ordered by count, then by bytes`() throws {
    let trainer = FrequencyTrainer(of: .words, size: 4, specialTokens: [bytes("?")])
    #expect(texts(try trainer.train(corpus)) == ["?", "the", "cat", "sat"])
  }

  @Test func `characters are ordered by count, then by bytes`() throws {
    let trainer = FrequencyTrainer(of: .characters, size: 6, specialTokens: [bytes("?")])
    #expect(texts(try trainer.train(corpus)) == ["?", "t", "e", "h", "a", "c"])
  }

  @Test func `bytes follow the special tokens, whatever the size`() throws {
    let trainer = FrequencyTrainer(
      of: .characters, size: 3, specialTokens: [bytes("?")], includesBytes: true)
    let vocabulary = try trainer.train(corpus)
    #expect(vocabulary.count == 257)
    #expect(vocabulary.id(of: bytes("<0x0A>")) == 11)
  }

  @Test func `a word that is a special token is there once`() throws {
    let trainer = FrequencyTrainer(of: .words, size: 9, specialTokens: [bytes("the")])
    #expect(texts(try trainer.train(corpus)) == ["the", "cat", "sat", "é"])
  }

  @Test func `bytes that are not UTF-8 are no characters`() throws {
    let trainer = FrequencyTrainer(of: .characters, size: 9)
    #expect(texts(try trainer.train([(bytes: [0x61, 0xFF, 0x62], count: 1)])) == ["a", "b"])
  }

  @Test func `equal special tokens are refused`() {
    #expect(throws: Vocabulary.Fault.duplicateEntry(first: 0, second: 1)) {
      try FrequencyTrainer(of: .words, size: 9, specialTokens: [bytes("a"), bytes("a")]).train(
        corpus)
    }
  }

  @Test func `the one step shows the vocabulary`() throws {
    var steps: [TrainingStep] = []
    _ = try FrequencyTrainer(of: .words, size: 2).train(corpus) { steps.append($0) }
    #expect(
      steps == [
        TrainingStep(
          number: 0,
          .begin(entries: [
            TrainingStep.Entry(bytes("the"), id: 0), TrainingStep.Entry(bytes("cat"), id: 1),
          ]))
      ])
  }
}
