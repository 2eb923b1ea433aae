import Screen
import Tensors
import Tracing

/// The list of every action, and of every address of the walk, narrowed by what is typed.
package struct Palette: Equatable, Sendable {
  /// Something to choose.
  package enum Item: Equatable, Sendable {
    case action(Action)
    case address(Address)
    /// Breakpoints at every step whose address matches; how many there are, and whether they are set.
    case breakpoints(AddressPattern, steps: Int, isSet: Bool)
    /// The command that sets breakpoints by a pattern, to be written on.
    case breakCommand
    /// No breakpoint any more.
    case clearBreakpoints(Int)
  }

  /// What is typed.
  package var field = TextField("")
  /// Which of the items is chosen.
  package var selected = 0
  /// Whether addresses alone are listed.
  package let isSearch: Bool

  /// Begins with nothing typed.
  package init(isSearch: Bool = false) { self.isSearch = isSearch }

  /// What begins a command that sets breakpoints.
  static let breakWords = ["break", "断点"]

  /// The items that fit what is typed.
  ///
  /// Every word of it occurs in the name, in any order and in either language, or in the address; case and
  /// the width of characters make no difference. Those of which a name begins with the first word come
  /// first. `break decoder/*/weights` sets breakpoints.
  package func items(in state: State) -> [Item] {
    let text = StepName.fold(field.text)
    let words = text.split(separator: " ").map(String.init)
    if !isSearch, let walk = state.place == .explore ? state.explore : nil,
      let items = breakpoints(text, in: walk)
    {
      return items
    }
    var found: [(rank: Int, order: Int, item: Item)] = []
    func add(_ item: Item, isFirst: Bool) { found.append((isFirst ? 0 : 1, found.count, item)) }
    /// What everybody finds without a list stands behind all else.
    func isPlain(_ action: Action) -> Bool { words.isEmpty && action.group == .moving }
    if !isSearch {
      let context = state.placeContext
      for action in Action.allCases
      where Keymap.bindings.contains(where: {
        $0.action == action && $0.contexts.contains(context)
      }) {
        // Found by either language's name.
        let names = DisplayLanguage.allCases.map { Array(StepName.fold(action.name($0)).utf8) }
        let isFound = words.allSatisfy { word in
          names.contains { StepName.place(of: Array(word.utf8), in: $0) != nil }
        }
        guard isFound else { continue }
        let first = words.first ?? ""
        add(
          .action(action),
          isFirst: !isPlain(action) && names.contains { $0.starts(with: first.utf8) })
      }
    }
    if !isSearch, state.place == .explore {
      let names = DisplayLanguage.allCases.map {
        Array(StepName.fold(FrameText.breakCommand($0, Self.breakWords[0])).utf8)
      }
      let isFound = words.allSatisfy { word in
        names.contains { StepName.place(of: Array(word.utf8), in: $0) != nil }
      }
      if isFound { add(.breakCommand, isFirst: true) }
    }
    if let explore = state.explore, state.place == .explore || state.place == .home,
      isSearch || !words.isEmpty
    {
      let subject = explore.subject
      for (step, name) in zip(subject.steps.steps, subject.stepNames)
      where words.allSatisfy(name.contains) {
        add(.address(step.address), isFirst: name.begins(with: words.first ?? ""))
      }
    }
    return found.sorted { ($0.rank, $0.order) < ($1.rank, $1.order) }.map(\.item)
  }

  /// What a command that begins with `break` can set; nil where it is none.
  private func breakpoints(_ text: String, in walk: ExploreState) -> [Item]? {
    guard let word = Self.breakWords.first(where: { text == $0 || text.hasPrefix($0 + " ") })
    else { return nil }
    // Addresses are lower case, as is what was typed by now.
    let written = text.dropFirst(word.count).drop { $0 == " " }
    var items: [Item] = []
    if written.isEmpty {
      items = walk.breakpoints.map { Self.item($0, in: walk) }
      if !items.isEmpty { items.append(.clearBreakpoints(items.count)) }
      return items + [.action(.toggleBreakpoint)]
    }
    let pattern = AddressPattern(String(written))
    items.append(Self.item(pattern, in: walk))
    // A star is one part of an address; where that fits nothing, it may have been meant for several.
    let wider = written.split(separator: "/", omittingEmptySubsequences: false)
      .map { $0 == "*" ? "**" : String($0) }.joined(separator: "/")
    if case .breakpoints(_, steps: 0, _) = items[0], wider != written {
      items = [Self.item(AddressPattern(wider), in: walk)]
    }
    return items
  }

  private static func item(_ pattern: AddressPattern, in walk: ExploreState) -> Item {
    let bytes = Array(pattern.text.utf8)
    return .breakpoints(
      pattern, steps: walk.subject.steps.steps.count { pattern.matches($0.address) },
      isSet: walk.breakpoints.contains { Array($0.text.utf8) == bytes })
  }
}
