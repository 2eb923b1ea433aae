import Explorer
import Lessons
import ModelFiles
import Screen
import Tensors

/// The course as lines, and as JSON.
struct CourseList {
  private let library: LessonLibrary
  private let language: DisplayLanguage

  init(_ library: LessonLibrary, _ language: DisplayLanguage) {
    self.library = library
    self.language = language
  }

  /// A line for each lesson below its part; those to come by their titles alone.
  var lines: [String] {
    let width = library.entries.map { $0.lesson.id.count }.max() ?? 0
    return library.course.map { item in
      let title = VisibleText.escaped(title(item))
      if item.isPart { return title }
      let number = TextLayout.pad(item.number.map(String.init) ?? "", to: 4, .right)
      guard let entry = item.id.flatMap({ library[$0] }) else {
        return number + "  " + TextLayout.pad("", to: width) + "  " + title
      }
      return number + "  " + TextLayout.pad(entry.lesson.id, to: width) + "  " + title
    }
  }

  private func title(_ item: CourseItem) -> String {
    let own = item.id.flatMap { library[$0]?.prose[language.rawValue]?.title }
    return own ?? item.titles[language.rawValue] ?? item.titles.values.sorted().first ?? ""
  }

  /// A JSON object for each lesson, those to come among them.
  var json: [[UInt8]] {
    library.course.filter { !$0.isPart }.map { item in
      var members = [JSONMember("part", .integer(item.part))]
      if let number = item.number { members.append(JSONMember("number", .integer(number))) }
      if let id = item.id { members.append(JSONMember("id", .string(id))) }
      let entry = item.id.flatMap { library[$0] }
      let titles = item.titles.merging(entry?.prose.mapValues(\.title) ?? [:]) { $1 }
      members.append(JSONMember("titles", .object(texts(titles))))
      guard let entry else { return line(members + [JSONMember("steps", .integer(0))]) }
      let lesson = entry.lesson
      members += [
        JSONMember("summaries", .object(texts(entry.prose.mapValues(\.summary)))),
        JSONMember("abilities", .object(texts(entry.prose.mapValues(\.ability)))),
        JSONMember("steps", .integer(lesson.steps.count)),
        JSONMember("questions", .integer(lesson.steps.filter { $0.question != nil }.count)),
        JSONMember("terms", .array(lesson.terms.map { .string($0) })),
        JSONMember("after", .array(lesson.after.map { .string($0) })),
        JSONMember("path", .string(entry.path)),
      ]
      return line(members)
    }
  }

  private func texts(_ texts: [String: String]) -> [JSONMember] {
    texts.keys.sorted().map { JSONMember($0, .string(texts[$0] ?? "")) }
  }

  private func line(_ members: [JSONMember]) -> [UInt8] { JSONWriter.bytes(of: .object(members)) }
}
