import Tensors
import Tracing
import Transformers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A model that was opened, and where each part of it came from.
package struct LoadedModel {
  /// The model itself.
  package let model: Model
  /// The class that `config.json` names: `GPT2LMHeadModel`.
  package let architecture: String
  /// The files that were read, configuration first.
  package let files: [String]
  /// For every tensor of ``Parameters/stored`` the path of its file.
  package let tensorFiles: [String]
  /// Tensors of the files that the model does not use: stored masks, a pooler without its classifier.
  package let unusedTensors: [String]

  /// The name and the file of the tensor that a parameter is, or is a window of.
  package func origin(of address: Address) -> (tensor: String, file: String)? {
    guard let parameter = model.parameters[address] else { return nil }
    return (model.parameters.stored[parameter.tensor].name, tensorFiles[parameter.tensor])
  }
}

/// A folder in the form of Hugging Face: `config.json` and `model.safetensors`.
package enum ModelFolder {
  /// What a model's configuration is called.
  package static let configurationName = "config.json"
  /// What the configuration of its generation is called.
  package static let generationName = "generation_config.json"

  /// Opens the model of a folder, or that of a file in it.
  ///
  /// Tensors of single precision stay in the mapped file; nothing is read before it is used.
  ///
  /// - Throws: ``ModelFileError`` where a file cannot be read, ``ArchitectureError`` where the files
  ///   make no model here.
  package static func open(_ path: String) throws -> LoadedModel {
    let folder = folder(of: path)
    let config = try configuration(in: folder)
    let isConfiguration = path == folder + configurationName
    return try load(
      config, try TensorSource(path: !isConfiguration ? path : folder.isEmpty ? "." : folder))
  }

  /// Makes the model that a configuration asks for of a file's tensors.
  static func load(_ config: ConfigFile, _ source: TensorSource) throws -> LoadedModel {
    let (family, name, head) = try Architectures.find(config, tensors: source)
    try config.refuseForeignSettings()
    let blueprint = try family.blueprint(config, head: head, tensors: source)
    do { try blueprint.configuration.validate() } catch {
      throw ArchitectureError.configuration(path: config.path, error)
    }
    let bound = try ParameterBinder.bind(
      blueprint.configuration, TensorTable(blueprint.rules), source)
    return LoadedModel(
      model: try Model(blueprint.configuration, bound.parameters), architecture: name,
      files: [config.path] + (config.generation.map { [$0.path] } ?? []) + source.files.map(\.path),
      tensorFiles: bound.files, unusedTensors: bound.unusedTensors)
  }

  private static func configuration(in folder: String) throws(ModelFileError) -> ConfigFile {
    let path = folder + configurationName
    // Python writes infinities into files that it calls JSON.
    let json = try JSONValue(contentsOf: path, acceptsNonFinite: true)
    let generationPath = folder + generationName
    var generation: (path: String, json: JSONValue)?
    do {
      generation = (
        generationPath, try JSONValue(contentsOf: generationPath, acceptsNonFinite: true)
      )
    } catch .file(.notFound) {
      generation = nil
    }
    return ConfigFile(path: path, json: json, generation: generation)
  }

  /// The folder itself or the one that a file is in, with a slash at its end; nothing for this one.
  private static func folder(of path: String) -> String {
    var status = stat()
    let isFolder = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    // What is not there is taken for a folder unless it is called like a file.
    guard !isFolder, path.hasSuffix(".safetensors") || path.hasSuffix(".json") else {
      return path.hasSuffix("/") ? path : path + "/"
    }
    return path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? ""
  }
}
