import Lessons
import TestSupport
import Testing
import Tracing
import Training

@Suite struct LessonExpressionTests {
  private let sample: LessonSample
  private let s = "encoder/1/self-attention/scores"
  private let w = "encoder/1/self-attention/weights"

  init() throws { sample = try LessonSample() }

  // MARK: Numbers

  @Test func `what is said of all numbers of a slice`() throws {
    let row = "\(s)[head 1, query 1]"  // 1, 2, 3, 6
    #expect(try sample.number("sum(\(row))") == 12)
    #expect(try sample.number("mean(\(row))") == 3)
    #expect(try sample.number("maximum(\(row))") == 6)
    #expect(try sample.number("minimum(\(row))") == 1)
    #expect(try sample.number("variance(\(row))") == 3.5)
    #expect(abs(try sample.number("deviation(\(row))") - 1.870828693) < 1e-8)
    #expect(abs(try sample.number("norm(\(row))") - 7.071067812) < 1e-8)
    #expect(try sample.number("count(\(row))") == 4)
    #expect(try sample.number("count(\(s)[head 2])") == 16)
    #expect(try sample.number("count(\(s))") == 32)
    #expect(try sample.number("count(\(s)[query 2, key 1])") == 2)
  }

  @Test func `entropy is in nats and what has no share adds nothing`() throws {
    // 1/2·ln 2 + 1/4·ln 4 + 2·1/8·ln 8 = 1.75·ln 2
    #expect(abs(try sample.number("entropy(\(w)[head 1, query 2])") - 1.213007566) < 1e-8)
    #expect(try sample.number("entropy(\(w)[head 2, query 2])") == 0)
  }

  @Test func `the largest and the smallest are named as their axis is written`() throws {
    #expect(try sample.number("largest(\(s)[head 1, query 1])") == 4)
    #expect(try sample.number("smallest(\(s)[head 1, query 2])") == 2)
    // Down a column: the rows of head 1 are asked for.
    #expect(try sample.number("largest(\(w)[head 2, query 2])") == 3)
    // Ids count from 0.
    let logits = try #require(sample.world.traces[.now]).trace
    let node = try #require(logits.node(at: "logits"))
    let first = logits.values(of: node).array.prefix(11)
    let best = try #require(first.firstIndex(of: first.max() ?? 0))
    #expect(try sample.number("largest(logits[position 1])") == Double(best))
  }

  @Test func `two slices`() throws {
    let (first, second) = ("\(s)[head 1, query 1]", "\(s)[head 1, query 2]")
    // (1, 2, 3, 6) and (2, −1, 0, 5)
    #expect(try sample.number("dot(\(first), \(second))") == 30)
    #expect(try sample.number("distance(\(first), \(second))") == 3)
    // 30 / √(50 · 30)
    #expect(abs(try sample.number("cosine(\(first), \(second))") - 0.774596669) < 1e-8)
    #expect(abs(try sample.number("cosine(\(first), \(first))") - 1) < 1e-12)
  }

  @Test func `a cell, its rank, and parameters by their rows`() throws {
    #expect(try sample.number("\(s)[head 1, query 2, key 4]") == 5)
    #expect(try sample.number("\(s)[1, 2, 4]") == 5)
    #expect(try sample.number("rank(\(s)[head 1, query 2, key 4])") == 1)
    #expect(try sample.number("rank(\(s)[head 1, query 2, key 1])") == 2)
    #expect(try sample.number("rank(\(s)[head 1, query 2, key 2])") == 4)
    // Token 4 stands at position 3: its row of the table is what was looked up.
    let row = "encoder/token-embedding/table[vocabulary 4]"
    #expect(try sample.number("count(\(row))") == 8)
    #expect(try sample.number("distance(\(row), encoder/token-embedding[position 3])") == 0)
  }

  @Test func `masked scores are −∞ in every figure`() throws {
    let row = "decoder/1/self-attention/masked[head 1, query 2]"  // the third key is masked
    #expect(try sample.number("\(row.dropLast()), key 3]") == -.infinity)
    #expect(try sample.number("minimum(\(row))") == -.infinity)
    #expect(try sample.number("sum(\(row))") == -.infinity)
    #expect(try sample.number("mean(\(row))") == -.infinity)
    #expect(try sample.number("maximum(\(row))").isFinite)
    #expect(try sample.number("smallest(\(row))") == 3)
    #expect(try sample.number("largest(\(row))") < 3)
    #expect(try sample.number("variance(\(row))").isNaN)
    #expect(try sample.number("exp(\(row.dropLast()), key 3])") == 0)
    #expect(try sample.number("distance(\(row), \(row))") == 0)
    #expect(try sample.holds("\(row.dropLast()), key 3] < 0"))
  }

