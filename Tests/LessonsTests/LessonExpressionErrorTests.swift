import Lessons
import Testing
import Tracing

@Suite struct LessonExpressionErrorTests {
  private let sample: LessonSample

  init() throws { sample = try LessonSample() }

  /// Expressions with what is said of them.
  private static let written: [(text: String, message: String)] = [
    ("", "column 1: expected a number, an address, a function or a text, found the end"),
    ("1 +", "column 4: expected a number, an address, a function or a text, found the end"),
    ("1 + )", "column 5: expected a number, an address, a function or a text, found ')'"),
    ("1 = 1 and", "column 10: expected a number, an address, a function or a text, found the end"),
    ("and 1", "column 1: expected a number, an address, a function or a text, found 'and'"),
    ("1 2", "column 3: expected an operator between two parts, or the end, found the number 2"),
    ("a/b c/d", "column 5: expected an operator between two parts, or the end, found 'c/d'"),
    (
      "1 = 1 within",
      "column 13: expected a number, an address, a function or a text, found the end"
    ),
    (
      "1 < 2 within 3",
      "column 7: expected an operator between two parts, or the end, found 'within'"
    ),
    ("(1 + 2", "column 1: '(' has no end: expected ')'"),
    ("(1, 2)", "column 3: expected ')' or an operator, found ','"),
    ("a/b[head 1", "column 4: '[' has no end: expected ']'"),
    ("\"abc", "column 1: the text has no end: expected '\"'"),
    ("\"a\\n\"", "column 3: expected '\\\"' or '\\\\', found \"\\\\n\""),
    ("3 % 2", "column 3: expected a number, an address, a function or a text, found \"%\""),
    ("\u{1B}", "column 1: expected a number, an address, a function or a text, found \"\\u{1B}\""),
    ("1+2", "column 2: '+' stands between spaces: x + y"),
    ("1/3", "column 2: '/' stands between spaces: x / y"),
    ("4-1", "column 2: '-' stands between spaces: x - y"),
    ("(4) -1", "column 5: '-' stands between spaces: x - y"),
    ("1 <2", "column 3: '<' stands between spaces: x < y"),
    ("1.2.3", "column 1: expected a number such as 0.02 or 1e-3, found '1.2.3'"),
    ("2x", "column 1: expected a number such as 0.02 or 1e-3, found '2x'"),
    ("maximun(a/b)", "column 1: there is no function \"maximun\"; did you mean maximum?"),
    ("softmax(a/b)", "column 1: there is no function \"softmax\""),
    (
      "before:entropy(a/b)",
      "column 1: 'before:' stands before an address: entropy(before:ADDRESS)"
    ),
    ("b:nothing(a/b)", "column 1: there is no function \"b:nothing\""),
    ("mean()", "column 1: 'mean' takes 1 argument, found 0"),
    ("1 + dot(a/b)", "column 5: 'dot' takes 2 arguments, found 1"),
    ("mean(a/b, c/d)", "column 1: 'mean' takes 1 argument, found 2"),
    ("written(1)", "column 1: 'written' takes no arguments, found 1"),
    ("pieces()", "column 1: 'pieces' takes 1 or 2 arguments, found 0"),
    ("mean(a/b c/d)", "column 10: expected ')' or an operator, found 'c/d'"),
    ("dot(a/b c, d)", "column 9: expected ',', found 'c'"),
    ("mean(3)", "column 6: expected an address, found the number 3"),
    ("mean(tokens)", "column 6: expected an address, found 'tokens'"),
    ("mean(\"a\")", "column 6: expected an address, found a text"),
    ("sqrt(\"a\")", "column 6: expected a number, found a text"),
    ("sqrt(1 > 2)", "column 6: expected a number, found a predicate"),
    ("1 + (2 > 1)", "column 6: expected a number, found a predicate"),
    ("1 < 2 < 3", "column 1: expected a number, found a predicate"),
    ("not 1", "column 5: expected a predicate, found a number"),
    ("1 and 2 > 1", "column 1: expected a predicate, found a number"),
    ("2 > 1 or written()", "column 10: expected a predicate, found a text"),
    ("written() = 1", "column 13: expected a text, found a number"),
    ("1 = written()", "column 5: expected a number, found a text"),
    ("written() < \"b\"", "column 1: expected a number, found a text"),
    ("bytes(3)", "column 7: expected a text, found a number"),
    ("pieces(3)", "column 8: expected the name of a tokenizer, found the number 3"),
    (
      "shows(colours)",
      "column 7: \"colours\" is no picture: expected own, bars, heads, layers, stream, identity, lens, "
        + "inside or derivation"
    ),
    (
      "in(space)",
      "column 4: \"space\" is no place: expected explore, generate, tokens, compare or race"
    ),
    (
      "in(3)",
      "column 4: expected place (explore, generate, tokens, compare or race), found the number 3"
    ),
    (
      "race(1, speed, last)",
      "column 9: \"speed\" is no quantity: expected loss, validation or gradient"
    ),
    (
      "label-of(1, a/b, qurey)",
      "column 18: \"qurey\" is no axis: expected batch, position, head, query, key, channel, feature, "
        + "vocabulary, row, label, input or output"
    ),
    (
      "a/b[qurey 1]",
      "column 1: \"qurey\" is no axis: expected batch, position, head, query, key, channel, feature, "
        + "vocabulary, row, label, input or output"
    ),
    ("a/b[query]", "column 1: 'a/b[query]': expected indices such as 'head 2, query 3, key 1'"),
    ("d:a/b", "column 1: \"d\" is no side: expected before:, a:, b: or c:"),
    (
      "changed(b:a/b)",
      "column 9: expected an address without a side, found one of another computation"
    ),
    (
      "label(a/b)",
      "column 7: expected one index with its axis, as in label(ADDRESS[key 2]), found 0"
    ),
    (
      "label(a/b[2])",
      "column 7: expected one index with its axis, as in label(ADDRESS[key 2]), found one without"
    ),
  ]

