import Transformers

/// A family of models as Hugging Face names them: what its `config.json` means, and where its
/// parameters are.
///
/// One file for each family. To add one: write its file, add it to ``Architectures/families``, put a
/// tiny model with reference numbers into `Tests/Fixtures/goldens`.
protocol Architecture {
  /// The values of `model_type` that the family has.
  static var modelTypes: [String] { get }
  /// The classes that are read, with the head that each has; the first is taken where the file names
  /// a model type but no class, and has the head's tensors.
  static var classes: [(name: String, head: ArchitectureHead)] { get }
  /// A tensor that tells that a file has the head, if such there is.
  static var headTensor: String? { get }
  /// A tensor that tells that a file has a classifier, if the family has one.
  static var labelsTensor: String? { get }

  /// Reads the configuration and names the tensors.
  static func blueprint(
    _ config: ConfigFile, head: ArchitectureHead, tensors: TensorNames
  ) throws(ArchitectureError) -> Blueprint
}

extension Architecture {
  static var headTensor: String? { nil }
  static var labelsTensor: String? { nil }
}

/// What a class puts on top of the towers.
package enum ArchitectureHead: Sendable {
  /// Nothing.
  case none
  /// Logits over the vocabulary.
  case tokens
  /// Logits over labels.
  case labels
}

/// What an architecture makes of a folder: a configuration, and where its parameters are.
struct Blueprint {
  var configuration: Configuration
  var rules: [TensorRule]
}

/// The families that are read.
enum Architectures {
  /// All of them.
  static var families: [any Architecture.Type] {
    [
      BERT.self, RoBERTa.self, RoBERTaPreLayerNorm.self, DistilBERT.self, GPT2.self, OpenAIGPT.self,
      Llama.self, Qwen2.self, T5.self, BART.self, MBART.self, Marian.self, TorchTransformer.self,
    ]
  }

  /// The names of all classes, for messages.
  static var supported: [String] {
    families.flatMap { $0.classes.map(\.name) }.sorted()
  }

  /// The family and the class that a configuration names: `architectures[0]`, else by `model_type`.
  static func find(
    _ config: ConfigFile, tensors: TensorNames
  ) throws(ArchitectureError) -> (
    family: any Architecture.Type, name: String, head: ArchitectureHead
  ) {
    let type = try config["model_type"].map { value throws(ArchitectureError) in
      try text(value, "model_type", config)
    }
    guard let value = config["architectures"] else { return try find(type, config, tensors) }
    guard let names = value.arrayValue else {
      throw config.error("architectures", expected: "a list of strings", found: value)
    }
    guard let first = names.first else { return try find(type, config, tensors) }
    let name = try text(first, "architectures", config)
    for family in families {
      guard let found = family.classes.first(where: { $0.name == name }) else { continue }
      if let type, !family.modelTypes.contains(type) {
        throw config.error(
          "model_type", expected: "\"\(family.modelTypes[0])\" as \(name) has it",
          found: .string(type))
      }
      return (family, name, found.head)
    }
    throw .unknown(path: config.path, found: name, supported: supported)
  }

  /// The heads for which files have tensors; the family's only one where no tensor tells.
  static func heads(
    of family: any Architecture.Type, tensors: TensorNames
  ) -> [ArchitectureHead] {
    var heads: [ArchitectureHead] = []
    if let tensor = family.headTensor {
      if tensors.contains(tensor) { heads.append(.tokens) }
    } else {
      heads.append(.tokens)
    }
    if let tensor = family.labelsTensor, tensors.contains(tensor) { heads.append(.labels) }
    return heads.isEmpty ? [.none] : heads
  }

  /// The class of a family that has a head.
  ///
  /// - Throws: ``ArchitectureError/noHead(path:wanted:found:)`` where the files have no tensors for it.
  static func find(
    _ head: ArchitectureHead, of family: any Architecture.Type, _ config: ConfigFile,
    tensors: TensorNames
  ) throws(ArchitectureError) -> (name: String, head: ArchitectureHead) {
    let found = heads(of: family, tensors: tensors)
    guard found.contains(head), let named = family.classes.first(where: { $0.head == head }) else {
      throw .noHead(path: config.path, wanted: head, found: found)
    }
    return named
  }

  private static func find(
    _ type: String?, _ config: ConfigFile, _ tensors: TensorNames
  ) throws(ArchitectureError) -> (
    family: any Architecture.Type, name: String, head: ArchitectureHead
  ) {
    guard let type else { throw .unnamed(path: config.path, supported: supported) }
    guard let family = families.first(where: { $0.modelTypes.contains(type) }) else {
      throw .unknown(path: config.path, found: type, supported: supported)
    }
    let hasHead = family.headTensor.map { tensors.contains($0) } ?? true
    let found = family.classes.first { hasHead || $0.head == .none } ?? family.classes[0]
    return (family, found.name, found.head)
  }

  private static func text(
    _ value: JSONValue, _ key: String, _ config: ConfigFile
  ) throws(ArchitectureError) -> String {
    guard let text = value.stringValue else {
      throw config.error(key, expected: "a string", found: value)
    }
    return text
  }
}

extension ConfigFile {
  /// Refuses what no family computes.
  func refuseForeignSettings() throws(ArchitectureError) {
    // Weights that are not plain numbers; networks of which each token uses some; heads cut out.
    try refuse(
      "quantization_config", "num_local_experts", "num_experts", "n_routed_experts",
      "pruned_heads", "tie_encoder_decoder")
  }

  /// How many labels a classifier has: `num_labels`, else as many as `id2label` names, else 2.
  func labelCount() throws(ArchitectureError) -> Int {
    // Other kinds have another loss and other probabilities than the softmax that is shown.
    try require("problem_type", oneOf: "single_label_classification")
    if self["num_labels"] != nil { return try size("num_labels") }
    guard let value = self["id2label"] else { return 2 }
    guard let labels = value.objectValue, !labels.isEmpty, labels.count <= Self.largestSize else {
      throw error("id2label", expected: "an object with a label or more", found: value)
    }
    return labels.count
  }

  /// What a classifier's answers are called: as `id2label` has them, else by their number.
  func labels(of configuration: Configuration) -> [String] {
    guard case .classifier(let count, _) = configuration.head else { return [] }
    return (0..<count).map { self["id2label"]?["\($0)"]?.stringValue ?? "LABEL_\($0)" }
  }
}
