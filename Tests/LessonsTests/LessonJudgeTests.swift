import Lessons
import Testing
import Tracing

@Suite struct LessonJudgeTests {
  private let sample: LessonSample
  private let s = "encoder/1/self-attention/scores"
  private let w = "encoder/1/self-attention/weights"

  init() throws { sample = try LessonSample() }

  private func verdict(
    _ answer: LessonAnswer, _ question: LessonQuestion, in world: LessonWorld? = nil
  ) throws -> LessonVerdict {
    try LessonJudge.verdict(on: answer, to: question, in: world ?? sample.world)
  }

  private func problems(_ question: LessonQuestion) -> [String] {
    LessonJudge.problems(of: question, in: sample.world).map(\.text)
  }

  // MARK: Choices

  private func choice(_ choices: LessonQuestion.Choice...) -> LessonQuestion {
    LessonQuestion(.choose(choices))
  }

  @Test func `the model decides which choice is right`() throws {
    let question = choice(
      .init("apples", .when("largest(\(s)[head 1, query 1]) = 3")),
      .init("stop", .when("largest(\(s)[head 1, query 1]) = 4")), .init("nobody", .wrong))
    #expect(try verdict(.choice("stop"), question) == .right)
    #expect(try verdict(.choice("apples"), question) == .wrongChoice("apples"))
    #expect(try verdict(.choice("nobody"), question) == .wrongChoice("nobody"))
    #expect(try verdict(.choice("unknown"), question) == .wrongChoice("unknown"))
    #expect(try verdict(.number(1), question) == .other(line: nil))
    #expect(try verdict(.choice("a"), choice(.init("a", .right), .init("b", .wrong))) == .right)
    #expect(problems(question) == [])
  }

