import Tensors
import Testing
import Training

/// The grammar read backwards.
@Suite struct LanguageCheckingTests {
  private static func verdict(_ text: String, _ grammar: String, field: String = "en") throws
    -> Verdict
  {
    try LanguageSamples.language(grammar).check(text, field: field)
  }

  @Test(arguments: [LanguageSamples.sentences, LanguageSamples.stories])
  func `every text that is drawn is found grammatical, in every field`(grammar: String) throws {
    let language = try LanguageSamples.language(grammar)
    for number in 0..<200 {
      let example = try language.example(number, of: nil, seed: 11)
      for field in language.fields {
        let text = try #require(example.texts[field.name])
        guard case .grammatical(let found) = language.check(text.text, field: field.name) else {
          Issue.record("\(text.text)")
          continue
        }
        #expect(found.texts[field.name]?.words == text.words)
      }
    }
  }

  @Test(
    arguments: [
      ("I like apples.", nil), ("I like  apples .", nil), ("does Mia eat rices, Mia?", nil),
      ("i like apples.", 0), ("Mia wants ice creams.", nil),
      ("Does Mia eat rices, Mia?", nil), ("", 0), ("I likes apples.", 2), ("I Like apples.", 2),
      ("Mia wants ice apples.", 14), ("I like apples", 13), ("I like apples. ", nil),
      ("I like apples. I", 15), ("I like applesauce.", 7), ("Ilike apples.", 0),
      ("Does Tom eat rices, Tom?", 5), ("Does Mia eat rices, I?", 20), ("Tom likes apples.", 0),
    ] as [(String, Int?)])
  func `a wrong text is wrong at its word`(text: String, place: Int?) throws {
    let verdict = try Self.verdict(text, LanguageSamples.sentences)
    if let place {
      #expect(verdict == .ungrammatical(at: place))
    } else if case .grammatical = verdict {
    } else {
      Issue.record("\(verdict)")
    }
  }

  @Test func `a text brings its example along, with its translation`() throws {
    guard
      case .grammatical(let example) = try Self.verdict(
        "米娅想要冰淇淋。", LanguageSamples.sentences, field: "zh")
    else {
      Issue.record("not grammatical")
      return
    }
    #expect(example.texts["en"]?.text == "Mia wants ice creams.")
    #expect(example.attributes == ["label": "third"])
  }

  @Test(
    arguments: [
      ("Mia has a cup. Who has the cup? Mia.", nil, 0),
      ("Mia has a cup. Mia gives the cup to Tom. Who has the cup? Tom.", nil, 0),
      ("Mia has a cup. Mia gives the cup to Tom. Who has the cup? Mia.", true, 58),
      ("Mia has a cup. Tom gives the cup to Mia. Who has the cup? Mia.", true, 29),
      ("Mia has a cup. Tom loses the cup. Who has the cup? Mia.", true, 29),
      ("Mia has a cup. Who has the ball? Mia.", true, 27),
      ("Mia has a cup. Tom has a cup. Mia loses the cup. Who has the cup? Tom.", true, 25),
      ("Mia has a cup. Mia gives the cup to Mia. Who has the cup? Mia.", false, 36),
      ("Mia has a cup. Who has the cup? Ben.", false, 32),
    ] as [(String, Bool?, Int)])
  func `a story that contradicts itself is inconsistent where it does`(
    text: String, contradicts: Bool?, place: Int
  ) throws {
    let verdict = try Self.verdict(text, LanguageSamples.stories)
    switch contradicts {
    case nil:
      guard case .grammatical = verdict else {
        Issue.record("\(verdict)")
        return
      }
    case true: #expect(verdict == .inconsistent(at: place))
    default: #expect(verdict == .ungrammatical(at: place))
    }
  }

  @Test func `what the text does not show is found out`() throws {
    // The row of `mood` shows in neither field; its gender must fit all the same.
    let grammar = """
      language l
      field en spaced
      start r
      table word
        en | kind
        die | f
        der | m
      table noun
        en | kind
        Katze | f
        Hund | m
      table mood
        name | kind | end
        good | f | e
        good | m | er
      rule r
        let m = mood
        let w = word where w.kind = m.kind
        let n = noun where n.kind = m.kind
        en: {w} {n}
        mood: {m.end}
      """
    guard case .grammatical(let example) = try Self.verdict("der Hund", grammar) else {
      Issue.record("not grammatical")
      return
    }
    #expect(example.attributes == ["mood": "er"])
    #expect(try Self.verdict("die Hund", grammar) == .ungrammatical(at: 4))
  }

