import Lessons
import Testing

@Suite struct LessonProseErrorTests {
  private static func problem(_ text: String) -> LessonProblem? {
    do throws(LessonProblem) {
      _ = try LessonProse.read(Array(text.utf8), path: "en.md")
      return nil
    } catch { return error }
  }

  /// What stands before the first step: six lines.
  private static let head =
    "# T\n<!-- lesson: a, language: en -->\n\nAbout.\n\n- <!-- can --> Do.\n"
  /// The same with the heading of a step: seven lines.
  private static let step = head + "## S <!-- step: s -->\n"

  private static let cases: [(String, String)] = [
    ("", "en.md:1:1: expected # and the lesson's title"),
    ("Hello\n", "en.md:1:1: expected # and the lesson's title"),
    (
      "# T <!-- lesson: a -->\n",
      "en.md:1:3: expected the lesson's title alone; its comment stands below it"
    ),
    ("# T\n", "en.md:1:1: expected <!-- lesson: ID, language: LANGUAGE --> below the title"),
    (
      "# T\n\n<!-- lesson: a -->\n",
      "en.md:3:1: expected <!-- lesson: ID, language: LANGUAGE --> below the title"
    ),
    ("# T\n<!-- lesson: a\n", "en.md:2:1: expected --> at the end of the comment, found none"),
    (
      "# T\n<!-- lesson: a, language: en -->\n",
      "en.md:1:1: expected a paragraph that says what the lesson is about, found none"
    ),
    (
      "# T\n<!-- lesson: a, language: en -->\n\nAbout.\n",
      "en.md:1:1: expected - <!-- can --> before the first step, found none"
    ),
    (
      head + "\nMore.\n",
      "en.md:8:1: expected one paragraph before the first step, found a second"
    ),
    (head + "- <!-- can --> Do.\n", "en.md:7:3: can: expected once, found again"),
    (
      head + "- <!-- ask --> Do.\n",
      "en.md:7:3: expected <!-- can --> before the first step, found another comment"
    ),
    (
      head + "## S\n",
      "en.md:7:5: expected <!-- step: ID --> at the end of the heading, found none"
    ),
    (
      head + "### S\n",
      "en.md:7:1: expected ## and a step's title; other headings there are none"
    ),
    (head + "## <!-- step: s -->\n", "en.md:7:4: expected the step's title, found none"),
    (
      head + "## S <!-- step: s --> x\n",
      "en.md:7:22: expected nothing behind the comment"
    ),
    (
      head + "## S <!-- stop: s -->\n",
      #"en.md:7:11: expected step: ID, or step: ID, revision: NUMBER, found "stop: s""#
    ),
    (
      head + "## S <!-- step: s, revision: x -->\n",
      #"en.md:7:20: expected step: ID, or step: ID, revision: NUMBER, found "step: s, revision: x""#
    ),
    (
      head + "## S <!-- revision: 2 -->\n",
      "en.md:7:6: expected step: ID in the comment, found none"
    ),
    (
      step + "## S <!-- step: s -->\n",
      "en.md:8:6: step s: expected once, found again after line 7; put both together"
    ),
    (
      step + "- Hello\n",
      "en.md:8:3: expected a comment that says what the item is for, such as - <!-- ask -->; "
        + "prose has no lists"
    ),
    (step + "- <!-- ask -->\n", "en.md:8:15: expected a text behind the comment"),
    (
      step + "- <!-- hint: 4 --> x\n",
      "en.md:8:3: expected one of ask, hint: 1, hint: 2, hint: 3, right, other, change, choice: ID, "
        + #"because: ID, mistake: ID, item: ID, line: ID, found "hint: 4""#
    ),
    (
      step + "- <!-- ask --> x\n- <!-- ask --> y\n",
      "en.md:9:3: ask: expected once in a step, found again"
    ),
    (
      step + "- <!-- choice: a --> x\n- <!-- choice: a --> y\n",
      "en.md:9:3: choice: a: expected once in a step, found again"
    ),
    (
      step + "- <!-- ask --> x\ny\n",
      "en.md:9:1: expected two spaces before a line that goes on with a list item, "
        + "or an empty line before a paragraph"
    ),
    (
      step + "\n  x\n",
      "en.md:9:1: expected no spaces at the beginning, found some; only the lines of a list item "
        + "go on indented, without an empty line before them"
    ),
    (step + "x\n y\n", "en.md:9:1: expected no spaces at the beginning, found some"),
    (step + "| a | b |\n", "en.md:8:1: expected prose, found a table; write it as a paragraph"),
    (step + "> a\n", "en.md:8:1: expected prose, found a quotation; write it as a paragraph"),
    (step + "```\n", "en.md:8:1: expected prose, found a block of code; write it as a paragraph"),
    (step + "* a\n", "en.md:8:1: expected prose, found a list; write it as a paragraph"),
    (step + "---\n", "en.md:8:1: expected prose, found a rule; write it as a paragraph"),
    (
      step + "See [it](http://x).\n",
      "en.md:8:8: expected prose, found a link or a picture; name it in words"
    ),
    (
      step + "See <!-- it -->.\n",
      "en.md:8:5: expected prose, found a comment; comments stand after a heading or at the "
        + "beginning of a list item"
    ),
    (step + "a\tb\n", "en.md:8:2: expected spaces, found a tab; two spaces make a level"),
  ]

  @Test func `what is not as it must be is said in one line`() {
    for (text, sentence) in Self.cases {
      #expect(Self.problem(text)?.description == sentence)
    }
  }

  @Test func `a bracket in a placeholder or in code is no link`() {
    #expect(Self.problem(Self.step + "See {a[head 1](x)} and `[a](b)`.\n") == nil)
  }

  @Test func `lines of Chinese are joined without a space, others with one`() throws {
    for (first, second, joined) in [
      ("你好，", "世界", "你好，世界"), ("你好", "世界", "你好世界"), ("词元", "token", "词元 token"),
      ("token", "，词元", "token，词元"), ("a", "b", "a b"), ("他说", "“好”", "他说“好”"),
      ("*好*", "的", "*好*的"), ("it is", "“so”", "it is “so”"), ("{a}", "的", "{a} 的"),
      ("——", "这样", "——这样"),
    ] {
      let prose = try LessonProse.read(
        Array("\(Self.step)\(first)  \n\(second)\n".utf8), path: "zh.md")
      #expect(prose.steps[0].paragraphs.map(\.source) == [joined])
    }
  }

  @Test func `an item may begin on the line below its comment`() throws {
    let prose = try LessonProse.read(
      Array("\(Self.step)- <!-- hint: 1 -->\n  One\n  two.\n".utf8), path: "en.md")
    let hint = try #require(prose.steps[0].text(.hint(1)))
    #expect(hint.source == "One two.")
    #expect(hint.position == LessonPosition(path: "en.md", line: 9, column: 3))
    #expect(hint.position(at: 4) == LessonPosition(path: "en.md", line: 10, column: 3))
  }
}
