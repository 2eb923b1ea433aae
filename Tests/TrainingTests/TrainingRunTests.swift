import Kernels
import ModelFiles
import Tensors
import TestSupport
import Testing
import Tracing
import Training
import Transformers

/// Recipes followed from the language to the saved model.
@Suite(.steadyKernels) struct TrainingRunTests {
  /// A language of all three kinds: a translation, a class, and something that is asked.
  private static let grammar = """
    language tiny
    field en spaced capitalized
    field zh joined
    start text
    table animal
      en    | zh
      cat   | 猫
      dog   | 狗
      bird  | 鸟
      horse | 马
      cow   | 牛
      sheep | 羊
      goose | 鹅
      fox   | 狐狸
    table action
      en    | zh   | mood
      sings | 唱歌 | good
      falls | 摔倒 | bad
      plays | 玩   | good
      cries | 哭   | bad
      waits | 等   | bad
      runs  | 跑   | good
    rule text
      let a = animal
      let v = action
      let w = action where w.mood = v.mood and w != v
      let b = animal where b != a
      en: the {a} {v} and {w} . the {b} sleeps . who {v} ? {answer: {a}} .
      zh: {a} {v} 而且 {w} 。 {b} 睡觉 。 谁 {v} ？ {answer: {a}} 。
      label: {v.mood}
    """

  private static func language() throws -> Language {
    try Language(Array(grammar.utf8), path: "tiny.grammar")
  }

  private static func recipe(
    _ task: Recipe.Task, _ wiring: Configuration.Wiring, _ more: String...
  ) throws -> Recipe {
    try SmallRecipe.read(
      text: ([
        "name = tiny", "task = \(task.rawValue)", "language = tiny.grammar", "fields = en, zh",
        "wiring = \(wiring.rawValue)", "layers = 1", "width = 16", "heads = 2", "context = 32",
        "steps = 12", "batch = 6", "examples = 60", "validation-examples = 9", "rate = 0.01",
      ] + more).joined(separator: "\n"))
  }

  private static func values(_ run: TrainingRun) throws -> [UInt32] {
    try #require(run.trainer.model.parameters.values).map(\.bitPattern)
  }

  @Test(arguments: Recipe.Task.allCases)
  func `a run that was stopped and resumed gives the same bits`(task: Recipe.Task) throws {
    let recipe = try Self.recipe(task, .pre, "dropout = 0.1", "answers-only = 0.5")
    let whole = try TrainingRun(recipe, language: Self.language())
    for _ in 0..<12 { _ = whole.takeStep() }
    let first = try TrainingRun(recipe, language: Self.language())
    for _ in 0..<5 { _ = first.takeStep(measures: true) }
    // Looking at the validation texts in between changes nothing.
    _ = first.validate()
    let folder = try temporaryFolder()
    try first.saveCheckpoint(to: folder)
    let second = try TrainingRun(recipe, language: Self.language())
    try Checkpoint.load("\(folder)/\(Checkpoint.fileName)", into: second.trainer)
    #expect(second.step == 5)
    for _ in 0..<7 { _ = second.takeStep() }
    #expect(try Self.values(second) == Self.values(whole))
  }

