import ArgumentParser
import Training

/// The options that say what is raced.
struct RaceArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp("What is learned: translation, stories or opinions.", valueName: "task"))
  var task = "translation"

  @Option(
    help: ArgumentHelp(
      "Where the norms stand: post, pre, sandwich, wrong, none.", valueName: "list"))
  var wiring: String?

  @Option(help: ArgumentHelp("LayerNorm or RMSNorm.", valueName: "list"))
  var norm: String?

  @Option(
    help: ArgumentHelp(
      "What the parameters begin as: xavier, or small (what writes into the stream begins small).",
      valueName: "list"))
  var start: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Layers of each tower.", valueName: "list"))
  var depth: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Numbers for each token.", valueName: "list"))
  var width: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Heads.", valueName: "list"))
  var heads: String?

  @Option(
    name: [.long, .customLong("lr")], parsing: .unconditional,
    help: ArgumentHelp("The learning rate at its peak.", valueName: "list"))
  var rate: String?

  @Option(
    name: [.customLong("warm-up"), .customLong("warmup")], parsing: .unconditional,
    help: ArgumentHelp("Steps in which the rate rises.", valueName: "list"))
  var warmUp: String?

  @Option(
    help: ArgumentHelp("constant, cosine or inverse-square-root.", valueName: "list"))
  var schedule: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The largest norm of a gradient; 0 for any.", valueName: "list"))
  var clip: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Dropout.", valueName: "list"))
  var dropout: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("What determines parameters, texts and their order.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(parsing: .unconditional, help: ArgumentHelp("How many steps are made.", valueName: "n"))
  var steps: Int?

  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Another key of the recipe, for all runs; may be given again.", valueName: "key=value"))
  var settings: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Measure the inside after so many steps.", valueName: "n"))
  var measure = 20

  func validate() throws {
    guard Recipe.Task(rawValue: task) != nil else {
      throw ValidationError(
        "--task: expected \(Recipe.Task.allCases.map(\.rawValue).joined(separator: ", ")), found "
          + "'\(task)'")
    }
    guard (1...10_000).contains(measure) else {
      throw ValidationError("--measure must be between 1 and 10000, is \(measure)")
    }
  }

  /// What is asked for.
  ///
  /// - Throws: ``RaceError``, ``RecipeError``.
  func setup() throws -> RaceSetup {
    var options = RaceSetup.Options()
    options.task = Recipe.Task(rawValue: task) ?? .translation
    let lists: [(RaceSetup.Key, String?)] = [
      (.wiring, wiring), (.norm, norm), (.start, start), (.depth, depth), (.width, width),
      (.heads, heads), (.rate, rate), (.warmUp, warmUp), (.schedule, schedule), (.clip, clip),
      (.dropout, dropout),
    ]
    for (key, text) in lists { if let text { options.lists[key] = text } }
    options.seed = seed
    options.steps = steps
    options.settings = settings.map { RecipeSetting(text: $0) }
    options.measureEvery = measure
    return try RaceSetup(options)
  }
}
