import ModelFiles
import Transformers

/// What a list says of a bundled model.
struct BundledModel {
  let name: String
  let title: String?
  let task: String
  let wiring: String
  /// The layers of each tower.
  let layers: [Int]
  let width: Int
  let heads: Int
  let parameters: Int
  let bytes: Int
  let quality: [ModelCard.Quality]

  /// Opens a model for what is to be said of it.
  init(_ name: String) throws {
    let place = ModelPlace.bundled(name)
    let loaded = try ModelFolder.open(place)
    let card = try ModelCard.open(at: place)
    let c = loaded.model.configuration
    self.name = name
    title = card?.title
    task = card?.task ?? c.tower.rawValue
    wiring = c.wiring.rawValue
    layers = [c.encoderLayerCount, c.decoderLayerCount].filter { $0 > 0 }
    width = c.dModel
    heads = c.headCount
    parameters = loaded.model.parameters.count
    bytes = place.bundledByteCount ?? 0
    quality = card?.quality ?? []
  }

  /// The same as JSON.
  var json: JSONValue {
    .object([
      JSONMember("name", .string(name)),
      JSONMember("title", title.map(JSONValue.string) ?? .null),
      JSONMember("task", .string(task)),
      JSONMember("wiring", .string(wiring)),
      JSONMember("layers", .array(layers.map(JSONValue.integer))),
      JSONMember("width", .integer(width)),
      JSONMember("heads", .integer(heads)),
      JSONMember("parameters", .integer(parameters)),
      JSONMember("bytes", .integer(bytes)),
      JSONMember(
        "quality",
        .array(
          quality.map {
            .object([JSONMember("name", .string($0.name)), JSONMember("value", .number($0.value))])
          })),
    ])
  }
}