  @Test(arguments: written)
  func `what cannot be read is named with its column`(text: String, message: String) {
    #expect(sample.error(text) == message)
    // Without a model.
    #expect(throws: LessonExpressionError.self) { try LessonExpression(parsing: text) }
  }

  private static let found: [(text: String, message: String)] = [
    (
      "mean(encoder/1/self-attention/score)",
      "column 6: encoder/1/self-attention/score: no node has this address; did you mean "
        + "encoder/1/self-attention/scores or encoder/2/self-attention/scores or "
        + "decoder/1/self-attention/scores?"
    ),
    (
      "1 + encoder/1/self-attention/scores[head 1, query 2]",
      "column 5: encoder/1/self-attention/scores: expected an index for each of [head, query, key], "
        + "found [head 1, query 2]"
    ),
    (
      "mean(encoder/1/self-attention/scores[head 3])",
      "column 6: encoder/1/self-attention/scores: head 3 is outside 1–2"
    ),
    (
      "mean(encoder/1/self-attention/scores[channel 1])",
      "column 6: encoder/1/self-attention/scores: expected an index for each of [head, query, key], "
        + "found [channel 1]"
    ),
    (
      "largest(encoder/1/self-attention/scores[1, 1, 1])",
      "column 1: expected several cells, found one"
    ),
    ("c:logits", "column 1: no comparison on the screen has a side 'c'"),
    ("race(1, loss, last)", "column 1: no race is on the screen"),
    ("pieces(wordpiece)", "column 8: no tokenizer is called \"wordpiece\""),
    (
      "piece(bpe, \"unhappy\", 3)",
      "column 23: a piece must be a whole number between 1 and 2, is 3"
    ),
    (
      "label-of(1.5, encoder/ids, position)",
      "column 10: position must be a whole number between 1 and 4, is 1.5"
    ),
    (
      "label(encoder/ids[position 9])",
      "column 7: position must be a whole number between 1 and 4, is 9"
    ),
    (
      "label-of(1, encoder/ids, key)",
      "column 13: encoder/ids: has no axis 'key'; its axes are position"
    ),
    (
      "label-of(1, encoder/1/self-attention/queries, channel)",
      "column 13: encoder/1/self-attention/queries: what stands along 'channel' has no names"
    ),
    (
      "dot(encoder/ids, decoder/ids)",
      "column 1: expected two slices with equally many numbers, found 4 and 3"
    ),
  ]

  @Test(arguments: found)
  func `what a world does not have is named with its column`(text: String, message: String) {
    #expect(sample.error(text) == message)
  }

  @Test func `without a computation, a change or a text there is nothing to read`() throws {
    let world = LessonWorld(facts: ["year": 2017, "heads-then": 8])
    func message(_ text: String) -> String {
      do throws(LessonExpressionError) {
        let expression = try LessonExpression(parsing: text)
        return switch expression.kind {
        case .number: "\(try expression.number(in: world))"
        case .predicate: "\(try expression.holds(in: world))"
        case .text: try expression.text(in: world)
        }
      } catch {
        return "\(error)"
      }
    }
    #expect(message("year") == "2017.0")
    #expect(
      message("yaer")
        == "column 1: \"yaer\" is neither an address nor a fact of this lesson; its facts are "
        + "heads-then and year")
    #expect(message("mean(a/b)") == "column 6: no computation is on the screen: open a model first")
    #expect(message("layers") == "column 1: no computation is on the screen: open a model first")
    #expect(message("before:a/b") == "column 1: nothing is changed here, so there is no 'before'")
    #expect(
      message("written()")
        == "column 1: nothing was written: only a pair's decoder or a writing model does")
    var changeless = sample.world
    changeless.traces[.before] = nil
    #expect(throws: LessonExpressionError(.side(.before), at: 9)) {
      try LessonExpression(parsing: "changed(logits)").holds(in: changeless)
    }
  }

  @Test func `an expression of another kind is refused when it is asked`() {
    #expect(throws: LessonExpressionError(.kind(expected: "a predicate", found: "a number"), at: 1))
    {
      try sample.holds("1")
    }
    #expect(throws: LessonExpressionError(.kind(expected: "a number", found: "a predicate"), at: 1))
    {
      try sample.number("1 = 1")
    }
    #expect(throws: LessonExpressionError(.kind(expected: "a text", found: "a number"), at: 1)) {
      try sample.text("1")
    }
  }
}
