import Testing
import Tokenizers

@Suite struct BPETrainerTests {
  private func entries(_ vocabulary: Vocabulary) -> [String] {
    vocabulary.ids.map { String(decoding: vocabulary[$0] ?? [], as: UTF8.self) }
  }

  private func texts(_ merges: [(left: [UInt8], right: [UInt8])]) -> [String] {
    merges.map {
      String(decoding: $0.left, as: UTF8.self) + " " + String(decoding: $0.right, as: UTF8.self)
    }
  }

  private let roses = "roses are red violets are blue BERT is big and so is GPT-2"
    .split(separator: " ").map { (bytes: Array($0.utf8), count: 1) }

  // Expected values are the reference's.
  @Test func `the most frequent pair becomes an entry, the lowest ids first`() throws {
    let trainer = BPETrainer(
      alphabet: .characters, vocabularySize: 30, specialTokens: [Array("<s>".utf8)])
    let (vocabulary, merges) = try trainer.train(roses)
    #expect(
      entries(vocabulary) == [
        "<s>", "-", "2", "B", "E", "G", "P", "R", "T", "a", "b", "d", "e", "g", "i", "l", "n", "o",
        "r", "s", "t", "u", "v", "re", "are", "is", "-2", "BE", "GP", "RT",
      ])
    #expect(texts(merges) == ["r e", "a re", "i s", "- 2", "B E", "G P", "R T"])
  }

  @Test func `a rare pair is not merged`() throws {
    let trainer = BPETrainer(alphabet: .characters, minimumFrequency: 2)
    #expect(texts(try trainer.train(roses).merges) == ["r e", "a re", "i s"])
  }

  @Test func `bytes are learned in the byte alphabet`() throws {
    let trainer = BPETrainer(vocabularySize: 26)
    let (vocabulary, merges) = try trainer.train(
      texts: [Array("我们 我们 的 我的 café".utf8)],
      preTokenizers: [ByteLevelPreTokenizer(addsPrefixSpace: false, usesPattern: true)])
    #expect(
      entries(vocabulary) == [
        "a", "c", "f", "©", "¬", "»", "Ã", "ä", "æ", "ç", "Ġ", "Ħ", "Ī", "ĳ", "ļ", "æĪ", "æĪĳ",
        "»¬", "ä»¬", "çļ", "ĠæĪĳ", "çļĦ", "af", "caf", "Ã©", "ĠçļĦ",
      ])
    #expect(
      texts(merges) == [
        "æ Ī", "æĪ ĳ", "» ¬", "ä »¬", "ç ļ", "Ġ æĪĳ", "çļ Ħ", "a f", "c af", "Ã ©", "Ġ çļĦ",
      ])
    let model = try BytePairEncoding(vocabulary: vocabulary, merges: merges, alphabet: .bytes)
    #expect(SmallBPE.tokens(model, "我们") == ["æĪĳ", "ä»¬"])
  }

  @Test func `longer pairs than the limit are not counted`() throws {
    let trainer = BPETrainer(alphabet: .characters, vocabularySize: 20, maximumTokenLength: 3)
    let words = ["abababab", "abcabc", "bcbcabab"].map { (bytes: Array($0.utf8), count: 1) }
    let (vocabulary, merges) = try trainer.train(words)
    #expect(entries(vocabulary) == ["a", "b", "c", "ab", "bc"])
    #expect(texts(merges) == ["a b", "b c"])
  }

  @Test func `the alphabet has a limit, and can begin with more than occurs`() throws {
    var trainer = BPETrainer(alphabet: .characters, vocabularySize: 100, alphabetLimit: 2)
    let words = [(bytes: Array("axbxb".utf8), count: 3), (bytes: Array("a".utf8), count: 1)]
    #expect(entries(try trainer.train(words).vocabulary).prefix(2) == ["b", "x"])
    trainer.alphabetLimit = nil
    trainer.initialAlphabet = ["z", "é"]
    #expect(entries(try trainer.train(words).vocabulary).prefix(5) == ["a", "b", "x", "z", "é"])
  }

  @Test func `symbols have prefix and suffix, which merges take off and keep`() throws {
    let trainer = BPETrainer(
      alphabet: .characters, vocabularySize: 7, continuingPrefix: Array("##".utf8),
      endOfWordSuffix: Array("</w>".utf8))
    let (vocabulary, merges) = try trainer.train([(Array("aba".utf8), 2)])
    #expect(entries(vocabulary) == ["a", "b", "##b", "##a</w>", "ab", "aba</w>"])
    #expect(texts(merges) == ["a ##b", "ab ##a</w>"])
  }

  @Test func `steps tell the candidates, the entry and how many words changed`() throws {
    var steps: [TrainingStep] = []
    let trainer = BPETrainer(alphabet: .characters, vocabularySize: 25)
    let words = ["aab", "aac", "ab"].map { (bytes: Array($0.utf8), count: 2) }
    let plain = try trainer.train(words)
    let (vocabulary, merges) = try trainer.train(words) { steps.append($0) }
    #expect(plain.vocabulary == vocabulary && texts(plain.merges) == texts(merges))
    #expect(steps.map(\.number) == Array(0..<steps.count))
    let a = Array("a".utf8)
    let b = Array("b".utf8)
    let c = Array("c".utf8)
    #expect(
      steps[0].change == .begin(entries: [.init(a, id: 0), .init(b, id: 1), .init(c, id: 2)]))
    #expect(
      steps[1].change
        == .merge(
          candidates: [
            .init(a, a, count: 4, score: 4), .init(a, b, count: 4, score: 4),
            .init(a, c, count: 2, score: 2),
          ], chosen: 0, entry: .init(Array("aa".utf8), id: 3), changedWords: 2))
    #expect(steps.count == merges.count + 1)
  }

  @Test func `nothing is learned from nothing`() throws {
    let (vocabulary, merges) = try BPETrainer().train([])
    #expect(vocabulary.count == 0 && merges.isEmpty)
  }
}