  @Test func `a column may be named by what comes later`() throws {
    let grammar = """
      language l
      field en spaced capitalized
      start r
      table be
        one | more
        is | are
      rule who
        en: she
        number: one
      rule who
        en: they
        number: more
      rule r
        let w = who
        let b = be
        en: {b.(w.number)} {w} here ?
      """
    guard case .grammatical = try Self.verdict("Are they here?", grammar) else {
      Issue.record("not grammatical")
      return
    }
    #expect(try Self.verdict("Is they here?", grammar) == .ungrammatical(at: 3))
  }

  // MARK: Fillers

  @Test(
    arguments: [
      ("I like apples.", 0, ["I"]), ("I like apples.", 1, ["like", "want"]),
      ("I like apples.", 2, ["apples"]), ("I like apples.", 3, ["."]),
      ("Mia likes ice creams.", 2, ["ice"]), ("Mia likes ice creams.", 1, ["likes", "wants"]),
      ("Does Mia eat rices, Mia?", 3, ["apples", "rices"]),
      ("Does Mia eat rices, Mia?", 0, ["Does"]),
    ] as [(String, Int, [String])])
  func `fillers are the words that fit`(text: String, word: Int, fillers: [String]) throws {
    let language = try LanguageSamples.language(LanguageSamples.sentences)
    guard case .grammatical(let example) = language.check(text, field: "en") else {
      Issue.record("not grammatical")
      return
    }
    let shown = try #require(example.texts["en"])
    #expect(language.fillers(of: word, in: shown, field: "en") == fillers)
  }

  @Test func `only what the story determines fills its answer`() throws {
    let language = try LanguageSamples.language(LanguageSamples.stories)
    let text = "Mia has a cup. Mia gives the cup to Tom. Who has the cup? Tom."
    func fillers(_ blank: Range<Int>) -> [String]? {
      language.fillers(of: blank, in: text, field: "en")
    }
    #expect(fillers(58..<61) == ["Tom"])
    #expect(fillers(36..<39) == ["Tom"])
    #expect(fillers(15..<18) == ["Mia"])
    #expect(fillers(0..<0) == [] && fillers(60..<90) == [])
  }

  @Test func `fillers of a joined field are cut as the grammar cuts`() throws {
    let language = try LanguageSamples.language(LanguageSamples.sentences)
    #expect(language.fillers(of: 3..<9, in: "我喜欢苹果。", field: "zh") == ["喜欢", "想要"])
    #expect(language.fillers(of: 9..<15, in: "我喜欢苹果。", field: "zh") == ["苹果"])
  }

  @Test func `every filler makes the text grammatical, and no other word does`() throws {
    let language = try LanguageSamples.language(LanguageSamples.stories)
    let words = language.words(of: "en")
    for number in 0..<4 {
      let text = try #require(try language.example(number, of: nil, seed: 8).texts["en"])
      for (index, word) in text.words.enumerated() where word.text != "." && word.text != "?" {
        let fillers = language.fillers(of: index, in: text, field: "en")
        let bytes = Array(text.text.utf8)
        for candidate in words where candidate != "." && candidate != "?" {
          let changed =
            bytes[..<word.bytes.lowerBound] + Array(candidate.utf8)
            + bytes[word.bytes.upperBound...]
          let verdict = language.check(String(decoding: changed, as: UTF8.self), field: "en")
          var isGrammatical = false
          if case .grammatical = verdict { isGrammatical = true }
          // A sentence may begin with a small letter, but nobody fills it so.
          let isSmall =
            word.text.first?.isUppercase == true && candidate.first?.isLowercase == true
          guard !isSmall else { continue }
          #expect(isGrammatical == fillers?.contains(candidate), "\(candidate) in \(text.text)")
        }
      }
    }
  }

  // MARK: Ambiguity

  @Test func `all examples that have a text are found`() throws {
    let language = try LanguageSamples.language(
      """
      language l
      field en spaced
      field zh joined
      start r
      table you
        en | zh
        you | 你
        you | 你们
      rule r
        let y = you
        en: {y} sleep
        zh: {y} 睡
      """)
    let readings = language.readings(of: "you sleep", field: "en")
    #expect(readings.compactMap { $0.texts["zh"]?.text } == ["你睡", "你们睡"])
    #expect(language.readings(of: "you sleep", field: "en", limit: 1).count == 1)
    #expect(language.readings(of: "你睡", field: "zh").count == 1)
    #expect(language.readings(of: "你", field: "zh").isEmpty)
  }

  @Test func `a search without end is given up`() throws {
    let language = try LanguageSamples.small(
      """
      table a
        t
        x
        x
        x x
      rule s
        let a = a
        t: {a}
      rule r
        let s = s times 1..40
        t: {s} y
      """)
    let text = Array(repeating: "x", count: 30).joined(separator: " ")
    #expect(language.check(text, field: "t") == .undecided)
    #expect(language.check("x x z", field: "t") == .ungrammatical(at: 4))
    #expect(language.check("x", field: "u") == .ungrammatical(at: 0))
  }
}
