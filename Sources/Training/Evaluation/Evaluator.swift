import ModelFiles
import Tensors
import Tokenizers
import Tracing
import Transformers

/// Asks a trained model what it was trained for, on texts that it never saw.
package struct Evaluator {
  /// What the model was trained for.
  package let task: Recipe.Task
  /// What its texts come from.
  package let language: Language
  /// The fields that it was trained on, as the recipe names them.
  package let fields: [String]
  /// The model under each of its heads.
  package let models: [Model]
  /// Its tokenizer.
  package let tokenizer: Tokenizer
  /// The classes in the order of their numbers.
  package let labels: [String]
  /// What determines the texts that are drawn, and the dice.
  package var seed: UInt64 = 2026

  /// Makes an evaluator.
  package init(
    task: Recipe.Task, language: Language, fields: [String], models: [Model],
    tokenizer: Tokenizer, labels: [String]
  ) {
    self.task = task
    self.language = language
    self.fields = fields
    self.models = models
    self.tokenizer = tokenizer
    self.labels = labels
  }

  /// Refuses a model that was made for another task, or a language that has not its fields.
  ///
  /// - Throws: ``TrainingDataError``.
  package func check() throws(TrainingDataError) {
    guard model.configuration.tower == task.tower, model.configuration.predictsTokens else {
      throw .task(task.rawValue, tower: model.configuration.tower.rawValue)
    }
    for field in fields where !language.fields.contains(where: { $0.name == field }) {
      throw .field(name: field, language: language.name, known: language.fields.map(\.name))
    }
    guard task != .translation || fields.count > 1 else { throw .pair(found: fields.count) }
  }

  var model: Model { models[0] }
  var style: WordTokenizerStyle { task.tokenizerStyle }
  /// The most tokens that are written: the model's context, and for a model without a limit as much as
  /// any built-in language needs.
  private var longestText: Int { model.configuration.contextLength ?? 128 }

  /// How often the model is right.
  ///
  /// - Parameter count: How many texts are asked about in each test.
  /// - Returns: The scores of the task's tests.
  /// - Throws: ``LanguageError``, or ``InputError`` where a text is too long for the model.
  package func scores(count: Int) throws -> [Score] {
    switch task {
    case .translation: try translationScores(count)
    case .stories: try storyScores(count)
    case .opinions: try opinionScores(count)
    }
  }

  // MARK: Parts that tasks share

  func testSet(
    _ count: Int, where isWanted: (Example) -> Bool = { _ in true }
  ) throws -> [Example] {
    try TestSet(
      language, count: count, seed: seed, field: language.fields.first?.name ?? "",
      where: isWanted
    ).examples
  }

  /// Adds up what each item gives, on all threads.
  func sum<Item>(
    _ items: [Item], _ names: [String], _ ask: (Item, Tokenizer.Session) throws -> [Score]
  ) throws -> [Score] {
    let parts = max(1, Workers.count)
    let results = PerThread<Result<[Score], any Error>>(parts, .success([]))
    Workers.forEach(parts) { part in
      let session = Tokenizer.Session(tokenizer)
      results[part] = Result {
        var sums = names.map { Score($0) }
        for index in stride(from: part, to: items.count, by: parts) {
          for (place, score) in try ask(items[index], session).enumerated() {
            sums[place].add(score)
          }
        }
        return sums
      }
    }
    var sums = names.map { Score($0) }
    for part in 0..<parts {
      for (place, score) in try results[part].get().enumerated() { sums[place].add(score) }
    }
    return sums
  }

  /// What the model writes, greedily, as ids without the end.
  func answer(_ ids: [Int], limit: Int) throws -> [Int] {
    let generator = Generator(model, GenerationSettings(maximumTokens: limit))
    let (written, reason) = try generator.generate(ids)
    return reason == .end ? Array(written.dropLast()) : written
  }

  // MARK: Translation

  private func translationScores(_ count: Int) throws -> [Score] {
    let all = try sum(try testSet(count), ["exact sentences"]) { example, session in
      [try translates(example, session)]
    }
    guard language.families.contains("pronoun") else { return all }
    let pronouns = try testSet(count) { $0.family == "pronoun" }
    return all
      + (try sum(pronouns, ["exact sentences with a pronoun"]) { example, session in
        [try translates(example, session)]
      })
  }

  private func translates(_ example: Example, _ session: Tokenizer.Session) throws -> Score {
    let source = Array((example.texts[fields[0]]?.text ?? "").utf8)
    let target = Array((example.texts[fields[1]]?.text ?? "").utf8)
    let ids = session.encode(source).ids
    let written = try answer(ids, limit: longestText)
    var score = Score("")
    score.add(tokenizer.decodeBytes(written) == target)
    return score
  }

  // MARK: Stories

  private func storyScores(_ count: Int) throws -> [Score] {
    let right = try sum(try testSet(count), fields.map { "answers right (\($0))" }) {
      example, session in try fields.map { try answers(example.texts[$0], session) }
    }
    return right + (try sampledStories(count))
  }

  /// Every question of a story: what stands before the answer is given, the model goes on.
  private func answers(_ text: Example.Text?, _ session: Tokenizer.Session) throws -> Score {
    var score = Score("")
    guard let text else { return score }
    let bytes = Array(text.text.utf8)
    let whole = session.encode(bytes)
    for mark in text.marks where mark.name == "answer" {
      let places = whole.tokens(overlapping: text.bytes(of: mark))
      guard !places.isEmpty else { continue }
      let expected = Array(whole.ids[places])
      let found = try answer(Array(whole.ids[..<places.lowerBound]), limit: expected.count)
      score.add(found == expected)
    }
    return score
  }

  /// Stories that the model makes up at temperature 0.8, judged by the language itself.
  private func sampledStories(_ count: Int) throws -> [Score] {
    let sampling = try Sampling(temperature: 0.8)
    let name = "stories at temperature 0.8 grammatical and consistent"
    return try sum(Array(0..<count), [name]) { number, _ in
      let settings = GenerationSettings(
        maximumTokens: longestText - 1, sampling: sampling, seed: seed &+ UInt64(number))
      let (ids, reason) = try Generator(model, settings).generate([style.beginningID])
      let text = tokenizer.decode(reason == .end ? Array(ids.dropLast()) : ids)
      var score = Score("")
      score.add(
        reason == .end
          && fields.contains { field in
            if case .grammatical = language.check(text, field: field) { true } else { false }
          })
      return [score]
    }
  }

  // MARK: Opinions

  private func opinionScores(_ count: Int) throws -> [Score] {
    let examples = try testSet(count)
    let classes = try sum(examples, fields.map { "class right (\($0))" }) { example, session in
      try fields.map { try classifies(example, example.texts[$0], session) }
    }
    let words = try sum(examples, fields.map { "determined words right (\($0))" }) {
      example, session in
      try fields.map { try fillsIn(example.texts[$0], field: $0, session) }
    }
    return classes + words
  }

  private func classifies(
    _ example: Example, _ text: Example.Text?, _ session: Tokenizer.Session
  ) throws -> Score {
    var score = Score("")
    guard let text, models.count > 1,
      let label = example.attributes[TrainingData.labelAttribute].flatMap(labels.firstIndex(of:))
    else { return score }
    let ids = session.encode(Array(text.text.utf8)).ids
    score.add(try largest(models[1], ids, row: 0) == label)
    return score
  }

  /// Masks each word that the rest of the text determines, one at a time.
  private func fillsIn(
    _ text: Example.Text?, field: String, _ session: Tokenizer.Session
  ) throws -> Score {
    var score = Score("")
    guard let text, let mask = style.maskID else { return score }
    let encoding = session.encode(Array(text.text.utf8))
    for (index, word) in text.words.enumerated() {
      // A word of one token, which nearly all are.
      let places = encoding.tokens(overlapping: word.bytes)
      guard places.count == 1, let place = places.first,
        language.fillers(of: index, in: text, field: field)?.count == 1
      else { continue }
      var ids = encoding.ids
      let wanted = ids[place]
      ids[place] = mask
      score.add(try largest(model, ids, row: place) == wanted)
    }
    return score
  }

  /// The class with the largest logit in a row.
  private func largest(_ model: Model, _ ids: [Int], row: Int) throws -> Int? {
    let trace = try model.trace(ModelInput(ids: [ids]))
    guard let logits = trace.logits else { return nil }
    let view = trace.trace.values(of: logits)
    let numbers = view.row(view.shape.rank == 1 ? 0 : row)
    return (0..<view.shape.columns).max { numbers[$0] < numbers[$1] }
  }
}
