import Explorer
import Screen
import TestSupport
import Testing
import Training

/// A reader at the explorer: the state, its effects carried out at once, and what is on the screen.
struct Walker {
  private(set) var state: State
  /// Whether the program has ended.
  private(set) var hasEnded = false
  /// How many ticks have been asked for and not been given.
  private(set) var ticks = 0
  /// What a race was told to do.
  private(set) var raceOrders: [RaceOrder] = []
  private let runner: EffectRunner

  init(
    _ size: Size = Size(width: 120, height: 40), _ medium: Medium = Medium(),
    _ language: DisplayLanguage = .english, from shelf: ModelShelf = ModelShelf()
  ) {
    runner = EffectRunner(wake: {}, shelf: shelf, start: { $0() })
    state = State(size: size, medium: medium, language: language, models: ModelChoice.shipped())
  }

  /// A walker at the first step of a walk.
  init(
    opening model: String, _ text: String, at address: String? = nil,
    _ size: Size = Size(width: 120, height: 40), _ medium: Medium = Medium(),
    _ language: DisplayLanguage = .english
  ) {
    self.init(size, medium, language)
    let effects = state.begin(OpenRequest(model: model, text: text, address: address))
    carryOut(effects)
  }

  /// A walker at a place of what was opened before.
  init(
    _ subject: Subject, at address: String? = nil, _ size: Size, _ medium: Medium,
    _ language: DisplayLanguage
  ) {
    self.init(size, medium, language)
    var request = subject.request
    request.address = address
    _ = state.begin(request)
    send(.result(.opened(request: request, subject)))
  }

  /// Opens a comparison; whether there is one then.
  mutating func begin(_ request: ComparisonRequest) -> Bool {
    let effects = state.begin(request)
    carryOut(effects)
    return state.compare != nil
  }

  /// Begins a race.
  mutating func begin(_ setup: RaceSetup) {
    let effects = state.begin(setup)
    carryOut(effects)
  }

  /// Opens a step of a small lesson; the list of lessons where none is named.
  mutating func learn(_ step: String) throws {
    state.learn = try SmallLessons.state()
    let effects = step.isEmpty ? state.showLessons() : state.learn(lesson: "first-look", step: step)
    carryOut(effects)
  }

  /// Looks at a race that was kept.
  mutating func show(_ report: RaceReport) { state.show(report) }

  /// Opens what a command line would.
  mutating func open(_ request: OpenRequest) {
    state.place = .home
    let effects = state.begin(request)
    carryOut(effects)
  }

  /// The screen.
  var canvas: Canvas { RootView(state).canvas }

  /// The screen as text.
  var text: String { canvas.text }

  /// Does something and everything that follows from it.
  mutating func send(_ event: InputEvent) { send(Message.input(event)) }

  /// Sends a message and does everything that follows from it.
  mutating func send(_ message: Message) {
    let effects = state.update(message)
    carryOut(effects)
  }

  /// Presses keys, named as recordings name them.
  mutating func press(_ names: String...) throws {
    for name in names { send(.key(try #require(Recording.key(named: name), "key \(name)"))) }
  }

  /// Types a text, character by character.
  mutating func type(_ text: String) {
    for scalar in text.unicodeScalars { send(.key(.character(scalar))) }
  }

  /// Lets the time pass that a tick waits for; false where none does.
  mutating func tick() -> Bool {
    guard ticks > 0 else { return false }
    ticks -= 1
    send(.tick)
    return true
  }

  private mutating func carryOut(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .open(let request): runner.open(request)
      case .openGeneration(let request): runner.openGeneration(request)
      case .openComparison(let request): runner.openComparison(request)
      case .openStage(let request): runner.openStage(request)
      case .computeNext(let session, let text): runner.computeNext(session, text: text)
      case .computeFilled(let session, let ids): runner.computeFilled(session, ids: ids)
      case .cancelOpening: runner.cancel()
      // Training takes seconds where nothing is optimized; it is done once for all tests.
      case .run(.trainedTokenizers): send(.result(.done(ScreenWalker.trained())))
      case .run(let errand): runner.run(errand)
      // A race takes as long as it is let: its tests hand its reports in.
      case .race(let order): raceOrders.append(order)
      case .tick: ticks = 1
      case .quit: hasEnded = true
      case .save, .suspend, .openLessons, .saveLessons: break
      }
    }
    for result in runner.results() { send(.result(result)) }
  }
}
