import Lessons
import Screen

/// Lessons as a conversation: a line in, lines out. The steps, the checks and the numbers are the screen's.
package struct PlainLesson {
  private var explorer: HeadlessExplorer
  private var session: PlainSession
  /// Whether the reader has ended it.
  package private(set) var isDone = false

  /// How far the reader has come.
  package var progress: LessonProgress? { explorer.state.learn?.progress }

  private var state: State { explorer.state }
  private var language: DisplayLanguage { state.language }
  private var lesson: OpenLesson? { state.learn?.lesson }

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
  package mutating func begin(_ id: String?, step: String? = nil) -> [String] {
    guard let id else { return shown(list) }
    explorer.begin { $0.learn(lesson: id, step: step) }
    return shown(takeNotice() + page)
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

  private var list: [String] {
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

  private mutating func end() -> [String] {
    isDone = true
    return [PlainText.ended(language)]
  }

  private mutating func switchLanguage() -> [String] {
    explorer.send(.input(.key(.function(2))))
    return lesson == nil ? list : page
  }

  private mutating func takeNotice() -> [String] {
    guard let notice = state.notice else { return [] }
    explorer.begin {
      $0.notice = nil
      return []
    }
    return [notice.text]
  }

  // MARK: A step

  /// The step as it stands, from its heading on.
  private var page: [String] {
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
  private var scene: [String] {
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
  private var words: [String] { lesson?.page.plainLines ?? [] }

  /// How the question is answered, or how to go on.
  private var prompt: [String] {
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

  // MARK: What the reader says

  private mutating func take(_ line: String) -> [String] {
    switch line {
    case "q", "quit": return end()
    case "l", "L": return switchLanguage()
    case "help": return PlainLessonText.help(language).split(separator: "\n").map(String.init)
    case "again": return page
    case "s": return scene
    case "", "next": return goOn()
    case "back": return move(.stepBack)
    case "skip": return told { $0.perform(.skipStep) }
    case "hint": return told { $0.perform(.hint) }
    case "flip":
      _ = told { $0.perform(.flipChange) }
      return takeNotice() + scene
    case "restore": return move(.restoreScene)
    case "restart":
      explorer.begin { $0.perform(.restartLesson) + $0.perform(.restartLesson) }
      return takeNotice() + page
    case "lessons":
      explorer.begin { $0.leaveLesson() }
      return list
    default: break
    }
    if let keys = keys(of: line) {
      return told { _ in
        []
      } keys: {
        keys
      }
    }
    return explore(line)
  }

  /// Goes on where that is possible; says what is asked where it is not.
  private mutating func goOn() -> [String] {
    guard let lesson, lesson.isRevealed || lesson.isAtEnd else { return prompt }
    return move(.goOn)
  }

  /// Goes to another step.
  private mutating func move(_ action: Action) -> [String] {
    lessonKeys()
    explorer.begin { $0.perform(action) }
    settle()
    return takeNotice() + page
  }

  /// Does something within the step and says what is new.
  private mutating func told(
    _ change: (inout State) -> [Effect], keys: () -> [Key] = { [] }
  ) -> [String] {
    let (oldWords, oldScene) = (words, scene)
    lessonKeys()
    explorer.begin(change)
    explorer.press(keys())
    settle()
    return news(since: oldWords) + (scene == oldScene ? [] : screenNow) + prompt
  }

  /// What is said now and was not before.
  private mutating func news(since old: [String]) -> [String] {
    var left = old
    let lines = words.filter { line in
      guard let place = left.firstIndex(of: line) else { return true }
      left.remove(at: place)
      return false
    }
    return takeNotice() + lines
  }

  /// The screen after something on it has changed.
  private var screenNow: [String] { [PlainLessonText.answerHere(language)] + scene }

  /// Gives the lesson the keys.
  private mutating func lessonKeys() {
    explorer.begin {
      $0.giveLessonKeys()
      return []
    }
  }

  /// Lets what follows from a change be done.
  private mutating func settle() { explorer.send(.input(.resized(state.screen))) }

  /// The keys that give an answer; nil where a line is none.
  private func keys(of line: String) -> [Key]? {
    guard let lesson, !lesson.isRevealed, let question = lesson.item?.question,
      let work = lesson.work
    else { return nil }
    func typed(_ text: String) -> [Key] { text.unicodeScalars.map(Key.character) }
    func erased(_ text: String) -> [Key] { text.map { _ in .backspace } }
    switch question.kind {
    case .choose(let choices):
      guard let number = Int(line), (1...choices.count).contains(number) else { return nil }
      return typed(line) + [.enter]
    case .number, .derive:
      guard LessonJudge.number(typed: line) != nil, work.fields.indices.contains(work.field) else {
        return nil
      }
      return erased(work.fields[work.field]) + typed(line) + [.enter]
    case .order(let items):
      let digits = line.filter { !" ,，、".contains($0) }
      guard digits.count == items.count, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
        return nil
      }
      return work.order.map { _ in .backspace } + typed(digits) + [.enter]
    case .point: return nil
    case .bring: return nil
    }
  }

  /// Lets the explorer have a line.
  private mutating func explore(_ line: String) -> [String] {
    let (old, wasRevealed) = (words, lesson?.isRevealed ?? true)
    var lines: [String] = []
    if state.place == .tokens {
      let text = line.hasPrefix("tokens ") ? String(line.dropFirst("tokens ".count)) : line
      explorer.begin {
        $0.giveExplorerKeys()
        $0.tokens.field = TextField(text)
        return []
      }
      settle()
      lines = PlainTokens(state).comparison
    } else if line != "here" {
      session.state = state
      lines = session.answer(line)
      let changed = session.state
      explorer.begin {
        $0 = changed
        $0.giveExplorerKeys()
        return []
      }
    }
    if lesson?.isRevealed == false, case .point? = lesson?.item?.question?.kind, line == "here" {
      explorer.begin {
        $0.giveExplorerKeys()
        return []
      }
      explorer.press([.enter])
    }
    let oldScene = scene
    settle()
    let isAnswered = lesson?.isRevealed == true && !wasRevealed
    lines += news(since: old).filter { !lines.contains($0) }
    if isAnswered, scene != oldScene { lines += screenNow }
    return lines + (isAnswered || lesson?.isRevealed == false ? prompt : [])
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
