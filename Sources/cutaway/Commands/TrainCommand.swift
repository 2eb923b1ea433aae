import ArgumentParser
import Tensors
import Training

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// `cutaway train`: a model trained by a recipe.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a small model by a recipe, and follow each step of it.",
    discussion: """
      Examples:
        cutaway train translator --out my-translator
        cutaway train reader --steps 500 --set seed=2 --set layers=1
        cutaway train my.recipe --out my-model --json > steps.jsonl
        cutaway train --resume my-translator

      Built in: \(RecipeLibrary.builtInNames.joined(separator: ", ")). A file that is called like one of \
      them is given with its folder: ./reader.

      Progress stands on standard error. Where standard output is no terminal, or with --json, it gets \
      one JSON object a line. Ctrl-C finishes the step and saves a checkpoint, from which --resume goes \
      on; a second one ends at once. Docs/Training.md has the recipes' keys and the JSON's.

      Exit status: 130 after Ctrl-C, 143 after another signal to stop; otherwise as always.
      """)

  @Option(
    help: ArgumentHelp(
      "A new or an empty folder for the checkpoints and, at the end, the model.", valueName: "dir"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "The folder of a run to go on with; its recipe is there too.", valueName: "dir"))
  var resume: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many steps, rather than the recipe's; a longer warm-up is cut to that.", valueName: "n"))
  var steps: String?

  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Another value for a key of the recipe; may be given again.", valueName: "key=value"))
  var settings: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Threads; all processors if not given.", valueName: "n"))
  var threads: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Print every n-th step as JSON, and the last.", valueName: "n"))
  var every = 10

  @Flag(help: "Print JSON lines on standard output even where that is a terminal.")
  var json = false

  @Argument(help: ArgumentHelp("A built-in recipe's name, or a file.", valueName: "recipe"))
  var recipe: String?

  func validate() throws {
    guard (recipe == nil) != (resume == nil) else {
      throw ValidationError(
        recipe == nil
          ? "give a RECIPE (\(RecipeLibrary.builtInNames.joined(separator: ", ")), or a file), "
            + "or --resume DIR"
          : "give a RECIPE or --resume, not both: a run goes on by the recipe in its folder")
    }
    guard resume == nil || out == nil else {
      throw ValidationError("--out goes with a RECIPE; --resume saves in the folder that it names")
    }
    if let threads, !(1...256).contains(threads) {
      throw ValidationError("--threads must be between 1 and 256, is \(threads)")
    }
    guard every >= 1 else { throw ValidationError("--every must be at least 1, is \(every)") }
  }

  func run() throws {
    let threads = threads ?? Workers.processorCount
    Workers.count = threads
    let printsJSON = json || isatty(1) != 1
    let (run, folder) = try prepare(tells: !printsJSON)
    if folder == nil {
      Output.complain("cutaway: nothing will be saved; --out DIR keeps the model")
    }
    if !printsJSON { try describe(run, threads: threads) }
    var session = TrainingSession(run, in: folder, printsJSON: printsJSON, every: every)
    try session.train(threads: threads)
  }

  /// What comes, before it takes seconds to draw the examples.
  private func introduce(_ recipe: Recipe) throws {
    var output = Output()
    try output.line("\(VisibleText.escaped(recipe.name)): \(VisibleText.escaped(recipe.title))")
    try output.line("drawing \(TrainingProgress.grouped(recipe.examples)) examples …")
    try output.flush()
  }

  private func describe(_ run: TrainingRun, threads: Int) throws {
    var output = Output()
    let recipe = run.recipe
    let begin = run.step > 0 ? ", from step \(TrainingProgress.grouped(run.step))" : ""
    try output.line(
      "\(TrainingProgress.grouped(run.parameterCount)) parameters, "
        + "\(TrainingProgress.grouped(recipe.steps)) steps of \(recipe.batch)\(begin), "
        + "\(threads) thread\(threads == 1 ? "" : "s")")
    try output.flush()
  }

  // MARK: Which run

  private var recipeSettings: [RecipeSetting] {
    (steps.map { [RecipeSetting(option: "--steps", text: "steps=\($0)")] } ?? [])
      + settings.map { RecipeSetting(text: $0) }
  }

  private func prepare(tells: Bool) throws -> (TrainingRun, TrainingFolder?) {
    if let resume {
      let folder = try TrainingFolder(resuming: resume)
      return (try resumed(folder, tells: tells), folder)
    }
    let recipe = try RecipeLibrary.open(self.recipe ?? "", settings: recipeSettings)
    let folder = try out.map { try TrainingFolder(new: $0, for: recipe) }
    if tells { try introduce(recipe) }
    return (try TrainingRun(recipe), folder)
  }

  private func resumed(_ folder: TrainingFolder, tells: Bool) throws -> TrainingRun {
    let old = try folder.recipe()
    let new = try folder.recipe(recipeSettings)
    guard new.steps >= old.steps else {
      throw Failure(
        .usage,
        "--steps: a run of \(old.steps) steps can be made longer, not shorter; found \(new.steps)")
    }
    for key in RecipeKey.allCases where key != .steps {
      guard new.value(of: key).utf8.elementsEqual(old.value(of: key).utf8) else {
        throw Failure(
          .usage,
          "--set: key \(key.rawValue), expected \(VisibleText.quoted(old.value(of: key))), with which "
            + "the run began, found \(VisibleText.quoted(new.value(of: key))); begin a new run for that"
        )
      }
    }
    if tells { try introduce(new) }
    let run = try TrainingRun(
      resuming: folder.path, recipe: new == old ? nil : new)
    // Without a model the program was ended while it saved: that is made up for.
    guard run.step < run.recipe.steps || !folder.hasModel else {
      throw Failure(
        .usage,
        "--resume: the run in \(VisibleText.escaped(folder.path)) is done with its "
          + "\(run.recipe.steps) steps; --steps N makes it longer")
    }
    return run
  }
}
