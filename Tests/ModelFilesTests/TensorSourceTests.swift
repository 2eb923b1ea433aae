import Foundation
import Tensors
import Testing

@testable import ModelFiles

struct TensorSourceTests {
  private let one = packed("{\(entry("a", "U8", "[2]", 0, 2))}", 2)
  private let two = packed("{\(entry("b", "U8", "[1]", 0, 1)),\(entry("c", "U8", "[]", 1, 2))}", 2)

  private func folder(_ index: String, _ files: [String: [UInt8]] = [:]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, bytes) in files { try folder.add(name, bytes) }
    try folder.add("model.safetensors.index.json", index)
    return folder
  }

  private func sharded(_ map: String) throws -> TemporaryFolder {
    try folder(
      #"{"metadata":{"total_size":4},"weight_map":{\#(map)}}"#,
      ["x-1.safetensors": one, "x-2.safetensors": two])
  }

  // MARK: What opens

  @Test func `a folder with one file opens, with or without a slash`() throws {
    let folder = try TemporaryFolder()
    try folder.add("model.safetensors", one)
    for path in [folder.path, folder.path + "/", folder.path + "/model.safetensors"] {
      let source = try TensorSource(path: path)
      #expect(source.tensors.map(\.name) == ["a"])
      #expect(try source.integers(of: "a") == [0, 1])
      #expect(source.path == path)
    }
  }

  @Test func `shards open as one, by the folder or by the index`() throws {
    let folder = try sharded(
      #""c":"x-2.safetensors","b":"x-2.safetensors","a":"x-1.safetensors""#)
    for path in [folder.path, folder.path + "/model.safetensors.index.json"] {
      let source = try TensorSource(path: path)
      #expect(source.tensors.map(\.name) == ["a", "b", "c"])
      #expect(source.files.count == 2)
      #expect(try source.integers(of: "c") == [1])
      #expect(try source.file(of: "b").path == folder.path + "/x-2.safetensors")
      #expect(source["d"] == nil)
    }
  }

  @Test func `the one file goes before the index`() throws {
    let folder = try folder("no JSON", ["model.safetensors": one])
    #expect(try TensorSource(path: folder.path).tensors.map(\.name) == ["a"])
  }

  @Test func `links are followed, as a Hugging Face cache has them`() throws {
    let folder = try TemporaryFolder()
    let blob = try folder.add("blob", one)
    let link = folder.path + "/model.safetensors"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: blob)
    #expect(try TensorSource(path: folder.path).tensors.map(\.name) == ["a"])
  }

  // MARK: What does not

  @Test func `an index that is none is told`() throws {
    func told(_ index: String) throws -> String {
      let folder = try folder(index)
      let text = sentence { _ = try TensorSource(path: folder.path) }
      #expect(text.hasPrefix("\(folder.path)/model.safetensors.index.json: "))
      return String(text.dropFirst(folder.path.count + 31))
    }
    #expect(
      try told("[]")
        == "the index: expected an object, found an array; fetch the index again")
    #expect(
      try told("{}")
        == "weight_map: expected an object, found nothing; fetch the index again")
    #expect(
      try told(#"{"weight_map":[]}"#)
        == "weight_map: expected an object, found an array; fetch the index again")
    #expect(
      try told(#"{"weight_map":{"a":1}}"#)
        == #"weight_map "a": expected the name of a file, found a number; fetch the index again"#)
    #expect(
      try told("{\n\"weight_map\":{,}}")
        == #"line 2, column 15 (byte 16): expected a key in double quotes, found ","; "#
        + "correct the file or fetch it again")
  }

  @Test(arguments: [
    "../x.safetensors", "/etc/x.safetensors", "a/b.safetensors", "..", ".", "", "x.bin",
    "..safetensors", "a\\b.safetensors",
  ])
  func `a shard is a file of the same folder or nothing`(name: String) throws {
    let escaped = JSONWriter.text(of: .string(name))
    let folder = try folder(#"{"weight_map":{"a":\#(escaped)}}"#)
    let shown = escaped
    #expect(
      sentence { _ = try TensorSource(path: folder.path) }
        == #"\#(folder.path)/model.safetensors.index.json: tensor "a": expected the name of a "#
        + "file in the same folder, found \(shown); fetch the index again")
  }

  @Test func `what the index promises must be there`() throws {
    var folder = try sharded(#""a":"x-1.safetensors","b":"x-3.safetensors""#)
    let index = "model.safetensors.index.json"
    #expect(
      sentence { _ = try TensorSource(path: folder.path) }
        == #"\#(folder.path)/\#(index): its shard "x-3.safetensors" is not in the folder; "#
        + "fetch that file too")
    folder = try sharded(#""a":"x-1.safetensors","b":"x-1.safetensors""#)
    #expect(
      sentence { _ = try TensorSource(path: folder.path) }
        == #"\#(folder.path)/\#(index): tensor "b" is not in its shard "x-1.safetensors"; "#
        + "fetch the index and the shard again")
    folder = try sharded(#""a":"x-2.safetensors","b":"x-1.safetensors""#)
    #expect(
      sentence { _ = try TensorSource(path: folder.path) }
        == #"\#(folder.path)/\#(index): tensor "a" is not in its shard "x-2.safetensors"; "#
        + "fetch the index and the shard again")
    folder = try sharded(#""a":"x-1.safetensors","b":"x-2.safetensors""#)
    try folder.add("x-2.safetensors", one)
    #expect(
      sentence { _ = try TensorSource(path: folder.path) }
        == #"\#(folder.path)/\#(index): tensor "a" is in both "x-1.safetensors" and "#
        + #""x-2.safetensors"; have it saved again"#)
    try folder.add("x-2.safetensors", Array(two.dropLast()))
    #expect(
      sentence { _ = try TensorSource(path: folder.path) }
        == "\(folder.path)/x-2.safetensors: the file should be \(two.count) bytes, "
        + "\(two.count - 1) are there; fetch it again")
  }

  @Test func `shards beyond the limit are not opened`() throws {
    let map = (0...ShardIndex.maximumShards).map { #""t\#($0)":"s\#($0).safetensors""# }
    let folder = try folder(#"{"weight_map":{\#(map.joined(separator: ","))}}"#)
    #expect(
      sentence { _ = try TensorSource(path: folder.path) }
        == "\(folder.path)/model.safetensors.index.json: names 513 shards, at most 512 are "
        + "opened; have it saved again in fewer")
  }

  @Test(
    arguments: [
      ([], "check the folder, or name a .safetensors file"),
      (["config.json", "training_args.bin"], "check the folder, or name a .safetensors file"),
      (
        ["pytorch_model.bin"],
        #"its "pytorch_model.bin" is a pickle, which can run code and is never read; "#
          + "save the model as safetensors where you trust it"
      ),
      (
        ["z.gguf", "consolidated.00.pth"],
        #"its "consolidated.00.pth" is a pickle, which can run code and is never read; "#
          + "save the model as safetensors where you trust it"
      ),
      (
        ["x-Q4.gguf"],
        #"its "x-Q4.gguf" is a GGUF, not read; fetch the model's .safetensors files instead"#
      ),
      (
        ["tf_model.h5"],
        #"its "tf_model.h5" is not read; save the model as safetensors where you trust it"#
      ),
      (
        ["pytorch_model.bin", "adapter_model.safetensors"],
        #"it has "adapter_model.safetensors": name that file itself"#
      ),
    ] as [([String], String)])
  func `a folder without a model says what was looked for`(
    names: [String], advice: String
  ) throws {
    let folder = try TemporaryFolder()
    for name in names { try folder.add(name, "x") }
    #expect(
      sentence { _ = try TensorSource(path: folder.path) }
        == "\(folder.path): has neither model.safetensors nor model.safetensors.index.json; "
        + advice)
  }

  @Test(
    arguments: [
      (
        [0x80, 2, 0x8A, 0x0A],
        "is a Python pickle, which can run any code when opened and is never "
          + "read; save the model as safetensors where you trust it"
      ),
      (
        Array("PK\u{3}\u{4}\u{14}\0\0\0{}".utf8),
        "is a zip archive, as PyTorch writes .bin and .pt, "
          + "with a pickle in it that can run code; save the model as safetensors where you trust it"
      ),
      (
        [UInt8](repeating: 0x61, count: 257) + Array("ustar\0".utf8),
        "is a tar archive, which is not unpacked here; "
          + "save the model as safetensors where you trust it"
      ),
      ([0x1F, 0x8B, 8], "is compressed with gzip, which is not unpacked here; unpack it first"),
      (
        Array("GGUF\u{3}\0\0\0".utf8),
        "is a GGUF file of llama.cpp, which is not read; "
          + "fetch the model's .safetensors files instead"
      ),
      (
        [0x89] + Array("HDF\r\n\u{1A}\n".utf8),
        "is an HDF5 file of Keras, which is not read; "
          + "save the model as safetensors where you trust it"
      ),
      (
        [0x93] + Array("NUMPY\u{1}\0".utf8),
        "is a NumPy array, which is not read; save it with safetensors.numpy.save_file"
      ),
      (
        Array("version https://git-lfs.github.com/spec/v1\n".utf8),
        "is a Git LFS pointer, not the file itself; fetch the file with: git lfs pull"
      ),
      (Array("<!DOCTYPE html>".utf8), "is a web page, not a model; fetch the file itself"),
      (
        Array(#"{"model_type":"gpt2"}"#.utf8),
        "is JSON, not a safetensors file; name the .safetensors file or its folder"
      ),
    ] as [([UInt8], String)])
  func `files of other kinds are refused with the reason`(bytes: [UInt8], reason: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.add("model.bin", bytes)
    #expect(sentence { _ = try TensorSource(path: path) } == "\(path): \(reason)")
  }

  @Test func `a header that happens to begin like a pickle is read`() throws {
    // 0x0280 = 640 bytes of header: the file begins with 80 02, as a pickle does.
    let text = "{\(entry("a", "U8", "[]", 0, 1))}"
    let padded = text + String(repeating: " ", count: 640 - text.utf8.count)
    let folder = try TemporaryFolder()
    let path = try folder.add("a.safetensors", packed(padded, 1))
    #expect(try TensorSource(path: path).tensors.map(\.name) == ["a"])
  }

  @Test func `what is no file, an empty file, or not there is refused`() throws {
    let folder = try TemporaryFolder()
    let empty = try folder.add("empty.safetensors", "")
    #expect(
      sentence { _ = try TensorSource(path: empty) }
        == "\(empty): the file is empty; fetch it again")
    let missing = folder.path + "/none.safetensors"
    #expect(
      sentence { _ = try TensorSource(path: missing) }
        == "\(missing): there is no such file; check the path")
    let pipe = folder.path + "/model.safetensors"
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(
      sentence { _ = try TensorSource(path: folder.path) }
        == "\(pipe): is a named pipe, where a regular file is due; "
        + "copy what it holds into a file and open that")
    #expect(
      sentence { _ = try SafetensorsFile(path: folder.path) }
        == "\(folder.path): is a directory, where a regular file is due; name a file in it")
    let source = try TensorSource(path: try folder.add("a.safetensors", one))
    #expect(
      sentence { _ = try source.floats(of: "b\n") }
        == #"\#(source.path): has no tensor "b\n"; check that the file is of this model"#)
    #expect(
      sentence { _ = try source.tensor("b") }
        == #"\#(source.path): has no tensor "b"; check that the file is of this model"#)
  }

  @Test func `a header too long to write is told`() {
    #expect(
      ModelFileError.headerTooLong(path: "a", limit: 100_000_000, found: 100_000_008).description
        == "a: its header would be 100000008 bytes, at most 100000000 are allowed; "
        + "write fewer tensors or shorter names")
  }
}