  @Test func `a number that is none is no largest, and no comparison with it holds`() throws {
    let now = try #require(sample.world.traces[.now])
    var world = sample.world
    world.traces[.now] = try now.replay([
      .cell(LessonSample.scores, [.head: 0, .query: 0, .key: 1], to: .nan)
    ])
    let row = "\(s)[head 1, query 1]"
    for name in ["sum", "maximum", "minimum", "largest", "smallest", "entropy"] {
      #expect(try LessonExpression(parsing: "\(name)(\(row))").number(in: world).isNaN)
    }
    #expect(try LessonExpression(parsing: "rank(\(s)[1, 1, 1])").number(in: world).isNaN)
    for predicate in [
      "maximum(\(row)) > 0", "is-largest(\(s)[1, 1, 4])", "is-smallest(\(s)[1, 1, 1])",
    ] {
      #expect(try !LessonExpression(parsing: predicate).holds(in: world))
    }
  }

  @Test func `arithmetic binds as usual`() throws {
    #expect(try sample.number("1 + 2 * 3") == 7)
    #expect(try sample.number("(1 + 2) * 3") == 9)
    #expect(try sample.number("10 - 4 - 3") == 3)
    #expect(try sample.number("12 / 3 / 2") == 2)
    #expect(try sample.number("-2 * -3") == 6)
    #expect(try sample.number("1 − 3") == -2)
    #expect(try sample.number("−3 + 1") == -2)
    #expect(try sample.number("1e-3 * 1e3") == 1)
    #expect(try sample.number("sqrt(16) + abs(-2) + exp(0) + log(1)") == 7)
    #expect(try sample.number("round(2.5) + round(-0.4)") == 3)
    #expect(try sample.number("1 / 0") == .infinity)
    #expect(try sample.number("sqrt(head-width)") == 2)
  }

  @Test func `the model's sizes, its tokens, facts and the head that is shown`() throws {
    #expect(try sample.number("layers") == 4)
    #expect(try sample.number("heads") == 2)
    #expect(try sample.number("width") == 8)
    #expect(try sample.number("head-width") == 4)
    #expect(try sample.number("feed-forward") == 12)
    #expect(try sample.number("vocabulary") == 11)
    #expect(try sample.number("tokens") == 4)
    #expect(try sample.number("year") == 2017)
    #expect(try sample.number("head") == 1)
    // An embedding; per layer four projections of 8×8 + 8, twice in a decoder; up and down; two or three norms;
    // the head is tied.
    let attention = 4 * (64 + 8)
    let network = 96 + 12 + 96 + 8
    let parameters =
      88 + 2 * (attention + network + 2 * 16) + 2 * (2 * attention + network + 3 * 16)
    #expect(try sample.number("parameters") == Double(parameters))
  }

  @Test func `the same cell before, now, and on the sides of a comparison`() throws {
    let before = try sample.number("before:\(s)[head 1, query 1, key 1]")
    #expect(before != 1)
    #expect(try sample.number("a:\(s)[head 1, query 1, key 1]") == before)
    #expect(try sample.number("b:\(s)[head 1, query 1, key 1]") == 1)
  }

  // MARK: Texts

  @Test func `labels are the tokens of the axis, and answers of computed indices`() throws {
    #expect(try sample.text("label(\(w)[key 3])") == "apples")
    #expect(try sample.text("label(decoder/1/cross-attention/weights[query 2])") == "我")
    #expect(try sample.text("label(decoder/1/cross-attention/weights[key 2])") == "like")
    #expect(try sample.text("label(decoder/1/self-attention/weights[key 3])") == "喜欢")
    #expect(try sample.text("label-of(largest(\(s)[head 1, query 1]), \(s), key)") == ".")
    #expect(try sample.text("label-of(7, logits, vocabulary)") == "我")
    #expect(try sample.text("label(encoder/token-embedding/table[vocabulary 7])") == "我")
  }

  @Test func `tokenizers, and what was written`() throws {
    #expect(try sample.number("pieces(bpe)") == 2)
    #expect(try sample.number("pieces(bpe, \"un\")") == 1)
    #expect(try sample.text("piece(bpe, \"unhappy\", 2)") == "happy")
    #expect(try sample.text("written()") == "我喜欢")
    #expect(try sample.number("bytes(\"你好\")") == 6)
    #expect(try sample.number("characters(\"你好\")") == 2)
    #expect(try sample.number("characters(written())") == 3)
    #expect(try sample.text("\"a \\\"b\\\" \\\\ c\"") == "a \"b\" \\ c")
  }

  // MARK: Predicates

  @Test func `comparisons, nearness, and what joins them`() throws {
    #expect(try sample.holds("2 > 1 and 1 < 2 and 2 >= 2 and 2 <= 2"))
    #expect(try !sample.holds("1 > 2 or 2 < 1"))
    #expect(try sample.holds("not 1 > 2"))
    #expect(try sample.holds("not (1 > 2 or 2 > 3) and 1 = 1"))
    // `and` binds tighter than `or`.
    #expect(try sample.holds("1 = 1 or 1 = 1 and 1 = 2"))
    #expect(try sample.holds("0.35 = 0.33 within 0.02"))
    #expect(try !sample.holds("0.3501 = 0.33 within 0.02"))
    #expect(try sample.holds("mean(\(s)[head 1, query 1]) = 3"))
    #expect(try sample.holds("label(\(w)[key 3]) = \"apples\""))
    #expect(try !sample.holds("\"e\u{301}\" = \"é\""))
    // What stands behind is not asked where the first decides.
    #expect(try sample.holds("1 = 1 or nowhere > 1"))
    #expect(try !sample.holds("1 = 2 and nowhere > 1"))
  }

