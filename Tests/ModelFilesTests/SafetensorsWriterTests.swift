import Foundation
import Testing

@testable import ModelFiles

struct SafetensorsWriterTests {
  private typealias Declaration = SafetensorsWriter.Declaration

  @Test func `what is written is read back`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/out.safetensors"
    var writer = try SafetensorsWriter(
      path: path,
      tensors: [
        .floats("scores \"é\u{202E}", shape: [2, 3]), .integers("ids", shape: [2]),
        .floats("empty", shape: [0, 4]), .floats("loss", shape: []),
      ],
      metadata: [("format", "cutaway"), ("note", "a\nb")])
    try writer.write([1, 2, 3, 4] as [Float])
    try writer.write([.nan, .infinity] as [Float])
    try writer.write([.min, .max] as [Int64])
    try writer.write([] as [Float])
    try writer.write([0.5] as [Float])
    try writer.commit()

    let file = try SafetensorsFile(path: path)
    #expect(file.tensors.map(\.name) == ["scores \"é\u{202E}", "ids", "empty", "loss"])
    #expect(file.tensors.map(\.shape) == [[2, 3], [2], [0, 4], []])
    #expect(file.metadata.map(\.key) == ["format", "note"])
    #expect(file.metadata.map(\.value) == ["cutaway", "a\nb"])
    let scores = try file.floats(of: "scores \"é\u{202E}").array()
    #expect(scores.prefix(5).map(\.bitPattern) == [1, 2, 3, 4, .nan].map(\Float.bitPattern))
    #expect(try file.integers(of: "ids") == [.min, .max])
    #expect(try file.floats(of: "loss").array() == [0.5])
    #expect(file.tensors[0].bytes.lowerBound.isMultiple(of: 8))
  }

  @Test func `the bytes are those of the format`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/out.safetensors"
    var writer = try SafetensorsWriter(path: path, tensors: [.floats("a", shape: [1])])
    try writer.write([1] as [Float])
    try writer.commit()
    let expected = packed("{\(entry("a", "F32", "[1]", 0, 4))}  ") + [0, 0, 0x80, 0x3F]
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(expected))
  }

  @Test func `a file without tensors is a header`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/out.safetensors"
    try SafetensorsWriter(path: path, tensors: []).commit()
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(packed("{}      ")))
  }

  @Test func `names that cannot stand are refused before anything is written`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/out.safetensors"
    #expect(
      sentence {
        _ = try SafetensorsWriter(path: path, tensors: [.floats("__metadata__", shape: [])])
      } == #"\#(path): "__metadata__" cannot be a tensor's name, the format keeps it for remarks; "#
        + "choose another name")
    #expect(
      sentence {
        _ = try SafetensorsWriter(
          path: path, tensors: [.floats("a", shape: []), .integers("a", shape: [])])
      } == #"\#(path): the name "a" was given twice; choose another for one of them"#)
    #expect(
      sentence {
        _ = try SafetensorsWriter(path: path, tensors: [], metadata: [("k", ""), ("k", "")])
      } == #"\#(path): the name "k" was given twice; choose another for one of them"#)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func `an old file stays when the new one is given up`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.add("out.safetensors", "old")
    do {
      var writer = try SafetensorsWriter(path: path, tensors: [.floats("a", shape: [1 << 20])])
      try writer.write([Float](repeating: 1, count: 1 << 19))
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out.safetensors"])
  }

  @Test func `a full disk is told in one line`() {
    #expect(
      sentence {
        var writer = try SafetensorsWriter(path: "/dev/full", tensors: [.floats("a", shape: [4])])
        try writer.write([1, 2, 3, 4] as [Float])
        try writer.commit()
      } == "/dev/full: no space left to write it, an old file stays as it was; "
        + "free some space and try again")
  }

  @Test func `too few, too many or other numbers stop the program`() async {
    await #expect(processExitsWith: .failure) {
      let folder = try TemporaryFolder()
      try SafetensorsWriter(path: folder.path + "/a", tensors: [.floats("a", shape: [2])]).commit()
    }
    await #expect(processExitsWith: .failure) {
      let folder = try TemporaryFolder()
      let tensors = [SafetensorsWriter.Declaration.floats("a", shape: [2])]
      var writer = try SafetensorsWriter(path: folder.path + "/a", tensors: tensors)
      try writer.write([1, 2, 3] as [Float])
    }
    await #expect(processExitsWith: .failure) {
      let folder = try TemporaryFolder()
      let tensors = [SafetensorsWriter.Declaration.floats("a", shape: [2])]
      var writer = try SafetensorsWriter(path: folder.path + "/a", tensors: tensors)
      try writer.write([1] as [Int64])
    }
  }
}
