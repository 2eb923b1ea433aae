import Explorer
import Screen
import Testing

/// The one table of keys.
@Suite struct KeymapTests {
  @Test func `no key means two things in one place`() {
    for context in Context.allCases {
      var meanings: [Key: [Action]] = [:]
      for binding in Keymap.bindings where binding.contexts.contains(context) {
        for key in binding.keys { meanings[key, default: []].append(binding.action) }
      }
      for (key, actions) in meanings.sorted(by: { $0.key.label < $1.key.label }) {
        #expect(actions.count == 1, "\(key.label) in \(context): \(actions)")
      }
    }
  }

  @Test func `every action has a name of its own in both languages`() {
    for language in DisplayLanguage.allCases {
      let names = Action.allCases.map { $0.name(language) }
      #expect(names.allSatisfy { !$0.isEmpty })
      let doubled = Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys
      #expect(doubled.isEmpty, "\(language): \(doubled.sorted())")
    }
  }

  @Test func `every action with a key is in the palette of that place, and nothing else is`() throws
  {
    var walker = Walker(opening: "storyteller", "Mia has")
    for place in [Context.explore, .home] {
      if place == .home { try walker.press("f3") }
      #expect(walker.state.context == place)
      try walker.press("ctrl-p")
      guard case .palette(let palette) = walker.state.overlay else {
        Issue.record("no palette in \(place)")
        continue
      }
      let found = palette.items(in: walker.state).compactMap { item -> Action? in
        if case .action(let action) = item { action } else { nil }
      }
      let wanted = Action.allCases.filter { action in
        Keymap.bindings.contains { $0.action == action && $0.contexts.contains(place) }
      }
      #expect(Set(found) == Set(wanted), "\(place)")
      try walker.press("escape")
    }
  }

  @Test func `a full-width character of a Chinese input method is the key it stands for`() {
    for (wide, plain) in [("？", "?"), ("：", ":"), ("ｎ", "n"), ("【", "["), ("》", ">")] {
      let key = wide.unicodeScalars.first.map(Key.character)
      #expect(key.map(Keymap.plain) == plain.unicodeScalars.first.map(Key.character), "\(wide)")
    }
  }
}