  @Test func `exactly one choice must be right`() {
    #expect(
      problems(choice(.init("a", .wrong), .init("b", .when("1 > 2"))))
        == ["exactly one choice must be right; none is"])
    #expect(
      problems(choice(.init("a", .right), .init("b", .when("2 > 1"))))
        == ["exactly one choice must be right; a and b are"])
    #expect(
      problems(choice(.init("a", .right), .init("b", .when("x/y > 1"))))
        == ["choice b, column 1: x/y: no node has this address"])
  }

  // MARK: Numbers

  /// The mean of 1, 2, 3 and 6 is asked for.
  private func mean(
    _ tolerance: LessonQuestion.Tolerance = .absolute(0.1), _ mistakes: (String, String)...
  ) -> LessonQuestion {
    LessonQuestion(
      .number(.init("mean(\(s)[head 1, query 1])", within: tolerance)),
      mistakes: mistakes.map { .init($0.0, .number($0.1, line: nil)) })
  }

  @Test func `a number is right within its tolerance, and to the decimal`() throws {
    for number in [3, 3.1, 2.9, 3.05] { #expect(try verdict(.number(number), mean()) == .right) }
    for number in [3.1001, 2.89, 0, .infinity, .nan] {
      #expect(try verdict(.number(number), mean()) == .other(line: nil))
    }
    #expect(try verdict(.number(3.15), mean(.relative(0.05))) == .right)
    #expect(try verdict(.number(2.84), mean(.relative(0.05))) == .other(line: nil))
    let masked = LessonQuestion(
      .number(
        .init("decoder/1/self-attention/masked[head 1, query 1, key 2]", within: .absolute(1))))
    #expect(try verdict(.number(-.infinity), masked) == .right)
    #expect(try verdict(.number(-1e30), masked) == .other(line: nil))
  }

  @Test func `the nearest mistake is recognized, and only if the answer is not right`() throws {
    let question = mean(
      .absolute(0.5), ("sum", "sum(\(s)[head 1, query 1])"), ("near", "3.6"), ("nearer", "3.9"))
    #expect(try verdict(.number(12.4), question) == .mistake("sum", line: nil))
    #expect(try verdict(.number(3.5), question) == .right)
    #expect(try verdict(.number(3.7), question) == .mistake("near", line: nil))
    #expect(try verdict(.number(3.8), question) == .mistake("nearer", line: nil))
    #expect(try verdict(.number(8), question) == .other(line: nil))
    // A share is one of the mistake's own number.
    let share = mean(.relative(0.1), ("sum", "12"))
    #expect(try verdict(.number(13), share) == .mistake("sum", line: nil))
  }

  @Test func `mistakes must be told apart from the answer and from one another`() {
    #expect(problems(mean(.absolute(0.1), ("sum", "12"), ("one", "1"))) == [])
    #expect(
      problems(mean(.absolute(0.5), ("a", "3.4"), ("b", "7"), ("c", "7.5"))) == [
        "mistake a (3.4) counts as right: the answer is 3, within 0.5",
        "mistakes b (7) and c (7.5) cannot be told apart within 0.5",
      ])
    #expect(
      problems(mean(.absolute(0.5), ("a", "mean(x/y)")))
        == ["mistake a, column 6: x/y: no node has this address"])
    #expect(
      problems(LessonQuestion(.number(.init("0 / 0", within: .absolute(1)))))
        == ["the answer: 0 / 0 is no number here"])
    #expect(
      problems(LessonQuestion(.number(.init("1 +", within: .absolute(1))))) == [
        "the answer, column 4: expected a number, an address, a function or a text, found the end"
      ])
  }

  // MARK: Places

  private func point(_ cells: [String], _ mistakes: (String, String)...) -> LessonQuestion {
    LessonQuestion(.point(cells), mistakes: mistakes.map { .init($0.0, .cell($0.1)) })
  }

  @Test func `a cell is pointed at, axes that are left out may be anything`() throws {
    // The cursor is at head 1, query 2, key 3 of the weights.
    #expect(try verdict(.here, point(["\(w)[query 2, key 3]"])) == .right)
    #expect(try verdict(.here, point(["\(w)[key 1]", "\(w)[key 3]"])) == .right)
    #expect(
      try verdict(.here, point(["\(w)[key 1]"], ("no", "\(s)"), ("row", "\(w)[query 2]")))
        == .mistake("row", line: nil))
    #expect(try verdict(.here, point(["\(w)[key 1]"], ("no", "\(w)[key 2]"))) == .other(line: nil))
    #expect(try verdict(.here, point([s])) == .other(line: nil))
  }

  @Test func `a place that the cursor has already is no question`() {
    #expect(problems(point(["\(w)[key 1]"], ("a", "\(w)[key 2]"), ("b", "\(w)[key 4]"))) == [])
    #expect(
      problems(point(["\(w)[query 2]"]))
        == ["the cursor stands on the answer already: encoder/1/self-attention/weights[query 2]"])
    #expect(
      problems(
        point(["\(s)[key 1]"], ("a", "\(s)[query 1, key 1]"), ("b", "\(w)"), ("c", "\(w)[key 2]")))
        == [
          "mistake a counts as right: it is among the cells of the answer",
          "mistakes b and c cannot be told apart",
        ])
    #expect(
      problems(point(["\(s)[key 5]"])) == [
        "the answer, column 1: encoder/1/self-attention/scores: key 5 is outside 1–4"
      ])
  }

  // MARK: States

  @Test func `a state is brought about`() throws {
    let question = LessonQuestion(
      .bring(goal: "head = 2 and at(\(w))"),
      mistakes: [.init("heads", .state("shows(bars)")), .init("lost", .state("in(race)"))])
    var world = sample.world
    #expect(try verdict(.here, question, in: world) == .other(line: nil))
    world.reader.shown = ["bars"]
    #expect(try verdict(.here, question, in: world) == .mistake("heads", line: nil))
    world.reader.indices[.head] = 2
    #expect(try verdict(.here, question, in: world) == .right)
    world.reader = LessonReader(place: "race")
    #expect(try verdict(.here, question, in: world) == .mistake("lost", line: nil))
    #expect(problems(question) == [])
  }

  @Test func `a state that names what is not on the screen is not reached`() throws {
    let question = LessonQuestion(.bring(goal: "x/y[key 1] > 0"))
    #expect(try verdict(.here, question) == .other(line: nil))
    #expect(try verdict(.here, question, in: LessonWorld()) == .other(line: nil))
    #expect(problems(question) == ["the goal, column 1: x/y: no node has this address"])
    #expect(throws: LessonExpressionError(.kind(expected: "a predicate", found: "a number"), at: 1))
    {
      try verdict(.here, LessonQuestion(.bring(goal: "1")))
    }
  }

  @Test func `a state that holds untouched is no question`() {
    let question = LessonQuestion(
      .bring(goal: "head = 1"), mistakes: [.init("early", .state("shows(heads)"))])
    #expect(
      problems(question) == [
        "the goal holds before anything is done", "mistake early holds before anything is done",
      ])
  }

  // MARK: Orders

  @Test func `the first item out of place is named, after mistakes that are recognized`() throws {
    let question = LessonQuestion(
      .order(["scale", "mask", "softmax", "mix"]),
      mistakes: [
        .init("late", .before("softmax", "mask")), .init("never", .before("scale", "mask")),
      ])
    #expect(try verdict(.order(["scale", "mask", "softmax", "mix"]), question) == .right)
    #expect(
      try verdict(.order(["scale", "softmax", "mask", "mix"]), question)
        == .mistake("late", line: nil))
    #expect(
      try verdict(.order(["scale", "mask", "mix", "softmax"]), question) == .other(line: "mix"))
    #expect(
      try verdict(.order(["mask", "scale", "softmax", "mix"]), question) == .other(line: "mask"))
    #expect(try verdict(.order([]), question) == .other(line: nil))
    #expect(
      problems(question) == ["mistake never: scale before mask is the right order"])
  }

  @Test func `an order's mistakes are of its items, each once`() {
    let question = LessonQuestion(
      .order(["a", "b"]),
      mistakes: [
        .init("x", .before("b", "a")), .init("y", .before("b", "a")), .init("z", .before("c", "a")),
      ])
    #expect(
      problems(question) == [
        "mistakes x and y cannot be told apart", "mistake z: c and a must both be items",
      ])
  }

  // MARK: Calculations

  /// 6 / 2 = 3, its exponential, and a share.
  private let calculation = LessonQuestion(
    .derive([
      .init("score", .init("6", within: .absolute(0.01)), isBlank: false),
      .init("scaled", .init("6 / 2", within: .absolute(0.01)), isBlank: true),
      .init("power", .init("exp(6 / 2)", within: .absolute(0.1)), isBlank: true),
      .init("share", .init("exp(6 / 2) / 40", within: .absolute(0.01)), isBlank: true),
    ]),
    mistakes: [
      .init("no-root", .number("6", line: "scaled")),
      .init("not-scaled", .number("exp(6)", line: "power")),
      .init("half", .number("0.25", line: nil)),
    ])

  @Test func `the first wrong line is named, not those that follow from it`() throws {
    #expect(try verdict(.lines([3, 20.09, 0.5]), calculation) == .right)
    // Without scaling all that follows is wrong too: the first is told.
    #expect(
      try verdict(.lines([6, 403.43, 10.09]), calculation) == .mistake("no-root", line: "scaled"))
    #expect(
      try verdict(.lines([3, 403.43, 10.09]), calculation) == .mistake("not-scaled", line: "power"))
    #expect(try verdict(.lines([3, 20.1, 9]), calculation) == .other(line: "share"))
    #expect(try verdict(.lines([3, 20.1, 0.25]), calculation) == .mistake("half", line: "share"))
    // A mistake of another line is none here.
    #expect(try verdict(.lines([403.43, 20.1, 0.5]), calculation) == .other(line: "scaled"))
    #expect(try verdict(.lines([3]), calculation) == .other(line: "power"))
    #expect(problems(calculation) == [])
  }

  @Test func `mistakes of one line must be told apart`() {
    var question = calculation
    question.mistakes.append(.init("again", .number("6", line: "scaled")))
    question.mistakes.append(.init("right", .number("3.005", line: "scaled")))
    #expect(
      problems(question) == [
        "mistakes no-root (6) and again (6) cannot be told apart within 0.01",
        "mistake right (3.005) counts as right: the answer is 3, within 0.01",
      ])
  }

  // MARK: What is typed

  private static let typed: [(text: String, number: Double?)] = [
    ("0.25", 0.25), (" 3 ", 3), ("-3", -3), ("−3", -3), ("+3", 3), (".5", 0.5), ("5.", 5),
    ("1/4", 0.25), ("-1 / 4", -0.25), ("1/-4", -0.25), ("25%", 0.25), ("35 %", 0.35),
    ("1e-3", 0.001), ("1E3", 1000), ("5.e2", 500), ("-∞", -.infinity), ("−∞", -.infinity),
    ("∞", .infinity), ("０．２５", 0.25), ("－３", -3), ("１／４", 0.25), ("0。5", 0.5),
    ("", nil), (" ", nil), ("-", nil), (".", nil), ("0,25", nil), ("1,000", nil), ("nan", nil),
    ("inf", nil), ("0x10", nil), ("1/0", nil), ("1/2/3", nil), ("1 2", nil), ("√2", nil),
    ("1e999", nil), ("5%%", nil), ("--3", nil), ("1e", nil), ("∞/2", nil), ("∞%", nil),
    ("abc", nil),
  ]

  @Test(arguments: typed) func `a typed number`(text: String, number: Double?) {
    #expect(LessonJudge.number(typed: text) == number)
  }

  @Test func `a typed text of any length is looked at and refused`() {
    #expect(LessonJudge.number(typed: String(repeating: "1", count: 100_000)) == nil)
  }
}
