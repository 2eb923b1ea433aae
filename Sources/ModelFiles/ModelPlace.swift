import Tensors
import Tracing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where a model's files are: in a folder on the disk, or in the program itself.
package enum ModelPlace: Equatable, Sendable {
  /// A folder or a file in it.
  case path(String)
  /// A bundled model, by its name.
  case bundled(String)

  /// The names of the bundled models, in order.
  package static var bundledNames: [String] {
    let (start, end) = ("models/", "/" + ModelFolder.configurationName)
    return BundledFile.paths.filter { $0.hasPrefix(start) && $0.hasSuffix(end) }
      .map { String($0.dropFirst(start.count).dropLast(end.count)) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Finds what a user means.
  ///
  /// A bundled model's name means that model, whatever the working directory holds; `./name` means the
  /// folder there. `org/name` means the folder there too, or else the model that Hugging Face's cache has.
  ///
  /// - Parameters:
  ///   - text: What the user gave.
  ///   - cache: Where models that have been fetched lie.
  /// - Throws: ``ModelFileError/noSuchModel(name:nearest:bundled:)`` where a plain word is neither a bundled
  ///   model nor anything in the working directory, ``ModelFileError/notInCache(name:folder:)`` where
  ///   `org/name` is neither.
  package init(_ text: String, cache: HubCache? = .standard) throws(ModelFileError) {
    let names = Self.bundledNames
    if names.contains(where: { exactlyEqual($0, text) }) {
      self = .bundled(text)
      return
    }
    let isWord = !text.utf8.contains(UInt8(ascii: "/")) && !Self.isNamedLikeFile(text)
    if isWord, !text.isEmpty, access(text, F_OK) != 0 {
      // The oldest models of the hub have no organization: `gpt2`.
      if let snapshot = cache?.snapshot(of: text) {
        self = .path(snapshot)
        return
      }
      throw .noSuchModel(name: text, nearest: Self.nearest(to: text, of: names), bundled: names)
    }
    if HubCache.isName(text), !Self.isNamedLikeFile(text), access(text, F_OK) != 0, let cache {
      if let snapshot = cache.snapshot(of: text) {
        self = .path(snapshot)
        return
      }
      // Where the first part is a folder, a folder in it was meant.
      let first = text.prefix { $0 != "/" }
      if access(String(first), F_OK) != 0 { throw .notInCache(name: text, folder: cache.folder) }
    }
    self = .path(text)
  }

  /// The name that is nearly the one given; nil where none is near.
  static func nearest(to name: String, of names: [String]) -> String? {
    let near = names.map { (name: $0, distance: editDistance($0, name)) }
      .min { $0.distance < $1.distance }
    return near.flatMap { $0.distance <= 3 ? $0.name : nil }
  }

  // MARK: Files

  /// The path of one of the model's files, as messages show it.
  package func path(of name: String) -> String {
    switch self {
    case .path(let path): Self.folder(of: path) + name
    case .bundled(let model): "bundled:\(model)/\(name)"
    }
  }

  /// The bytes of one of the model's files; nil where it is not there.
  ///
  /// - Throws: ``ModelFileError/file(_:)`` where it cannot be read or has more than `limit` bytes.
  package func bytes(
    of name: String, limit: Int = SmallFile.configurationLimit
  ) throws(ModelFileError) -> [UInt8]? {
    switch self {
    case .bundled(let model): return BundledFile.bytes("models/\(model)/\(name)").map(Array.init)
    case .path:
      do { return try SmallFile.read(path: path(of: name), limit: limit) } catch .notFound {
        return nil
      } catch {
        throw .file(error)
      }
    }
  }

  /// One of the model's files as JSON; nil where it is not there.
  ///
  /// Infinities are numbers, for Python writes them into files that it calls JSON.
  ///
  /// - Throws: ``ModelFileError/file(_:)`` or ``ModelFileError/json(path:_:)``.
  package func json(_ name: String) throws(ModelFileError) -> JSONValue? {
    guard let bytes = try bytes(of: name) else { return nil }
    let options = JSONParser.Options(
      maximumBytes: SmallFile.configurationLimit, acceptsNonFinite: true)
    do { return try JSONParser.parse(bytes, options: options) } catch {
      throw .json(path: path(of: name), error)
    }
  }

  /// The model's tensors; a bundled model's are not copied.
  ///
  /// - Throws: ``ModelFileError``.
  package func tensors() throws(ModelFileError) -> TensorSource {
    switch self {
    case .path(let path):
      let folder = Self.folder(of: path)
      guard path == folder + ModelFolder.configurationName else {
        return try TensorSource(path: path)
      }
      return try TensorSource(path: folder.isEmpty ? "." : folder)
    case .bundled(let model):
      let path = self.path(of: TensorSource.fileName)
      guard let bytes = BundledFile.bytes("models/\(model)/\(TensorSource.fileName)") else {
        throw .file(.notFound(path: path))
      }
      return try TensorSource(
        try SafetensorsFile(MappedFile(path: path, permanentBytes: bytes)))
    }
  }

  /// How many bytes a bundled model's files have together; nil for others.
  package var bundledByteCount: Int? {
    guard case .bundled(let model) = self else { return nil }
    return BundledFile.paths.filter { $0.hasPrefix("models/\(model)/") }
      .reduce(0) { $0 + (BundledFile.bytes($1)?.count ?? 0) }
  }

  // MARK: Paths

  /// The folder itself or the one that a file is in, with a slash at its end; nothing for this one.
  private static func folder(of path: String) -> String {
    var status = stat()
    let isFolder = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    // What is not there is taken for a folder unless it is called like a file.
    guard !isFolder, isNamedLikeFile(path) else {
      return path.hasSuffix("/") ? path : path + "/"
    }
    return path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? ""
  }

  private static func isNamedLikeFile(_ path: String) -> Bool {
    path.hasSuffix(".safetensors") || path.hasSuffix(".json")
  }
}
