import Foundation
import Lessons
import TestSupport
import Testing

/// `Docs/Course.md` against the lessons.
@Suite struct CourseDocumentTests {
  @Test func `the page says what each lesson makes a reader able to do, in both languages`() throws
  {
    let page = try String(contentsOfFile: Repository.path("Docs/Course.md"), encoding: .utf8)
    for entry in try LessonLibrary.builtIn().entries {
      for language in ["en", "zh"] {
        let words = try #require(entry.prose[language])
        #expect(page.contains("| **\(words.title)** `\(entry.lesson.id)` | \(words.ability) |"))
      }
    }
  }
}
