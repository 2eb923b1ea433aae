import Explorer
import Screen

/// A state whose effects are carried out at once.
struct GenerateDriver {
  var state: State

  init(
    _ model: String, _ text: String, size: Size = Size(width: 120, height: 40),
    language: DisplayLanguage = .english
  ) throws {
    state = State(
      size: size, medium: Medium(), language: language, models: ModelChoice.shipped())
    state.home.select(state.home.models.firstIndex { $0.id == model } ?? 0)
    state.home.field = TextField(text)
    try press(.function(5))
  }

  /// Presses keys, and waits for what they ask for.
  mutating func press(_ keys: Key...) throws {
    for key in keys { try send(.input(.key(key))) }
  }

  /// Presses characters.
  mutating func type(_ text: String) throws {
    for scalar in text.unicodeScalars { try press(.character(scalar)) }
  }

  /// Sends a message and carries out what it asks for, but for the passing of time.
  mutating func send(_ message: Message) throws {
    var effects = state.update(message)
    while !effects.isEmpty {
      switch effects.removeFirst() {
      case .openGeneration(let request):
        let (session, first) = try GenerateOpener.open(request)
        effects += state.update(
          .result(.openedGeneration(request: request, session, first)))
      case .open(let request):
        effects += state.update(
          .result(.opened(request: request, try SubjectOpener.open(request))))
      case .computeNext(let session, let text):
        effects += state.update(
          .result(.computedNext(session, text: text, try session.next(after: text))))
      case .computeFilled(let session, let ids):
        effects += state.update(.result(.computedFilled(session, try session.fill(ids))))
      default: break
      }
    }
  }

  /// The text that is written; nil where none is.
  var writing: WritingState? {
    if case .writing(let writing) = state.generate { writing } else { nil }
  }

  /// The text that is filled in; nil where none is.
  var filling: FillingState? {
    if case .filling(let filling) = state.generate { filling } else { nil }
  }

  /// The screen as lines.
  var lines: [String] { RootView(state).canvas.lines }
}
