import Foundation
import ModelFiles
import TestSupport

/// A folder as Hugging Face's library lays it out, gone when the test is.
final class HubCacheFolder {
  let path: String
  var cache: HubCache { HubCache(folder: path) }

  init() throws {
    let name = "cutaway-test-\(UInt64.random(in: 0 ... .max))"
    path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Adds a model of a configuration alone.
  func add(_ name: String, config: String) throws {
    let folder = try snapshot(name)
    try Data(config.utf8).write(to: URL(fileURLWithPath: folder + "/config.json"))
  }

  /// Adds a model that lies elsewhere, as a link.
  func link(_ name: String, to folder: String) throws {
    let snapshot = try snapshot(name)
    for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
      try FileManager.default.createSymbolicLink(
        atPath: snapshot + "/" + file, withDestinationPath: folder + "/" + file)
    }
  }

  /// Adds a model of which nothing was fetched.
  func addHalf(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder(name) + "/refs", withIntermediateDirectories: true)
  }

  private func folder(_ name: String) -> String {
    path + "/models--" + name.split(separator: "/").joined(separator: "--")
  }

  private func snapshot(_ name: String) throws -> String {
    let snapshot = folder(name) + "/snapshots/abc"
    try FileManager.default.createDirectory(atPath: snapshot, withIntermediateDirectories: true)
    return snapshot
  }
}
