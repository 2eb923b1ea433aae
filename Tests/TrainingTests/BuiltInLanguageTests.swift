import Testing
import Training

/// The languages that are part of the program.
@Suite struct BuiltInLanguageTests {
  @Test func `there are three, and a mistyped name is answered with them`() {
    #expect(LanguageLibrary.builtInNames == ["opinions", "sentences", "stories"])
    func message(_ word: String) -> String {
      do { return try LanguageLibrary.open(word).name } catch { return "\(error)" }
    }
    #expect(message("stories") == "stories")
    #expect(
      message("storys") == "\"storys\" is no language; did you mean 'stories'. Built in: opinions, "
        + "sentences, stories; a grammar file is given by its path")
  }

  @Test(arguments: LanguageLibrary.builtInNames)
  func `every text that is drawn is found grammatical`(name: String) throws {
    let language = try LanguageLibrary.open(name)
    for number in 0..<150 {
      let example = try language.example(number, of: .test, seed: 4)
      for field in language.fields {
        let text = try #require(example.texts[field.name]?.text)
        guard case .grammatical = language.check(text, field: field.name) else {
          Issue.record("\(text)")
          continue
        }
      }
    }
  }

  @Test(arguments: [
    ("I like apples.", "我喜欢苹果。"), ("I like apples", "我喜欢苹果"),
    (
      "The animal did not cross the street because it was too tired.",
      "动物没有过街道，因为动物太累了。"
    ),
    (
      "The animal didn't cross the street because it was too wide.",
      "动物没有过街道，因为街道太宽了。"
    ),
  ]) func `an English sentence has one Chinese one`(english: String, chinese: String) throws {
    let language = try LanguageLibrary.open("sentences")
    guard case .grammatical(let example) = language.check(english, field: "en") else {
      Issue.record("not grammatical")
      return
    }
    #expect(example.texts["zh"]?.text == chinese)
  }

  /// What the splits rest on: they go by the Chinese text.
  @Test(arguments: LanguageLibrary.builtInNames)
  func `one English text never has two Chinese ones`(name: String) throws {
    let language = try LanguageLibrary.open(name)
    var chinese: [String: String] = [:]
    for number in 0..<4000 {
      let example = try language.example(number, of: nil, seed: 9)
      let (en, zh) = (
        try #require(example.texts["en"]?.text), try #require(example.texts["zh"]?.text)
      )
      #expect(chinese[en] == nil || chinese[en] == zh, "\(en)")
      chinese[en] = zh
    }
  }

  @Test(arguments: LanguageLibrary.builtInNames)
  func `no text of the test part is in the training part, in either language`(name: String) throws {
    let language = try LanguageLibrary.open(name)
    for field in language.fields.map(\.name) {
      let tested = try texts(language, 300, field, of: .test)
      let trained = try texts(language, 8000, field, of: .training)
      #expect(tested.isDisjoint(with: trained), "\(field)")
    }
  }

  private func texts(
    _ language: Language, _ count: Int, _ field: String, of split: Split
  ) throws -> Set<String> {
    Set(
      try (0..<count).map {
        try #require(try language.example($0, of: split, seed: 1).texts[field]?.text)
      })
  }

  @Test func `a story whose answer is wrong is inconsistent`() throws {
    let language = try LanguageLibrary.open("stories")
    let story =
      "Mia has a red cup. Tom is in the garden. Mia gives Tom the cup. Who has the cup?"
    guard case .grammatical = language.check(story + " Tom.", field: "en"),
      case .inconsistent = language.check(story + " Mia.", field: "en"),
      case .ungrammatical = language.check(story + " Cup.", field: "en")
    else {
      Issue.record("\(language.check(story + " Tom.", field: "en"))")
      return
    }
  }
}
