import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The tensors of a model, in one file or in several.
///
/// Opens what people have: a `.safetensors` file, an index of several, or the folder of a model,
/// where `model.safetensors` is looked for first and `model.safetensors.index.json` after it.
package struct TensorSource: Sendable {
  /// A tensor's entry: name, kind of number, shape, place in its file.
  package typealias Tensor = SafetensorsHeader.Tensor

  /// The path as it was given.
  package let path: String
  /// The files; more than one where the model is in shards.
  package let files: [SafetensorsFile]

  private let fileIndices: [ExactString: Int]

  /// The file that a model in one piece is in.
  package static let fileName = "model.safetensors"
  /// The index of a model in several pieces.
  package static let indexName = "model.safetensors.index.json"

  /// All tensors, file by file, in the order of their bytes.
  package var tensors: [Tensor] { files.flatMap(\.tensors) }
  /// The remarks of the files, in the same order.
  package var metadata: [(key: String, value: String)] { files.flatMap(\.metadata) }

  // MARK: Opening

  /// Opens a file, an index or a folder.
  ///
  /// - Throws: ``ModelFileError``; of a folder without a model it says what was looked for.
  package init(path: String) throws(ModelFileError) {
    let found = try Self.locate(path)
    self.path = path
    guard found.hasSuffix(".json") else {
      let file = try SafetensorsFile(path: found)
      files = [file]
      fileIndices = try Self.fileIndices(of: [file], path: found)
      return
    }
    let index = try ShardIndex(path: found)
    files = try Self.open(index, path: found)
    fileIndices = try Self.fileIndices(of: files, path: found)
    for place in index.places {
      let file = fileIndices[ExactString(place.tensor)].map { files[$0].path }
      guard file == Self.neighbour(place.shard, of: found) else {
        throw .notInShard(path: found, tensor: place.tensor, shard: place.shard)
      }
    }
  }

  /// Takes one file for a whole model.
  package init(_ file: SafetensorsFile) throws(ModelFileError) {
    path = file.path
    files = [file]
    fileIndices = try Self.fileIndices(of: [file], path: file.path)
  }

  /// The file that stands for `path`: itself, or what a folder has.
  private static func locate(_ path: String) throws(ModelFileError) -> String {
    guard isDirectory(path) else { return path }
    let folder = path.hasSuffix("/") ? path : path + "/"
    for name in [fileName, indexName] where exists(folder + name) {
      return folder + name
    }
    throw .noModel(folder: path, others: otherModels(in: path))
  }

  private static func open(
    _ index: ShardIndex, path: String
  ) throws(ModelFileError) -> [SafetensorsFile] {
    var files: [SafetensorsFile] = []
    for shard in index.shards {
      do {
        files.append(try SafetensorsFile(path: neighbour(shard, of: path)))
      } catch .file(.notFound) {
        throw .missingShard(path: path, shard: shard)
      }
    }
    return files
  }

  private static func fileIndices(
    of files: [SafetensorsFile], path: String
  ) throws(ModelFileError) -> [ExactString: Int] {
    var indices: [ExactString: Int] = [:]
    for (index, file) in files.enumerated() {
      for tensor in file.tensors {
        guard let first = indices.updateValue(index, forKey: ExactString(tensor.name)) else {
          continue
        }
        throw .inTwoShards(
          path: path, tensor: tensor.name, first: lastPart(of: files[first].path),
          second: lastPart(of: file.path))
      }
    }
    return indices
  }

  // MARK: Tensors

  /// The tensor of a name, if there is one.
  package subscript(name: String) -> Tensor? {
    fileIndices[ExactString(name)].flatMap { files[$0][name] }
  }

  /// The tensor of a name.
  ///
  /// - Throws: ``ModelFileError/noTensor(path:tensor:)``.
  package func tensor(_ name: String) throws(ModelFileError) -> Tensor {
    try file(of: name).tensor(name)
  }

  /// The file that a tensor is in.
  ///
  /// - Throws: ``ModelFileError/noTensor(path:tensor:)``.
  package func file(of name: String) throws(ModelFileError) -> SafetensorsFile {
    guard let index = fileIndices[ExactString(name)] else {
      throw .noTensor(path: path, tensor: name)
    }
    return files[index]
  }

  /// The numbers of a tensor as floats; see ``SafetensorsFile/floats(of:)``.
  package func floats(of name: String) throws(ModelFileError) -> TensorFloats {
    try file(of: name).floats(of: name)
  }

  /// The numbers of a tensor as integers; see ``SafetensorsFile/integers(of:)``.
  package func integers(of name: String) throws(ModelFileError) -> [Int] {
    try file(of: name).integers(of: name)
  }

  // MARK: Paths

  private static func neighbour(_ name: String, of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return name }
    return path[...slash] + name
  }

  private static func lastPart(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  private static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }

  /// Files of a folder that hold a model in a form that is not read, the most telling first.
  private static func otherModels(in folder: String) -> [String] {
    let endings = [".safetensors", ".bin", ".pt", ".pth", ".ckpt", ".gguf", ".h5", ".msgpack"]
    let leftovers = ["training_args.bin", "optimizer.bin", "optimizer.pt", "scheduler.pt"]
    let names = names(in: folder).filter { !leftovers.contains($0) }
    return endings.flatMap { ending in names.filter { $0.hasSuffix(ending) } }
  }

  /// The names in a folder, in order; none where it cannot be read.
  private static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      // By its address: a copy of the whole field could read beyond what the system gave.
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { name in
          String(cString: UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))
        })
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
