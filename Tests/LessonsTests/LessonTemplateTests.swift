import Lessons
import Testing

@Suite struct LessonTemplateTests {
  private let sample: LessonSample

  init() throws { sample = try LessonSample() }

  /// The text without styles.
  private func plain(_ text: String) throws -> String {
    try sample.spans(text).map(\.text).joined()
  }

  private func error(_ text: String) -> String {
    do throws(LessonExpressionError) {
      return try sample.spans(text).map(\.text).joined()
    } catch {
      return "\(error)"
    }
  }

  // MARK: Numbers

  @Test func `numbers in every format, with a true minus sign`() throws {
    #expect(try plain("{2 / 3:.2f} {2 / 3:.0f} {-2 / 3:.3f}") == "0.67 1 −0.667")
    #expect(try plain("{0.9724:.1%} {-0.5:.0%} {1:.2%}") == "97.2% −50% 100.00%")
    #expect(try plain("{3.5:d} {2.5:d} {-7:d} {2017:d}") == "4 2 −7 2017")
    #expect(
      try plain("{1234.5:.1e} {-0.00012:.2e} {0:.1e} {9.96:.1e}") == "1.2e3 −1.20e−4 0.0 1.0e1")
    #expect(try plain("{2 / 3} {-0.5} {year} {tokens}") == "0.6667 −0.5 2017 4")
    // What rounds to 0 has no sign.
    #expect(try plain("{-0.001:.2f}") == "0.00")
  }

  @Test func `numbers that are none and those without end are named`() throws {
    #expect(try plain("{1 / 0:.2f} {-1 / 0:.1%} {0 / 0:d}") == "∞ −∞ NaN")
    #expect(try plain("{1e308:.0%} {1e300:.1e}") == "∞ 1.0e300")
  }

  @Test func `computed numbers have a style of their own, texts that of what stands around`() throws
  {
    #expect(
      try sample.spans("*{label(encoder/1/output[position 2])}* gets {0.5:.1f}.") == [
        LessonSpan("like", .emphasis), LessonSpan(" gets "), LessonSpan("0.5", .number),
        LessonSpan("."),
      ])
  }

  @Test func `a side's colon is no format`() throws {
    let cell = "encoder/1/self-attention/scores[head 1, query 1, key 1]"
    #expect(try plain("{b:\(cell)} {b:\(cell):.1f}") == "1 1.0")
    #expect(try plain("{before:\(cell):.3f}") != "1.000")
    #expect(try plain("{characters(\"a:b}\"):d}") == "4")
  }

  // MARK: Styles

  @Test func `styles may touch what stands beside them, as in Chinese`() throws {
    #expect(
      try sample.spans("分数*除以*根号，**再**做`softmax`。") == [
        LessonSpan("分数"), LessonSpan("除以", .emphasis), LessonSpan("根号，"),
        LessonSpan("再", .strong), LessonSpan("做"), LessonSpan("softmax", .code),
        LessonSpan("。"),
      ])
    #expect(
      try sample.spans("**a *b* c** d") == [LessonSpan("a b c", .strong), LessonSpan(" d")])
    #expect(try sample.spans("") == [])
  }

  @Test func `a backslash takes the meaning, and a star between spaces has none`() throws {
    #expect(
      try sample.spans(#"2 * 3, \*no\*, \{x\}, \`c\`, a\b, \\"#)
        == [LessonSpan(#"2 * 3, *no*, {x}, `c`, a\b, \"#)])
    #expect(
      try sample.spans(#"`f(\{x\}) * {1:d}`"#) == [
        LessonSpan("f({x}) * ", .code), LessonSpan("1", .number),
      ])
  }

  @Test func `keys are code`() throws {
    #expect(
      try sample.spans("press {key nextHead}") == [LessonSpan("press "), LessonSpan("n", .code)])
  }

  @Test func `what comes from a model is made visible`() throws {
    var world = sample.world
    world.written = "a\u{1B}[2J\u{202E}b"
    world.pieces = { _, _ in ["\n"] }
    let template = try LessonTemplate(parsing: "{written()} {piece(bpe, \"x\", 1)}\u{9B}")
    #expect(
      try template.spans(in: world) { _ in nil } == [
        LessonSpan("a\\u{1B}[2J\\u{202E}b \\n\\u{9B}")
      ])
  }

  // MARK: Mistakes

  @Test func `mistakes are named with their column in the whole text`() {
    #expect(
      error("a {1 +} b")
        == "column 7: expected a number, an address, a function or a text, found the end")
    #expect(error("a {mean(nowhere)}") == "column 9: nowhere: no node has this address")
    #expect(error("a {1:.2g}") == "column 6: \".2g\" is no format: expected .2f, .1%, d or .1e")
    #expect(error("a {1:}") == "column 6: \"\" is no format: expected .2f, .1%, d or .1e")
    #expect(error("a {1 = 1}") == "column 4: expected a number or a text, found a predicate")
    #expect(error("a {written():d}") == "column 4: expected a number before a format, found a text")
    #expect(error("a {1") == "column 3: '{' has no end: expected '}'")
    #expect(error("a } b") == "column 3: '}' begins no placeholder: write '\\}' for a brace")
    #expect(error("a *b") == "column 3: '*' has no end: expected '*', or '\\' before it")
    #expect(error("a **b*") == "column 3: '**' has no end: expected '**', or '\\' before it")
    #expect(error("`a") == "column 1: '`' has no end: expected '`', or '\\' before it")
    #expect(
      error("{key jump}")
        == "column 2: there is no action \"jump\": 'cutaway lessons list --actions' names them")
    #expect(
      error(String(repeating: "长", count: 3_334))
        == "column 1: 10002 bytes are too long for a text: at most 10000")
  }

  // MARK: Digits

  @Test func `typed digits are found, but not in names or placeholders`() throws {
    func columns(_ text: String) throws -> [Int] { try LessonTemplate(parsing: text).typedDigits }
    #expect(try columns("T5, GPT-2, d1, Llama-3.1, `encoder/1/output`, 3D and dₖ² ① 二") == [])
    #expect(try columns("{1 + 2:.2f} {key nextHead}") == [])
    #expect(try columns("a 12 b 0.35, `7`") == [3, 8, 15])
    #expect(try columns("12-layer") == [1])
    #expect(try columns("第2层有８个头") == [2, 5])
    #expect(try columns("2/3 80×24 -5") == [1, 3, 5, 8, 12])
    #expect(try columns("T{1:d}5") == [7])
  }
}
