import ModelFiles
import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where settings and recent texts are kept: a JSON file in the XDG state folder.
package struct MemoryFile {
  /// The file's path.
  package let path: String
  /// The folders that must be there.
  private let folder: String

  /// The file that an environment asks for: `$XDG_STATE_HOME/cutaway/explorer.json`, or
  /// `~/.local/state/cutaway/explorer.json`; nil where neither folder is known.
  ///
  /// What is empty or no absolute path counts as unset (XDG Base Directory Specification).
  package init?(environment: [String: String]) {
    func absolute(_ name: String) -> String? {
      environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    guard
      let state = absolute("XDG_STATE_HOME") ?? absolute("HOME").map({ $0 + "/.local/state" })
    else { return nil }
    folder = state + "/cutaway"
    path = folder + "/explorer.json"
  }

  /// The format's number; a file of a later one is read as far as it is understood and not overwritten.
  private static let version = 1
  private static let limit = 1 << 20

  /// What was read.
  package struct Contents: Equatable, Sendable {
    /// What is kept.
    package var memory: Memory
    /// Whether the file may be written.
    package var mayWrite: Bool
    /// What the reader should know: that a file was set aside.
    package var notice: String?
  }

  /// Reads what was kept; a file that makes no sense is set aside and named.
  package func read() -> Contents {
    let bytes: [UInt8]
    do { bytes = try SmallFile.read(path: path, limit: Self.limit) } catch .notFound {
      return Contents(memory: Memory(), mayWrite: true)
    } catch {
      return Contents(memory: Memory(), mayWrite: false, notice: "\(error)")
    }
    do {
      let json = try JSONParser.parse(bytes)
      guard case .object = json else { return setAside("expected an object") }
      let version = json["version"]?.integerValue ?? 0
      return Contents(memory: Self.memory(json), mayWrite: version <= Self.version)
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
      return Contents(memory: Memory(), mayWrite: false, notice: "\(shown): \(error)")
    }
    return Contents(
      memory: Memory(), mayWrite: true,
      notice: "\(shown): not what it should be (\(error)); kept as \(VisibleText.escaped(aside))")
  }

  private static func memory(_ json: JSONValue) -> Memory {
    let recent = (json["recent"]?.arrayValue ?? []).compactMap { entry -> OpenRequest? in
      guard let model = entry["model"]?.stringValue, let text = entry["text"]?.stringValue else {
        return nil
      }
      return OpenRequest(
        model: model, text: text,
        head: entry["head"]?.stringValue.flatMap(HeadName.init(rawValue:))?.head,
        target: entry["target"]?.stringValue)
    }
    return Memory(
      language: json["language"]?.stringValue.flatMap(DisplayLanguage.init),
      recent: Array(recent.prefix(Memory.mostRecent)))
  }

  /// Writes what is to be kept: whole, or not at all.
  ///
  /// - Throws: ``FileError``.
  package func write(_ memory: Memory) throws {
    // Each of the folders above it too: a fresh home has none of them.
    var path = ""
    for part in folder.split(separator: "/") {
      path += "/" + part
      try Folder.make(path)
    }
    var members = [JSONMember("version", .integer(Self.version))]
    if let language = memory.language {
      members.append(JSONMember("language", .string(language.rawValue)))
    }
    let recent = memory.recent.map { request in
      JSONValue.object(
        [
          JSONMember("model", .string(request.model)), JSONMember("text", .string(request.text)),
        ] + (HeadName(request.head).map { [JSONMember("head", .string($0.rawValue))] } ?? [])
          + (request.target.map { [JSONMember("target", .string($0))] } ?? []))
    }
    members.append(JSONMember("recent", .array(recent)))
    var file = try AtomicFile(path: self.path)
    try file.write(JSONWriter.bytes(of: .object(members)))
    try file.commit()
  }
}
