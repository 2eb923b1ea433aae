import Foundation
import Tensors
import Testing

@testable import ModelFiles

struct SafetensorsHeaderTests {
  @Test func `an empty header is a file without tensors`() throws {
    #expect(try header(packed("{}")).tensors.isEmpty)
    #expect(try header(packed("{}      ")).tensors.isEmpty)
    #expect(try header(packed(#"{"__metadata__":{}}"#)).metadata.isEmpty)
  }

  @Test func `tensors stand in the order of their bytes`() throws {
    let text = "{\(entry("b", "F32", "[2]", 4, 12)),\(entry("a", "U8", "[4]", 0, 4))}  "
    let tensors = try header(packed(text, 12)).tensors
    #expect(tensors.map(\.name) == ["a", "b"])
    #expect(tensors.map(\.dtype) == [.uint8, .float32])
    #expect(tensors.map(\.shape) == [[4], [2]])
    #expect(tensors.map(\.count) == [4, 2])
    let start = 8 + text.utf8.count
    #expect(tensors.map(\.bytes) == [start..<start + 4, start + 4..<start + 12])
  }

  @Test func `rank 0 and size 0 are allowed, at any place`() throws {
    let entries = [
      entry("z1", "F32", "[0]", 0, 0), entry("a", "F32", "[]", 0, 4),
      entry("z2", "I64", "[3,0,9223372036854775807]", 4, 4), entry("b", "F32", "[1,1]", 4, 8),
      entry("z3", "F16", "[0,2]", 8, 8),
    ]
    for entries in [entries, entries.reversed()] {
      let tensors = try header(packed("{\(entries.joined(separator: ","))}", 8)).tensors
      #expect(tensors.map(\.name) == ["z1", "a", "z2", "b", "z3"])
      #expect(tensors.map(\.count) == [0, 1, 0, 1, 0])
    }
  }

  @Test func `remarks keep their order, names may be anything`() throws {
    let file = packed(
      "{\(entry("", "F32", "[]", 0, 4)),"
        + #""__metadata__":{"z":"1","a":"\u202e"},"#
        + "\(entry("e\u{301}", "U8", "[]", 4, 5)),\(entry("é", "U8", "[]", 5, 6))}", 6)
    let found = try header(file)
    #expect(found.metadata.map(\.key) == ["z", "a"])
    #expect(found.metadata.map(\.value) == ["1", "\u{202E}"])
    #expect(found.tensors.map { Array($0.name.utf8).count } == [0, 3, 2])
  }

  @Test func `white space within the JSON, and fields that are not known, are passed over`() throws
  {
    let file = packed(
      "{ \r\n\t\"a\" : {\"dtype\":\"F32\",\"shape\":[ ],\"data_offsets\":[0,4],\"x\":[[1]]}}", 4)
    #expect(try header(file).tensors.map(\.name) == ["a"])
  }

  @Test(arguments: ScalarType.allCases)
  func `every kind of number has the size the format gives it`(dtype: ScalarType) throws {
    let count = dtype.bitWidth
    let file = packed("{\(entry("a", dtype.rawValue, "[8]", 0, count))}", count)
    #expect(try header(file).tensors.first?.dtype == dtype)
  }

  @Test func `a claim of 100 MB in 100 bytes allocates less than 1 MB`() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let start = length(100_000_000) + [0x7B]
      let path = try folder.add("a.safetensors", start + [UInt8](repeating: 0x20, count: 91))
      // A modest claim beforehand, so that what is set up the first time is not counted.
      let modest = length(1000) + start.suffix(1) + [UInt8](repeating: 0x20, count: 91)
      let first = try folder.add("b.safetensors", modest)
      _ = sentence { _ = try SafetensorsFile(path: first) }
      // Memory that is reserved and not touched does not count as used; a limit stops it.
      let size = rlim_t(try #require(memory("VmSize")) + (16 << 20))
      var limit = rlimit(rlim_cur: size, rlim_max: size)
      #expect(setrlimit(__rlimit_resource_t(9), &limit) == 0)  // RLIMIT_AS
      let before = try #require(memory("VmHWM"))
      let told = sentence { _ = try SafetensorsFile(path: path) }
      let grown = try #require(memory("VmHWM")) - before
      #expect(told.hasSuffix("92 follow its length; fetch the file again"))
      #expect(grown < 1 << 20, "grew by \(grown) bytes")
    }
  }
}

