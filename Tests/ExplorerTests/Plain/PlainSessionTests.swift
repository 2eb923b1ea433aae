import Explorer
import Screen
import TestSupport
import Testing
import Tracing

/// The explorer as a conversation.
@Suite struct PlainSessionTests {
  private func session(
    _ model: String = "translator", _ text: String = "I like apples.",
    _ language: DisplayLanguage = .english
  ) throws -> PlainSession {
    let state = State(
      size: Size(width: 80, height: 24), medium: Medium(), language: language,
      models: ModelChoice.shipped())
    var session = PlainSession(state)
    _ = session.begin(try ToySubject.open(model, text))
    return session
  }

  @Test func `a step is said with its place, formula, inputs, axes, table and cell`() throws {
    var session = try session()
    let lines = session.answer("g decoder/1/cross-attention/weights")
    #expect(
      lines == [
        "step 65 of 106: decoder/1/cross-attention/weights",
        "softmax: y[i] = e^(x[i] − m) / Σⱼ e^(x[j] − m),  m = max x",
        "computed from: decoder/1/cross-attention/masked",
        "axes: head 4, query 5, key 5",
        "head 1 of 4",
        "rows: query (who asks)",
        "columns: key (who is looked at)",
        "<s>: I 0.9491, like 0.04998, apples 0.0002492, . 0.0004806, </s> 0.0001991",
        "我: I 0.001383, like 0.8248, apples 0.04271, . 0.03981, </s> 0.09127",
        "喜欢: I 3.758e−5, like 0.0001195, apples 0.9750, . 0.02444, </s> 0.0003770",
        "苹果: I 0.01663, like 0.07206, apples 0.02093, . 0.2467, </s> 0.6437",
        "。: I 0.9046, like 0.001666, apples 0.0001194, . 0.001438, </s> 0.09213",
        "the cell: weights[head 1, <s>, I] = 0.949096",
      ])
  }

  @Test func `where from lists numbered terms, and a number goes to one and back`() throws {
    var session = try session()
    _ = session.answer("g decoder/1/cross-attention/weights")
    _ = session.answer("c head 2, query 3, key 1")
    let lines = session.answer("f")
    #expect(lines.first == "weights[head 2, 喜欢, I] = 4.65064e−5")
    #expect(lines.contains("1: 1 from masked[head 2, 喜欢, apples] = 5.837"))
    #expect(lines.contains("4: 5.332e−5 from masked[head 2, 喜欢, I] = −4.002"))
    #expect(session.answer("t 4").first == "masked[head 2, 喜欢, I] = −4.00227")
    #expect(session.answer("t 9") == ["t 9: the list has 1 to 2"])
    #expect(session.answer("b").last == "the cell: weights[head 2, 喜欢, I] = 4.65064e−5")
    #expect(session.answer("t 1") == ["t follows a list: f or w makes one"])
  }

  @Test func `following the first term ends at what was learned or given`() throws {
    for (model, text) in ToySubject.all {
      var session = try session(model, text)
      _ = session.answer("g probabilities")
      _ = session.answer("f")
      var lines: [String] = []
      for _ in 0..<400 {
        lines = session.answer("t 1")
        if !lines.contains(where: { $0.hasPrefix("1: ") }) { break }
      }
      #expect(lines.count > 1, "\(model)")
      #expect(lines.contains { $0.contains("learned") }, "\(model): \(lines)")
    }
  }

  @Test func `every step of every model is said in both languages`() throws {
    for (model, text) in ToySubject.all {
      for language in DisplayLanguage.allCases {
        var session = try session(model, text, language)
        let count = try #require(session.state.explore).subject.steps.count
        for number in 2...count {
          let lines = session.answer("n")
          let start =
            language == .english
            ? "step \(number) of \(count): " : "第 \(number) 步，共 \(count) 步："
          #expect(
            lines.first?.hasPrefix(start) == true, "\(model), \(number): \(lines.first ?? "")")
          #expect(!lines.joined().contains("{}"), "\(model), \(number)")
        }
        let end = session.answer("n")
        #expect(end == [language == .english ? "this is the last step" : "这是最后一步"])
      }
    }
  }

  @Test func `every number of the panel by hand is said too`() throws {
    for (model, text) in ToySubject.all.prefix(3) {
      var session = try session(model, text)
      let steps = try #require(session.state.explore).subject.steps.count
      for number in 1..<steps {
        _ = session.answer("n")
        guard number % 7 == 0, let walk = session.state.explore else { continue }
        var canvas = Canvas(size: Size(width: 116, height: 20))
        ByHandView(walk.context(.english, Medium()), showsTerms: false)
          .draw(into: &canvas, in: canvas.bounds)
        let said = Self.numbers(session.answer("f"))
        let missing = Self.numbers(canvas.lines).subtracting(said)
        #expect(
          missing.isEmpty, "\(model), step \(number + 1): \(missing.sorted())\n\(canvas.text)")
      }
    }
  }

  /// The numbers in lines, as they are written.
  private static func numbers(_ lines: [String]) -> Set<String> {
    let pattern = /[0-9]+(\.[0-9]+)?(e−?[0-9]+)?/
    return Set(lines.flatMap { line in line.matches(of: pattern).map { String($0.output.0) } })
  }

  @Test func `the language changes where the reader stands`() throws {
    var session = try session()
    _ = session.answer("g decoder/output")
    #expect(session.answer("l").first?.hasPrefix("第 ") == true)
    #expect(session.answer("h").contains("f：这个数从何而来"))
    #expect(session.answer("l").first?.hasPrefix("step ") == true)
  }

  @Test func `what is no command is said so, made visible`() throws {
    var session = try session()
    #expect(session.answer("\u{1B}[2J") == ["\\u{1B}[2J: no command; h lists them"])
    #expect(session.answer("play") == ["play: no command; h lists them"])
    #expect(session.answer("g nowhere/at/all") == ["nowhere/at/all: no node has this address"])
    #expect(session.answer("b") == ["this is where the path began"])
  }

  @Test func `inside an operation each stage is said`() throws {
    var session = try session()
    _ = session.answer("g decoder/1/cross-attention/weights")
    let lines = session.answer("i")
    #expect(lines.contains { $0.hasPrefix("inside, stage 1 of ") })
    #expect(session.answer("o").contains("head 1 of 4"))
  }
}
