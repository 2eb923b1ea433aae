import Tensors
import Testing
import Training

/// Splits, seeds and vocabularies of a language.
@Suite struct LanguageSplitTests {
  @Test func `no text is in two splits, and the splits have their shares`() throws {
    let language = try LanguageSamples.language(LanguageSamples.stories)
    var texts: [Split: Set<String>] = [:]
    for split in Split.allCases {
      for number in 0..<60 {
        let example = try language.example(number, of: split, seed: 5)
        texts[split, default: []].insert(example.texts["en"]?.text ?? "")
      }
    }
    let all = texts.values.flatMap(\.self)
    #expect(Set(all).count == all.count)
    var shares: [Split: Int] = [:]
    for number in 0..<100_000 { shares[Split(of: "text \(number)".utf8), default: 0] += 1 }
    // A deviation of 95 is usual for the first, of 69 for the others.
    #expect(abs((shares[.training] ?? 0) - 90_000) < 500)
    #expect(abs((shares[.validation] ?? 0) - 5_000) < 400)
    #expect(abs((shares[.test] ?? 0) - 5_000) < 400)
  }

  @Test func `a split that no text is in is told`() throws {
    let language = try LanguageSamples.small("rule r\n  t: a\n")
    let there = Split(of: "a".utf8)
    #expect(try language.example(0, of: there, seed: 1).texts["t"]?.text == "a")
    let other: Split = there == .test ? .validation : .test
    do {
      _ = try language.example(0, of: other, seed: 1)
      Issue.record("a text came about")
    } catch {
      #expect(
        "\(error)" == "a.grammar: none of 20000 texts belongs to split \(other.rawValue); "
          + "the language has too few of them")
    }
  }

  @Test func `the same number and seed give the same text`() throws {
    let language = try LanguageSamples.language(LanguageSamples.stories)
    let texts = try LanguageSamples.texts(language, 3, field: "en", of: .training)
    #expect(
      texts == [
        "Tom has a ball. Ann has a cup. Tom gives the ball to Mia. Who has the ball? Mia.",
        "Mia has a cup. Mia gives the cup to Tom. Tom gives the cup to Mia. Who has the cup? Mia.",
        "Mia has a cup. Who has the cup? Mia.",
      ])
    let again = try language.example(2, of: .training, seed: 1)
    #expect(again.texts["en"]?.text == texts[2])
    #expect(try language.example(2, of: .training, seed: 2) != again)
  }

  @Test func `a family can be asked for`() throws {
    let language = try LanguageSamples.language(LanguageSamples.sentences)
    #expect(language.families == ["plain", "question"])
    for number in 0..<50 {
      let example = try language.example(number, of: nil, seed: 1, family: "question")
      #expect(example.family == "question")
    }
  }

  @Test func `the words of a field are those that texts can have`() throws {
    let language = try LanguageSamples.language(LanguageSamples.sentences)
    #expect(
      language.words(of: "en") == [
        ",", ".", "?", "Does", "I", "Mia", "apples", "creams", "does", "eat", "ice", "like",
        "likes",
        "rices", "want", "wants",
      ])
    #expect(
      language.words(of: "zh")
        == ["。", "冰", "吃", "吗", "喜欢", "想要", "我", "淇淋", "米娅", "米饭", "苹果", "？"])
    #expect(language.words(of: "label").isEmpty)
    let sentences = try LanguageSamples.small(
      "rule s\n  t: b c .\nrule r\n  let s = s times 2\n  t: « a {s} e+f\n",
      field: "spaced capitalized")
    #expect(sentences.words(of: "t") == [".", "A", "B", "Ef", "b", "c", "ef", "a", "«"].sorted())
    let cells = try LanguageSamples.small(
      "table a\n  t\n  . b c\nrule r\n  let a = a\n  t: {a}\n", field: "spaced capitalized")
    #expect(cells.words(of: "t") == [".", "B", "b", "c"])
    let known = Set(language.words(of: "en"))
    for number in 0..<500 {
      let example = try language.example(number, of: nil, seed: 3)
      for word in example.texts["en"]?.words ?? [] { #expect(known.contains(word.text)) }
    }
  }
}
