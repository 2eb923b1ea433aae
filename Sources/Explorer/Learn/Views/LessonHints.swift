import Lessons
import Screen

/// What keys mean while a lesson is open.
struct LessonHints {
  private let state: State
  private let lesson: OpenLesson
  private var language: DisplayLanguage { state.language }

  /// Prepares the hints; nil where no lesson is open.
  init?(_ state: State) {
    guard let lesson = state.learn?.lesson else { return nil }
    self.state = state
    self.lesson = lesson
  }

  /// The hints, the most important first.
  ///
  /// - Parameter all: The keys of what has them, by the table of keys.
  /// - Returns: All hints.
  func hints(before all: [KeyHints.Hint]) -> [KeyHints.Hint] {
    state.isLessonFocused ? inLesson(all) : inExplorer(all)
  }

  private func key(_ action: Action) -> String { Keymap.label(action, in: .lesson) }

  private func inLesson(_ all: [KeyHints.Hint]) -> [KeyHints.Hint] {
    var hints = all
    func rename(_ action: Action, _ text: LearnText?) {
      guard let text, let place = hints.firstIndex(where: { $0.key == key(action) }) else { return }
      hints[place].label = text(language)
    }
    rename(.goOn, goOn)
    if lesson.work?.hints ?? 0 > 0 {
      rename(.hint, lesson.work?.hints ?? 0 >= 3 ? .showAnswer : .otherHint)
    }
    let own = answering
    hints.insert(contentsOf: own, at: min(own.isEmpty ? 0 : 1, hints.count))
    return hints
  }

  /// What going on means now; nil for going on.
  private var goOn: LearnText? {
    if lesson.isAtEnd { return .finish }
    guard !lesson.isRevealed, let question = lesson.item?.question else { return nil }
    switch question.kind {
    case .choose, .number, .order: return .judge
    case .derive:
      let work = lesson.work
      let isOther = work?.fields.enumerated().contains {
        $0.offset != work?.field && $0.element == ""
      }
      return isOther == true ? .nextBlank : .judge
    case .point, .bring: return .inExplorer
    }
  }

  /// How an answer is given.
  private var answering: [KeyHints.Hint] {
    guard !lesson.isRevealed, let question = lesson.item?.question else { return [] }
    switch question.kind {
    case .choose(let choices):
      return [KeyHints.Hint("1–\(choices.count)", LearnText.choice(language))]
    case .order(let items):
      return [
        KeyHints.Hint("1–\(items.count)", LearnText.items(language)),
        KeyHints.Hint(Key.backspace.label, LearnText.takeBack(language)),
      ]
    case .number, .derive, .point, .bring: return []
    }
  }

  private func inExplorer(_ all: [KeyHints.Hint]) -> [KeyHints.Hint] {
    var own: [KeyHints.Hint] = []
    if state.isPointing, state.place == .explore {
      own.append(KeyHints.Hint(Key.enter.label, LearnText.answerHere(language)))
    }
    let lesson = Keymap.label(.learn, in: state.placeContext)
    own.append(KeyHints.Hint(lesson, LearnText.backToLesson(language)))
    if state.canFlip {
      own.append(KeyHints.Hint(key(.flipChange), Action.flipChange.name(language)))
    }
    return own + all.filter { hint in !own.contains { $0.key == hint.key } }
  }
}

extension State {
  /// Whether an action of a lesson would do something now.
  func isUsefulInLesson(_ action: Action) -> Bool {
    guard let lesson = learn?.lesson else { return true }
    let isOpen = lesson.item?.question != nil && !lesson.isRevealed
    switch action {
    case .hint, .skipStep: return isOpen
    case .stepBack: return lesson.number > 0
    case .flipChange: return canFlip
    case .tryOut: return place != .lessons
    case .restoreScene: return lesson.scene.subject != nil
    default: return true
    }
  }
}
