/// What the explorer shows at a step: the actions up to there, taken together.
///
/// A step shows the model and text of the step before unless it opens others, and stays at its place unless it
/// goes elsewhere; what is changed in the model holds for the step that changes it alone.
package struct LessonScene: Equatable, Sendable {
  /// What is shown.
  package enum Subject: Equatable, Sendable {
    /// A walk.
    case walk(LessonModel)
    /// Writing, or filling in.
    case generate(LessonModel)
    /// Tokens.
    case tokens(text: String, scheme: String?, step: Int?)
    /// A comparison.
    case compare(LessonComparison)
    /// A race.
    case race([LessonSetting])
  }

  /// What is shown; nil before anything was opened.
  package var subject: Subject?
  /// What is changed in the model.
  package var changes: [String] = []
  /// The wire that is put wrong.
  package var broken: BrokenWire?
  /// An address or a cell; nil for the first step.
  package var place: String?
  /// How it is drawn.
  package var picture = LessonPicture.own
  /// How large cells are drawn; nil for the usual.
  package var zoom: String?
  /// Whether the number's derivation is shown.
  package var showsDerivation = false
  /// Whether the explorer has the keys.
  package var handsOver = false

  /// Shows nothing yet.
  package init() {}

  /// Whether something is changed in the model.
  package var isChanged: Bool { !changes.isEmpty || broken != nil }

  /// Takes one more action.
  package mutating func take(_ action: LessonAction) {
    switch action {
    case .open(let model): show(.walk(model))
    case .generate(let model): show(.generate(model))
    case .tokens(let text, let scheme, let step):
      show(.tokens(text: text, scheme: scheme, step: step))
    case .compare(let comparison): show(.compare(comparison))
    case .race(let settings): show(.race(settings))
    case .go(let place):
      self.place = place
      picture = .own
      showsDerivation = false
    case .picture(let picture): self.picture = picture
    case .zoom(let zoom): self.zoom = zoom
    case .from: showsDerivation = true
    case .whatIf(let change): changes.append(change)
    case .broken(let wire): broken = wire
    case .handOver: handsOver = true
    }
  }

  private mutating func show(_ subject: Subject) {
    guard subject != self.subject else { return }
    self = LessonScene()
    self.subject = subject
  }

  /// What the next step begins with.
  mutating func endStep() {
    changes = []
    broken = nil
    showsDerivation = false
    handsOver = false
  }
}

extension Lesson {
  /// What the explorer shows at a step, before or after its answer: by the order of the file, whatever the
  /// order in which the steps are taken.
  package func scene(at number: Int, isRevealed: Bool) -> LessonScene {
    var scene = LessonScene()
    guard steps.indices.contains(number) else { return scene }
    for step in steps[..<number] {
      for action in step.actions + step.reveal { scene.take(action) }
      scene.endStep()
    }
    for action in steps[number].actions { scene.take(action) }
    if isRevealed { for action in steps[number].reveal { scene.take(action) } }
    return scene
  }
}
