import Foundation
import TestSupport
import Testing

@testable import Lessons

@Suite struct LessonLibraryTests {
  /// Writes files into a folder that is removed again.
  private func withFolder(
    _ files: [String: String], _ body: (String) throws -> Void
  ) throws {
    let folder = NSTemporaryDirectory() + "cutaway-lessons-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in files {
      let path = folder + "/" + name
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }
    try body(folder)
  }

  private func steps(_ id: String, part: Int = 1) -> String {
    "lesson \(id)\npart \(part)\nstep s\n  open m \"t\"\n"
  }

  private func words(_ id: String, _ language: String = "en") -> String {
    "# Title of \(id)\n<!-- lesson: \(id), language: \(language) -->\n\nAbout.\n\n- <!-- can --> Do.\n"
  }

  @Test func `a folder's lessons are read, whatever number their folders have`() throws {
    try withFolder([
      "02-b/lesson.steps": steps("b"), "02-b/en.md": words("b"), "02-b/zh.md": words("b", "zh"),
      "a/lesson.steps": steps("a", part: 2), "README.md": "x", "02-b/README.md": "x",
      "02-b/notes.txt": "x", "empty/x": "x", "terms": "term t\n  en \"tea\"\n",
    ]) { folder in
      let library = try LessonLibrary.folder(folder + "/")
      #expect(library.entries.map(\.lesson.id) == ["b", "a"])
      #expect(library["b"]?.prose.keys.sorted() == ["en", "zh"])
      #expect(library["b"]?.path == folder + "/02-b")
      #expect(library.glossary["t"]?.words == ["en": ["tea"]])
      #expect(
        library.course == [
          CourseItem(part: 1, id: "b", titles: ["en": "Title of b", "zh": "Title of b"]),
          CourseItem(part: 2, id: "a", titles: [:]),
        ])
      #expect(try LessonLibrary.folder(folder + "/a").entries.map(\.lesson.id) == ["a"])
    }
  }

  @Test func `one bad file does not hide the other lessons`() throws {
    try withFolder([
      "a/lesson.steps": steps("a"), "b/lesson.steps": steps("x"), "c/lesson.steps": steps("c"),
      "c/en.md": words("d"), "d/lesson.steps": "lesson\n", "terms": "x\n",
      "07-a/lesson.steps": steps("a"),
    ]) { folder in
      let reading = try LessonLibraryReading(folder: folder)
      #expect(reading.library.entries.map(\.lesson.id) == ["a"])
      #expect(
        reading.problems.map { String("\($0)".dropFirst(folder.count + 1)) } == [
          #"terms:1:1: expected one of term, found "x""#,
          "a: expected each lesson once, found a in \(folder)/07-a too; rename one of them",
          "b/lesson.steps:1:1: lesson: expected b, the name of the folder, found x",
          "c/en.md:2:1: expected lesson: c, language: en, as folder and file are called, "
            + "found lesson: d, language: en",
          "d/lesson.steps:1:7: lesson: expected the lesson's id: small letters, digits and hyphens, "
            + "at most 60, found nothing",
        ])
      #expect(throws: LessonProblem.self) { try LessonLibrary.folder(folder) }
    }
  }

  @Test func `a folder without lessons is refused`() throws {
    try withFolder(["a/b": "x"]) { folder in
      do { _ = try LessonLibrary.folder(folder) } catch {
        #expect(
          "\(error)" == "\(folder): expected folders with a file lesson.steps, found none; "
            + "name a folder of lessons")
      }
      #expect(throws: LessonProblem.self) { try LessonLibrary.folder(folder + "/none") }
    }
  }

  @Test func `added lessons stand at the end of their part, and replace those of the same id`() {
    func entry(_ id: String, _ part: Int, path: String = "") -> LessonEntry {
      LessonEntry(
        lesson: Lesson(id: id, part: part, steps: [LessonStep(id: "s")]), prose: [:], path: path)
    }
    let own = LessonLibrary(
      entries: [entry("two", 1), entry("one", 1), entry("three", 2)],
      course: [
        CourseItem(part: 1, titles: ["en": "P"]),
        CourseItem(number: 1, part: 1, id: "one", titles: [:]),
        CourseItem(number: 2, part: 1, id: "two", titles: [:]), CourseItem(part: 2, titles: [:]),
        CourseItem(number: 3, part: 2, id: "three", titles: [:]),
        CourseItem(number: 4, part: 2, titles: [:]),
      ])
    #expect(own.entries.map(\.lesson.id) == ["one", "two", "three"])
    let both = own.adding(
      LessonLibrary(entries: [entry("mine", 1), entry("three", 2, path: "new"), entry("z", 9)]))
    #expect(both.entries.map(\.lesson.id) == ["one", "two", "mine", "three", "z"])
    #expect(both["three"]?.path == "new")
    #expect(
      both.course.map { $0.id ?? $0.number.map(String.init) ?? "-" } == [
        "-", "one", "two", "mine", "-", "three", "4", "z",
      ])
  }

  // MARK: What is built in

  @Test func `the course has all lessons of all parts, titled in both languages`() throws {
    let course = try LessonLibrary.builtIn().course
    #expect(course.compactMap(\.number) == Array(1...25))
    #expect(course.filter(\.isPart).map(\.part) == Array(1...6))
    #expect(
      course.compactMap(\.id) == [
        "tokens", "embeddings", "query-key-value", "scores-to-weights", "weighted-values",
        "causal-mask", "broken-wires", "residual-stream", "pre-and-post", "decoder",
        "encoder-and-decoder",
      ])
    for item in course { #expect(item.titles.keys.sorted() == ["en", "zh"]) }
    #expect(
      course.first { $0.number == 7 }
        == CourseItem(
          number: 7, part: 2, id: "causal-mask",
          titles: ["en": "The causal mask", "zh": "因果掩码"]))
  }

  @Test func `every term has forms in both languages`() throws {
    let terms = try LessonLibrary.builtIn().glossary.terms
    #expect(terms.count > 50)
    for term in terms { #expect(term.words.keys.sorted() == ["en", "zh"], "\(term.id)") }
  }

  @Test func `the course's mistakes are said in one line`() {
    for (text, sentence) in [
      ("lesson 1\n", #"course:1:1: expected one of part, found "lesson""#),
      ("part 2 en \"a\"\n", #"course:1:6: part: expected 1, found "2""#),
      ("part 1\n", "course:1:7: part: expected a language such as en, found nothing"),
      (
        "part 1 en \"a\" en \"b\"\n",
        #"course:1:15: part: expected each language once, found "en""#
      ),
      (
        "part 1 en \"a\"\n  lesson 2 en \"b\"\n", #"course:2:10: lesson: expected 1, found "2""#
      ),
      (
        "part 1 en \"a\"\n  lesson 1 x en \"b\"\n  beside x en \"b\"\n",
        #"course:3:10: beside: expected each id once, found "x""#
      ),
      (
        "part 1 en \"a\"\n  les 1 en \"b\"\n",
        #"course:2:3: expected one of lesson beside, found "les""#
      ),
    ] {
      do {
        _ = try CourseItem.read(Array(text.utf8), path: "course")
        Issue.record("nothing is said of \(text)")
      } catch { #expect("\(error)" == sentence) }
    }
  }
}
