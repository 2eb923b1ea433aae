import Lessons
import Tracing
import Transformers

/// What must be opened for a scene: a model and a text, a comparison, and what is changed in them.
package struct StageRequest: Equatable, Sendable {
  /// What is shown.
  package let subject: LessonScene.Subject
  /// What is changed.
  package let changes: [String]
  /// The wire that is put wrong.
  package let broken: BrokenWire?

  /// What a scene needs; nil where nothing has to be opened, as for tokens and races.
  init?(_ scene: LessonScene) {
    guard let subject = scene.subject else { return nil }
    switch subject {
    case .tokens, .race: return nil
    case .walk, .generate, .compare: break
    }
    self.subject = subject
    changes = scene.changes
    broken = scene.broken
  }
}

/// What was opened for a scene.
///
/// Two are equal if they are the same object. It belongs to one thread at a time: a worker makes it and hands
/// it over.
package final class LessonStage: Equatable {
  /// What there is to show.
  package enum Content {
    /// A walk, and the same computation before anything was changed in it.
    case walk(now: Subject, before: Subject?)
    /// A text that is written or filled in, and the computation of what was given.
    case generate(GenerateSession, GenerateSession.First, Subject?)
    /// Computations side by side.
    case comparison(Comparison)
  }

  /// What was asked for.
  package let request: StageRequest
  /// What there is to show.
  package let content: Content

  init(_ request: StageRequest, _ content: Content) {
    self.request = request
    self.content = content
  }

  /// What expressions are read from.
  var traces: [LessonWorld.Side: ModelTrace] {
    switch content {
    case .walk(let now, let before):
      return [.now: now.model, .before: (before ?? now).model]
    case .generate(_, _, let subject):
      return subject.map { [.now: $0.model, .before: $0.model] } ?? [:]
    case .comparison(let comparison):
      var traces: [LessonWorld.Side: ModelTrace] = [:]
      for (number, side) in comparison.sides.enumerated() {
        traces[.compared(number)] = side.subject.model
      }
      traces[.now] = comparison.sides.first?.subject.model
      return traces
    }
  }

  /// The walks in it.
  var subjects: [Subject] {
    switch content {
    case .walk(let now, let before): [now] + (before.map { [$0] } ?? [])
    case .generate(_, _, let subject): subject.map { [$0] } ?? []
    case .comparison(let comparison): comparison.sides.map(\.subject)
    }
  }

  package static func == (left: LessonStage, right: LessonStage) -> Bool { left === right }
}

// Made by one thread and handed to another, which alone uses it from then on.
extension LessonStage: @unchecked Sendable {}
