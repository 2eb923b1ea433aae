import Lessons
import Screen

/// What those ask who take or check lessons without a screen.
extension State {
  /// Gives the keys to the lesson.
  package mutating func giveLessonKeys() { learn?.lesson?.focus = .lesson }

  /// Gives the keys to the explorer.
  package mutating func giveExplorerKeys() {
    if place != .lessons { learn?.lesson?.focus = .explorer }
  }

  /// Whether the open lesson's step asks something that is not answered yet.
  var isAsked: Bool { learn?.lesson.map { !$0.isRevealed } ?? false }

  /// Shows what the step's answer is, as if the reader had asked for it.
  package mutating func revealStep() -> [Effect] {
    guard learn?.lesson?.isRevealed == false else { return [] }
    return finish(.shown) + followLesson()
  }

  /// The line that names what is changed in the model that is shown; nil where nothing is.
  package var lessonChange: String? { learn?.lesson?.page.change }

  /// Why the step's place is none of what its scene opens; nil where it is one.
  package var placeProblem: String? {
    guard let lesson = learn?.lesson, lesson.isShown, let wanted = lesson.scene.place else {
      return nil
    }
    switch lesson.scene.subject {
    case .walk: return explore?.problem(with: wanted)
    case .compare: return compare?.problem(with: wanted)
    case .generate, .tokens, .race, nil: return nil
    }
  }

  /// What an answer to a question is judged by.
  package func judgingWorld(of question: LessonQuestion) -> LessonWorld? {
    switch question.kind {
    case .point, .bring: screenWorld
    case .choose, .number, .order, .derive: lessonWorld
    }
  }

  /// How many rows the open lesson's step takes below the explorer on 80 columns, as it stands.
  var lessonRows: Int? {
    learn?.lesson?.page.rows(width: LessonSplit.textWidth(Size(width: 80, height: 24)))
  }
}
