import Lessons
import Screen

extension State {
  /// Does what an action says where the lesson has the keys.
  mutating func performInLesson(_ action: Action) -> [Effect] {
    guard let lesson = learn?.lesson else { return [] }
    if action != .restartLesson { learn?.lesson?.asksToRestart = false }
    switch action {
    case .goOn: return goOn(lesson)
    case .stepBack: return lesson.number > 0 ? enter(lesson.number - 1) : tellLesson(.atFirst)
    case .up: moveChoice(by: -1)
    case .down: moveChoice(by: 1)
    case .pageUp: scrollLesson(by: -max(1, split.panel.height - 3))
    case .pageDown: scrollLesson(by: max(1, split.panel.height - 3))
    case .skipStep:
      guard lesson.item?.question != nil, !lesson.isRevealed else {
        return lesson.isAtEnd ? [] : enter(lesson.number + 1)
      }
      return finish(.skipped)
    case .hint: return hint(lesson)
    case .restoreScene: return enterScene(isForced: true)
    case .restartLesson: return restartLesson()
    case .flipChange:
      guard canFlip else { return tellLesson(.nothingChanged) }
      flipChange()
    case .tryOut: if place != .lessons { learn?.lesson?.focus = .explorer }
    default: break
    }
    return []
  }

  /// Says something to the reader.
  mutating func tellLesson(_ text: LearnText, _ arguments: String...) -> [Effect] {
    notice = Notice(.information, text.filled(language, arguments))
    return []
  }

  /// Goes on, or judges what was chosen or typed.
  private mutating func goOn(_ lesson: OpenLesson) -> [Effect] {
    if lesson.isAtEnd { return leaveLesson() }
    guard !lesson.isRevealed, let question = lesson.item?.question, let work = lesson.work else {
      return enter(lesson.number + 1)
    }
    let skip = Keymap.label(.skipStep, in: .lesson)
    switch question.kind {
    case .choose(let choices):
      guard let choice = work.choice, choices.indices.contains(choice) else {
        return tellLesson(.chooseFirst, skip)
      }
      return judge(.choice(choices[choice].id))
    case .number:
      guard let number = LessonJudge.number(typed: work.fields.first ?? "") else {
        return tellLesson(.typeNumber, skip)
      }
      return judge(.number(number))
    case .order(let items):
      guard work.order.count == items.count else { return tellLesson(.orderFirst, skip) }
      return judge(.order(work.order))
    case .derive: return goOnInLines(work, skip)
    case .point, .bring:
      if place != .lessons { learn?.lesson?.focus = .explorer }
      return []
    }
  }

  /// Goes to the next blank; judges all of them at the last.
  private mutating func goOnInLines(_ work: StepWork, _ skip: String) -> [Effect] {
    let numbers = work.fields.map { LessonJudge.number(typed: $0) }
    guard numbers.indices.contains(work.field), numbers[work.field] != nil else {
      return tellLesson(.typeNumber, skip)
    }
    let empty = numbers.indices.filter { numbers[$0] == nil }
    if let empty = empty.first(where: { $0 > work.field }) ?? empty.first {
      changeWork { $0.field = empty }
      return []
    }
    return judge(.lines(numbers.compactMap(\.self)))
  }

  /// Shows the next hint; after the third, the answer.
  private mutating func hint(_ lesson: OpenLesson) -> [Effect] {
    guard lesson.item?.question != nil, !lesson.isRevealed, let work = lesson.work else {
      return tellLesson(.nothingAsked)
    }
    learn?.lesson?.first = nil
    guard work.hints >= 3 else {
      changeWork { $0.hints += 1 }
      return []
    }
    return finish(.shown)
  }

  /// Changes what the reader did at the step that is shown.
  mutating func changeWork(_ change: (inout StepWork) -> Void) {
    guard var lesson = learn?.lesson, lesson.works.indices.contains(lesson.number) else { return }
    lesson.asksToRestart = false
    change(&lesson.works[lesson.number])
    learn?.lesson = lesson
  }

  /// Moves what is chosen: an answer, a blank; scrolls where there is nothing to choose.
  private mutating func moveChoice(by count: Int) {
    guard let lesson = learn?.lesson, !lesson.isRevealed, let question = lesson.item?.question
    else {
      scrollLesson(by: count)
      return
    }
    switch question.kind {
    case .choose(let choices):
      changeWork { work in
        let old = work.choice ?? (count > 0 ? -1 : choices.count)
        work.choice = min(max(0, old + count), choices.count - 1)
      }
      learn?.lesson?.first = nil
    case .derive:
      changeWork { $0.field = min(max(0, $0.field + count), max(0, $0.fields.count - 1)) }
      learn?.lesson?.first = nil
    case .number, .order, .point, .bring: scrollLesson(by: count)
    }
  }

  /// Scrolls the words.
  mutating func scrollLesson(by rows: Int) {
    guard let view = LessonView(self) else { return }
    learn?.lesson?.first = min(max(0, view.first + rows), view.lastFirst)
  }
}
