import Lessons
import Screen

/// Lessons as a conversation: a line in, lines out.
///
/// The steps, the checks and the numbers are the screen's.
package struct PlainLesson {
  var explorer: HeadlessExplorer
  var session: PlainSession
  /// Whether the reader has ended it.
  package private(set) var isDone = false

  /// How far the reader has come.
  package var progress: LessonProgress? { explorer.state.learn?.progress }

  var state: State { explorer.state }
  var language: DisplayLanguage { state.language }
  var lesson: OpenLesson? { state.learn?.lesson }

  /// Begins with a state that has the lessons.
  package init(_ state: State) {
    let shelf = ModelShelf()
    explorer = HeadlessExplorer(state, shelf: shelf)
    session = PlainSession(state, shelf: shelf)
  }

  /// Opens a lesson and says its first step.
  ///
  /// - Parameters:
  ///   - id: The lesson; nil for the list.
  ///   - step: The step; nil for where the reader has left it.
  /// - Returns: What is said first.
  package mutating func begin(_ id: String?, step: String? = nil) -> [String] {
    let first = takeNotice()
    guard let id else { return shown(first + list) }
    explorer.begin { $0.learn(lesson: id, step: step) }
    return shown(first + takeNotice() + page)
  }

  /// Takes a line and gives what is said to it.
  package mutating func answer(_ line: String) -> [String] {
    var line = Substring(line)
    while line.first == " " { line = line.dropFirst() }
    while line.last == " " { line = line.dropLast() }
    return shown(lesson == nil ? choose(String(line)) : take(String(line)))
  }

  private func shown(_ lines: [String]) -> [String] { lines.map(state.medium.drawable) }

  // MARK: The list

  var list: [String] {
    guard let learn = state.learn else { return [] }
    var number = 0
    var lines = [PlainLessonText.list(language)]
    for row in learn.rows {
      switch row {
      case .part(_, let titles): lines.append(titles[language.rawValue] ?? "")
      case .coming(let place, let titles):
        let title = titles[language.rawValue] ?? ""
        let name = place.map { PlainLessonText.entry(language, "\($0)", title) } ?? title
        lines.append(PlainLessonText.coming(language, name))
      case .lesson(let entry, let record):
        number += 1
        lines.append(line(entry, record))
      }
    }
    return lines + [PlainLessonText.listHint(language)]
  }

  private func line(_ entry: LessonEntry, _ record: LessonRecord?) -> String {
    let lesson = entry.lesson
    let name = lesson.number.map { "\($0)" } ?? lesson.id
    let title = PlainLessonText.entry(language, name, entry.title(language))
    guard let record else { return title }
    if record.isFinished { return PlainLessonText.done(language, title) }
    return PlainLessonText.begun(
      language, title, "\(record.resumption(in: lesson) + 1)", "\(lesson.steps.count)")
  }

  private mutating func choose(_ word: String) -> [String] {
    switch word {
    case "q", "quit": return end()
    case "l", "L": return switchLanguage()
    case "", "lessons": return list
    default: break
    }
    let entry = state.learn?.library.entries.first { entry in
      entry.lesson.id == word || entry.lesson.number.map(String.init) == word
    }
    guard let entry else {
      return [PlainLessonText.noSuch(language, state.medium.shown(word, limit: 60))]
    }
    explorer.begin { $0.learn(lesson: entry.lesson.id) }
    return takeNotice() + page
  }

  mutating func end() -> [String] {
    isDone = true
    return [PlainText.ended(language)]
  }

  mutating func switchLanguage() -> [String] {
    explorer.send(.input(.key(.function(2))))
    return lesson == nil ? list : page
  }

  mutating func takeNotice() -> [String] {
    guard let notice = state.notice else { return [] }
    explorer.begin {
      $0.notice = nil
      return []
    }
    return [notice.text]
  }

  // MARK: A step

  /// The step as it stands, from its heading on.
  var page: [String] {
    guard let lesson else { return list }
    let lines = words
    return [heading(lesson)] + scene + lines + prompt
  }

  private func heading(_ lesson: OpenLesson) -> String {
    let title = lesson.page.title
    guard let item = lesson.item else {
      return PlainLessonText.entry(language, lesson.entry.title(language), title)
    }
    if item.isRecall {
      return PlainLessonText.recallHeading(language, item.entry.title(language), title)
    }
    return PlainLessonText.heading(
      language, lesson.entry.title(language), "\(lesson.number - lesson.recallCount + 1)",
      "\(lesson.items.count - lesson.recallCount)", title)
  }

  /// What the screen shows of the explorer.
  var scene: [String] {
    var lines: [String] = []
    if let change = state.lessonChange { lines.append(PlainLessonText.changed(language, change)) }
    var here = session
    here.state = state
    switch state.place {
    case .explore, .generate, .compare: lines += here.here
    case .tokens: lines += PlainTokens(state).steps ?? PlainTokens(state).comparison
    case .race: lines += race
    case .home, .models, .lessons: return lines
    }
    return lines
  }

  private var race: [String] {
    guard let report = state.race?.report else { return [] }
    return report.lanes.indices.map { report.standing(of: $0, language) }
  }

  /// The words of the step, with what was answered and said to it.
  var words: [String] { lesson?.page.plainLines ?? [] }

  /// How the question is answered, or how to go on.
  var prompt: [String] {
    guard let lesson, !lesson.isRevealed, let question = lesson.item?.question else {
      return [PlainLessonText.goOn(language)]
    }
    let text: PlainLessonText =
      switch question.kind {
      case .choose: .choose
      case .number, .derive: .number
      case .order: .order
      case .point: .point
      case .bring: .bring
      }
    return [text(language)]
  }
}

extension LessonPage {
  /// The page as lines, each block in one.
  var plainLines: [String] {
    blocks.compactMap { block in
      var text = (block.bullet + block.spans).map(\.text).joined()
      if let field = block.field {
        text += " " + (field.text.isEmpty ? "____" : field.text)
        if let mark = field.mark { text += " " + mark.text }
      }
      let trimmed = text.drop { $0 == " " }
      return trimmed.isEmpty ? nil : String(trimmed)
    }
  }
}
