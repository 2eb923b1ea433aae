import Testing

@testable import ModelFiles

struct JSONWriterTests {
  @Test func `values are written in the order given`() {
    let value: JSONValue = .object([
      JSONMember("z", .array([.integer(-1), .number(0.5), .null, .boolean(true)])),
      JSONMember("a", .object([])), JSONMember("b", .array([])),
      JSONMember("c", .array([.array([.string("x")]), .object([JSONMember("", .integer(0))])])),
    ])
    #expect(
      JSONWriter.text(of: value)
        == #"{"z":[-1,0.5,null,true],"a":{},"b":[],"c":[["x"],{"":0}]}"#)
    #expect(
      JSONWriter.text(of: value, indentation: 2) == """
        {
          "z": [
            -1,
            0.5,
            null,
            true
          ],
          "a": {},
          "b": [],
          "c": [
            [
              "x"
            ],
            {
              "": 0
            }
          ]
        }
        """)
  }

  @Test func `what could drive a terminal or hide text is escaped`() throws {
    let hostile =
      "\"\\/\n\r\t\u{8}\u{C}\0\u{1B}\u{7F}\u{80}\u{9B}\u{9F}\u{61C}\u{200E}\u{200F}\u{202A}\u{202E}"
      + "\u{2066}\u{2069}\u{2028}\u{2029}é喜🎉\u{A0}"
    let text = JSONWriter.text(of: .string(hostile))
    #expect(
      text == #""\"\\/\n\r\t\b\f\u0000\u001B\u007F\u0080\u009B\u009F\u061C\u200E\u200F\u202A\u202E"#
        + #"\u2066\u2069\u2028\u2029é喜🎉"# + "\u{A0}\"")
    #expect(try JSONParser.parse(text) == .string(hostile))
  }

  @Test func `every scalar comes back`() throws {
    let all = (0...0x10FFFF).compactMap { Unicode.Scalar($0 as UInt32) }
    let text = String(String.UnicodeScalarView(all))
    #expect(try JSONParser.parse(JSONWriter.bytes(of: .string(text))) == .string(text))
  }

  @Test(
    arguments: [
      (0, "0.0"), (-0.0, "-0.0"), (1, "1.0"), (0.1, "0.1"), (1e21, "1e+21"),
      (.leastNonzeroMagnitude, "5e-324"),
      (1.0 / 3, "0.3333333333333333"), (1e-7, "1e-07"),
      (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
    ] as [(Double, String)])
  func `numbers are the shortest that come back`(number: Double, text: String) throws {
    #expect(JSONWriter.text(of: .number(number)) == text)
    #expect(try JSONParser.parse(text).doubleValue?.bitPattern == number.bitPattern)
  }

  @Test func `floats have the digits of a float`() {
    var writer = JSONWriter(notFinite: .string)
    writer.beginArray()
    for number in [0.1, 16_777_216, .nan] as [Float] { writer.number(number) }
    writer.endArray()
    #expect(String(decoding: writer.bytes, as: UTF8.self) == #"[0.1,16777216.0,"NaN"]"#)
  }

  @Test func `what is not finite becomes null or a string`() {
    let value: JSONValue = .array([.number(.nan), .number(.infinity), .number(-.infinity)])
    #expect(JSONWriter.text(of: value) == "[null,null,null]")
    #expect(
      JSONWriter.text(of: value, notFinite: .string) == #"["NaN","Infinity","-Infinity"]"#)
  }

  @Test func `pieces can be taken as they are written`() {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("a")
    var text = String(decoding: writer.drain(), as: UTF8.self)
    #expect(text == #"{"a":"#)
    writer.integer(1)
    writer.key("b")
    writer.boolean(false)
    writer.endObject()
    text += String(decoding: writer.drain(), as: UTF8.self)
    #expect(text == #"{"a":1,"b":false}"#)
    #expect(writer.bytes.isEmpty)
  }

  @Test func `a key outside an object, or an end without beginning, stops the program`() async {
    await #expect(processExitsWith: .failure) {
      var writer = JSONWriter()
      writer.beginArray()
      writer.key("a")
    }
    await #expect(processExitsWith: .failure) {
      var writer = JSONWriter()
      writer.beginArray()
      writer.endObject()
    }
  }
}
