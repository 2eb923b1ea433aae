import Lessons
import Screen

/// Where a reader is in the list of lessons.
package struct LessonListState: Equatable, Sendable {
  /// The lesson that is chosen, by its id.
  package internal(set) var selected: String?
  /// What is searched for.
  package internal(set) var field = TextField()
  /// Whether characters go into what is searched for.
  package internal(set) var isSearching = false
  /// The lesson whose progress the next press forgets.
  var asksToReset: String?

  /// The words that are searched for.
  var words: [String] { StepName.fold(field.text).split(separator: " ").map(String.init) }

  /// Chooses a lesson, or the first one that can be opened.
  mutating func select(_ id: String?, in rows: [LessonRow]) {
    let ids = rows.compactMap(\.id)
    selected = id.flatMap { ids.contains($0) ? $0 : nil } ?? ids.first
  }

  /// Moves the choice.
  mutating func move(by count: Int, in rows: [LessonRow]) {
    let ids = rows.compactMap(\.id)
    guard !ids.isEmpty else {
      selected = nil
      return
    }
    let old = ids.firstIndex { $0 == selected } ?? 0
    let (sum, overflow) = old.addingReportingOverflow(count)
    selected = ids[overflow ? ids.count - 1 : min(max(0, sum), ids.count - 1)]
  }
}

/// A row of the list of lessons.
package enum LessonRow: Equatable, Sendable {
  /// A part of the course, by its number, with its names.
  case part(Int, [String: String])
  /// A lesson that can be opened, with how far the reader has come.
  case lesson(LessonEntry, LessonRecord?)
  /// A lesson that is to come.
  case coming(Int?, [String: String])

  /// The id of a lesson that can be opened.
  var id: String? {
    if case .lesson(let entry, _) = self { entry.lesson.id } else { nil }
  }

  /// The rows of a library: the course in its order, then what is no part of it.
  ///
  /// - Parameters:
  ///   - library: The lessons.
  ///   - progress: How far the reader has come.
  ///   - words: What is searched for; a row must hold each of them.
  /// - Returns: The rows, parts without lessons left out.
  static func all(
    of library: LessonLibrary, _ progress: LessonProgress, matching words: [String] = []
  ) -> [LessonRow] {
    var rows: [LessonRow] = []
    var pending: LessonRow?
    func add(_ row: LessonRow) {
      if let heading = pending { rows.append(heading) }
      pending = nil
      rows.append(row)
    }
    var listed: Set<String> = []
    for item in library.course {
      if item.isPart {
        pending = .part(item.part, item.titles)
      } else if let id = item.id, let entry = library[id] {
        listed.insert(id)
        guard matches(entry, library, words) else { continue }
        add(.lesson(entry, progress.lessons[id]))
      } else if words.allSatisfy({ word in item.titles.values.contains { holds($0, word) } }) {
        add(.coming(item.number, item.titles))
      }
    }
    pending = nil
    let others = library.entries.filter { !listed.contains($0.lesson.id) }
    if !library.course.isEmpty, !others.isEmpty { pending = .part(0, [:]) }
    for entry in others where matches(entry, library, words) {
      add(.lesson(entry, progress.lessons[entry.lesson.id]))
    }
    return rows
  }

  private static func matches(
    _ entry: LessonEntry, _ library: LessonLibrary, _ words: [String]
  ) -> Bool {
    guard !words.isEmpty else { return true }
    let terms = library.glossary.terms.filter { entry.lesson.terms.contains($0.id) }
    let texts =
      [entry.lesson.id] + entry.prose.values.flatMap { [$0.title, $0.summary, $0.ability] }
      + terms.flatMap { $0.words.values.flatMap(\.self) }
    return words.allSatisfy { word in texts.contains { holds($0, word) } }
  }

  private static func holds(_ text: String, _ word: String) -> Bool {
    StepName.place(of: Array(word.utf8), in: Array(StepName.fold(text).utf8)) != nil
  }
}