  @Test(arguments: Recipe.Task.allCases, [Configuration.Wiring.pre, .post])
  func `a saved model reads back with the same loss`(
    task: Recipe.Task, wiring: Configuration.Wiring
  ) throws {
    let run = try TrainingRun(Self.recipe(task, wiring), language: Self.language())
    for _ in 0..<3 { _ = run.takeStep() }
    let folder = try temporaryFolder()
    try run.saveModel(to: folder)
    let loaded = try ModelFolder.open(folder)
    #expect(loaded.model.configuration == run.trainer.model.configuration)
    let tokenizer = try ModelPlace.path(folder).tokenizer()
    let text = Array("The cat sings and plays.".utf8)
    let ids = tokenizer.encode(text).ids
    #expect(ids == run.data.tokenizer.encode(text).ids)
    let targets = task == .translation ? [0, 5, 6] : nil
    let input = ModelInput(ids: [ids], targetIDs: targets.map { [$0] })
    let (a, b) = (try loaded.model.trace(input), try run.trainer.model.trace(input))
    // Saved matrices lie the other way round, so that sums may be rounded otherwise.
    expectClose(
      a.trace.values(of: try #require(a.logits)).array,
      b.trace.values(of: try #require(b.logits)).array,
      within: Tolerance(absolute: 1e-5, relative: 1e-5))
    let card = try #require(try ModelCard.open(at: .path(folder)))
    #expect(card.task == task.rawValue && card.fields == ["en", "zh"] && card.quality == [])
  }

  @Test func `twins learn from the same batches`() throws {
    let (pre, post) = (
      try TrainingRun(Self.recipe(.opinions, .pre), language: Self.language()),
      try TrainingRun(Self.recipe(.opinions, .post), language: Self.language())
    )
    #expect(pre.data.training == post.data.training)
    #expect(pre.data.tokenizerFile == post.data.tokenizerFile)
    #expect(pre.takeStep().tokens == post.takeStep().tokens)
  }

  @Test func `a report has layers, sublayers, ratios and similarities`() throws {
    let run = try TrainingRun(Self.recipe(.translation, .post), language: Self.language())
    let values = try #require(run.trainer.model.parameters.values).map { $0 }
    let report = run.takeStep(measures: true)
    #expect(
      report.groups.map(\.name) == [
        "encoder/embedding", "encoder/1", "decoder/embedding", "decoder/1",
        "encoder/1/self-attention", "encoder/1/feed-forward", "decoder/1/self-attention",
        "decoder/1/cross-attention", "decoder/1/feed-forward",
      ])
    #expect(report.similarities.map(\.tower) == ["encoder", "decoder"])
    // The ratio of one layer, from the definition.
    let group = try #require(run.trainer.groups.first { $0.name == "decoder/1" })
    let block = try #require(run.trainer.model.parameters.values?.baseAddress)
    var (change, size) = (0.0, 0.0)
    for tensor in group.tensors {
      let stored = run.trainer.model.parameters.stored[tensor]
      for index in 0..<stored.shape.count {
        let new = Double(stored.values[index])
        let old = Double(values[stored.values - block + index])
        change += (new - old) * (new - old)
        size += new * new
      }
    }
    let ratio = try #require(report.groups.first { $0.name == "decoder/1" }).updateRatio
    #expect(abs(ratio - (change / size).squareRoot()) < 1e-6)
    #expect(ratio > 1e-3)
    #expect(run.takeStep().groups.isEmpty)
  }

  @Test func `answers can count alone`() throws {
    let maker = BatchMaker(
      .nextToken(answersOnly: 0.999), padding: 1, start: 0, end: 2, contextLength: 8, firstWord: 5)
    let samples = [Sample(ids: [0, 7, 8, 9, 2], answers: [3]), Sample(ids: [0, 7, 8, 9, 2])]
    let input = maker.inputs(samples, seed: 1)[0]
    #expect(input.targets == [[-100, -100, 9, -100], [7, 8, 9, 2]])
  }

  @Test func `what a recipe asks for and the language has not is said`() throws {
    func message(_ recipe: Recipe, _ language: Language) -> String {
      do {
        _ = try TrainingData(recipe, language: language)
        return "none"
      } catch { return "\(error)" }
    }
    let language = try Self.language()
    var recipe = try Self.recipe(.translation, .pre)
    recipe.fields = ["en", "fr"]
    #expect(
      message(recipe, language)
        == "the recipe's key fields names \"fr\", which the language \"tiny\" does not have; "
        + "it has en, zh")
    recipe.fields = ["en"]
    #expect(
      message(recipe, language)
        == "the task translation needs two fields, a source and a target; found 1")
    recipe = try Self.recipe(.stories, .pre)
    recipe.context = 4
    #expect(
      message(recipe, language)
        == "0 texts fit into the model's context, fewer than the 6 of a batch; "
        + "raise context or examples, or lower batch")
    recipe = try Self.recipe(.opinions, .pre)
    let plain = Self.grammar.split(separator: "\n").filter { !$0.contains("label:") }
      .joined(separator: "\n")
    #expect(
      message(recipe, try Language(Array(plain.utf8), path: "tiny.grammar"))
        == "the language \"tiny\" gives its texts no attribute \"label\", which the task opinions "
        + "needs")
  }

  // MARK: Evaluation

  private static func evaluator(_ run: TrainingRun) -> Evaluator {
    Evaluator(
      task: run.recipe.task, language: run.data.language, fields: run.recipe.fields,
      models: run.trainer.models, tokenizer: run.data.tokenizer, labels: run.data.labels)
  }

  @Test func `a model that has learned its texts is found right, a fresh one wrong`() throws {
    var recipe = try Self.recipe(.opinions, .pre)
    recipe.examples = 300
    recipe.rate = 0.005
    recipe.steps = 200
    let run = try TrainingRun(recipe, language: Self.language())
    let fresh = try Self.evaluator(run).scores(count: 8)
    #expect(
      fresh.map(\.name) == [
        "class right (en)", "class right (zh)", "determined words right (en)",
        "determined words right (zh)",
      ])
    #expect(fresh.map(\.count).prefix(2) == [8, 8])
    // The words that the rest of each text determines: those that stand nowhere else, at least.
    #expect(fresh[2].count >= 40 && fresh[3].count >= 40)
    #expect(fresh[2].right < 8)
    for _ in 0..<200 { _ = run.takeStep() }
    let trained = try Self.evaluator(run).scores(count: 8)
    #expect(trained[0].right == 8 && trained[1].right == 8, "\(trained)")
    #expect(trained[2].right > fresh[2].right + 10, "\(trained)")
  }

  @Test func `heads are looked at where the marks say`() throws {
    let run = try TrainingRun(Self.recipe(.stories, .pre), language: Self.language())
    let scores = try Self.evaluator(run).headScores(count: 6)
    #expect(
      scores.map(\.score.name) == [
        "the token before", "to the same word's last mention",
        "from before the answer to where the answer was told",
      ])
    // Two texts an example; every position but the first has a token before it.
    let tokens = try (0..<6).map { number in
      let example = try TestSet(
        run.data.language, count: 6, seed: 2026, field: "en"
      ).examples[number]
      return ["en", "zh"].reduce(0) { sum, field in
        sum + run.data.tokenizer.encode(Array((example.texts[field]?.text ?? "").utf8)).ids.count
          - 1
      }
    }.reduce(0, +)
    #expect(scores[0].score.count == tokens)
    // In English the answer is written with a capital and was told without.
    #expect(scores[2].score.count == 6)
  }
}
