import Tensors
import Transformers

extension LoadedModel {
  /// The same files under another model: other wiring, fresh numbers.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - keepsOrigins: Whether its first stored tensors are those of the files.
  /// - Returns: What was loaded, with that model in its place.
  package func with(_ model: Model, keepsOrigins: Bool) -> LoadedModel {
    LoadedModel(
      model: model, architecture: architecture, place: place, labels: labels, heads: heads,
      files: files, tensorFiles: keepsOrigins ? tensorFiles : [], unusedTensors: unusedTensors)
  }
}
