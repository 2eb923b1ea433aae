import Tensors
import Transformers

/// A model that is to be written as a folder in the form of Hugging Face.
///
/// The names and the layouts of tensors are those by which the family's architecture reads them.
package struct ExportedModel {
  /// The architecture that it is written as.
  package var family: Family
  /// The model, and after it those that put another head on the same encoder.
  package var models: [Model]
  /// What a classifier's answers are called; none where there is no classifier.
  package var labels: [String]
  /// The bytes of `tokenizer.json`; none where there is no tokenizer.
  package var tokenizer: [UInt8]
  /// Further files.
  package var extra: [(name: String, bytes: [UInt8])]

  /// Gathers what is to be written.
  package init(
    family: Family, models: [Model], labels: [String] = [], tokenizer: [UInt8],
    extra: [(name: String, bytes: [UInt8])] = []
  ) {
    self.family = family
    self.models = models
    self.labels = labels
    self.tokenizer = tokenizer
    self.extra = extra
  }

  /// Writes the folder, which is made if it is not there; the same model gives the same bytes.
  ///
  /// Each file takes its place whole, the tensors first and the configuration last. Files of these names
  /// that the model has not are taken away.
  ///
  /// - Precondition: There is a model, and a label for each answer of a classifier.
  /// - Throws: ``ExportError`` where the family has not all settings of the model (nothing is written
  ///   then) or a file cannot be written.
  package func write(to folder: String) throws(ExportError) {
    let tensors = try Self.joined(plans())
    do {
      try Self.make(folder)
      let prefix = folder.hasSuffix("/") ? folder : folder + "/"
      try Self.write(tensors, to: prefix + TensorSource.fileName)
      for (name, bytes) in try smallFiles() {
        try Self.write(bytes, to: prefix + name)
      }
    } catch {
      throw .file(error)
    }
  }

  // MARK: Plans

  /// A model and its tensors.
  private struct Plan {
    let model: Model
    let tensors: [GatheredTensor]
  }

  private func plans() throws(ExportError) -> [Plan] {
    var plans: [Plan] = []
    for model in models {
      let rules = try rules(for: model.configuration)
      let table = TensorTable(rules)
      plans.append(
        Plan(model: model, tensors: GatheredTensor.all(of: model.configuration, table)))
    }
    return plans
  }

  /// The family's table of names for a configuration, once the family is known to hold it.
  ///
  /// The configuration that would be written is read, and must be the one that was given.
  private func rules(for configuration: Configuration) throws(ExportError) -> [TensorRule] {
    switch configuration.positions {
    case .learned, .learnedSkippingPadding: break
    case .none, .sinusoidal, .rotary, .alibi, .relativeBias:
      throw .setting(
        family: family, name: Self.positionsName,
        model: Self.fact(Self.positionsName, of: configuration) ?? "", allowed: "learned")
    }
    let head = Self.head(of: configuration)
    let json = writer(for: configuration).json
    let file = ConfigFile(path: ModelFolder.configurationName, json: json, generation: nil)
    let blueprint: Blueprint
    do {
      blueprint = try family.architecture.blueprint(
        file, head: head, tensors: TensorNames(tellingNames(configuration)))
    } catch {
      throw .value(family: family, error)
    }
    guard blueprint.configuration == configuration else {
      throw difference(configuration, blueprint.configuration)
    }
    return blueprint.rules
  }

  /// Names by which the architecture tells what a file has.
  private func tellingNames(_ c: Configuration) -> [String] {
    switch family {
    case .bert: ["bert.embeddings"]
    case .robertaPreLayerNorm: ["roberta_prelayernorm.embeddings"]
    case .openAIGPT, .gpt2: ["transformer.h"]
    case .bart, .mbart:
      // Untied tables are all in the file, for nothing there would copy one into another's place.
      (c.tiesHead ? ["model.shared.weight"] : BART.tableNames)
        + (c.hasHeadBias ? ["final_logits_bias"] : [])
    }
  }

  /// The first setting in which two configurations differ.
  private func difference(_ model: Configuration, _ other: Configuration) -> ExportError {
    func error(_ name: String, _ ours: String?, _ theirs: String?) -> ExportError {
      .setting(family: family, name: name, model: ours ?? "none", allowed: theirs ?? "none")
    }
    for name in (model.facts + other.facts).map(\.name) {
      let (ours, theirs) = (Self.fact(name, of: model), Self.fact(name, of: other))
      if ours != theirs { return error(name, ours, theirs) }
    }
    // What the facts do not say.
    guard model.fixesPadding == other.fixesPadding else {
      return error(
        "padding left alone by training", "\(model.fixesPadding)", "\(other.fixesPadding)")
    }
    return error("ε of the head's norm", Self.headEpsilon(of: model), Self.headEpsilon(of: other))
  }

  private static let positionsName = "positions"

  private static func fact(_ name: String, of configuration: Configuration) -> String? {
    configuration.facts.first { $0.name == name }?.value
  }

  private static func headEpsilon(of configuration: Configuration) -> String? {
    guard case .maskedLanguageModel(_, let epsilon) = configuration.head else { return nil }
    return "\(epsilon)"
  }

  private static func head(of configuration: Configuration) -> ArchitectureHead {
    switch configuration.head {
    case .none: .none
    case .languageModel, .maskedLanguageModel: .tokens
    case .classifier: .labels
    }
  }

  private func writer(for configuration: Configuration) -> ConfigWriter {
    let head = Self.head(of: configuration)
    return ConfigWriter(
      family: family, configuration: configuration,
      className: family.className(head) ?? family.className(.tokens) ?? "", labels: labels)
  }

  // MARK: Files

  /// The tensors of all plans, each once: a second head brings what the first model has not.
  private static func joined(
    _ plans: [Plan]
  ) throws(ExportError) -> [(tensor: GatheredTensor, model: Model)] {
    var tensors: [(tensor: GatheredTensor, model: Model)] = []
    var known: [ExactString: Int] = [:]
    for plan in plans {
      for tensor in plan.tensors {
        guard let index = known[ExactString(tensor.name)] else {
          known[ExactString(tensor.name)] = tensors.count
          tensors.append((tensor, plan.model))
          continue
        }
        let first = tensors[index]
        // As bits: what is not a number is the same as itself.
        guard
          first.tensor.floats(of: first.model).map(\.bitPattern)
            == tensor.floats(of: plan.model).map(\.bitPattern)
        else { throw .twoEncoders(tensor: tensor.name) }
      }
    }
    return tensors
  }

  private static func write(
    _ tensors: [(tensor: GatheredTensor, model: Model)], to path: String
  ) throws(ModelFileError) {
    var writer = try SafetensorsWriter(
      path: path, tensors: tensors.map { .floats($0.tensor.name, shape: $0.tensor.shape) },
      metadata: [("format", "pt")])
    for (tensor, model) in tensors { try writer.write(tensor.floats(of: model)) }
    try writer.commit()
  }

  /// All other files in the order of writing; without bytes what the model has not.
  private func smallFiles() throws(ModelFileError) -> [(name: String, bytes: [UInt8]?)] {
    guard let main = models.first else { preconditionFailure("there is no model to write") }
    let config = writer(for: main.configuration)
    var settings: TokenizerSettings?
    if !tokenizer.isEmpty {
      settings = TokenizerSettings(
        tokenizer: try TokenizerFile.read(tokenizer, path: TokenizerFile.fileName),
        configuration: main.configuration)
    }
    func text(_ json: JSONValue?) -> [UInt8]? {
      json.map { JSONWriter.bytes(of: $0, indentation: 2) + [UInt8(ascii: "\n")] }
    }
    return [
      (TokenizerFile.fileName, settings == nil ? nil : tokenizer),
      (TokenizerSettings.settingsName, text(settings?.json)),
      (TokenizerSettings.specialTokensName, text(settings.map { .object($0.specialTokens) })),
    ] + extra.map { ($0.name, $0.bytes) } + [
      (ModelFolder.generationName, text(config.generation)),
      (ModelFolder.configurationName, text(config.json)),
    ]
  }

  private static func make(_ folder: String) throws(ModelFileError) {
    do { try Folder.make(folder) } catch { throw .file(error) }
  }

  private static func write(_ bytes: [UInt8]?, to path: String) throws(ModelFileError) {
    do {
      guard let bytes else { return try Folder.remove(path) }
      var file = try AtomicFile(path: path)
      try file.write(bytes)
      try file.commit()
    } catch {
      throw .file(error)
    }
  }
}