/// What the system says of this process's memory, in bytes.
private func memory(_ field: String) -> Int? {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix(field + ":") }
  let digits = line?.split { !$0.isNumber }.first
  return digits.flatMap { Int($0) }.map { $0 * 1024 }
}

struct SafetensorsFileTests {
  private static let numbers: [Float] = [
    1, -2.5, .nan, .infinity, -.infinity, -0.0, .leastNonzeroMagnitude,
  ]

  private func bytes<Scalar: BitwiseCopyable>(_ scalars: [Scalar]) -> [UInt8] {
    scalars.withUnsafeBytes { Array($0) }
  }

  private func open(_ dtype: String, _ data: [UInt8], _ padding: Int = 0) throws -> TensorSource {
    let width = ScalarType(rawValue: dtype)?.bitWidth ?? 8
    let text = "{\(entry("a", dtype, "[\(data.count * 8 / width)]", 0, data.count))}"
    let missing = (8 - text.utf8.count % 8) % 8 + padding
    let folder = try TemporaryFolder()
    let header = text + String(repeating: " ", count: missing)
    return try TensorSource(path: try folder.add("a.safetensors", packed(header) + data))
  }

  @Test func `aligned F32 stays where it is, NaN and infinities included`() throws {
    let floats = try open("F32", bytes(Self.numbers)).floats(of: "a")
    guard case .mapped(let mapped) = floats else {
      Issue.record("copied")
      return
    }
    #expect(mapped.pointer.map(\.bitPattern) == Self.numbers.map(\.bitPattern))
    #expect(floats.array().map(\.bitPattern) == Self.numbers.map(\.bitPattern))
    #expect(floats.count == 7)
  }

  @Test(arguments: 1...3)
  func `F32 off its alignment is copied`(padding: Int) throws {
    let floats = try open("F32", bytes(Self.numbers), padding).floats(of: "a")
    guard case .copied(let copied) = floats else {
      Issue.record("not copied")
      return
    }
    #expect(copied.map(\.bitPattern) == Self.numbers.map(\.bitPattern))
  }

  @Test func `every F16 becomes the float of the same value`() throws {
    let halves = (0...UInt16.max).map { $0 }
    let floats = try open("F16", bytes(halves), 1).floats(of: "a").array()
    #expect(floats.count == halves.count)
    var wrong: [UInt16] = []
    for (half, float) in zip(halves, floats) {
      let exponent = Int(half >> 10 & 0x1F)
      let fraction = Float(half & 0x3FF)
      let magnitude: Float =
        switch exponent {
        case 0: fraction * 0x1p-24
        case 31: fraction == 0 ? .infinity : .nan
        default: (1 + fraction / 1024) * Float(sign: .plus, exponent: exponent - 15, significand: 1)
        }
      let expected = half & 0x8000 == 0 ? magnitude : -magnitude
      let isSame =
        expected.isNaN ? float.isNaN : expected.bitPattern == float.bitPattern
      if !isSame { wrong.append(half) }
    }
    #expect(wrong.isEmpty, "F16 bit patterns \(wrong.prefix(10))")
  }

  @Test func `every BF16 becomes the float of the same bits`() throws {
    let halves = (0...UInt16.max).map { $0 }
    let floats = try open("BF16", bytes(halves)).floats(of: "a").array()
    #expect(floats.map(\.bitPattern) == halves.map { UInt32($0) << 16 })
  }

  @Test func `F64 is rounded to the nearest float`() throws {
    let doubles = [0.1, 1e300, -1e300, 1e-300, Double.nan, 16_777_217]
    let floats = try open("F64", bytes(doubles), 3).floats(of: "a").array()
    #expect(floats[0] == 0.1 && floats[1] == .infinity && floats[2] == -.infinity)
    #expect(floats[3] == 0 && floats[4].isNaN && floats[5] == 16_777_216)
  }

