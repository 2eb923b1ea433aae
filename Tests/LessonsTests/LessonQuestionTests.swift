import Lessons
import Testing

@Suite struct LessonQuestionTests {
  private func question(_ kind: String, _ lines: String...) throws -> LessonQuestion? {
    let text =
      "lesson a\npart 1\nstep s\n  ask \(kind)\n" + lines.map { "    \($0)\n" }.joined()
    return try Lesson.read(Array(text.utf8), path: "a.steps").steps.first?.question
  }
  private let place = LessonPosition(path: "a.steps", line: 4, column: 3)

  @Test func `choices are right by a rule of the author or of the model`() throws {
    #expect(
      try question("choose", "choice a when largest(x) = 2", "choice b wrong", "choice c right")
        == LessonQuestion(
          .choose([.init("a", .when("largest(x) = 2")), .init("b", .wrong), .init("c", .right)]),
          position: place))
  }

  @Test func `a number may be off by so much, or by a share`() throws {
    #expect(
      try question("number", "answer pieces(bpe, \"a b\") within 0.02  # why", "mistake m = 1 / 2")
        == LessonQuestion(
          .number(.init("pieces(bpe, \"a b\")", within: .absolute(0.02))),
          mistakes: [.init("m", .number("1 / 2", line: nil))], position: place))
    #expect(
      try question("number", "answer x within 5%")?.kind
        == .number(.init("x", within: .relative(0.05))))
  }

  @Test func `several cells may be right`() throws {
    #expect(
      try question("point", "answer a/b[head 1, key 2]", "answer a/c", "mistake m = a/b[key 1]")
        == LessonQuestion(
          .point(["a/b[head 1, key 2]", "a/c"]), mistakes: [.init("m", .cell("a/b[key 1]"))],
          position: place))
  }

  @Test func `keys are told apart by spaces`() throws {
    #expect(
      try question(
        "bring", "goal at(a/b)", #"solve "n n \"softmax Enter""#, "wrong \"n\"", "wrong \"p  p\"",
        "mistake m when head = 2")
        == LessonQuestion(
          .bring(goal: "at(a/b)"), mistakes: [.init("m", .state("head = 2"))],
          solution: ["n", "n", "\"softmax", "Enter"], wrong: [["n"], ["p", "p"]], position: place))
  }

  @Test func `items stand in their right order`() throws {
    #expect(
      try question("order", "item a", "item b", "mistake late = b before a")
        == LessonQuestion(
          .order(["a", "b"]), mistakes: [.init("late", .before("b", "a"))], position: place))
  }

  @Test func `a calculation has given lines and blanks`() throws {
    #expect(
      try question(
        "derive", "given s = x within 0.01", "blank t = x / sqrt(y) within 1%",
        "mistake no-root of t = x / y")
        == LessonQuestion(
          .derive([
            .init("s", .init("x", within: .absolute(0.01)), isBlank: false),
            .init("t", .init("x / sqrt(y)", within: .relative(0.01)), isBlank: true),
          ]), mistakes: [.init("no-root", .number("x / y", line: "t"))], position: place))
  }

  @Test func `every action is read`() throws {
    let text = """
      lesson a
      part 1
      step s
        generate m "t" seed 18446744073709551615
        tokens "a # b"
        tokens "a" bpe
        tokens "a" bpe step 3
        compare
          page run
          side a "x"
          side b "y" wiring post
        race
          set steps 400
          set recipe "a b"
        go encoder/1
        picture lens
        zoom thumbnail
        from
        what-if "x = 1"
        break no-scaling
        hand-over
      """
    let step = try Lesson.read(Array(text.utf8), path: "a.steps").steps[0]
    #expect(
      step.actions == [
        .generate(LessonModel("m", text: "t", seed: .max)),
        .tokens(text: "a # b", scheme: nil, step: nil),
        .tokens(text: "a", scheme: "bpe", step: nil),
        .tokens(text: "a", scheme: "bpe", step: 3),
        .compare(
          LessonComparison(
            [LessonModel("a", text: "x"), LessonModel("b", text: "y", wiring: "post")], page: "run")
        ),
        .race([LessonSetting("steps", "400"), LessonSetting("recipe", "a b")]), .go("encoder/1"),
        .picture(.lens), .zoom("thumbnail"), .from, .whatIf("x = 1"), .broken(.noScaling),
        .handOver,
      ])
  }
}
