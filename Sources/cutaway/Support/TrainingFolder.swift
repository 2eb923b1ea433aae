import Tensors
import Training

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder that a run saves in: checked and made before the first step, not after the last.
struct TrainingFolder {
  /// The path, without slashes at its end.
  let path: String

  /// Makes the folder for a new run, or takes an empty one.
  init(new path: String, for recipe: Recipe) throws {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw Failure(.usage, "--out: the path is empty or holds a NUL byte")
    }
    self.path = Self.trimmed(path)
    let shown = VisibleText.escaped(self.path)
    if let place = FilePlace(path) {
      guard place.isFolder else {
        throw Failure(.usage, "--out: \(shown) is a file; give a new or an empty folder")
      }
      let names = try Self.names(in: path)
      if names.contains(where: { $0.elementsEqual(RecipeLibrary.fileName.utf8) }) {
        throw Failure(.usage, "--out: " + Self.advice(shown, self.path, recipe))
      }
      guard names.isEmpty else {
        throw Failure(
          .usage, "--out: \(shown) is not empty and holds no run; give a new or an empty folder")
      }
    } else if mkdir(path, 0o777) != 0 {
      let problem = String(cString: strerror(errno))
      throw Failure(.failed, "--out: \(shown) cannot be made: \(problem)")
    }
    guard access(path, W_OK | X_OK) == 0 else {
      let problem = String(cString: strerror(errno))
      throw Failure(.failed, "--out: nothing can be written in \(shown): \(problem)")
    }
  }

  /// The folder of a run that goes on.
  init(resuming path: String) throws {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw Failure(.usage, "--resume: the path is empty or holds a NUL byte")
    }
    self.path = Self.trimmed(path)
    let shown = VisibleText.escaped(self.path)
    guard let place = FilePlace(path), place.isFolder else {
      throw Failure(.usage, "--resume: \(shown) is no folder; give the one that --out named")
    }
    for name in [RecipeLibrary.fileName, Self.checkpoint] where FilePlace("\(path)/\(name)") == nil
    {
      throw Failure(
        .file, "--resume: \(shown) has no \(name); a run leaves one with every checkpoint")
    }
  }

  /// The path as an argument that a shell takes as one word.
  var argument: String { Self.argument(path) }

  /// Whether a model was saved in it; its configuration is written last.
  var hasModel: Bool { FilePlace(path + "/config.json") != nil }

  /// The recipe of the run in the folder, changed by settings.
  func recipe(_ settings: [RecipeSetting] = []) throws -> Recipe {
    let file = path + "/" + RecipeLibrary.fileName
    return try Recipe(SmallFile.read(path: file), path: file, settings: settings)
  }

  private static let checkpoint = "checkpoint.safetensors"

  private static func argument(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...0xFF:
        true
      default: "/._-+,:@%".utf8.contains(byte)
      }
    }
    guard !isPlain else { return VisibleText.escaped(path) }
    let parts = path.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + VisibleText.defused(parts.joined(separator: "'\\''")) + "'"
  }

  private static func trimmed(_ path: String) -> String {
    var bytes = Array(path.utf8)
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What to do with a folder that holds a run, which depends on whose it is.
  private static func advice(_ shown: String, _ path: String, _ recipe: Recipe) -> String {
    let file = path + "/" + RecipeLibrary.fileName
    let own = try? Recipe(SmallFile.read(path: file), path: file)
    guard own != recipe else {
      return
        "\(shown) holds a run of this recipe; go on with: cutaway train --resume \(argument(path)), "
        + "or give another folder"
    }
    let whose = own.map { " (\(VisibleText.escaped($0.name)))" } ?? ""
    return "\(shown) holds the run of another recipe\(whose); give another folder, "
      + "or remove this one"
  }

  /// What is in a folder, hidden files aside.
  private static func names(in path: String) throws -> [[UInt8]] {
    guard let folder = opendir(path) else {
      throw Failure(
        .failed,
        "--out: \(VisibleText.escaped(path)) cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { closedir(folder) }
    var names: [[UInt8]] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name.first != UInt8(ascii: ".") { names.append(name) }
    }
    return names
  }
}
