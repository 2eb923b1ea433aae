import Testing

@testable import Lessons

@Suite struct LessonLintTests {
  private static let glossary = Glossary(terms: [
    GlossaryTerm(id: "token", words: ["en": ["token"], "zh": ["词元"]]),
    GlossaryTerm(id: "mask", words: ["en": ["mask"], "zh": ["掩码"]]),
    GlossaryTerm(id: "head", words: ["en": ["head"], "zh": ["头"]]),
  ])

  /// A lesson that another may come after.
  private static func first() throws -> LessonEntry {
    try entry(
      "first",
      "lesson first\npart 1\nterms token\nstep s\n  open reader \"t\"\n  ask bring\n    goal at(a)\nstep q\n"
    )
  }

  private static func entry(
    _ id: String, _ steps: String, _ words: [String: String] = [:]
  ) throws -> LessonEntry {
    try LessonEntry.read(
      path: id, steps: Array(steps.utf8), prose: words.mapValues { Array($0.utf8) })
  }

  private func problems(
    _ steps: String, _ words: [String: String] = [:], course: [CourseItem] = []
  ) throws -> [String] {
    let own = try Self.entry("own", steps, words)
    let library = LessonLibrary(
      entries: [try Self.first(), own], glossary: Self.glossary, course: course)
    return LessonLint.problems(of: own, in: library).map { "\($0)" }
      .filter { !words.isEmpty || !$0.contains("expected the words") }
  }

  private let head = "lesson own\npart 1\n"
  private let open = "step s\n  open reader \"t\"\n"
  private func words(_ language: String, _ rest: String) -> String {
    "# T\n<!-- lesson: own, language: \(language) -->\n\nAbout.\n\n- <!-- can --> Do.\n\n" + rest
  }

  // MARK: Head

