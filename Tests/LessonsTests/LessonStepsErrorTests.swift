import Lessons
import Testing

@Suite struct LessonStepsErrorTests {
  /// A mistake in the file, and the line that is said of it.
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let sentence: String
    var testDescription: String { sentence }

    init(_ text: String, _ sentence: String) {
      self.text = text
      self.sentence = sentence
    }
  }

  private static func problem(_ bytes: [UInt8]) -> LessonProblem? {
    do throws(LessonProblem) {
      _ = try Lesson.read(bytes, path: "a.steps")
      return nil
    } catch { return error }
  }

  /// What stands before the mistake, where it is within a step: four lines.
  private static let head = "lesson a\npart 1\n\nstep s\n"
  /// The same within a question of a kind: six lines.
  private static func ask(_ kind: String, _ lines: String...) -> String {
    head + "  open m \"t\"\n  ask \(kind)\n" + lines.map { "    \($0)\n" }.joined()
  }

  private static let header: [Case] = [
    Case("", "a.steps:1:1: expected lesson ID, found none in this file"),
    Case("lesson a\n", "a.steps:1:1: expected part NUMBER, found none in this file"),
    Case("lesson a\npart 1\n", "a.steps:1:1: expected a step: step ID, found none in this file"),
    Case(
      "leson a\n",
      #"a.steps:1:1: expected perhaps lesson, or one of lesson part number after terms fact recall "#
        + #"shuffled step, found "leson""#),
    Case(
      "lesson A\n",
      "a.steps:1:8: lesson: expected the lesson's id: small letters, digits and hyphens, "
        + #"at most 60, found "A""#),
    Case("lesson a b\n", #"a.steps:1:10: lesson: expected the end of the line, found "b""#),
    Case(
      "lesson a\nlesson b\n",
      "a.steps:2:1: lesson: expected once, found again after line 1; take one of them out"),
    Case("part 0\n", #"a.steps:1:6: part: expected a whole number from 1 to 99, found "0""#),
    Case("number x\n", #"a.steps:1:8: number: expected a whole number from 1 to 999, found "x""#),
    Case(
      "after\n",
      "a.steps:1:6: after: expected a lesson's id: small letters, digits and hyphens, at most 60, "
        + "found nothing"),
    Case("terms a b a\n", #"a.steps:1:11: terms: expected each once, found "a""#),
    Case("fact year x\n", #"a.steps:1:11: fact: expected a number, found "x""#),
    Case("fact year nan \"x\"\n", #"a.steps:1:11: fact: expected a number, found "nan""#),
    Case(
      "fact year 2017\n",
      "a.steps:1:15: fact: expected where the number is from, in double quotes, found nothing"),
    Case(
      "fact a 1 \"x\"\nfact a 2 \"y\"\n", #"a.steps:2:6: fact: expected each name once, found "a""#),
    Case("recall a\n", #"a.steps:1:8: recall: expected LESSON/STEP, found "a""#),
    Case("recall a/b a/b\n", #"a.steps:1:12: recall: expected each step once, found "a/b""#),
    Case("shuffled no\n", #"a.steps:1:10: shuffled: expected the end of the line, found "no""#),
    Case(
      head + "part 1\n",
      "a.steps:5:1: part: expected before the first step; move it there"),
    Case(
      head + "claim x > 1\n",
      "a.steps:5:1: expected a step or, indented by two spaces, a line of one, found \"claim\""),
    Case(
      head + "step s\n",
      "a.steps:5:1: step s: expected once, found again after line 4; take one of them out"),
  ]

  private static let lines: [Case] = [
    Case(
      head + " claim x\n",
      "a.steps:5:1: expected two spaces for each level, found 1 spaces; add one or take one away"),
    Case(
      head + "      from\n",
      "a.steps:5:7: expected at most 2 spaces before it, found 6; "
        + "the line above takes no lines of its own"),
    Case(
      head + "  from\n    from\n",
      "a.steps:6:5: expected at most 2 spaces before it, found 4; "
        + "the line above takes no lines of its own"),
    Case(
      head + "  open m \"t\n",
      "a.steps:5:10: expected a closing quotation mark, found the end of the line; "
        + #"write \" for a quotation mark inside a text"#),
    Case(
      head + #"  open m "a\n""# + "\n",
      #"a.steps:5:12: expected \" or \\, found another backslash; write \\ for one"#),
    Case(head + "  open\n", "a.steps:5:7: open: expected a model's name, found nothing"),
    Case(
      head + "  open m t\n", #"a.steps:5:10: open: expected a text in double quotes, found "t""#),
    Case(
      head + "  open m \"\"\n",
      #"a.steps:5:10: open: expected a text in double quotes, found "\"\"""#),
    Case(
      head + "  open m \"t\" los\n",
      #"a.steps:5:14: open: expected target "…", wiring NAME, seed NUMBER or loss, found "los""#),
    Case(
      head + "  open m \"t\" loss loss\n", #"a.steps:5:19: open: expected loss once, found "loss""#),
    Case(
      head + "  open m \"t\" seed -1\n",
      #"a.steps:5:19: open: expected a whole number, found "-1""#),
    Case(head + "  tokens \"t\" bpe 3\n", #"a.steps:5:18: tokens: expected step, found "3""#),
    Case(
      head + "  compare\n    side m \"t\"\n",
      #"a.steps:5:3: compare: expected two or three lines below it, side MODEL "text", found 1"#),
    Case(
      head + "  compare\n    sid m \"t\"\n",
      #"a.steps:6:5: expected perhaps side, or one of side page, found "sid""#),
    Case(
      head + "  race\n    set steps\n", "a.steps:6:14: set: expected its value, found nothing"),
    Case(head + "  go\n", "a.steps:5:5: go: expected an address or a cell, found nothing"),
    Case(
      head + "  picture bar\n",
      "a.steps:5:11: picture: expected one of own bars heads layers stream identity lens, "
        + #"or inside and a stage's number, found "bar""#),
    Case(
      head + "  zoom big\n",
      #"a.steps:5:8: zoom: expected one of numbers blocks thumbnail, found "big""#),
    Case(
      head + "  what-if x\n",
      #"a.steps:5:11: what-if: expected the change, in double quotes, found "x""#),
    Case(
      head + "  break wire\n",
      "a.steps:5:9: break: expected one of softmax-over-queries no-scaling shifted-mask "
        + #"no-positions wrong-residual, found "wire""#),
    Case(
      head + "  hand-over x\n", #"a.steps:5:13: hand-over: expected the end of the line, found "x""#
    ),
    Case(
      head + "  opne m \"t\"\n",
      "a.steps:5:3: expected perhaps open, or one of revision claim ask then unasked open generate "
        + "tokens compare race go picture zoom from what-if break hand-over, found \"opne\""),
    Case(head + "  claim\n", "a.steps:5:8: claim: expected a predicate, found nothing"),
    Case(
      head + "  revision 0\n",
      #"a.steps:5:12: revision: expected a whole number from 1 to 9999, found "0""#),
    Case(
      head + "  unasked why\n",
      #"a.steps:5:11: unasked: expected the reason, in double quotes, found "why""#),
    Case(
      head + "  then\n",
      "a.steps:5:7: then: expected what the explorer does, in lines below it, found nothing"),
    Case(
      head + "  then\n    from\n  then\n    from\n",
      "a.steps:7:3: then: expected once, found again after line 5; take one of them out"),
  ]

  private static let questions: [Case] = [
    Case(
      head + "  ask chose\n",
      #"a.steps:5:7: ask: expected one of choose number point bring order derive, found "chose""#),
    Case(
      ask("choose"),
      "a.steps:6:3: ask choose: expected lines choice ID right, wrong or when … below it, found none"
    ),
    Case(
      ask("number"),
      "a.steps:6:3: ask number: expected a line answer EXPRESSION within … below it, found none"),
    Case(
      ask("point"), "a.steps:6:3: ask point: expected a line answer CELL below it, found none"),
    Case(
      ask("bring"), "a.steps:6:3: ask bring: expected a line goal PREDICATE below it, found none"),
    Case(ask("order"), "a.steps:6:3: ask order: expected lines item ID below it, found none"),
    Case(
      ask("derive"),
      "a.steps:6:3: ask derive: expected lines given or blank ID = EXPRESSION within … below it, "
        + "found none"),
    Case(
      ask("choose", "choice a maybe"),
      #"a.steps:7:14: choice: expected right, wrong or when PREDICATE, found "maybe""#),
    Case(
      ask("choose", "choice a when"),
      "a.steps:7:18: choice: expected a predicate, found nothing"),
    Case(
      ask("choose", "choice a right", "choice a wrong"),
      #"a.steps:8:12: choice: expected each id once, found "a""#),
    Case(
      ask("number", "answer 1"),
      "a.steps:7:13: answer: expected EXPRESSION within 0.02, or within 5%, found nothing"),
    Case(
      ask("number", "answer 1 within x"),
      "a.steps:7:21: answer: expected a number such as 0.02, or a share such as 5%, found \"x\""),
    Case(
      ask("number", "answer 1 within 1", "answer 1 within 1"),
      "a.steps:8:5: answer: expected once, found again"),
    Case(
      ask("number", "mistake a when 1"), #"a.steps:7:15: mistake: expected =, found "when""#),
    Case(
      ask("bring", "goal x", "solve n"),
      #"a.steps:8:11: solve: expected keys in double quotes, found "n""#),
    Case(
      ask("bring", "goal x", "goal x"), "a.steps:8:5: goal: expected once, found again"),
    Case(
      ask("bring", "solve \"n\"", "solve \"n\""), "a.steps:8:5: solve: expected once, found again"),
    Case(
      ask("bring", "wrong \" \""),
      #"a.steps:7:11: wrong: expected keys in double quotes, found "\" \"""#),
    Case(
      ask("order", "item a", "item a"), #"a.steps:8:10: item: expected each id once, found "a""#),
    Case(
      ask("order", "item a", "mistake m = a after b"),
      #"a.steps:8:19: mistake: expected before, found "after""#),
    Case(
      ask("derive", "blank a = 1 within 1", "mistake m = 2"),
      #"a.steps:8:15: mistake: expected of, found "=""#),
    Case(
      ask("point", "choice a right"),
      #"a.steps:7:5: expected one of answer mistake, found "choice""#),
  ]

  @Test(arguments: header + lines + questions)
  func `what is not as it must be is said in one line`(_ example: Case) {
    #expect(Self.problem(Array(example.text.utf8))?.description == example.sentence)
  }

  @Test func `bytes that are no text are said in one line`() {
    let cases: [([UInt8], String)] = [
      (
        Array("lesson a\npart ".utf8) + [0xFF],
        #"a.steps:2:6: expected UTF-8, found the byte "\xFF"; save the file as UTF-8"#
      ),
      (
        Array("lesson 我".utf8) + [0xE6, 0x88],
        #"a.steps:1:9: expected UTF-8, found the byte "\xE6"; save the file as UTF-8"#
      ),
      (
        Array("lesson\ta".utf8),
        "a.steps:1:7: expected spaces, found a tab; two spaces make a level"
      ),
      (
        Array("lesson a\u{1B}[31m".utf8),
        #"a.steps:1:9: expected characters that print, found "\u{1B}"; take it out"#
      ),
      (
        Array("lesson \u{202E}a".utf8),
        #"a.steps:1:8: expected characters that print, found "\u{202E}"; take it out"#
      ),
      (
        Array("lesson a\rpart 1".utf8),
        #"a.steps:1:9: expected characters that print, found "\r"; take it out"#
      ),
      (
        [0xFF, 0xFE, 0x6C, 0x00],
        #"a.steps:1:1: expected UTF-8, found the byte "\xFF"; save the file as UTF-8"#
      ),
      (
        [UInt8](repeating: 0x20, count: LessonSource.limit + 1),
        "a.steps: expected at most 1048576 bytes, found 1048577; check that it is the right file"
      ),
    ]
    for (bytes, sentence) in cases { #expect(Self.problem(bytes)?.description == sentence) }
  }

  @Test func `a problem has its line, safe to print`() {
    let problem = Self.problem(Array("lesson a\npart \u{7}\n".utf8))
    #expect(problem?.position == LessonPosition(path: "a.steps", line: 2, column: 6))
    #expect(problem?.excerpt == #"part \u{07}"#)
    #expect(Self.problem(Array("lesson a\npart x # why\n".utf8))?.excerpt == "part x # why")
    let long = Self.problem(Array("x \(String(repeating: "y", count: 500))".utf8))
    #expect(long?.excerpt.unicodeScalars.count == 201)
  }

  @Test func `a path is shown so that it cannot drive the terminal`() {
    #expect(throws: LessonProblem.self) { try Lesson.read([], path: "a\u{1B}b") }
    do { _ = try Lesson.read([], path: "a\u{1B}b") } catch {
      #expect("\(error)" == #"a\u{1B}b:1:1: expected lesson ID, found none in this file"#)
    }
  }

  @Test func `a file of another system is read: byte order mark, carriage returns`() throws {
    let text = "\u{FEFF}lesson a\r\npart 1\r\nstep s\r\n  open m \"t\"\r\n"
    let lesson = try Lesson.read(Array(text.utf8), path: "a.steps")
    #expect(lesson.id == "a")
    #expect(lesson.steps[0].actions == [.open(LessonModel("m", text: "t"))])
  }
}
