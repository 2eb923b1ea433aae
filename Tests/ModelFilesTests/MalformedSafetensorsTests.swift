import Testing

@testable import ModelFiles

/// A malformed file and the one sentence that should be said of it.
struct Malformed: CustomTestStringConvertible, Sendable {
  var name: String
  var file: [UInt8]
  var sentence: String

  init(_ name: String, _ file: [UInt8], _ sentence: String) {
    self.name = name
    self.file = file
    self.sentence = sentence
  }

  var testDescription: String { name }
}

struct MalformedSafetensorsTests {
  @Test(arguments: Malformed.frames + Malformed.texts + Malformed.entries + Malformed.places)
  func `a malformed file is refused in its own words`(malformed: Malformed) {
    #expect(problem(malformed.file)?.description == malformed.sentence)
  }

  @Test func `sixty fixtures or more, no two of one name`() {
    let all = Malformed.frames + Malformed.texts + Malformed.entries + Malformed.places
    #expect(all.count >= 60)
    #expect(Set(all.map(\.name)).count == all.count)
  }

  @Test func `of several faults the earliest check's is told`() {
    let bad = #"{"a":{"dtype":"X","shape":[-1],"data_offsets":[4,0]},"b":{"dtype":"F32"}"#
    func first(_ header: String) -> SafetensorsProblem? { problem(packed(header)) }
    #expect(
      first(bad + #","c":{},"c":{}}"#)
        == .duplicateKey("c", offset: 8 + bad.utf8.count + 8))
    #expect(first(bad + #","__metadata__":1}"#) == .metadataNotObject(found: "a number"))
    #expect(first(bad + "}") == .missingField(tensor: "b", field: "shape"))
    let dtype = entry("a", "F32", "[-1]", 4, 0) + "," + entry("b", "X", "[]", 0, 4)
    #expect(first("{\(dtype)}") == .unknownDtype(tensor: "b", found: "X"))
    let shape = entry("a", "F32", "[]", 4, 0) + "," + entry("b", "F32", "[-1]", 0, 4)
    #expect(first("{\(shape)}") == .negativeDimension(tensor: "b", axis: 0, found: -1))
    let order = entry("a", "F32", "[9]", 1, 5) + "," + entry("b", "F32", "[]", 4, 0)
    #expect(first("{\(order)}") == .offsetsReversed(tensor: "b", begin: 4, end: 0))
    let hole = entry("a", "F32", "[9]", 0, 4) + "," + entry("b", "F32", "[]", 5, 9)
    #expect(first("{\(hole)}") == .hole(tensor: "b", begin: 5, expected: 4))
    #expect(
      first("{\(entry("a", "F32", "[9]", 0, 4))}")
        == .wrongByteCount(tensor: "a", dtype: .float32, shape: [9], expected: 36, found: 4))
  }

  @Test func `a header of more values than are read is refused`() {
    let file = packed("{\(entry("a", "F32", "[]", 0, 4))}", 4)
    func read(_ maximumValues: Int) throws {
      try file.withUnsafeBytes {
        _ = try SafetensorsHeader(file: $0, maximumValues: maximumValues)
      }
    }
    #expect(sentence { try read(7) } == "no error")
    #expect(
      sentence { try read(6) }
        == "the header has more than 6 values, at offset 57; have it saved in shards")
    #expect(SafetensorsHeader.maximumValues == 5_000_000)
  }

  @Test func `hostile names are shown as escapes and cut`() {
    let name = "a\u{1B}]0;x\u{202E}" + String(repeating: "n", count: 200)
    let told = problem(packed(#"{"\#(name)":1}"#.replacing("\u{1B}", with: "\\u001b")))
    #expect(
      told?.description == #"tensor "a\u{1B}]0;x\u{202E}"#
        + String(repeating: "n", count: 73) + #"…": expected an object, found a number; "#
        + "have it saved again")
  }

  @Test func `a shape of many dimensions is shown cut`() {
    let shape = "[" + Array(repeating: "1", count: 20).joined(separator: ",") + "]"
    #expect(
      problem(packed("{\(entry("a", "F32", shape, 0, 8))}", 8))?.description
        == #"tensor "a": F32 [1, 1, 1, 1, 1, 1, 1, 1, …] takes 4 bytes, its offsets give 8; "#
        + "have it saved again")
  }
}
