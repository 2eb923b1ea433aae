import ArgumentParser
import ModelFiles
import Tensors
import Tracing
import Training
import Transformers

/// `cutaway evaluate`: how good a trained model is on texts that it never saw.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Ask a trained model about texts that it never saw, and count its right answers.",
    discussion: """
      Examples:
        cutaway evaluate --model translator
        cutaway evaluate --model my-reader --count 200 --json

      For models that cutaway trained: their card.json names the task, the language and its fields. The \
      texts are those of the language's test split. With --heads it also says which head of the model's \
      attention does something recognizable, and how often its largest weight lies there.
      """)

  @OptionGroup var model: ModelOption

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many texts are asked about in each test (1000).", valueName: "n"))
  var count = 1000

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("What determines the texts, and the dice (2026).", valueName: "s"))
  var seed: UInt64 = 2026

  @Flag(help: "Look at what the heads do, too.")
  var heads = false

  @Flag(help: "Write the figures into the card.json of the model's folder.")
  var save = false

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    guard (1...100_000).contains(count) else {
      throw ValidationError("--count must be between 1 and 100000, is \(count)")
    }
  }

  func run() throws {
    let place = try model.place()
    let shown = VisibleText.quoted(model.path)
    if save, case .bundled = place {
      throw Failure(.usage, "--save: \(shown) is built in; export it and evaluate the folder")
    }
    let loaded = try model.open()
    guard var card = try ModelCard.open(at: place), let word = card.task, let name = card.language,
      let task = Recipe.Task(rawValue: word), !card.fields.isEmpty
    else {
      throw Failure(
        .usage,
        "--model: \(shown) has no card.json with a task, a language and its fields, as cutaway train "
          + "writes it; only such models are evaluated")
    }
    let classifier = try classifier(of: loaded, at: place)
    var evaluator = Evaluator(
      task: task, language: try LanguageLibrary.open(name), fields: card.fields,
      models: [loaded.model] + (classifier.map { [$0.model] } ?? []),
      tokenizer: try place.tokenizer(), labels: classifier?.labels ?? [])
    evaluator.seed = seed
    try evaluator.check()
    card.quality = try evaluator.scores(count: count).map {
      .init(name: $0.name, value: $0.share, count: $0.count)
    }
    card.heads =
      heads
      ? try evaluator.headScores(count: count).map {
        .init(
          relation: $0.score.name, attention: $0.attention, head: $0.head, value: $0.score.share,
          count: $0.score.count)
      } : card.heads
    if save {
      var file = try AtomicFile(path: place.path(of: ModelCard.fileName))
      try file.write(card.bytes)
      try file.commit()
    }
    try print(card)
  }

  /// The same encoder under its other head, where it has one.
  private func classifier(of loaded: LoadedModel, at place: ModelPlace) throws -> LoadedModel? {
    guard loaded.heads.contains(.labels), loaded.model.configuration.predictsTokens else {
      return nil
    }
    return try ModelFolder.open(place, head: .labels)
  }

  private func print(_ card: ModelCard) throws {
    var output = Output()
    if json {
      try output.line(JSONWriter.bytes(of: card.json))
    } else {
      for figure in card.quality {
        let count = figure.count.map { " of \($0)" } ?? ""
        try output.line(
          "\(VisibleText.escaped(figure.name)): \(Number.percent(figure.value))\(count)")
      }
      if heads {
        for head in card.heads {
          try output.line(
            "\(head.attention), head \(head.head): \(Number.percent(head.value)) "
              + VisibleText.escaped(head.relation))
        }
      }
    }
    try output.flush()
  }
}
