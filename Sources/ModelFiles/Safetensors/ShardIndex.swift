import Tensors

/// The index of a model in several files: which tensor is in which of them.
///
///     {"metadata": {…}, "weight_map": {"name": "model-00001-of-00002.safetensors", …}}
///
/// - Source: Hugging Face transformers, `modeling_utils.py`, `save_pretrained`.
struct ShardIndex: Equatable {
  /// A tensor and the file it is in.
  struct Place: Equatable {
    var tensor: String
    var shard: String
  }

  /// The tensors in the order of the index.
  let places: [Place]
  /// The files, each once, in the order of their names.
  let shards: [String]

  /// The most files that are opened for one model; each keeps a descriptor open.
  static let maximumShards = 512

  /// Reads the index at `path`.
  init(path: String) throws(ModelFileError) {
    let root = try JSONValue(contentsOf: path)
    guard root.objectValue != nil else {
      throw .index(path: path, place: "the index", expected: "an object", found: root.kind)
    }
    guard let map = root["weight_map"] else {
      throw .index(path: path, place: "weight_map", expected: "an object", found: "nothing")
    }
    guard let members = map.objectValue else {
      throw .index(path: path, place: "weight_map", expected: "an object", found: map.kind)
    }
    var places: [Place] = []
    for member in members {
      guard let shard = member.value.stringValue else {
        throw .index(
          path: path, place: "weight_map \(VisibleText.quoted(member.key))",
          expected: "the name of a file", found: member.value.kind)
      }
      guard Self.isPlainName(shard) else {
        throw .shardName(path: path, tensor: member.key, found: shard)
      }
      places.append(Place(tensor: member.key, shard: shard))
    }
    let shards = Set(places.map { ExactString($0.shard) }).map(\.string)
    guard shards.count <= Self.maximumShards else {
      throw .tooManyShards(path: path, limit: Self.maximumShards, found: shards.count)
    }
    self.places = places
    self.shards = shards.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether a name means a file in the folder itself, and one of the due kind.
  private static func isPlainName(_ name: String) -> Bool {
    name.hasSuffix(".safetensors") && !name.utf8.contains(0) && !name.hasPrefix(".")
      && !name.utf8.contains(UInt8(ascii: "/")) && !name.utf8.contains(UInt8(ascii: "\\"))
  }
}
