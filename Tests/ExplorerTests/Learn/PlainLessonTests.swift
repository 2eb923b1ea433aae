import Explorer
import Lessons
import Screen
import Testing

/// A lesson line by line: the same steps and checks as on the screen.
@Suite struct PlainLessonTests {
  private func lesson(_ language: DisplayLanguage = .english) throws -> PlainLesson {
    var state = State(
      size: Size(width: 80, height: 24), medium: Medium(), language: language,
      models: ModelChoice.shipped())
    state.learn = LearnState(library: try LessonLibrary.builtIn())
    return PlainLesson(state)
  }

  @Test func `a number, a choice, blanks and a state are answered in lines`() throws {
    var plain = try lesson()
    let first = plain.begin("weighted-values")
    #expect(first.first == "Scores become weights, asked again: First, a division")
    #expect(first.last == "Answer with the number.")
    // What forgets the root is told by name, and the right number is taken.
    #expect(plain.answer("0.989").contains { $0.hasPrefix("✗ You divided by dₖ itself") })
    #expect(plain.answer("3.954").contains("your answer 3.954 ✓"))
    _ = plain.answer("")
    #expect(plain.answer("9") == ["Answer with a number."])
    #expect(plain.answer("1").contains { $0.hasPrefix("✗ ") })
    #expect(plain.answer("3").contains { $0.hasPrefix("✓ ") })
    #expect(plain.answer("").first == "Weighted values, step 1 of 11: What comes out?")
    for line in ["3", "", "0.602", ""] { _ = plain.answer(line) }
    for line in ["-0.642", "-0.0792"] { _ = plain.answer(line) }
    #expect(plain.answer("-0.585").contains { $0.hasPrefix("✓ ") })
    for line in ["", "64", "", "skip", "", "skip", "", "skip", "", "skip", "", "skip", "", "skip"] {
      _ = plain.answer(line)
    }
    #expect(plain.answer("").first == "Weighted values, step 11 of 11: Down to the value")
    #expect(plain.answer("Enter").contains { $0.hasPrefix("✗ ") })
    _ = plain.answer("restore")
    // Keys of the screen bring the explorer where its lines cannot.
    #expect(plain.answer("n Enter").contains { $0.hasPrefix("✓ ") })
    #expect(plain.progress?.lessons["weighted-values"]?.steps["add-them-up"] == .answered(tries: 1))
    #expect(plain.progress?.lessons["weighted-values"]?.steps["head-off"] == .skipped)
  }

  @Test func `the list, a lesson by its number, the end`() throws {
    var plain = try lesson(.chinese)
    let list = plain.begin(nil)
    #expect(list.contains("5：从分数到权重"))
    #expect(list.contains("3：位置，尚未推出"))
    #expect(plain.answer("77") == ["77：课程中没有这一课"])
    #expect(plain.answer("7").first?.contains("复习提问") == true)
    #expect(plain.answer("lessons").contains { $0.hasPrefix("7：因果掩码，学到第 1 步") })
    #expect(plain.answer("q") == ["结束"])
    #expect(plain.isDone)
  }
}
