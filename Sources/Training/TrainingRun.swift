import ModelFiles
import Tensors
import Tokenizers
import Transformers

/// A recipe being followed: its data, its model, and the steps made so far.
package final class TrainingRun {
  /// What is followed.
  package let recipe: Recipe
  /// What is learned from.
  package let data: TrainingData
  /// What makes the steps.
  package let trainer: Trainer
  /// How the learning rate goes; may be changed between steps.
  package var schedule: Schedule
  private let maker: BatchMaker
  private var order: BatchOrder
  private let sublayers: [ParameterGroup]
  private var before: [Float] = []

  /// Into how many shares a batch is split, however many threads there are: so the number of threads
  /// changes no bit.
  package static let shareCount = 2

  /// Draws the data, makes the tokenizer and the model.
  ///
  /// - Parameters:
  ///   - recipe: What is followed.
  ///   - language: What texts are drawn from; the recipe's own if nil.
  /// - Throws: ``LanguageError``, ``TrainingDataError``, ``FileError``.
  package convenience init(_ recipe: Recipe, language: Language? = nil) throws {
    let language = try language ?? LanguageLibrary.open(recipe.language)
    let data = try TrainingData(recipe, language: language)
    let configurations = try recipe.configurations(
      data.tokenizer, labelCount: data.labels.count)
    try self.init(
      recipe, data, configurations, Parameters.initial(configurations, seed: recipe.seed))
  }

  /// Begins with data and parameters that are there: those of a race are shared or of another kind.
  ///
  /// - Parameters:
  ///   - recipe: What is followed.
  ///   - data: What it draws, or what a recipe with the same data drew.
  ///   - configurations: The model under each of its heads.
  ///   - parameters: Its first numbers under each of them, trainable.
  /// - Throws: ``ModelError``, which a valid recipe never causes.
  package init(
    _ recipe: Recipe, _ data: TrainingData, _ configurations: [Configuration],
    _ parameters: [Parameters]
  ) throws {
    self.recipe = recipe
    self.data = data
    var models: [Model] = []
    for (configuration, parameters) in zip(configurations, parameters) {
      models.append(try Model(configuration, parameters))
    }
    var options = Trainer.Options()
    options.shareCount = Self.shareCount
    options.dropout = recipe.dropout
    options.labelSmoothing = models.map { _ in recipe.labelSmoothing }
    options.largestNorm = recipe.clip > 0 ? recipe.clip : nil
    trainer = try Trainer(
      models,
      adam: Adam(
        rate: recipe.rate, beta1: recipe.beta1, beta2: recipe.beta2, epsilon: recipe.epsilon,
        decay: recipe.optimizer == .adamw ? recipe.decay : 0), options: options)
    schedule = Schedule(recipe)
    maker = recipe.batchMaker(data.tokenizer)
    order = BatchOrder(data.training, batch: recipe.batch, seed: recipe.seed)
    sublayers = ParameterGroup.sublayers(of: models)
  }

  /// Goes on with a run that was saved in a folder.
  ///
  /// - Parameters:
  ///   - folder: Where its recipe and its checkpoint are.
  ///   - recipe: The recipe with more steps; the folder's own if nil.
  /// - Throws: As ``init(_:language:)``, and ``CheckpointError``.
  package convenience init(resuming folder: String, recipe: Recipe? = nil) throws {
    let path = folder + "/" + RecipeLibrary.fileName
    try self.init(recipe ?? Recipe(SmallFile.read(path: path), path: path))
    try Checkpoint.load(folder + "/" + Checkpoint.fileName, into: trainer)
  }

  /// Steps made so far.
  package var step: Int { trainer.state.stepCount }

  /// How many numbers the model has learned or will.
  package var parameterCount: Int { trainer.model.parameters.count }

  // MARK: Steps

  /// Makes a step.
  ///
  /// - Parameter measures: Whether update ratios and similarities are measured, which takes about a
  ///   tenth of a step.
  /// - Returns: What the step did.
  package func takeStep(measures: Bool = false) -> StepReport {
    let index = step
    let samples = order.samples(ofStep: index).map { data.training[Int($0)] }
    let inputs = maker.inputs(
      samples, seed: recipe.seed ^ UInt64(index + 1) &* 0x2545_F491_4F6C_DD1D)
    trainer.adam.rate = schedule.rate(at: index + 1)
    if measures { rememberValues() }
    let loss = trainer.step(inputs)
    return StepReport(
      step: step, loss: loss, losses: trainer.losses, rate: trainer.adam.rate,
      tokens: trainer.targetCounts.reduce(0, +), gradientNorm: trainer.gradientNorm,
      groups: measures ? groupReports() : [],
      similarities: measures ? similarities(inputs) : [])
  }

  private func rememberValues() {
    guard let values = trainer.model.parameters.values else { return }
    if before.isEmpty { before = [Float](repeating: 0, count: values.count) }
    before.withUnsafeMutableBufferPointer { target in
      guard let target = target.baseAddress, let source = values.baseAddress else { return }
      target.update(from: source, count: values.count)
    }
  }

  private func groupReports() -> [StepReport.Group] {
    let parameters = trainer.model.parameters
    guard let block = parameters.values?.baseAddress else { return [] }
    return (trainer.groups + sublayers).map { group in
      var change = 0.0
      for tensor in group.tensors {
        let stored = parameters.stored[tensor]
        guard stored.isTrained else { continue }
        let offset = stored.values - block
        for index in 0..<stored.shape.count {
          let difference = Double(stored.values[index]) - Double(before[offset + index])
          change += difference * difference
        }
      }
      let size = group.norm(in: parameters) { $0.values }
      return StepReport.Group(
        name: group.name, gradientNorm: group.norm(in: parameters) { $0.gradient },
        updateRatio: size == 0 ? 0 : change.squareRoot() / size)
    }
  }

  private func similarities(_ inputs: [ModelInput]) -> [Similarity] {
    guard let (trace, rows) = trainer.lastTraces().first else { return [] }
    let input = inputs[0]
    return ["encoder", "decoder"].compactMap { tower in
      let mask =
        tower == "decoder" && trace.configuration.tower == .encoderDecoder
        ? input.targetMask : input.mask
      return Similarity(of: tower, in: trace) { row, position in
        mask?[rows.lowerBound + row][position] ?? true
      }
    }
  }

  // MARK: Saving

  /// Saves what training needs to go on: the recipe and a checkpoint.
  package func saveCheckpoint(to folder: String) throws {
    var file = try AtomicFile(path: folder + "/" + RecipeLibrary.fileName)
    try file.write(recipe.text)
    try file.commit()
    try Checkpoint.save(trainer, to: folder + "/" + Checkpoint.fileName)
  }

  /// Saves the model as a folder in the form of Hugging Face.
  ///
  /// - Parameter folder: Where to; made if it is not there.
  /// - Throws: ``ExportError``.
  package func saveModel(to folder: String) throws {
    guard let family = recipe.family else { throw TrainingDataError.wiring(recipe.wiring.rawValue) }
    let exported = ExportedModel(
      family: family, models: trainer.models, labels: data.labels, tokenizer: data.tokenizerFile,
      extra: [(ModelCard.fileName, card.bytes)])
    try exported.write(to: folder)
  }

  private var card: ModelCard {
    ModelCard(
      title: recipe.title, task: recipe.task.rawValue, language: recipe.language,
      fields: recipe.fields)
  }

  // MARK: Validation

  /// The mean loss over the validation texts, without dropout; nil where there are none.
  package func validate() -> Double? {
    let samples = data.validation.sorted { $0.length < $1.length }
    guard !samples.isEmpty else { return nil }
    var sums = [Double](repeating: 0, count: trainer.models.count)
    var counts = [Int](repeating: 0, count: trainer.models.count)
    for first in stride(from: 0, to: samples.count, by: recipe.batch) {
      let part = Array(samples[first..<min(first + recipe.batch, samples.count)])
      // The same words are masked at every validation.
      let losses = trainer.evaluate(maker.inputs(part, seed: UInt64(first)))
      for head in losses.indices {
        sums[head] += losses[head] * Double(trainer.targetCounts[head])
        counts[head] += trainer.targetCounts[head]
      }
    }
    return zip(sums, counts).reduce(0) { $0 + $1.0 / Double(max(1, $1.1)) }
  }
}

extension Recipe {
  /// What makes batches of a recipe's samples.
  package func batchMaker(_ tokenizer: Tokenizer) -> BatchMaker {
    let style = task.tokenizerStyle
    let purpose: BatchMaker.Purpose =
      switch task {
      case .translation: .translation
      case .stories: .nextToken(answersOnly: answersOnly)
      case .opinions:
        .maskedWords(
          share: maskedShare, mask: style.maskID ?? style.unknownID,
          words: style.firstWord..<tokenizer.size)
      }
    return BatchMaker(
      purpose, padding: style.paddingID, start: style.beginningID, end: style.endID,
      contextLength: context, firstWord: style.specialTokens.count)
  }
}
