import Screen

/// The one table of keys: update, footer, list of keys, palette and `Docs/Keys.md` come from it.
package enum Keymap {
  private static let everywhere = Set(Context.allCases)
  private static let lists: Set<Context> = [
    .home, .explore, .generate, .fill, .tokens, .tokenSteps, .models, .race, .compare, .lesson,
    .lessons, .help, .palette,
  ]
  private static let walk: Set<Context> = [.explore]
  private static let steps: Set<Context> = [.explore, .tokenSteps, .compare]
  private static let places: Set<Context> = [
    .home, .explore, .generate, .fill, .tokens, .tokenSteps, .models, .race, .compare, .lesson,
    .lessons,
  ]
  private static let pictures: Set<Context> = [.explore, .generate]
  private static let heads: Set<Context> = [.explore, .generate, .compare]
  private static let rows: Set<Context> = [.explore, .generate, .fill, .race, .compare]
  private static let writing: Set<Context> = [.generate]
  private static let filling: Set<Context> = [.fill]
  private static let racing: Set<Context> = [.race]
  private static let comparing: Set<Context> = [.compare]
  private static let lesson: Set<Context> = [.lesson]
  private static let matrices: Set<Context> = [.explore, .compare]

  private static func letter(_ scalars: Unicode.Scalar...) -> [Key] { scalars.map(Key.character) }

  /// Every binding.
  package static let bindings: [Binding] = [
    Binding(.goOn, [.enter] + letter("n") + [.right], in: lesson, rank: 1),
    Binding(.flipChange, letter("x"), in: lesson, rank: 2),
    Binding(.hint, letter("h"), in: lesson, rank: 3),
    Binding(.skipStep, letter("s"), in: lesson, rank: 4),
    Binding(.tryOut, [.tab], in: lesson, rank: 5),
    Binding(.stepBack, letter("p") + [.left], in: lesson, rank: 7),
    Binding(.restoreScene, letter("r"), in: lesson, rank: 8),
    Binding(.restartLesson, letter("R"), in: [.lesson, .lessons], rank: 14),
    // Numbers come first in the footer of a walk: they are what it is for.
    Binding(.stepForward, letter("n", "]") + [.shiftRight], in: steps, rank: 1),
    Binding(.stepForward, [.enter] + letter("n"), in: writing, rank: 1),
    Binding(.stepBack, letter("p", "[") + [.shiftLeft], in: steps, rank: 3),
    Binding(.stepBack, letter("p"), in: [.generate, .fill], rank: 2),
    Binding(.putWord, [.enter] + letter("n"), in: filling, rank: 1),
    Binding(.maskWord, letter("x"), in: filling, rank: 3),
    Binding(.writeToEnd, letter("E"), in: writing, rank: 5),
    Binding(.greedyOrDice, letter("d"), in: writing, rank: 7),
    Binding(.newSeed, letter("R"), in: writing, rank: 10),
    Binding(.walkHere, letter("i"), in: [.generate, .fill], rank: 8),
    Binding(.walkToVerdict, letter("v"), in: filling, rank: 9),
    Binding(.warmer, letter("+", "="), in: writing),
    Binding(.cooler, letter("-", "_"), in: writing),
    Binding(.moreOfK, letter("]"), in: writing),
    Binding(.fewerOfK, letter("["), in: writing),
    Binding(.moreOfP, letter("}"), in: writing),
    Binding(.fewerOfP, letter("{"), in: writing),
    Binding(.play, letter(" "), in: racing, rank: 1),
    Binding(.stepForward, letter("n"), in: racing, rank: 2),
    Binding(.rateUp, letter("+", "="), in: racing, rank: 11),
    Binding(.rateDown, letter("-", "_"), in: racing, rank: 11),
    Binding(.longerWarmUp, letter("]"), in: racing),
    Binding(.shorterWarmUp, letter("["), in: racing),
    Binding(.walkHere, [.enter] + letter("i"), in: racing, rank: 4),
    Binding(.compare, [.function(7)] + letter("C"), in: racing, rank: 7),
    Binding(.otherRace, letter("b"), in: racing, rank: 9),
    Binding(.newSeed, letter("R"), in: racing, rank: 10),
    Binding(.nextPane, [.tab, .backTab], in: racing, rank: 3),
    Binding(.nextSame, letter(">"), in: racing, rank: 11),
    Binding(.nextHead, letter("a"), in: racing, rank: 12),
    Binding(.previousHead, letter("A"), in: racing),
    Binding(.whereFrom, [.enter], in: matrices, rank: 2),
    Binding(.whereTo, letter("w"), in: walk, rank: 5),
    Binding(.firstDifference, letter("f"), in: comparing, rank: 5),
    Binding(.nextCause, letter("c"), in: comparing, rank: 3),
    Binding(.previousCause, letter("C"), in: comparing),
    Binding(.nextPage, letter("v"), in: comparing, rank: 2),
    Binding(.otherSide, letter("b"), in: comparing, rank: 5),
    Binding(.back, [.escape], in: everywhere, rank: 6),
    Binding(.into, letter("i"), in: walk, rank: 8),
    Binding(.out, letter("o"), in: walk, rank: 9),
    Binding(.overBlock, letter("}"), in: matrices, rank: 10),
    Binding(.backBlock, letter("{"), in: matrices),
    Binding(.nextSame, letter(">"), in: walk),
    Binding(.previousSame, letter("<"), in: walk),
    Binding(.firstStep, letter("("), in: steps),
    Binding(.lastStep, letter(")"), in: steps),
    Binding(.play, letter(" "), in: pictures, rank: 12),
    Binding(.search, letter("/"), in: walk, rank: 14),
    Binding(.search, letter("/"), in: [.lesson, .lessons], rank: 9),
    Binding(.setMark, letter("m"), in: walk),
    Binding(.jumpToMark, letter("'", "`"), in: walk),
    Binding(.toggleBreakpoint, letter("B"), in: walk),
    Binding(.run, letter("c"), in: walk),
    Binding(.nextHead, letter("a"), in: heads, rank: 7),
    Binding(.previousHead, letter("A"), in: heads),
    Binding(.zoomIn, letter("+", "="), in: matrices, rank: 11),
    Binding(.zoomOut, letter("-", "_"), in: matrices),
    Binding(.bars, letter("b"), in: walk, rank: 13),
    Binding(.heads, letter("H"), in: walk, rank: 15),
    Binding(.layers, letter("Y"), in: walk),
    Binding(.stream, letter("S"), in: walk),
    Binding(.identity, letter("I"), in: walk),
    Binding(.lens, letter("U"), in: walk),
    Binding(.confirm, [.enter], in: [.home, .tokens, .models, .lessons, .palette, .help], rank: 1),
    Binding(.nextPane, [.tab], in: [.home], rank: 3),
    Binding(.previousPane, [.backTab], in: [.home]),
    Binding(.nextPane, [.tab, .backTab], in: [.explore, .generate, .compare], rank: 16),
    Binding(.nextMask, [.tab], in: filling, rank: 5),
    Binding(.anotherText, [.tab], in: [.tokens], rank: 16),
    Binding(.up, [.up] + letter("k"), in: lists),
    Binding(.down, [.down] + letter("j"), in: lists),
    Binding(.left, [.left] + letter("h"), in: rows),
    Binding(.right, [.right] + letter("l"), in: rows),
    Binding(.pageUp, [.pageUp, .control("b"), .control("u")], in: lists),
    Binding(.pageDown, [.pageDown, .control("f"), .control("d")], in: lists),
    Binding(.rowStart, [.home] + letter("0"), in: rows),
    Binding(.rowEnd, [.end] + letter("$"), in: rows),
    Binding(
      .top, letter("g"),
      in: [.explore, .generate, .fill, .tokenSteps, .models, .lessons, .help, .compare]),
    Binding(
      .bottom, letter("G"),
      in: [.explore, .generate, .fill, .tokenSteps, .models, .lessons, .help, .compare]),
    Binding(.palette, letter(":") + [.control("p")], in: places, rank: 18),
    Binding(.help, letter("?") + [.function(1)], in: places, rank: 4),
    Binding(.language, [.function(2)] + letter("L"), in: everywhere, rank: 19),
    Binding(.home, [.function(3)], in: places),
    Binding(.generate, [.function(5)], in: [.home], rank: 7),
    Binding(.generate, [.function(5)] + letter("s"), in: walk, rank: 13),
    Binding(.tokens, [.function(4)] + letter("t"), in: [.home, .explore, .models], rank: 21),
    Binding(.models, [.function(6)], in: places, rank: 22),
    Binding(.otherHead, [.control("t")], in: [.home]),
    Binding(.compare, [.function(7)], in: [.home, .models], rank: 23),
    Binding(.compare, [.function(7)] + letter("C"), in: walk, rank: 17),
    Binding(.race, [.function(8)], in: places, rank: 23),
    Binding(.generate, [.function(5)], in: lesson),
    Binding(.tokens, [.function(4)], in: lesson),
    Binding(.compare, [.function(7)], in: lesson),
    Binding(.learn, [.function(10)], in: [.home], rank: 8),
    Binding(.learn, [.function(10)], in: places.subtracting([.home]), rank: 20),
    Binding(.mouse, [.function(9)], in: everywhere),
    Binding(.suspend, [.control("z")], in: everywhere),
    Binding(.quit, letter("q") + [.control("c")], in: everywhere, rank: 20),
  ]

  /// What a key does in a context.
  ///
  /// - Parameters:
  ///   - key: The key, full-width characters included.
  ///   - context: What the keys speak to.
  ///   - letters: What characters do.
  /// - Returns: The action; nil for none.
  package static func action(for key: Key, in context: Context, letters: Letters) -> Action? {
    let plain = plain(key)
    guard let action = table[context]?[plain], works(plain, for: action, letters) else {
      return nil
    }
    return action
  }

  /// Whether a key does its action, rather than what it means in a line of text.
  private static func works(_ key: Key, for action: Action, _ letters: Letters) -> Bool {
    guard letters != .commands else { return true }
    switch key {
    case .character: return letters == .firstOfText && (action == .palette || action == .help)
    case .control("b"), .control("d"), .control("f"), .control("u"): return false
    default: return true
    }
  }

  /// The keys of an action that work in a context, the one that is shown first.
  package static func keys(
    for action: Action, in context: Context, letters: Letters = .commands
  ) -> [Key] {
    bindings.first { $0.action == action && $0.contexts.contains(context) }
      .map { keys(of: $0, letters: letters) } ?? []
  }

  /// The keys of a binding that work.
  package static func keys(of binding: Binding, letters: Letters) -> [Key] {
    binding.keys.filter { works($0, for: binding.action, letters) }
  }

  /// The key that is shown for an action in a context; nil where none works.
  package static func key(
    for action: Action, in context: Context, letters: Letters = .commands
  ) -> Key? {
    keys(for: action, in: context, letters: letters).first
  }

  /// What the keys of some actions are called, joined: `↑↓`, as texts name them.
  package static func label(_ actions: Action..., in context: Context, letters: Letters = .commands)
    -> String
  {
    actions.compactMap { key(for: $0, in: context, letters: letters)?.label }.joined()
  }

  private static let table: [Context: [Key: Action]] = {
    var table: [Context: [Key: Action]] = [:]
    for binding in bindings {
      for context in binding.contexts {
        for key in binding.keys { table[context, default: [:]][key] = binding.action }
      }
    }
    return table
  }()

  /// The key that a Chinese input method's full-width character stands for.
  package static func plain(_ key: Key) -> Key {
    guard case .character(let scalar) = key else { return key }
    let twins: [Unicode.Scalar: Unicode.Scalar] = [
      "\u{3000}": " ", "、": "/", "。": ".", "【": "[", "】": "]", "「": "{", "」": "}", "《": "<",
      "》": ">", "‘": "'", "’": "'", "·": "`", "—": "_", "￥": "$",
    ]
    if let twin = twins[scalar] { return .character(twin) }
    guard (0xFF01...0xFF5E).contains(scalar.value),
      let twin = Unicode.Scalar(scalar.value - 0xFEE0)
    else { return key }
    return .character(twin)
  }
}

extension Key {
  /// The key as it is written on screen: `n`, `Enter`, `^Z`, `F2`.
  package var label: String {
    switch self {
    case .character(" "): "Space"
    case .character(let scalar): String(scalar)
    case .control(let scalar): "^" + String(scalar).uppercased()
    case .alt(let scalar): "Alt-" + String(scalar)
    case .function(let number): "F\(number)"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .insert: "Ins"
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .shiftUp: "Shift-↑"
    case .shiftDown: "Shift-↓"
    case .shiftLeft: "Shift-←"
    case .shiftRight: "Shift-→"
    }
  }
}