  @Test func `the head names lessons, terms and steps that there are`() throws {
    #expect(
      try problems(
        head
          + "after firs own first\nterms token hed\nrecall none/x own/s first/z first/q first/s\n"
          + open)
        == [
          "own/lesson.steps:3:7: after: expected a lesson that there is, found firs; perhaps first",
          "own/lesson.steps:3:12: after: expected other lessons, found this one itself",
          "own/lesson.steps:4:7: terms: expected new ones, found token, which first introduces",
          "own/lesson.steps:4:13: terms: expected ids of the file terms, found hed; perhaps head",
          "own/lesson.steps:5:8: recall: expected a lesson that there is, found none/x",
          "own/lesson.steps:5:15: recall: expected a lesson that this one comes after, found own/s",
          "own/lesson.steps:5:21: recall: expected a step of first, found z",
          "own/lesson.steps:5:29: recall: expected a step that asks, found first/q, which does not",
        ])
  }

  @Test func `two lessons cannot come after one another`() throws {
    let own = try Self.entry("own", head + "after other\n" + open)
    let other = try Self.entry("other", "lesson other\npart 1\nafter own\n" + open)
    let library = LessonLibrary(entries: [own, other])
    #expect(
      LessonLint.problems(of: own, in: library).map { "\($0)" }.first { $0.contains("after") }
        == "own/lesson.steps:3:7: after: expected lessons that come before this one, "
        + "found other, which is after it")
  }

  @Test func `number, part and length are the course's`() throws {
    let course = [CourseItem(number: 3, part: 2, id: "own", titles: [:])]
    #expect(
      try problems(head + "number 4\n" + open, course: course) == [
        "own/lesson.steps:1:1: lesson own: expected 6 to 14 steps, found 1",
        "own/lesson.steps:2:1: part: expected 2, as in the course, found 1",
        "own/lesson.steps:3:1: number: expected 3, as in the course, found 4",
      ])
    #expect(
      try problems("lesson own\npart 2\n" + open, course: course) == [
        "own/lesson.steps:1:1: number: expected 3, as in the course, found none"
      ])
  }

  // MARK: Steps

  @Test func `what is revealed was asked about, or says why not`() throws {
    #expect(
      try problems(
        head + open + "  then\n    from\nstep b\n  what-if \"x\"\n  unasked \"no\"\n"
          + "step c\n  unasked \"no\"\nstep d\n  ask bring\n    goal at(a)\n    solve \"n\"\n"
          + "    wrong \"p\"\n    wrong \"m\"\n  then\n    from\nstep e\n  what-if \"x\"\n  unasked \"why\"\n"
      )
        == [
          "own/lesson.steps:5:3: step s: expected a question before then, found none; "
            + "let the reader predict, or say with unasked why not",
          "own/lesson.steps:9:3: unasked: expected a step before b that asks, found none",
          "own/lesson.steps:11:3: unasked: expected in a step with then or what-if, found in c",
        ])
  }

  @Test func `something is open before it is spoken about`() throws {
    #expect(
      try problems(head + "step a\nstep b\n  go x\n") == [
        "own/lesson.steps:4:1: step b: expected open, generate, tokens, compare or race here "
          + "or in a step before, found none"
      ])
  }

  @Test func `questions can be answered right and wrong`() throws {
    let cases: [(String, [String])] = [
      (
        "ask choose\n    choice a right",
        ["5:3: ask choose: expected two to six choices, found 1"]
      ),
      (
        "ask choose\n    choice a wrong\n    choice b wrong",
        ["5:3: ask choose: expected exactly one right choice, found 0"]
      ),
      (
        "ask choose\n    choice a right\n    choice b right\n    choice c when at(a)",
        ["5:3: ask choose: expected exactly one right choice, found 2"]
      ),
      ("ask choose\n    choice a wrong\n    choice b when at(a)", []),
      (
        "ask number\n    answer 1 within 1\n    mistake a = 1",
        ["5:3: ask number: expected at least two mistakes, found 1"]
      ),
      ("ask point\n    answer a", ["5:3: ask point: expected at least two mistakes, found 0"]),
      (
        "ask bring\n    goal at(a)\n    wrong \"n\"",
        [
          "5:3: ask bring: expected solve and its keys, found none",
          "5:3: ask bring: expected at least two wrong, found 1",
        ]
      ),
      (
        "ask bring\n    goal at(a)\n    solve \"n n\"\n    wrong \"p\"\n    wrong \"n n\"",
        ["9:5: wrong: expected other keys than in solve and in other lines, found them again"]
      ),
      (
        "ask order\n    item a\n    item b\n    mistake m = a before c\n    mistake n = a before b",
        [
          "5:3: ask order: expected at least three items, found 2",
          "8:5: mistake m: expected items of this question, found c",
          "9:5: mistake n: expected an item put before one that it must follow, "
            + "found a before b, which is right",
        ]
      ),
      (
        "ask derive\n    given a = 1 within 1\n    mistake m of a = 2",
        [
          "5:3: ask derive: expected at least one blank, found none",
          "7:5: mistake m: expected a blank line of this question, found a",
        ]
      ),
    ]
    for (question, expected) in cases {
      #expect(
        try problems(head + open + "  \(question)\n") == expected.map { "own/lesson.steps:" + $0 })
    }
  }

  // MARK: Words

  @Test func `each language says what the steps need, and nothing else`() throws {
    let steps =
      head + open
      + "step a\n  revision 2\n  what-if \"x\"\n  ask choose\n    choice one right\n    choice two wrong\n"
      + "step b\n  break no-scaling\n  unasked \"asked before\"\n"
    let en = words(
      "en",
      "## A <!-- step: a -->\n- <!-- ask --> Which?\n- <!-- choice: one --> One\n"
        + "- <!-- because: one --> So.\n- <!-- other --> No.\n\n## S <!-- step: s, revision: 2 -->\n\n"
        + "## X <!-- step: x -->\nText.\n")
    #expect(
      try problems(steps, ["en": en]) == [
        "own/en.md:1:1: expected all steps of lesson.steps, found none for b",
        "own/en.md:8:1: step a: expected s here, as in lesson.steps, found a",
        "own/en.md:8:1: step a: expected revision 2, found 1; read what changed in lesson.steps and "
          + "the other language, then count up here",
        "own/en.md:8:1: step a: expected <!-- change --> <!-- choice: two --> <!-- because: two --> "
          + "<!-- hint: 1 --> <!-- hint: 2 --> <!-- hint: 3 --> <!-- right -->, found none",
        "own/en.md:12:18: step a: expected what lesson.steps asks for, found <!-- other -->",
        "own/en.md:14:1: step s: expected revision 1, found 2; count up in lesson.steps too",
        "own/en.md:14:1: step s: expected prose or a question, found neither",
        "own/en.md:16:1: step x: expected a step of lesson.steps, found no such step there",
        "own/zh.md: expected the words of own in this language, found no such file",
      ])
  }

  @Test func `the words that each kind of question needs`() throws {
    func roles(_ kind: LessonQuestion.Kind, _ mistakes: [LessonQuestion.Mistake] = []) -> String {
      let step = LessonStep(id: "s", question: LessonQuestion(kind, mistakes: mistakes))
      return LessonLint.roles(of: step).map { "\($0)" }.joined(separator: ", ")
    }
    let number = LessonQuestion.NumberAnswer("1", within: .absolute(1))
    let mistakes = [LessonQuestion.Mistake("m", .cell("x"))]
    #expect(
      roles(.choose([.init("a", .right)]))
        == "ask, choice: a, because: a, hint: 1, hint: 2, hint: 3, right")
    #expect(
      roles(.number(number), mistakes) == "ask, hint: 1, hint: 2, hint: 3, right, mistake: m, other"
    )
    #expect(roles(.point(["x"])) == "ask, hint: 1, hint: 2, hint: 3, right, other")
    #expect(roles(.bring(goal: "x")) == "ask, hint: 1, hint: 2, hint: 3, right, other")
    #expect(
      roles(.order(["i", "j"])) == "ask, item: i, item: j, hint: 1, hint: 2, hint: 3, right, other")
    #expect(
      roles(.derive([.init("l", number, isBlank: true)]))
        == "ask, line: l, hint: 1, hint: 2, hint: 3, right, other")
  }

  @Test func `a term is not used before it is introduced`() throws {
    let text = "## Head <!-- step: s -->\nA token\nand a mask, a mask.\n"
    let chinese = "## 步 <!-- step: s -->\n词元与掩码。\n"
    let words = ["en": words("en", text), "zh": words("zh", chinese)]
    #expect(
      try problems(head + open, words) == [
        "own/en.md:8:4: term head: expected a term that this lesson or one that it comes after "
          + "introduces, found head, which no lesson introduces",
        "own/en.md:9:3: term token: expected a term that this lesson or one that it comes after "
          + "introduces, found token, which first introduces",
        "own/en.md:10:7: term mask: expected a term that this lesson or one that it comes after "
          + "introduces, found mask, which no lesson introduces",
        "own/zh.md:9:1: term token: expected a term that this lesson or one that it comes after "
          + "introduces, found 词元, which first introduces",
        "own/zh.md:9:4: term mask: expected a term that this lesson or one that it comes after "
          + "introduces, found 掩码, which no lesson introduces",
      ])
    #expect(try problems(head + "after first\nterms mask head\n" + open, words) == [])
  }

  @Test func `a problem comes with its line`() throws {
    let own = try Self.entry("own", head + "after nobody  # yet\n" + open)
    let problems = LessonLint.problems(of: own, in: LessonLibrary(entries: [own]))
    #expect(problems.contains { $0.excerpt == "after nobody  # yet" })
  }
}
