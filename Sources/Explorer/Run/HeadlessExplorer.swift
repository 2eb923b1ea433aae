import Screen

/// The explorer without a terminal and without threads: messages go in, and what their effects bring is there
/// before the next.
///
/// A race trains to its end at once: only short ones belong here.
package struct HeadlessExplorer {
  /// The explorer's state.
  package private(set) var state: State
  /// Whether it was asked to end.
  package private(set) var isDone = false
  private let runner: EffectRunner
  private let racer: RaceRunner

  /// Makes an explorer; models that are open are found on the shelf.
  package init(_ state: State, shelf: ModelShelf = ModelShelf()) {
    self.state = state
    runner = EffectRunner(wake: {}, shelf: shelf, start: { $0() })
    racer = RaceRunner(wake: {}, start: { $0() }, now: { 0 })
  }

  /// Sends a message, and what comes of it.
  package mutating func send(_ message: Message) { carryOut(state.update(message)) }

  /// Presses keys one after another.
  package mutating func press(_ keys: [Key]) { for key in keys { send(.input(.key(key))) } }

  /// Changes the state as the command line does, and carries out what is to be done.
  package mutating func begin(_ change: (inout State) -> [Effect]) { carryOut(change(&state)) }

  private mutating func carryOut(_ effects: [Effect]) {
    var waiting = effects[...]
    // What goes on by itself, such as a search, ends by itself; a play that somebody started does not.
    while let effect = waiting.popFirst() {
      waiting += carriedOut(effect)
      for result in runner.results() { waiting += state.update(.result(result)) }
      if let result = racer.report() { waiting += state.update(.result(result)) }
    }
  }

  /// Carries one effect out; gives what is to be done next.
  private mutating func carriedOut(_ effect: Effect) -> [Effect] {
    switch effect {
    case .open(let request): runner.open(request)
    case .openGeneration(let request): runner.openGeneration(request)
    case .openComparison(let request): runner.openComparison(request)
    case .computeNext(let session, let text): runner.computeNext(session, text: text)
    case .computeFilled(let session, let ids): runner.computeFilled(session, ids: ids)
    case .cancelOpening: runner.cancel()
    case .run(let errand): runner.run(errand)
    // Who waits for nothing cannot wait for a long race either.
    case .race(.start(let setup, _, _)) where !LessonRaceSetup.isShort(setup): break
    case .race(let order): racer.send(order)
    case .tick(let milliseconds): return milliseconds == 0 ? state.update(.tick) : []
    case .openStage(let request): runner.openStage(request)
    // Whoever runs it has the lessons, and keeps what is to be kept.
    case .openLessons, .saveLessons, .save, .suspend: break
    case .quit: isDone = true
    }
    return []
  }
}
