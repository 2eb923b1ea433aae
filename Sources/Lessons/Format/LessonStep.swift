/// One screen of a lesson: what the explorer shows, what is claimed of it, and what the reader is asked.
package struct LessonStep: Equatable, Sendable {
  /// What it is called, for ever: progress is kept by it.
  package var id: String
  /// Counts up when what a step says has changed, so that a language that was not brought up to date is found.
  package var revision: Int
  /// What the explorer does when the step begins.
  package var actions: [LessonAction]
  /// What must hold in the model.
  package var claims: [LessonClaim]
  /// What is asked; nil where there is only something to see.
  package var question: LessonQuestion?
  /// What the explorer does when the question was answered, passed over or shown.
  package var reveal: [LessonAction]
  /// Why something is revealed that nobody was asked to predict; nil where that is not so.
  package var waiver: String?
  /// Where it begins in its file.
  package var position: LessonPosition

  /// Makes a step.
  package init(
    id: String, revision: Int = 1, actions: [LessonAction] = [], claims: [LessonClaim] = [],
    question: LessonQuestion? = nil, reveal: [LessonAction] = [], waiver: String? = nil,
    position: LessonPosition = LessonPosition()
  ) {
    self.id = id
    self.revision = revision
    self.actions = actions
    self.claims = claims
    self.question = question
    self.reveal = reveal
    self.waiver = waiver
    self.position = position
  }
}

/// A place in a lesson's file, counted from 1.
package struct LessonPosition: Hashable, Sendable {
  /// The file, as it was named.
  package var path: String
  /// The line.
  package var line: Int
  /// The column, in characters.
  package var column: Int

  /// Makes a place.
  package init(path: String = "", line: Int = 1, column: Int = 1) {
    self.path = path
    self.line = line
    self.column = column
  }
}

/// Something that must hold in the running model.
package struct LessonClaim: Equatable, Sendable {
  /// The predicate as written.
  package var predicate: String
  /// Where it stands.
  package var position: LessonPosition

  /// Makes a claim.
  package init(_ predicate: String, position: LessonPosition = LessonPosition()) {
    self.predicate = predicate
    self.position = position
  }
}
