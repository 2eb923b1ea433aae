import Testing
import Transformers

@testable import ModelFiles

/// A golden model with some keys of its configuration changed; nothing is written anywhere.
struct Variant {
  var config: [JSONMember]
  var generation: JSONValue?
  let tensors: TensorSource

  init(_ kind: String) throws {
    let folder = Golden.folder(kind)
    config = try #require(try JSONValue(contentsOf: folder + "/config.json").objectValue)
    tensors = try TensorSource(path: folder)
  }

  /// Sets a key; nil takes it out.
  subscript(key: String) -> JSONValue? {
    get { JSONValue.object(config)[key] }
    set {
      config.removeAll { $0.key == key }
      if let newValue { config.append(JSONMember(key, newValue)) }
    }
  }

  /// The file that the tensors are in.
  var file: String { tensors.files[0].path }

  func load() throws -> LoadedModel {
    try ModelFolder.load(
      ConfigFile(
        path: "config.json", json: .object(config),
        generation: generation.map { ("generation_config.json", $0) }), tensors)
  }

  func configuration() throws -> Configuration { try load().model.configuration }

  /// The message with which loading fails.
  func failure() -> String {
    do { _ = try load() } catch { return "\(error)" }
    return "no error"
  }
}
