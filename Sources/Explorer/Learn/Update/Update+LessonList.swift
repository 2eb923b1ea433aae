import Lessons
import Screen

extension State {
  /// Does what an action says in the list of lessons.
  mutating func performInLessons(_ action: Action) -> [Effect] {
    guard var learn else { return [] }
    let rows = learn.rows
    let page = max(1, size.height / 2)
    let asked = learn.list.asksToReset
    learn.list.asksToReset = nil
    switch action {
    case .up: learn.list.move(by: -1, in: rows)
    case .down: learn.list.move(by: 1, in: rows)
    case .pageUp: learn.list.move(by: -page, in: rows)
    case .pageDown: learn.list.move(by: page, in: rows)
    case .top: learn.list.move(by: .min / 2, in: rows)
    case .bottom: learn.list.move(by: .max / 2, in: rows)
    case .confirm:
      guard let id = learn.list.selected, rows.contains(where: { $0.id == id }) else { break }
      return self.learn(lesson: id)
    case .restartLesson:
      guard let id = learn.list.selected, learn.progress.lessons[id] != nil else { break }
      guard asked == id else {
        learn.list.asksToReset = id
        self.learn = learn
        return tellLesson(.askReset, Keymap.label(.restartLesson, in: .lessons))
      }
      learn.progress.lessons[id] = nil
      if learn.progress.last == id { learn.progress.last = nil }
      self.learn = learn
      _ = tellLesson(.isReset)
      return [.saveLessons(learn.progress)]
    default: break
    }
    self.learn = learn
    return []
  }

  /// Goes back in the list of lessons: what is searched for goes first.
  mutating func backInLessons() -> [Effect] {
    guard var learn else { return leaveLessons() }
    learn.list.asksToReset = nil
    guard learn.list.isSearching || !learn.list.field.text.isEmpty else {
      self.learn = learn
      return leaveLessons()
    }
    learn.list.isSearching = false
    learn.list.field = TextField()
    learn.list.select(learn.list.selected, in: learn.rows)
    self.learn = learn
    return []
  }

  /// Searches the list of lessons; from a lesson, leaves it for that.
  mutating func searchLessons() -> [Effect] {
    let effects = isInLesson ? leaveLesson() : []
    learn?.list.isSearching = true
    return effects
  }

  /// Changes what is searched for.
  mutating func editSearch(_ change: (inout TextField) -> Bool) {
    guard var learn, change(&learn.list.field) else { return }
    learn.list.select(learn.list.selected, in: learn.rows)
    self.learn = learn
  }
}
