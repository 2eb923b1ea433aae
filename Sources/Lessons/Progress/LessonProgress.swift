import ModelFiles

/// How far a reader has come.
package struct LessonProgress: Equatable, Sendable {
  /// What is known of each lesson, by its id: lessons that this program does not have are among them.
  package var lessons: [String: LessonRecord]
  /// The lesson that was open last.
  package var last: String?
  /// What a later version wrote and this one cannot read: it is written back.
  var kept: [JSONMember] = []
  /// Records that this version cannot read, by lesson.
  var keptLessons: [JSONMember] = []

  /// Makes progress.
  package init(lessons: [String: LessonRecord] = [:], last: String? = nil) {
    self.lessons = lessons
    self.last = last
  }
}

/// How far a reader has come in a lesson.
package struct LessonRecord: Equatable, Sendable {
  /// The step where the reader is.
  package var step: String
  /// What mixed items and steps are drawn from.
  package var seed: UInt64
  /// What became of the steps, by id: steps that the lesson does not have any more are among them.
  package var steps: [String: StepStatus]
  /// Whether the lesson was gone through to its end.
  package var isFinished: Bool
  /// Whether the questions of earlier lessons were asked.
  package var recallDone: Bool
  /// The lesson's steps, in their order, when the reader was last in it.
  package var order: [String]
  /// What a later version wrote and this one cannot read: it is written back.
  var kept: [JSONMember] = []
  /// Statuses that this version cannot read, by step.
  var keptSteps: [JSONMember] = []

  /// Makes a record.
  package init(
    step: String, seed: UInt64 = 0, steps: [String: StepStatus] = [:], isFinished: Bool = false,
    recallDone: Bool = false, order: [String] = []
  ) {
    self.step = step
    self.seed = seed
    self.steps = steps
    self.isFinished = isFinished
    self.recallDone = recallDone
    self.order = order
  }

  /// The number of the step, from 0, at which a reader goes on who was last at this record's.
  ///
  /// Where that step is gone it is the nearest before it, in the order of then, that is still there; else the
  /// first.
  package func resumption(in lesson: Lesson) -> Int {
    if let number = lesson.number(ofStep: step) { return number }
    let earlier = order.firstIndex(where: { isSame($0, step) }).map { order[..<$0] } ?? []
    return earlier.reversed().lazy.compactMap { lesson.number(ofStep: $0) }.first ?? 0
  }

  /// Notes that a reader is at a step of a lesson.
  package mutating func enter(_ step: String, of lesson: Lesson) {
    self.step = step
    order = lesson.steps.map(\.id)
    if steps[step] == nil { steps[step] = .seen }
  }
}

extension Lesson {
  /// The number of a step, from 0; nil where there is none of this id.
  package func number(ofStep id: String) -> Int? {
    steps.firstIndex { isSame($0.id, id) }
  }
}

/// What became of a step.
package enum StepStatus: Equatable, Sendable {
  /// It was shown, and nothing was asked or answered.
  case seen
  /// It was answered, with so many tries, the right one among them.
  case answered(tries: Int)
  /// The answer was shown.
  case shown
  /// It was passed over.
  case skipped
}
