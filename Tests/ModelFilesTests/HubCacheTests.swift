import Foundation
import Testing

@testable import ModelFiles

@Suite struct HubCacheTests {
  @Test func `the folder is what the environment asks for, the first that is not empty`() {
    func folder(_ environment: [String: String]) -> String? {
      HubCache(environment: environment)?.folder
    }
    let all = ["HF_HUB_CACHE": "/a", "HF_HOME": "/b", "XDG_CACHE_HOME": "/c", "HOME": "/d"]
    #expect(folder(all) == "/a")
    #expect(folder(all.filter { $0.key != "HF_HUB_CACHE" }) == "/b/hub")
    #expect(
      folder(["HF_HUB_CACHE": "", "XDG_CACHE_HOME": "/c", "HOME": "/d"]) == "/c/huggingface/hub")
    #expect(folder(["HOME": "/d"]) == "/d/.cache/huggingface/hub")
    #expect(folder([:]) == nil)
  }

  @Test func `names have two parts, and neither leads anywhere else`() {
    for name in ["org/name", "HuggingFaceTB/SmolLM2-135M", "a/b.c_d-1"] {
      #expect(HubCache.isName(name), "\(name)")
    }
    for text in ["name", "./name", "../name", "/name", "org/", "a/b/c", "a b/c", "~/x", "-a/b"] {
      #expect(!HubCache.isName(text), "\(text)")
    }
  }

  @Test func `the main branch chooses the snapshot, the last one stands in for it`() throws {
    let folder = try HubFolder()
    for commit in ["aa", "bb"] { try folder.add("org--some--name", commit) }
    let model = folder.path + "/models--org--some--name"
    let cache = HubCache(folder: folder.path)
    #expect(cache.snapshot(of: "org/some--name") == model + "/snapshots/bb")
    try folder.point("org--some--name", "aa\n")
    #expect(cache.snapshot(of: "org/some--name") == model + "/snapshots/aa")
    try folder.point("org--some--name", "../../../other")
    #expect(cache.snapshot(of: "org/some--name") == model + "/snapshots/bb")
    #expect(cache.snapshot(of: "org/other") == nil)
  }

  @Test func `the list has every model, also one that was not fetched to its end`() throws {
    let folder = try HubFolder()
    try folder.point("b--half", "aa")
    try folder.add("gpt2", "cc")
    #expect(
      HubCache(folder: folder.path).entries == [
        HubCache.Entry(name: "b/half", snapshot: nil),
        HubCache.Entry(name: "gpt2", snapshot: folder.path + "/models--gpt2/snapshots/cc"),
      ])
    #expect(HubCache(folder: folder.path + "/none").entries.isEmpty)
  }

  @Test func `a name finds its model in the cache, a path stays one`() throws {
    let folder = try HubFolder()
    try folder.add("org--name", "aa")
    try folder.add("old", "bb")
    let cache = HubCache(folder: folder.path)
    func place(_ text: String) throws -> ModelPlace { try ModelPlace(text, cache: cache) }
    #expect(try place("org/name") == .path(folder.path + "/models--org--name/snapshots/aa"))
    #expect(try place("old") == .path(folder.path + "/models--old/snapshots/bb"))
    #expect(try place("./org/name") == .path("./org/name"))
    #expect(try place("org/model.safetensors") == .path("org/model.safetensors"))
    // In a folder that is there, a folder was meant.
    #expect(try place("Sources/none") == .path("Sources/none"))
    #expect(try ModelPlace("org/name", cache: nil) == .path("org/name"))
    #expect(throws: ModelFileError.notInCache(name: "org/none", folder: folder.path)) {
      try place("org/none")
    }
    #expect(
      "\(ModelFileError.notInCache(name: "org/none", folder: "/cache"))"
        == "\"org/none\" is neither a folder nor a model in the Hugging Face cache /cache; "
        + "fetch it first, or name a folder")
  }
}

/// A folder as Hugging Face's library lays it out.
private final class HubFolder {
  private let folder: TemporaryFolder
  var path: String { folder.path }

  init() throws { folder = try TemporaryFolder() }

  /// Adds a snapshot with a configuration.
  func add(_ model: String, _ commit: String) throws {
    let snapshot = "models--\(model)/snapshots/\(commit)"
    try FileManager.default.createDirectory(
      atPath: path + "/" + snapshot, withIntermediateDirectories: true)
    try folder.add(snapshot + "/config.json", "{}")
  }

  /// Writes the commit that the main branch stands at.
  func point(_ model: String, _ commit: String) throws {
    try FileManager.default.createDirectory(
      atPath: path + "/models--\(model)/refs", withIntermediateDirectories: true)
    try folder.add("models--\(model)/refs/main", commit)
  }
}
