import Explorer
import Screen
import Testing
import Tracing

/// A walk through a shipped model's computation, driven by keys.
struct OpenedWalk {
  var state: State

  /// The shipped models, each with a text.
  static let shipped: [OpenRequest] = [
    OpenRequest(model: "translator", text: "I like apples."),
    OpenRequest(model: "translator-post", text: "I like apples."),
    OpenRequest(model: "reader", text: "The food was [MASK]."),
    OpenRequest(model: "reader-post", text: "The food was [MASK]."),
    OpenRequest(model: "storyteller", text: "Tom has a"),
    OpenRequest(model: "storyteller-post", text: "Tom has a"),
  ]

  init(
    _ request: OpenRequest = shipped[0], size: Size = Size(width: 120, height: 40),
    medium: Medium = Medium(), language: DisplayLanguage = .english
  ) throws {
    state = State(size: size, medium: medium, language: language, models: [])
    _ = state.begin(request)
    let subject = try SubjectOpener.open(request)
    _ = state.update(.result(.opened(request: request, subject)))
    // What the opening had to say is no part of a walk.
    state.notice = nil
  }

  /// The walk.
  var walk: ExploreState {
    get throws { try #require(state.explore) }
  }

  /// The lines of the screen.
  var lines: [String] { RootView(state).canvas.lines }

  /// Presses keys.
  @discardableResult
  mutating func press(_ keys: Key...) -> [Effect] {
    keys.flatMap { state.update(.input(.key($0))) }
  }

  /// Types a text, letter by letter.
  mutating func type(_ text: String) {
    for scalar in text.unicodeScalars { press(.character(scalar)) }
  }

  /// Goes to an address or a cell through the palette.
  mutating func go(to place: String) {
    press(.character(":"))
    type(place)
    press(.enter)
  }

  /// The address that the reader looks at.
  var address: String {
    get throws {
      let walk = try walk
      return walk.subject.trace[walk.spot.node].address.path
    }
  }
}
