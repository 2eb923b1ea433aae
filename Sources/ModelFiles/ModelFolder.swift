import Tensors
import Tracing
import Transformers

/// A model that was opened, and where each part of it came from.
package struct LoadedModel {
  /// The model itself.
  package let model: Model
  /// The class that `config.json` names: `GPT2LMHeadModel`.
  package let architecture: String
  /// Where its files are.
  package let place: ModelPlace
  /// What a classifier's answers are called, in the order of its logits; none for other heads.
  package let labels: [String]
  /// The heads that the files have: more than one where a reader of words classifies texts as well.
  package let heads: [ArchitectureHead]
  /// The files that were read, configuration first.
  package let files: [String]
  /// For every tensor of ``Parameters/stored`` the path of its file.
  package let tensorFiles: [String]
  /// Tensors of the files that the model does not use: stored masks, a pooler without its classifier.
  package let unusedTensors: [String]

  /// The name and the file of the tensor that a parameter is, or is a window of.
  package func origin(of address: Address) -> (tensor: String, file: String)? {
    // What was made here rather than read has no file.
    guard let parameter = model.parameters[address], tensorFiles.indices.contains(parameter.tensor)
    else { return nil }
    return (model.parameters.stored[parameter.tensor].name, tensorFiles[parameter.tensor])
  }
}

/// A folder in the form of Hugging Face: `config.json` and `model.safetensors`.
package enum ModelFolder {
  /// What a model's configuration is called.
  package static let configurationName = "config.json"
  /// What the configuration of its generation is called.
  package static let generationName = "generation_config.json"

  /// Opens the model of a folder, that of a file in it, or a bundled one.
  ///
  /// Tensors of single precision stay in the mapped file; nothing is read before it is used.
  ///
  /// - Parameters:
  ///   - path: What the user gave; see ``ModelPlace``.
  ///   - head: Which head of a model that was stored with several; nil for the one that `config.json`
  ///     names.
  /// - Returns: The model, and where each part of it came from.
  /// - Throws: ``ModelFileError`` where a file cannot be read, ``ArchitectureError`` where the files
  ///   make no model here.
  package static func open(_ path: String, head: ArchitectureHead? = nil) throws -> LoadedModel {
    try open(ModelPlace(path), head: head)
  }

  /// Opens the model at a place; see ``open(_:head:)``.
  ///
  /// - Parameters:
  ///   - place: Where its files are.
  ///   - head: Which head; nil for the one that `config.json` names.
  ///   - progress: Told how far it has come, between 0 and 1; gives up by throwing.
  /// - Returns: The model, and where each part of it came from.
  /// - Throws: ``ModelFileError``, ``ArchitectureError``, and what `progress` throws.
  package static func open(
    _ place: ModelPlace, head: ArchitectureHead? = nil,
    progress: (Double) throws -> Void = { _ in }
  ) throws -> LoadedModel {
    let config = try configuration(at: place)
    return try load(config, try place.tensors(), head: head, place: place, progress: progress)
  }

  /// Makes the model that a configuration asks for of a file's tensors.
  static func load(
    _ config: ConfigFile, _ source: TensorSource, head wanted: ArchitectureHead? = nil,
    place: ModelPlace = .path(""), progress: (Double) throws -> Void = { _ in }
  ) throws -> LoadedModel {
    let names = TensorNames(source)
    var (family, name, head) = try Architectures.find(config, tensors: names)
    if let wanted {
      (name, head) = try Architectures.find(wanted, of: family, config, tensors: names)
    }
    try config.refuseForeignSettings()
    let blueprint = try family.blueprint(config, head: head, tensors: names)
    do { try blueprint.configuration.validate() } catch {
      throw ArchitectureError.configuration(path: config.path, error)
    }
    let bound = try ParameterBinder.bind(
      blueprint.configuration, TensorTable(blueprint.rules), source, progress: progress)
    return LoadedModel(
      model: try Model(blueprint.configuration, bound.parameters), architecture: name,
      place: place, labels: config.labels(of: blueprint.configuration),
      heads: Architectures.heads(of: family, tensors: names),
      files: [config.path] + (config.generation.map { [$0.path] } ?? []) + source.files.map(\.path),
      tensorFiles: bound.files, unusedTensors: bound.unusedTensors)
  }

  static func configuration(at place: ModelPlace) throws(ModelFileError) -> ConfigFile {
    let path = place.path(of: configurationName)
    guard let json = try place.json(configurationName) else { throw .file(.notFound(path: path)) }
    let generation = try place.json(generationName)
    return ConfigFile(
      path: path, json: json,
      generation: generation.map { (place.path(of: generationName), $0) })
  }
}
