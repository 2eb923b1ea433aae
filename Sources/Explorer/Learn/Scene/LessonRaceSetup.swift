import Lessons
import Tensors
import Training

/// What a lesson may race: runs that are over in seconds, on a screen and in a check.
enum LessonRaceSetup {
  /// Why a lesson's race is none.
  enum Problem: Error, Equatable, Sendable {
    /// A value that is no number, or no task.
    case value(name: String, expected: String, found: String)
    /// More than a lesson may ask of a machine.
    case tooLarge(name: String, found: Int, most: Int)
  }

  /// The most of each: together they are some ten seconds on one slow core.
  private static func limits(_ recipe: Recipe) -> [(name: String, found: Int, most: Int)] {
    [
      ("steps", recipe.steps, 200), ("depth", recipe.layers, 12), ("width", recipe.width, 64),
      ("feed-forward", recipe.feedForward, 256), ("batch", recipe.batch, 32),
      ("context", recipe.context, 128), ("examples", recipe.examples, 50_000),
      ("validation-examples", recipe.validationExamples, 500),
    ]
  }

  /// The race of a lesson's settings, by the names that `cutaway race` has for them.
  ///
  /// - Throws: ``Problem``, ``RaceError``, ``RecipeError``.
  static func setup(_ settings: [LessonSetting]) throws -> RaceSetup {
    var options = RaceSetup.Options()
    for setting in settings {
      switch setting.name {
      case "task":
        guard let task = Recipe.Task(rawValue: setting.value) else {
          throw Problem.value(
            name: setting.name,
            expected: Recipe.Task.allCases.map(\.rawValue).joined(separator: ", "),
            found: setting.value)
        }
        options.task = task
      case "seed":
        guard let seed = UInt64(setting.value) else { throw number(setting) }
        options.seed = seed
      case "steps":
        guard let steps = Int(setting.value) else { throw number(setting) }
        options.steps = steps
      case "measure":
        guard let every = Int(setting.value), every > 0 else { throw number(setting) }
        options.measureEvery = every
      case "lr": options.lists[.rate] = setting.value
      case "warmup": options.lists[.warmUp] = setting.value
      default:
        if let key = RaceSetup.Key(rawValue: setting.name) {
          options.lists[key] = setting.value
        } else {
          options.settings.append(RecipeSetting(text: "\(setting.name)=\(setting.value)"))
        }
      }
    }
    let setup = try RaceSetup(options)
    for lane in setup.lanes {
      for (name, found, most) in limits(lane.recipe) where found > most {
        throw Problem.tooLarge(name: name, found: found, most: most)
      }
    }
    return setup
  }

  /// Whether a race is one that a lesson may ask for.
  static func isShort(_ setup: RaceSetup) -> Bool {
    setup.lanes.allSatisfy { limits($0.recipe).allSatisfy { $0.found <= $0.most } }
  }

  private static func number(_ setting: LessonSetting) -> Problem {
    .value(name: setting.name, expected: "a whole number", found: setting.value)
  }
}

extension LessonRaceSetup.Problem: CustomStringConvertible {
  /// One line: which setting, what was expected, what was found, what to do.
  var description: String {
    switch self {
    case .value(let name, let expected, let found):
      "race: set \(name): expected \(expected), found \(VisibleText.quoted(found, limit: 40))"
    case .tooLarge(let name, let found, let most):
      "race: set \(name): a lesson's race has at most \(most), found \(found); set it lower"
    }
  }
}
