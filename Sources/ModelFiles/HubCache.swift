import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder in which Hugging Face's library keeps what it has fetched; it is only read here.
///
///     models--ORG--NAME/refs/main             the commit that a branch stands at
///     models--ORG--NAME/snapshots/COMMIT/     its files, as links into blobs
///
/// - Source: huggingface_hub, "Understand caching": the layout and the variables.
package struct HubCache: Equatable, Sendable {
  /// The folder's path.
  package let folder: String

  /// A model of the cache.
  package struct Entry: Equatable, Sendable {
    /// The organization and the name: `openai-community/gpt2`.
    package let name: String
    /// The folder with its files; nil where nothing was fetched to its end.
    package let snapshot: String?

    /// Makes an entry.
    package init(name: String, snapshot: String?) {
      self.name = name
      self.snapshot = snapshot
    }
  }

  private static let prefix = "models--"
  private static let separator = "--"

  /// The cache in a folder.
  package init(folder: String) { self.folder = folder }

  /// The cache that an environment asks for: `$HF_HUB_CACHE`, `$HF_HOME/hub`, `~/.cache/huggingface/hub`;
  /// nil where none of them is known.
  package init?(environment: [String: String]) {
    func given(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    if let folder = given("HF_HUB_CACHE") {
      self.init(folder: folder)
    } else if let home = given("HF_HOME") {
      self.init(folder: home + "/hub")
    } else if let cache = given("XDG_CACHE_HOME") ?? given("HOME").map({ $0 + "/.cache" }) {
      self.init(folder: cache + "/huggingface/hub")
    } else {
      return nil
    }
  }

  /// The cache that this process's environment asks for.
  package static var standard: HubCache? {
    var environment: [String: String] = [:]
    for name in ["HF_HUB_CACHE", "HF_HOME", "XDG_CACHE_HOME", "HOME"] {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    return HubCache(environment: environment)
  }

  /// The models in it, in order of their names.
  package var entries: [Entry] {
    Folder.names(in: folder).compactMap { folder in
      guard folder.hasPrefix(Self.prefix) else { return nil }
      let name = Self.slashed(String(folder.dropFirst(Self.prefix.count)))
      return Entry(name: name, snapshot: snapshot(of: name))
    }
  }

  /// The folder with a model's files: the commit that `refs/main` names, or else the last of those that
  /// are there.
  ///
  /// - Returns: Nil where the cache has no files of it.
  package func snapshot(of name: String) -> String? {
    let model = folder + "/" + Self.prefix + Self.dashed(name)
    let snapshots = model + "/snapshots"
    let commits = Folder.names(in: snapshots).filter {
      access(snapshots + "/" + $0 + "/" + ModelFolder.configurationName, F_OK) == 0
    }
    if let bytes = try? SmallFile.read(path: model + "/refs/main", limit: 1 << 10) {
      let main = String(decoding: bytes.filter { $0 > 0x20 }, as: UTF8.self)
      if let commit = commits.first(where: { exactlyEqual($0, main) }) {
        return snapshots + "/" + commit
      }
    }
    return commits.last.map { snapshots + "/" + $0 }
  }

  /// Whether a text is written as models are named there: `org/name`.
  package static func isName(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count == 2 else { return false }
    return parts.allSatisfy { part in
      guard let first = part.first, first != UInt8(ascii: "."), first != UInt8(ascii: "-") else {
        return false
      }
      return part.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
          UInt8(ascii: "."):
          true
        default: false
        }
      }
    }
  }

  /// `org/name` as part of a folder's name: `org--name`.
  private static func dashed(_ name: String) -> String {
    name.split(separator: "/", omittingEmptySubsequences: false).joined(separator: separator)
  }

  /// The first two dashes part the organization from the name; a model without one has none.
  private static func slashed(_ name: String) -> String {
    guard let range = name.firstRange(of: separator) else { return name }
    return name[..<range.lowerBound] + "/" + name[range.upperBound...]
  }
}
