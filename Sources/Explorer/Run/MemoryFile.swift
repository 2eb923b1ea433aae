import ModelFiles

/// Where settings and recent texts are kept: a JSON file in the XDG state folder.
package struct MemoryFile {
  private let file: StateFile

  /// The file that an environment asks for: `$XDG_STATE_HOME/cutaway/explorer.json`, or
  /// `~/.local/state/cutaway/explorer.json`; nil where neither folder is known.
  package init?(environment: [String: String]) {
    guard let file = StateFile(name: "explorer.json", version: 1, environment: environment) else {
      return nil
    }
    self.file = file
  }

  /// The file's path.
  package var path: String { file.path }

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
    let contents = file.read()
    return Contents(
      memory: contents.json.map(Self.memory) ?? Memory(), mayWrite: contents.mayWrite,
      notice: contents.notice)
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
    var members: [JSONMember] = []
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
    try file.write(members)
  }
}
