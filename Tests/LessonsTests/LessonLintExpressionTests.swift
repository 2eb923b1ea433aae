import Testing

@testable import Lessons

@Suite struct LessonLintExpressionTests {
  private let head = "lesson own\npart 1\n"
  private static let open = "lesson own\npart 1\nstep s\n  open reader \"t\"\n"

  /// What is said of a lesson's own files.
  private func problems(
    steps: String = open, _ words: [String: String] = [:]
  ) throws -> [String] {
    let entry = try LessonEntry.read(
      path: "own", steps: Array(steps.utf8), prose: words.mapValues { Array($0.utf8) })
    return LessonLint.problems(of: entry, in: LessonLibrary(entries: [entry]))
      .map { "\($0)" }.filter { !$0.contains("expected the words") }
  }

  private func words(_ language: String, _ rest: String) -> String {
    "# T\n<!-- lesson: own, language: \(language) -->\n\nAbout.\n\n- <!-- can --> Do.\n\n" + rest
  }

  @Test func `expressions that cannot be read are said with their columns`() throws {
    #expect(
      try problems(
        steps: head
          + "step s\n  open nobody \"t\" wiring after\n  go x[head]\n  claim 1 +\n  claim mean(x)\n"
          + "  ask number\n    answer maen(x) within 1\n    mistake a = x > 1\n    mistake b = 2\n"
          + "step t\n  ask choose\n    choice a when 1\n    choice b when x > (\n"
          + "step u\n  ask point\n    answer x\n    mistake a = y[1\n    mistake b = z\n"
          + "step v\n  ask derive\n    given a = (x within 1\n    blank b = x within 1\n    mistake m of b = y >\n"
          + "step w\n  ask bring\n    goal 3\n    solve \"n\"\n    wrong \"p\"\n    wrong \"q\"\n"
          + "    mistake m when 4\n")
        == [
          "4:3: open: expected a model that there is, found nobody: \"nobody\" is neither a folder nor "
            + "a bundled model; name a folder, or one of reader, reader-post, storyteller, "
            + "storyteller-post, translator, translator-post",
          "4:19: wiring: expected one of post pre sandwich wrong none, found after",
          "5:6: expected an address or a cell, found 'x[head]': expected indices such as "
            + "'head 2, query 3, key 1'",
          "6:12: expected a number, an address, a function or a text, found the end",
          "7:9: expected a predicate, found a number",
          "9:12: there is no function \"maen\"; did you mean mean?",
          "10:17: expected a number, found a predicate",
          "14:19: expected a predicate, found a number",
          "15:24: expected a number, an address, a function or a text, found the end",
          "19:17: expected an address or a cell, found 'y[1': expected ']' at the end",
          "23:15: '(' has no end: expected ')'",
          "25:25: expected a number, an address, a function or a text, found the end",
          "28:10: expected a predicate, found a number",
          "32:20: expected a predicate, found a number",
        ].map { "own/lesson.steps:" + $0 })
  }

  @Test func `numbers are not typed in prose`() throws {
    let text = words(
      "en",
      "## S 4 <!-- step: s -->\nIn layer 2 of T5 it is {mean(x):.2f},\nnot {0.5:.1f} and {4 - 1} but {sqrt(4)}.\n\n"
        + "It is {x:q} or {\n")
    let typed =
      "expected a placeholder or a word, found a digit that is typed; "
      + "a number comes from the model, from a tokenizer or from a fact"
    let constant =
      "expected something that the model has, found a number typed in braces; "
      + "say it in words"
    #expect(
      try problems(["en": text]) == [
        "own/en.md:8:6: " + typed, "own/en.md:9:10: " + typed, "own/en.md:10:6: " + constant,
        "own/en.md:10:20: " + constant,
        "own/en.md:12:10: \"q\" is no format: expected .2f, .1%, d or .1e",
      ])
  }

  @Test func `a fact is used`() throws {
    let facts = head + "fact year 2017 \"x\"\nfact lost 1 \"x\"\nstep s\n  open reader \"t\"\n"
    let text = words("en", "## S <!-- step: s -->\nIn {year:d}.\n")
    #expect(
      try problems(
        steps: facts, ["en": text, "zh": text.replacing("language: en", with: "language: zh")])
        == [
          "own/lesson.steps:4:6: fact lost: expected in an expression or a placeholder, found nowhere"
        ])
  }
}
