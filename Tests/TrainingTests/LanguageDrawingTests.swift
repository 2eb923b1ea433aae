import Tensors
import Testing
import Training

/// What texts a grammar makes.
@Suite struct LanguageDrawingTests {
  private static func small(_ lines: String, field: String = "spaced") throws -> Language {
    try LanguageSamples.small(lines, field: field)
  }

  /// The different texts among the first examples, sorted.
  private static func set(_ language: Language, _ count: Int = 300) throws -> [String] {
    Set(try LanguageSamples.texts(language, count)).sorted()
  }

  /// How many of 4,000 texts are this one.
  private static func share(_ text: String, _ language: Language) throws -> Int {
    try LanguageSamples.texts(language, 4_000).count { $0 == text }
  }

  // MARK: Texts

  @Test func `words stand apart, signs do not, and sentences begin with a capital`() throws {
    let rule = "rule r\n  t: \"\" 3 what , élan ? the \"end\" ! yes . \n"
    #expect(
      try Self.set(Self.small(rule, field: "spaced capitalized"))
        == ["3 what, élan? The \"end\"! Yes."])
    #expect(try Self.set(Self.small(rule)) == ["3 what, élan? the \"end\"! yes."])
    #expect(try Self.set(Self.small(rule, field: "joined")) == ["3what,élan?the\"end\"!yes."])
  }

  @Test func `the first letter becomes a capital even behind a sign`() throws {
    let language = try Self.small(
      "rule r\n  t: “ éa . ” ß . 我 a\n", field: "spaced capitalized")
    #expect(try Self.set(language) == ["“ Éa. ” Ss. 我 a"])
  }

  @Test func `a sign within a word begins no sentence`() throws {
    let language = try Self.small(
      "rule r\n  t: e+.+g. «+it «+is».+so\n", field: "spaced capitalized")
    #expect(try Self.set(language) == ["E.g. «It «is».so"])
    #expect(language.words(of: "t").contains("«It"))
  }

  @Test func `glued parts are one word, and an empty part changes nothing`() throws {
    let language = try Self.small(
      """
      table a
        t | end
        x y | s
        z | ""
        "" | q
      rule r
        let a = a
        t: b {a}+{a.end} c
      """)
    #expect(try Self.set(language) == ["b q c", "b x ys c", "b z c"])
    let words = try #require(
      (0..<50).lazy.map { try? language.example($0, of: nil, seed: 1).texts["t"] }
        .first { $0?.text == "b x ys c" } ?? nil)
    #expect(words.words.map(\.text) == ["b", "x", "ys", "c"])
    #expect(words.words.map(\.bytes) == [0..<1, 2..<3, 4..<6, 7..<8])
    #expect(words.marks.map(\.name) == ["a", "a"])
    #expect(words.marks.map(\.words) == [1..<3, 2..<3])
    let glued = ["yq", "ys", "zq", "zs"]
    #expect(language.words(of: "t") == (["b", "c", "q", "s", "x", "y", "z"] + glued).sorted())
  }

  @Test func `marks are paths of variables, outer before inner`() throws {
    let language = try LanguageSamples.language(LanguageSamples.sentences)
    let example = try #require(
      (0..<200).lazy.compactMap { try? language.example($0, of: nil, seed: 1) }
        .first { $0.texts["en"]?.text == "Does Mia eat ice creams, Mia?" })
    let text = try #require(example.texts["en"])
    #expect(text.words.map(\.text) == ["Does", "Mia", "eat", "ice", "creams", ",", "Mia", "?"])
    #expect(text.marks.map(\.name) == ["s", "s.p", "object", "f", "s", "s.p"])
    #expect(text.marks.map(\.words) == [1..<2, 1..<2, 3..<5, 3..<5, 6..<7, 6..<7])
    #expect(example.texts["zh"]?.text == "米娅吃冰淇淋吗？")
    #expect(example.texts["zh"]?.words.map(\.text) == ["米娅", "吃", "冰", "淇淋", "吗", "？"])
    #expect(example.attributes == ["label": "asked"])
    #expect(example.family == "question")
  }

  @Test func `repetitions follow each other, each with its number`() throws {
    let language = try Self.small(
      """
      table a
        t
        x
      rule s
        let a = a
        t: {a}
      rule r
        let s = s times 0..2
        t: {s} b
      """)
    #expect(try Self.set(language) == ["b", "x b", "x x b"])
    let both = try #require(
      (0..<50).lazy.compactMap { try? language.example($0, of: nil, seed: 1).texts["t"] }
        .first { $0.text == "x x b" })
    #expect(both.marks.map(\.name) == ["s", "s.1", "s.1.a", "s.2", "s.2.a"])
    #expect(both.marks.map(\.words) == [0..<2, 0..<1, 0..<1, 1..<2, 1..<2])
  }

  // MARK: Draws

  @Test func `weights of rules and rows are shares`() throws {
    let rules = try Self.small("rule r weight 3\n  t: a\nrule r\n  t: b\n")
    // 4,000 draws of 3/4: a deviation of 27 is usual, of 150 is not.
    #expect(abs(try Self.share("a", rules) - 3000) < 150)
    let rows = try Self.small(
      "table a\n  t | weight\n  x | 1\n  y | 0.5\n  z | 2.5\nrule r\n  let a = a\n  t: {a}\n")
    #expect(abs(try Self.share("z", rows) - 2500) < 150)
    // The same shares where conditions leave rows out one by one.
    let some = try Self.small(
      """
      table a
        t | weight
        x | 1
        y | 0.5
        z | 2.5
      rule r
        let b = a where b.t = x
        let a = a where a != b
        t: {a}
      """)
    #expect(abs(try Self.share("z", some) - 3333) < 150)
  }

  @Test(
    arguments: [
      ("let a = a where a.sex = m", ["x"]), ("let a = a where a.sex != m", ["y", "z"]),
      ("let a = a where a.sex", ["x", "y"]), ("let a = a where no a.sex", ["z"]),
      ("let a = a where a.sex in m f and a.t != y", ["x"]),
      ("let a = a where a.sex not in m", ["y", "z"]),
      ("let a = a where a.t = a.copy", ["x", "z"]), ("let a = a where a.t != a.copy", ["y"]),
      ("let b = a where b.t = x\n  let a = a where a != b", ["y", "z"]),
      ("let b = a where b.t = x\n  let a = a where a = b", ["x"]),
      ("let b = a where b.t = y\n  let a = a where a.copy = b.copy", ["y"]),
      ("let b = a where b.t = z\n  let a = a where a.sex = b.sex or", []),
      ("let a = a\n  let b = a\n  where a.t = b.copy", ["x", "z"]),
    ] as [(String, [String])])
  func `conditions leave out what does not satisfy them`(lines: String, texts: [String]) throws {
    let table = "table a\n  t | sex | copy\n  x | m | x\n  y | f | q\n  z | - | z\n"
    let grammar = table + "rule r\n  \(lines)\n  t: {a}"
    guard !texts.isEmpty else {
      #expect(throws: LanguageError.self) { try Self.small(grammar) }
      return
    }
    #expect(try Self.set(Self.small(grammar)) == texts)
  }

  @Test func `a cell that is missing lets no text come about, whichever way it is named`() throws {
    let language = try Self.small(
      """
      table a
        t | u
        x | 1
        y | -
      table c
        n
        t
        u
      rule r
        let a = a
        let c = c
        t: {a} {a.(c.n)}
      """)
    #expect(try Self.set(language) == ["x 1", "x x", "y y"])
  }

  @Test func `a rule's text may be missing, and may be named by another`() throws {
    let language = try Self.small(
      """
      rule s
        t: a
        u: 1
      rule s
        t: b
        u: -
      rule k
        t: t
      rule k
        t: u
      rule r
        let s = s
        let k = k
        t: {s.(k.t)}
      """)
    #expect(try Self.set(language) == ["1", "a", "b"])
  }

  @Test func `a language without a text says which rule fails`() throws {
    let language = try Self.small(
      """
      table a
        t
        x
      rule s
        let a = a
        let b = a where b != a
        t: {a} {b}
      rule r
        let s = s
        t: {s}
      """)
    let message = """
      a.grammar:7: no text in 1000 tries, most often because rule "s" found nothing that fits; \
      loosen its conditions
      """
    var generator = SeededGenerator(seed: 1)
    do {
      _ = try language.example(using: &generator)
      Issue.record("a text came about")
    } catch {
      #expect("\(error)" == message)
    }
  }

  // MARK: Facts

  @Test func `facts last, change and are forgotten`() throws {
    let language = try LanguageSamples.language(LanguageSamples.stories)
    for number in 0..<500 {
      let example = try language.example(number, of: nil, seed: 2)
      let text = try #require(example.texts["en"])
      // Told again by hand: who holds what after each sentence.
      var holder: [String: String] = [:]
      let words = text.words.map { $0.text.lowercased() }
      let sentences = words.split { $0 == "." || $0 == "?" }.map(Array.init)
      for sentence in sentences.dropLast(2) {
        switch sentence[1] {
        case "has":
          #expect(holder[sentence[3]] == nil, "\(text.text)")
          holder[sentence[3]] = sentence[0]
        case "gives":
          #expect(holder[sentence[3]] == sentence[0], "\(text.text)")
          #expect(sentence[5] != sentence[0], "\(text.text)")
          holder[sentence[3]] = sentence[5]
        default:
          #expect(holder[sentence[3]] == sentence[0], "\(text.text)")
          holder[sentence[3]] = nil
        }
      }
      let asked = sentences[sentences.count - 2][3]
      #expect(holder[asked] == sentences[sentences.count - 1][0], "\(text.text)")
    }
  }
}
