import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A JSON file in the XDG state folder: what the program keeps from one run to the next.
package struct StateFile: Equatable, Sendable {
  /// The file's path.
  package let path: String
  /// The folders that must be there.
  private let folder: String
  /// The format's number; a file of a later one is read as far as it is understood and not overwritten.
  private let version: Int
  private static let limit = 1 << 20

  /// The file that an environment asks for: `$XDG_STATE_HOME/cutaway/NAME`, or
  /// `~/.local/state/cutaway/NAME`; nil where neither folder is known.
  ///
  /// What is empty or no absolute path counts as unset (XDG Base Directory Specification).
  package init?(name: String, version: Int, environment: [String: String]) {
    func absolute(_ name: String) -> String? {
      environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    guard
      let state = absolute("XDG_STATE_HOME") ?? absolute("HOME").map({ $0 + "/.local/state" })
    else { return nil }
    folder = state + "/cutaway"
    path = folder + "/" + name
    self.version = version
  }

  /// What was read.
  package struct Contents: Equatable, Sendable {
    /// The object that the file holds; nil where there is none.
    package var json: JSONValue?
    /// Whether the file may be written.
    package var mayWrite: Bool
    /// What the reader should know: that a file was set aside.
    package var notice: String?

    /// Makes contents.
    package init(json: JSONValue? = nil, mayWrite: Bool, notice: String? = nil) {
      self.json = json
      self.mayWrite = mayWrite
      self.notice = notice
    }
  }

  /// Reads what was kept; a file that makes no sense is set aside and named.
  package func read() -> Contents {
    let bytes: [UInt8]
    do { bytes = try SmallFile.read(path: path, limit: Self.limit) } catch .notFound {
      return Contents(mayWrite: true)
    } catch {
      return Contents(mayWrite: false, notice: "\(error)")
    }
    do {
      let json = try JSONParser.parse(bytes)
      guard case .object = json else { return setAside("expected an object") }
      let version = json["version"]?.integerValue ?? 0
      return Contents(json: json, mayWrite: version <= self.version)
    } catch {
      return setAside("\(error)")
    }
  }

  /// Keeps a file that makes no sense under a name that nothing has yet.
  private func setAside(_ error: String) -> Contents {
    let names = [".corrupt"] + (2...99).map { ".corrupt-\($0)" }
    let aside = path + (names.first { access(path + $0, F_OK) != 0 } ?? ".corrupt")
    let shown = VisibleText.escaped(path)
    guard rename(path, aside) == 0 else {
      return Contents(mayWrite: false, notice: "\(shown): \(error)")
    }
    return Contents(
      mayWrite: true,
      notice: "\(shown): not what it should be (\(error)); kept as \(VisibleText.escaped(aside))")
  }

  /// Writes what is to be kept, after the version: whole, or not at all.
  ///
  /// - Throws: ``FileError``; ``FileError/tooLarge(path:limit:found:)`` for what could not be read again.
  package func write(_ members: [JSONMember]) throws(FileError) {
    let bytes = JSONWriter.bytes(
      of: .object([JSONMember("version", .integer(version))] + members))
    guard bytes.count <= Self.limit else {
      throw .tooLarge(path: path, limit: Self.limit, found: bytes.count)
    }
    // Each of the folders above it too: a fresh home has none of them.
    var path = ""
    for part in folder.split(separator: "/") {
      path += "/" + part
      try Folder.make(path)
    }
    var file = try AtomicFile(path: self.path)
    try file.write(bytes)
    try file.commit()
  }
}
