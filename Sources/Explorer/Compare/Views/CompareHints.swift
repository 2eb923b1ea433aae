import Screen

/// The keys that matter on the page of a comparison that is shown.
struct CompareHints {
  private let state: State

  init(_ state: State) { self.state = state }

  /// The hints, the most important first.
  ///
  /// - Parameter bindings: The keys of a comparison, ordered.
  /// - Returns: Those that do something here, called what they do here.
  func hints(among bindings: [Binding]) -> [KeyHints.Hint] {
    let language = state.language
    let page = state.compare?.page ?? .steps
    let usual = bindings.filter { page == .steps || !Self.ofSteps.contains($0.action) }
      .compactMap { binding in
        Keymap.key(for: binding.action, in: .compare).map {
          KeyHints.Hint($0.label, binding.action.name(language, on: state.medium))
        }
      }
    guard page != .steps else { return usual }
    var own: [KeyHints.Hint] = []
    if page == .run { own.append(KeyHints.Hint("↑↓", RunText.figure(language))) }
    if page == .blocks { own.append(KeyHints.Hint("↑↓", RunText.layerKey(language))) }
    if (state.compare?.towers.count ?? 0) > 1 {
      own.append(KeyHints.Hint(Key.tab.label, RunText.otherTower(language)))
    }
    return own + usual
  }

  /// What means a step or a cell, and nothing on other pages.
  private static let ofSteps: Set<Action> = [
    .whereFrom, .stepForward, .stepBack, .overBlock, .nextHead, .zoomIn, .nextPane,
  ]
}
