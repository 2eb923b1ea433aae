import ArgumentParser
import Explorer
import ModelFiles
import Tensors
import Transformers

extension HeadName: ExpressibleByArgument {}

/// Which model a command works with.
struct ModelOption: ParsableArguments {
  @Option(
    name: .customLong("model"),
    help: ArgumentHelp(
      """
      A folder with config.json and model.safetensors, as Hugging Face lays it out, or the name of a \
      bundled model (see cutaway models). A folder that is called like one is written ./name.
      """,
      valueName: "dir"))
  var path: String

  @Option(
    name: [.customLong("head"), .customLong("model-head")],
    help: ArgumentHelp(
      "Which head, where a model has both: masked-words or classifier.", valueName: "head"))
  var head: HeadName?

  /// Opens the model and says how many threads its operations may use.
  func open() throws -> LoadedModel {
    // Products at these sizes gain little from more threads than two.
    Workers.count = min(2, Workers.processorCount)
    let place = try place()
    do {
      let loaded = try ModelFolder.open(place, head: head?.head)
      // The words of a decoder's head are not masked ones.
      guard head != .maskedWords || loaded.model.configuration.tower == .encoder else {
        throw Failure(
          .usage, "--head: this model predicts the next word, not masked ones; leave --head out")
      }
      return loaded
    } catch ArchitectureError.noHead(_, let wanted, let found) {
      let has = found.map(\.text).joined(separator: " and ")
      throw Failure(.usage, "--head: this model has \(has), not \(wanted.text); leave --head out")
    }
  }

  /// Where the model is.
  func place() throws -> ModelPlace { try Self.place(path) }

  /// Where the model is that `--model` names.
  static func place(_ path: String) throws -> ModelPlace {
    guard !path.isEmpty else { throw Failure(.usage, "--model: the path is empty") }
    let place: ModelPlace
    do { place = try ModelPlace(path) } catch { throw Failure(.usage, "--model: \(error)") }
    // A file of another kind is refused for what it is, not for what is missing beside it.
    if case .path = place, let file = FilePlace(path), !file.isFolder, !path.hasSuffix(".json") {
      _ = try TensorSource(path: path)
    }
    return place
  }
}
