import Tensors
import Transformers

extension RaceSetup {
  /// What somebody asks for: values in words, each either one for all lanes or one for each.
  package struct Options: Equatable, Sendable {
    /// What is learned.
    package var task = Recipe.Task.translation
    /// Lists with commas between, as `post,pre`.
    package var lists: [Key: String] = [:]
    /// Values for keys of a recipe that all lanes share.
    package var settings: [RecipeSetting] = []
    /// What determines parameters, texts and their order.
    package var seed: UInt64 = 1
    /// How many steps are made.
    package var steps: Int?
    /// After how many steps the inside is measured.
    package var measureEvery = 20

    /// Makes options: Post-LN against Pre-LN in translation.
    package init() {}
  }

  /// Makes the setup that is asked for.
  ///
  /// - Throws: ``RaceError``, ``RecipeError``.
  package init(_ options: Options) throws {
    var lists = options.lists.mapValues {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    if !lists.values.contains(where: { $0.count > 1 }), lists[.wiring] == nil {
      lists[.wiring] = ["post", "pre"]
    }
    for (key, words) in [
      (Key.wiring, Configuration.Wiring.allCases.map(\.rawValue)),
      (.norm, Configuration.Normalization.allCases.map(\.rawValue)),
      (.initialization, Parameters.Initialization.allCases.map(\.rawValue)),
    ] {
      for text in lists[key] ?? [] where !words.contains(text) {
        throw RaceError.word(key: key, expected: words, found: text)
      }
    }
    let count = lists.values.map(\.count).max() ?? 1
    guard Self.laneCounts.contains(count) else { throw RaceError.lanes(found: count) }
    for key in Key.allCases {
      guard let list = lists[key] else { continue }
      guard list.count == 1 || list.count == count else {
        throw RaceError.uneven(key: key, found: list.count, lanes: count)
      }
    }
    let own = Set(Key.allCases.map(\.recipeKey) + [.task, .seed, .steps])
    for setting in options.settings {
      let name = setting.text.prefix { $0 != "=" && $0 != " " }
      if let key = RecipeKey(rawValue: String(name)), own.contains(key) {
        throw RaceError.ownOption(key: key.rawValue)
      }
    }
    let lanes = try (0..<count).map { index in
      try Self.lane(options, lists.mapValues { $0.count == 1 ? $0[0] : $0[index] })
    }
    self.init(lanes: lanes, measureEvery: max(1, options.measureEvery))
  }

  private static func lane(_ options: Options, _ values: [Key: String]) throws -> Lane {
    let wiring = values[.wiring].flatMap(Configuration.Wiring.init) ?? .pre
    let norm = values[.norm].flatMap(Configuration.Normalization.init) ?? .layerNorm
    let initialization =
      values[.initialization].flatMap(Parameters.Initialization.init) ?? .xavier
    var settings = standard(options.task)
    settings += options.settings
    settings.append(RecipeSetting(option: "--seed", text: "seed=\(options.seed)"))
    if let steps = options.steps {
      settings.append(RecipeSetting(option: "--steps", text: "steps=\(steps)"))
    }
    for key in Key.allCases {
      guard let name = key.recipeKey, name != .wiring, let text = values[key] else { continue }
      settings.append(RecipeSetting(option: "--\(key.rawValue)", text: "\(name.rawValue)=\(text)"))
    }
    var recipe = try RecipeLibrary.open(builtIn(options.task), settings: lastOf(settings))
    recipe.wiring = wiring
    return Lane(recipe, normalization: norm, initialization: initialization)
  }

  /// The last value that is said for each key.
  private static func lastOf(_ settings: [RecipeSetting]) -> [RecipeSetting] {
    var last: [RecipeSetting] = []
    for setting in settings {
      func name(_ setting: RecipeSetting) -> Substring {
        let key = setting.text.prefix { $0 != "=" }
        return key.prefix { $0 != " " }
      }
      if setting.option != standardOption
        || !settings.contains(where: {
          $0.option != standardOption && name($0).utf8.elementsEqual(name(setting).utf8)
        })
      {
        last.append(setting)
      }
    }
    return last
  }

  private static let standardOption = "standard"

  private static func builtIn(_ task: Recipe.Task) -> String {
    switch task {
    case .translation: "translator"
    case .stories: "storyteller"
    case .opinions: "reader"
    }
  }

  /// What a race does where nothing else is asked for: small models, so that many steps are made while
  /// somebody looks, and neither clipping nor a falling rate, which hide what is to be seen.
  private static func standard(_ task: Recipe.Task) -> [RecipeSetting] {
    let own =
      switch task {
      case .translation: ["layers=6", "width=32", "batch=32"]
      case .stories: ["layers=8", "width=32", "batch=16"]
      case .opinions: ["layers=8", "width=32", "batch=32"]
      }
    return
      (own + [
        "heads=4", "feed-forward=128", "rate=0.003", "warm-up=0", "schedule=constant", "clip=0",
        "steps=2000", "examples=20000", "validation-every=100", "validation-examples=200",
      ]).map { RecipeSetting(option: standardOption, text: $0) }
  }
}

extension RaceSetup.Key {
  /// The recipe's key that it sets; nil where a recipe has none.
  var recipeKey: RecipeKey? {
    switch self {
    case .wiring: .wiring
    case .norm, .initialization: nil
    case .depth: .layers
    case .width: .width
    case .heads: .heads
    case .rate: .rate
    case .warmUp: .warmUp
    case .schedule: .schedule
    case .clip: .clip
    case .dropout: .dropout
    }
  }
}

/// Why there is no race.
package enum RaceError: Error, Equatable, Sendable {
  /// There are too few or too many lanes.
  case lanes(found: Int)
  /// A list has neither one value nor one for each lane.
  case uneven(key: RaceSetup.Key, found: Int, lanes: Int)
  /// A value is none of a few words.
  case word(key: RaceSetup.Key, expected: [String], found: String)
  /// A key of a recipe that has an option of its own.
  case ownOption(key: String)
}

extension RaceError: CustomStringConvertible {
  /// One line: the option, what was expected, what was found.
  package var description: String {
    switch self {
    case .lanes(let found):
      "a race has 2 to 4 runs, found \(found): give a list such as --wiring post,pre or "
        + "--warm-up 0,400"
    case .uneven(let key, let found, let lanes):
      "--\(key.rawValue): expected one value, or \(lanes) with commas between, one for each run; "
        + "found \(found)"
    case .word(let key, let expected, let found):
      "--\(key.rawValue): expected \(expected.dropLast().joined(separator: ", ")) or "
        + "\(expected.last ?? ""), found \(VisibleText.quoted(found))"
    case .ownOption(let key):
      "--set: key \(key), expected one that all runs share; what runs may differ in has an option "
        + "of its own (see --help)"
    }
  }
}