  @Test func `integers of all widths are read, aligned or not`() throws {
    let padding = 1
    func read(_ dtype: String, _ data: [UInt8]) throws -> [Int] {
      try open(dtype, data, padding).integers(of: "a")
    }
    #expect(try read("I64", bytes([Int64.min, -1, .max])) == [.min, -1, .max])
    #expect(try read("I32", bytes([Int32.min, -1, .max])) == [-2_147_483_648, -1, 2_147_483_647])
    #expect(try read("I16", bytes([Int16.min, -1, .max])) == [-32768, -1, 32767])
    #expect(try read("I8", bytes([Int8.min, -1, .max])) == [-128, -1, 127])
    #expect(try read("U8", [0, 255]) == [0, 255])
    #expect(try read("BOOL", [0, 1, 2]) == [0, 1, 1])
  }

  @Test func `tensors without numbers are read as such`() throws {
    #expect(try open("F32", []).floats(of: "a").array().isEmpty)
    #expect(try open("F16", []).floats(of: "a").array().isEmpty)
    #expect(try open("I64", []).integers(of: "a").isEmpty)
  }

  @Test func `kinds that are not read are refused by name`() throws {
    let path = "/m.safetensors"
    for dtype in ScalarType.allCases {
      let source = try open(dtype.rawValue, [UInt8](repeating: 0, count: 24))
      let floats = sentence { _ = try source.floats(of: "a") }
      let integers = sentence { _ = try source.integers(of: "a") }
      #expect((floats == "no error") == [.float32, .float16, .bfloat16, .float64].contains(dtype))
      #expect(
        (integers == "no error")
          == [.int64, .int32, .int16, .int8, .uint8, .bool].contains(dtype))
    }
    #expect(
      ModelFileError.unreadable(path: path, tensor: "a", dtype: .float8E4M3, wanted: .floats)
        .description
        == #"/m.safetensors: tensor "a" is F8_E4M3, only F32, F16, BF16 and F64 are read as "#
        + "floats; have it saved as F32")
    #expect(
      ModelFileError.unreadable(path: path, tensor: "a", dtype: .uint64, wanted: .integers)
        .description
        == #"/m.safetensors: tensor "a" is U64, only I64, I32, I16, I8, U8 and BOOL are read as "#
        + "integers; have it saved as I64")
  }

  @Test func `names that look the same are two`() throws {
    let folder = try TemporaryFolder()
    let text = "{\(entry("e\u{301}", "U8", "[]", 0, 1)),\(entry("é", "U8", "[]", 1, 2))}"
    let file = try SafetensorsFile(path: try folder.add("a.safetensors", packed(text, 2)))
    #expect(try file.integers(of: "e\u{301}") == [0])
    #expect(try file.integers(of: "é") == [1])
    #expect(file["x"] == nil)
  }

  @Test func `a file that shrinks is noticed before its bytes are touched`() throws {
    let folder = try TemporaryFolder()
    let text = "{\(entry("a", "F32", "[4]", 0, 16))}"
    let path = try folder.add("a.safetensors", packed(text, 16))
    let file = try SafetensorsFile(path: path)
    #expect(truncate(path, 20) == 0)
    let size = 8 + text.utf8.count + 16
    #expect(
      sentence { _ = try file.floats(of: "a") }
        == "\(path): was \(size) bytes when opened and is 20 now; "
        + "open it again when nothing writes to it")
    #expect(throws: ModelFileError.self) { try file.integers(of: "a") }
  }

  @Test func `what Hugging Face wrote is read`() throws {
    let folder =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().path + "/Fixtures/goldens/gpt2"
    let model = try TensorSource(path: folder)
    #expect(model.tensors.count == 28)
    #expect(model.metadata.map(\.key) == ["format"])
    #expect(model["transformer.wte.weight"]?.shape.count == 2)
    let golden = try TensorSource(path: folder + "/golden.safetensors")
    #expect(try golden.floats(of: "loss").count == 1)
    #expect(try golden.integers(of: "in.input_ids").count == golden["in.input_ids"]?.count)
    for tensor in model.tensors + golden.tensors {
      #expect(tensor.shape.reduce(1, *) == tensor.count)
    }
  }
}
