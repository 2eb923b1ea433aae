import Screen
import Tensors
import Tracing

/// The list of every action, and of every address of the walk, narrowed by what is typed.
package struct Palette: Equatable, Sendable {
  /// Something to choose.
  package enum Item: Equatable, Sendable {
    case action(Action)
    case address(Address)
  }

  /// What is typed.
  package var field = TextField("")
  /// Which of the items is chosen.
  package var selected = 0
  /// Whether addresses alone are listed.
  package let isSearch: Bool

  /// Begins with nothing typed.
  package init(isSearch: Bool = false) { self.isSearch = isSearch }

  /// The items that fit what is typed: every word of it occurs in the name; those that begin with it first.
  package func items(in state: State) -> [Item] {
    let words = field.text.lowercased().split(separator: " ").map(String.init)
    var found: [(rank: Int, order: Int, item: Item)] = []
    func offer(_ item: Item, _ name: String) {
      let name = name.lowercased()
      guard words.allSatisfy({ name.contains($0) }) else { return }
      found.append((words.first.map { name.hasPrefix($0) ? 0 : 1 } ?? 0, found.count, item))
    }
    if !isSearch {
      let context: Context = state.place == .home ? .home : .explore
      for action in Action.allCases
      where Keymap.bindings.contains(where: {
        $0.action == action && $0.contexts.contains(context)
      }) {
        // Found by either language's name.
        offer(.action(action), action.name(.english) + " " + action.name(.chinese))
      }
    }
    if let explore = state.explore, state.place == .explore, isSearch || !words.isEmpty {
      for step in explore.subject.steps.steps { offer(.address(step.address), step.address.path) }
    }
    return found.sorted { ($0.rank, $0.order) < ($1.rank, $1.order) }.map(\.item)
  }
}
