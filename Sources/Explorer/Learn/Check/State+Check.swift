import Lessons
import Screen

extension State {
  /// The world that the answers of a question are judged in.
  func judgingWorld(of question: LessonQuestion) -> LessonWorld? {
    switch question.kind {
    case .point, .bring: screenWorld
    default: lessonWorld
    }
  }

  /// How many rows the open lesson's step takes below the explorer on 80 columns, as it is asked.
  var lessonRows: Int? {
    learn?.lesson?.page.rows(width: LessonSplit.textWidth(Size(width: 80, height: 24)))
  }

  /// What is changed in the model at the open lesson's step, in words.
  var lessonChange: String? {
    guard let lesson = learn?.lesson, lesson.scene.isChanged, lesson.isShown else { return nil }
    return LessonPageMaker(self)?.text(.change, isRevealed: true)?.map(\.text).joined()
  }

  /// Gives the keys to the open lesson.
  mutating func giveLessonKeys() { learn?.lesson?.focus = .lesson }

  /// Gives the keys to the explorer beside the open lesson.
  mutating func giveExplorerKeys() { learn?.lesson?.focus = .explorer }

  /// Shows the answer of the step that is open.
  package mutating func revealStep() -> [Effect] {
    learn?.lesson?.isRevealed == false ? finish(.shown) : []
  }
}
