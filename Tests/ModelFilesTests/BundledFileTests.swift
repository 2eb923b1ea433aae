import Foundation
import TestSupport
import Testing
import Transformers

@testable import ModelFiles

/// The files that are part of the program.
struct BundledFileTests {
  /// The files of the data folders, by the names that they have in the program.
  private static func filesOnDisk() throws -> [String: [UInt8]] {
    let folders = [
      "models": "Sources/Bundled/models", "recipes": "Sources/Bundled/recipes",
      "languages": "Sources/Bundled/languages", "lessons": "Lessons",
    ]
    var files: [String: [UInt8]] = [:]
    for (folder, path) in folders {
      let top = URL(fileURLWithPath: Repository.path(path))
      guard let found = FileManager.default.enumerator(atPath: top.path) else { continue }
      for case let name as String in found where !name.split(separator: "/").contains(".") {
        let url = top.appendingPathComponent(name)
        guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
          continue
        }
        files["\(folder)/\(name)"] = try Array(Data(contentsOf: url))
      }
    }
    return files
  }

  @Test func `every file of the data folders is built in, byte for byte, and no other`() throws {
    let files = try Self.filesOnDisk()
    #expect(!files.isEmpty)
    #expect(BundledFile.paths.sorted() == files.keys.sorted())
    for (path, bytes) in files {
      let isSame = BundledFile.bytes(path)?.elementsEqual(bytes) == true
      #expect(isSame, "\(path) is not what the folder has: build again")
    }
  }

  @Test func `files begin at a multiple of 64 bytes, and there are none of other names`() {
    for path in BundledFile.paths {
      let address = Int(bitPattern: BundledFile.bytes(path)?.baseAddress)
      #expect(address.isMultiple(of: 64), "\(path)")
    }
    #expect(BundledFile.bytes("models") == nil)
    #expect(BundledFile.bytes("models/none/config.json") == nil)
  }

  @Test func `a bundled model's tensors are used where they lie`() throws {
    let name = try #require(ModelPlace.bundledNames.first)
    let loaded = try ModelFolder.open(name)
    let file = try #require(BundledFile.bytes("models/\(name)/model.safetensors"))
    let start = try #require(file.baseAddress)
    for tensor in loaded.model.parameters.stored {
      let offset = UnsafeRawPointer(tensor.values) - start
      #expect((0..<file.count).contains(offset), "\(tensor.name)")
    }
    #expect(loaded.place == .bundled(name))
    #expect(loaded.files.first == "bundled:\(name)/config.json")
    #expect(loaded.files.last == "bundled:\(name)/model.safetensors")
    #expect(
      loaded.origin(of: loaded.model.configuration.parameterSlots[0].address)?.file
        == "bundled:\(name)/model.safetensors")
  }

  @Test(arguments: ModelPlace.bundledNames)
  func `every bundled model opens and computes`(name: String) throws {
    let model = try ModelFolder.open(name).model
    let isPair = model.configuration.tower == .encoderDecoder
    let trace = try model.trace(ModelInput(ids: [[1, 2]], targetIDs: isPair ? [[1]] : nil))
    let node = try #require(trace.probabilities)
    let isFinite = trace.trace.values(of: node).array.allSatisfy(\.isFinite)
    #expect(isFinite)
  }

  @Test func `a mistyped name gives the nearest one and the list`() throws {
    let names = ["reader", "translator"]
    #expect(ModelPlace.nearest(to: "translatr", of: names) == "translator")
    #expect(ModelPlace.nearest(to: "gpt2-medium", of: names) == nil)
    #expect(
      "\(ModelFileError.noSuchModel(name: "translatr", nearest: "translator", bundled: names))"
        == "\"translatr\" is neither a folder nor a bundled model (did you mean translator?); "
        + "name a folder, or one of reader, translator")
    #expect(
      "\(ModelFileError.noSuchModel(name: "x\u{1B}", nearest: nil, bundled: names))"
        == "\"x\\u{1B}\" is neither a folder nor a bundled model; name a folder, or one of reader, "
        + "translator")
    #expect(
      "\(ModelFileError.noSuchModel(name: "x", nearest: nil, bundled: []))"
        == "\"x\" is neither a folder nor a bundled model; none is bundled, name a folder")
    #expect(
      throws: ModelFileError.noSuchModel(
        name: "no such name", nearest: nil, bundled: ModelPlace.bundledNames)
    ) {
      try ModelFolder.open("no such name")
    }
  }

  @Test func `a bundled model's name means it, and anything with a slash is a path`() throws {
    for name in ModelPlace.bundledNames {
      #expect(try ModelPlace(name) == .bundled(name))
      #expect(try ModelPlace("./" + name) == .path("./" + name))
    }
    // With a slash or the name of a file it is a path, as is what the working directory has.
    #expect(try ModelPlace("./nothing") == .path("./nothing"))
    #expect(try ModelPlace("model.safetensors") == .path("model.safetensors"))
    #expect(try ModelPlace("..") == .path(".."))
    #expect(try ModelPlace("") == .path(""))
  }

  @Test func `a bundled file that is not there is like one that is not on the disk`() throws {
    let place = ModelPlace.bundled("nobody")
    #expect(place.path(of: "config.json") == "bundled:nobody/config.json")
    #expect(try place.bytes(of: "config.json") == nil)
    #expect(
      sentence { _ = try ModelFolder.open(place) }
        == "bundled:nobody/config.json: there is no such file; check the path")
    #expect(
      sentence { _ = try place.tensors() }
        == "bundled:nobody/model.safetensors: there is no such file; check the path")
    #expect(
      sentence { _ = try place.tokenizer() }
        == "bundled:nobody: has no tokenizer.json; check the folder, or fetch that file too")
    #expect(place.bundledByteCount == 0)
    #expect(ModelPlace.path(".").bundledByteCount == nil)
  }

  @Test func `a file's place, its folder and a name in it go together`() {
    for (path, config) in [
      ("a/b", "a/b/config.json"), ("a/b/", "a/b/config.json"),
      ("a/b/model.safetensors", "a/b/config.json"), ("config.json", "config.json"),
    ] {
      #expect(ModelPlace.path(path).path(of: "config.json") == config)
    }
  }
}