  @Test func `the largest and smallest of a row, and what was changed`() throws {
    #expect(try sample.holds("is-largest(\(s)[head 1, query 1, key 4])"))
    #expect(try !sample.holds("is-largest(\(s)[head 1, query 1, key 3])"))
    #expect(try sample.holds("is-smallest(\(s)[head 1, query 2, key 2])"))
    #expect(try sample.holds("changed(\(s)) and changed(\(s)[head 1, query 1])"))
    #expect(try sample.holds("unchanged(\(s)[head 1, query 3])"))
    #expect(try sample.holds("unchanged(encoder/1/self-attention/values)"))
  }

  @Test func `where the reader is`() throws {
    #expect(try sample.holds("at(\(w)) and at(\(w)[query 2]) and at(\(w)[1, 2, 3])"))
    #expect(try !sample.holds("at(\(w)[query 3])"))
    #expect(try !sample.holds("at(\(s)) or at(nowhere)"))
    #expect(try sample.holds("shows(heads) and not shows(derivation)"))
    #expect(try sample.holds("in(explore) and not in(race)"))
    #expect(try sample.holds("head = 1 and not head = 2"))
    var world = sample.world
    world.reader.address = "encoder/1/output"
    world.reader.indices = [:]
    #expect(try LessonExpression(parsing: "at(encoder/1/feed-forward/norm)").holds(in: world))
    #expect(try !LessonExpression(parsing: "head = 1 or head < 5").holds(in: world))
  }

  // MARK: Races

  @Test func `a race's numbers at a step, the last one, or the measured one below`() throws {
    let path = Repository.path("Tests/Fixtures/races/post-pre.race")
    var world = sample.world
    let race = try RaceFile.read(path)
    world.race = race
    func number(_ text: String) throws -> Double {
      try LessonExpression(parsing: text).number(in: world)
    }
    #expect(try abs(number("race(1, loss, 1)") - 7.72342) < 1e-5)
    #expect(try abs(number("race(1, loss, last)") - 4.681785886937922) < 1e-12)
    #expect(try number("race(2, gradient, 400)") == race.lanes[1].gradient.last)
    let validation = race.lanes[1].validation
    let second = try #require(validation.first { $0.step == 100 })
    #expect(try number("race(2, validation, 199)") == second.loss)
    let moment = try #require(race.lanes[0].moments.last { $0.step <= 55 })
    #expect(try number("race-gradient(1, 12, 55)") == moment.gradients[11])
    #expect(throws: LessonExpressionError(.whole(what: "a run", found: 3, allowed: 1...2), at: 6)) {
      try number("race(3, loss, 1)")
    }
    #expect(
      throws: LessonExpressionError(.whole(what: "a step", found: 401, allowed: 0...400), at: 15)
    ) {
      try number("race(1, loss, 401)")
    }
    #expect(throws: LessonExpressionError(.notMeasured(what: "loss", step: 0), at: 1)) {
      try number("race(1, loss, 0)")
    }
  }

  // MARK: Reading

  @Test func `kinds and addresses are known without a model`() throws {
    #expect(try LessonExpression(parsing: "mean(\(s))").kind == .number)
    #expect(try LessonExpression(parsing: "mean(\(s)) > 1").kind == .predicate)
    #expect(try LessonExpression(parsing: "written()").kind == .text)
    let expression = try LessonExpression(parsing: "dot(a/b[head 1], b:c/d) > logits[1, 2]")
    #expect(expression.addresses.map(\.address) == ["a/b", "c/d", "logits"])
  }

  @Test func `what is nested or long is bounded`() throws {
    let nested = String(repeating: "(", count: 150) + "1" + String(repeating: ")", count: 150)
    #expect(try sample.number(nested) == 1)
    for count in [1_000, 4_000] {
      let text = String(repeating: "(", count: count) + "1" + String(repeating: ")", count: count)
      #expect(sample.error(text) == "column 201: nested too deeply: at most 200 levels")
    }
    let sum = "1" + String(repeating: " + 1", count: 2_000)
    #expect(sample.error(sum) == "column 1: nested too deeply: at most 200 levels")
    #expect(
      sample.error(String(repeating: "-", count: 5_000) + "1")
        == "column 201: nested too deeply: at most 200 levels")
    #expect(
      sample.error(String(repeating: "not ", count: 2_000))
        == "column 801: nested too deeply: at most 200 levels")
    #expect(
      sample.error(String(repeating: "sqrt(", count: 1_500))
        == "column 5: '(' has no end: expected ')'")
    #expect(
      sample.error(String(repeating: "1", count: 10_001))
        == "column 1: 10001 bytes are too long for an expression: at most 10000")
  }
}
