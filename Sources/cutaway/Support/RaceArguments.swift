import ArgumentParser
import Tensors
import Training

/// The options that say what is raced.
struct RaceArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp("What is learned: translation, stories or opinions.", valueName: "task"))
  var task: String?

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
  var initialization: String?

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
  var seed: UInt64?

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
  var measure: Int?

  func validate() throws {
    if let task, Recipe.Task(rawValue: task) == nil {
      throw ValidationError(
        "--task: expected \(Recipe.Task.allCases.map(\.rawValue).joined(separator: ", ")), found "
          + VisibleText.quoted(task))
    }
    if let measure, !(1...10_000).contains(measure) {
      throw ValidationError("--measure must be between 1 and 10000, is \(measure)")
    }
  }

  private var lists: [(RaceSetup.Key, String?)] {
    [
      (.wiring, wiring), (.norm, norm), (.initialization, initialization), (.depth, depth),
      (.width, width),
      (.heads, heads), (.rate, rate), (.warmUp, warmUp), (.schedule, schedule), (.clip, clip),
      (.dropout, dropout),
    ]
  }

  /// Whether nothing is asked for.
  var isUntouched: Bool {
    task == nil && seed == nil && measure == nil && steps == nil && settings.isEmpty
      && lists.allSatisfy { $0.1 == nil }
  }

  /// What is asked for.
  ///
  /// - Throws: ``RaceError``, ``RecipeError``.
  func setup() throws -> RaceSetup {
    var options = RaceSetup.Options()
    options.task = task.flatMap(Recipe.Task.init) ?? .translation
    for (key, text) in lists { if let text { options.lists[key] = text } }
    if let seed { options.seed = seed }
    options.steps = steps
    options.settings = settings.map { RecipeSetting(text: $0) }
    if let measure { options.measureEvery = measure }
    return try RaceSetup(options)
  }
}
