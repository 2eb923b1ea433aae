/// A lesson with its words in each language.
package struct LessonEntry: Equatable, Sendable {
  /// The lesson.
  package var lesson: Lesson
  /// The words, by language: `en`, `zh`.
  package var prose: [String: LessonProse]
  /// The lesson's folder, as it is to be named.
  package var path: String
  /// The files that it was read from, by their paths: what problems quote.
  package var sources: [String: LessonSource]

  /// Makes a lesson with its words.
  package init(
    lesson: Lesson, prose: [String: LessonProse], path: String = "",
    sources: [String: LessonSource] = [:]
  ) {
    self.lesson = lesson
    self.prose = prose
    self.path = path
    self.sources = sources
  }

  /// Reads the files of a lesson's folder.
  ///
  /// - Parameters:
  ///   - path: The folder, as it is to be named.
  ///   - steps: What stands in `lesson.steps`.
  ///   - prose: What stands in the Markdown files, by language.
  /// - Returns: The lesson with its words.
  /// - Throws: ``LessonProblem`` for the first thing that is not as it must be.
  package static func read(
    path: String, steps: [UInt8], prose: [String: [UInt8]]
  ) throws(LessonProblem) -> LessonEntry {
    let source = try LessonSource(steps, path: path + "/lesson.steps")
    var reader = try LessonStepsReader(source)
    var entry = LessonEntry(lesson: try reader.lesson(), prose: [:], path: path)
    entry.sources[source.path] = source
    let name = folderName(path)
    guard isSame(entry.lesson.id, name) else {
      throw source.problem(
        line: source.line(beginning: "lesson"), column: 1,
        "lesson: expected \(name), the name of the folder, found \(entry.lesson.id)")
    }
    for (language, bytes) in prose.sorted(by: { $0.key < $1.key }) {
      let source = try LessonSource(bytes, path: "\(path)/\(language).md")
      entry.sources[source.path] = source
      var reader = ProseReader(source)
      let (words, lesson) = try reader.prose()
      guard isSame(lesson, entry.lesson.id), isSame(words.language, language) else {
        throw source.problem(
          line: source.line(beginning: "<!--"), column: 1,
          "expected lesson: \(entry.lesson.id), language: \(language), as folder and file are "
            + "called, found lesson: \(lesson), language: \(words.language)")
      }
      entry.prose[language] = words
    }
    return entry
  }

  /// The name of a lesson by its folder: without the number that puts it in order.
  static func folderName(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let digits = name.utf8.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let rest = name.utf8.dropFirst(digits.count)
    guard !digits.isEmpty, rest.first == UInt8(ascii: "-") else { return name }
    return String(Substring(rest.dropFirst()))
  }
}

extension LessonSource {
  /// The first line, from 1, that begins with a text; 1 where none does.
  func line(beginning text: String) -> Int {
    (lines.firstIndex { matches(text, $0, at: 0) } ?? 0) + 1
  }
}
