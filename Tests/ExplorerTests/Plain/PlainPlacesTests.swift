import Explorer
import Screen
import TestSupport
import Testing

/// Tokens, generation and models as a conversation.
@Suite struct PlainPlacesTests {
  private func session(_ language: DisplayLanguage = .english) -> PlainSession {
    let state = State(
      size: Size(width: 80, height: 24), medium: Medium(), language: language,
      models: ModelChoice.shipped())
    // Training takes seconds where nothing is optimized; it is done once for all tests.
    return PlainSession(
      state,
      run: { errand in
        errand == .trainedTokenizers ? ScreenWalker.trained() : errand.run()
      })
  }

  @Test func `tokens are said for every tokenizer, with ids, as the screen has them`() {
    var session = session()
    let lines = session.answer("tokens I like apples.")
    #expect(lines.first == "text: I like apples.")
    #expect(
      lines[1].hasPrefix("1: translator, vocabulary of ")
        && lines[1].hasSuffix(", 5 tokens: I 301, ▁like 349, ▁apples 707, . 261, </s> 2"),
      "\(lines[1])")
    #expect(lines.count == 12)
    #expect(session.state.place == .home)
    var walker = ScreenWalker()
    walker.press(.control("u"))
    walker.type("I like apples.")
    walker.press(.function(4))
    for (row, line) in zip(walker.state.tokens.rows, lines.dropFirst()) {
      #expect(line.contains(", \(row.pieces?.count ?? -1) tokens: "), "\(line)")
    }
  }

  @Test func `a tokenizer's steps are said by its number`() {
    var session = session()
    _ = session.answer("tokens unhappiness")
    let lines = session.answer("tokens 7")
    #expect(lines.first == "BPE: unhappiness")
    #expect(lines.contains { $0.hasPrefix("2: ") })
    #expect(session.answer("tokens 99") == ["tokens 99: the list has 1 to 10"])
    #expect(session.state.place == .home)
  }

  @Test func `a text is written on token by token, chosen by number, and taken back`() {
    var session = session()
    _ = session.answer("5")
    let first = session.answer("generate Mia has")
    #expect(first.first == "storyteller: <s> Mia has")
    #expect(
      first.contains { $0.hasPrefix("1: a ") && $0.hasSuffix(" of what is kept") }, "\(first)")
    #expect(first.contains { $0.hasPrefix("the dice show ") })
    #expect(first.contains { $0.hasPrefix("this step: ") })
    let greedy = session.answer("d")
    #expect(greedy.contains("always the most probable token: a"), "\(greedy)")
    let second = session.answer("")
    #expect(second[1] == "token 2, written so far: a")
    let other = session.answer("2")
    #expect(other[1].hasPrefix("token 3, written so far: a "))
    #expect(session.answer("p")[1] == "token 2, written so far: a")
    #expect(session.answer("11") == ["11: the list has 1 to 10"])
    let walk = session.answer("i")
    #expect(walk.contains { $0.contains("probabilities") }, "\(walk)")
    #expect(session.state.place == .explore)
    #expect(session.answer("home").first?.hasPrefix("Cutaway") == true)
  }

  @Test func `a translation says which word it looks at`() {
    var session = session(.chinese)
    _ = session.answer("I like apples.")
    let lines = session.answer("generate")
    #expect(lines.first == "translator：I like apples. </s>")
    #expect(lines.contains("总是取概率最大的词元：我"))
    #expect(lines.contains { $0.hasPrefix("看得最多的是 I，权重 ") }, "\(lines)")
    #expect(session.answer("b").first?.hasPrefix("第 1 步") == true)
  }

  @Test func `words are filled in, and the verdict follows`() {
    var session = session()
    _ = session.answer("3")
    let lines = session.answer("generate The film was not [MASK].")
    #expect(lines.contains("masked: the model does not see it"))
    let word = lines.first { $0.hasPrefix("1: ") }?.split(separator: " ")[1] ?? ""
    #expect(lines.contains { $0.hasPrefix("verdict: negative ") })
    let filled = session.answer("1")
    #expect(filled.first == "reader: [CLS] The film was not \(word). [SEP]", "\(filled)")
  }

  @Test func `the models are said with their figures, and one is chosen by name`() {
    var session = session()
    let lines = session.answer("models")
    #expect(
      lines[0].hasPrefix(
        "translator: part of the program, encoder and decoder, layers 2+2, width 64, heads 4, "),
      "\(lines[0])")
    #expect(lines.count == 7)
    #expect(session.answer("model reader").contains("models: reader"))
    let wrong = session.answer("model /nowhere")
    #expect(wrong.count == 1 && wrong[0].contains("/nowhere"))
  }

  @Test func `the help names every command, with the keys of the table`() {
    let help = session().help(.english)
    for line in [
      "n: next step", "}, {: next block, block before", "tokens NUMBER: the steps of one of them",
      "n: put the word in", "d: greedy or dice", "+, -: temperature up, temperature down",
    ] {
      #expect(help.contains(line), "\(line): \(help)")
    }
    #expect(session().help(.chinese).contains("n：下一步"))
  }
}

extension PlainSession {
  fileprivate func help(_ language: DisplayLanguage) -> [String] {
    var session = self
    if language != state.language { _ = session.answer("l") }
    return session.answer("h")
  }
}
