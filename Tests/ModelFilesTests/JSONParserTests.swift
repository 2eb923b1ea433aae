import Foundation
import Tensors
import Testing

@testable import ModelFiles

struct JSONParserTests {
  private func told(_ text: String, _ options: JSONParser.Options = .init()) -> String {
    sentence { _ = try JSONParser.parse(text, options: options) }
  }

  private func told(_ bytes: [UInt8]) -> String {
    sentence { _ = try JSONParser.parse(bytes) }
  }

  // MARK: What is read

  @Test func `values of every kind`() throws {
    #expect(try JSONParser.parse("null") == .null)
    #expect(try JSONParser.parse(" \t\r\ntrue ") == .boolean(true))
    #expect(try JSONParser.parse("false") == .boolean(false))
    #expect(try JSONParser.parse("[]") == .array([]))
    #expect(try JSONParser.parse("{ }") == .object([]))
    #expect(try JSONParser.parse("[1 , [ ] ]") == .array([.integer(1), .array([])]))
    #expect(
      try JSONParser.parse(#"{"z":1,"a":{"":[]}}"#)
        == .object([
          JSONMember("z", .integer(1)), JSONMember("a", .object([JSONMember("", .array([]))])),
        ]))
  }

  @Test(
    arguments: [
      ("0", .integer(0)), ("-1", .integer(-1)), ("9223372036854775807", .integer(.max)),
      ("-9223372036854775808", .integer(.min)), ("9223372036854775808", .number(0x1p63)),
      ("-9223372036854775809", .number(-0x1p63)), ("18446744073709551616", .number(0x1p64)),
      ("1000000000000000019884624838656", .number(1e30)), ("1.0", .number(1)),
      ("1e2", .number(100)),
      ("1E+2", .number(100)), ("-0.5e-3", .number(-0.0005)), ("0.1", .number(0.1)),
      ("5e-324", .number(.leastNonzeroMagnitude)), ("1e-999", .number(0)), ("0e5", .number(0)),
      ("1.7976931348623157e308", .number(.greatestFiniteMagnitude)),
    ] as [(String, JSONValue)])
  func `numbers`(text: String, value: JSONValue) throws {
    #expect(try JSONParser.parse(text) == value)
    #expect(try JSONParser.parse("[\(text)]") == .array([value]))
  }

  @Test func `minus zero keeps its sign`() throws {
    #expect(try JSONParser.parse("-0").doubleValue?.sign == .minus)
  }

  @Test func `an array of a million digits is a number too large`() {
    #expect(
      told(String(repeating: "9", count: 1_000_000))
        == "line 1, column 1 (byte 0): the number " + String(repeating: "9", count: 80)
        + "… is beyond what a Double holds")
  }

  @Test func `strings with every escape`() throws {
    let text = #""\"\\\/\b\f\n\r\t\u0041\u00e9\u559C\uD83C\udf89\u0000x""#
    #expect(
      try JSONParser.parse(text)
        == .string("\"\\/\u{8}\u{C}\n\r\tAé喜🎉\0x"))
    #expect(try JSONParser.parse(#""é喜🎉 \n é""#) == .string("é喜🎉 \n é"))
  }

  @Test func `keys and strings are compared by their bytes`() throws {
    let value = try JSONParser.parse("{\"é\":1,\"e\u{301}\":2}")
    #expect(value["é"] == .integer(1))
    #expect(value["e\u{301}"] == .integer(2))
    #expect(value["e"] == nil)
    #expect(JSONValue.string("é") != .string("e\u{301}"))
    let many = (0..<50).map { "\"\($0)\":0" }.joined(separator: ",")
    #expect(try JSONParser.parse("{\(many),\"é\":1,\"e\u{301}\":2}").objectValue?.count == 52)
  }

  @Test func `NaN and the infinities where they are allowed`() throws {
    let options = JSONParser.Options(acceptsNonFinite: true)
    let value = try JSONParser.parse("[NaN,Infinity,-Infinity]", options: options)
    #expect(value.arrayValue?[0].doubleValue?.isNaN == true)
    #expect(value.arrayValue?[1] == .number(.infinity))
    #expect(value.arrayValue?[2] == .number(-.infinity))
    #expect(told("nan", options).hasSuffix(#"expected a value, found "n""#))
  }

  @Test func `what a value is`() {
    let values: [JSONValue] = [
      .null, .boolean(true), .integer(1), .number(1.5), .string(""), .array([]), .object([]),
    ]
    #expect(
      values.map(\.kind) == [
        "null", "a truth value", "a number", "a number", "a string", "an array", "an object",
      ])
    #expect(values.map(\.isNull) == [true] + Array(repeating: false, count: 6))
    #expect(values.map(\.booleanValue) == [nil, true, nil, nil, nil, nil, nil])
    #expect(values.map(\.integerValue) == [nil, nil, 1, nil, nil, nil, nil])
    #expect(values.map(\.doubleValue) == [nil, nil, 1, 1.5, nil, nil, nil])
    #expect(values.map(\.stringValue) == [nil, nil, nil, nil, "", nil, nil])
    #expect(values.map { $0.arrayValue?.count } == [nil, nil, nil, nil, nil, 0, nil])
    #expect(values.map { $0.objectValue?.count } == [nil, nil, nil, nil, nil, nil, 0])
    #expect(JSONValue.number(12).integerValue == 12)
    #expect(JSONValue.number(1e30).integerValue == nil)
    #expect(JSONValue.number(.nan).integerValue == nil)
  }

  // MARK: What is not

  @Test(
    arguments: [
      ("", 1, #"expected a value, found the end"#),
      ("  ", 3, #"expected a value, found the end"#),
      ("[", 2, #"expected a value, found the end"#),
      ("[1", 3, #"expected a comma or ], found the end"#),
      ("[1,]", 4, #"expected a value, found "]""#),
      ("[,1]", 2, #"expected a value, found ",""#),
      ("[1 2]", 4, #"expected a comma or ], found "2""#),
      ("{", 2, #"expected a key in double quotes, found the end"#),
      (#"{"a"}"#, 5, #"expected a colon, found "}""#),
      (#"{"a":}"#, 6, #"expected a value, found "}""#),
      (#"{"a":1,}"#, 8, #"expected a key in double quotes, found "}""#),
      (#"{"a":1 "b"}"#, 8, #"expected a comma or }, found "\"""#),
      ("{a:1}", 2, #"expected a key in double quotes, found "a""#),
      ("{1:1}", 2, #"expected a key in double quotes, found "1""#),
      ("tru", 1, #"expected a value, found "t""#),
      ("nulL", 1, #"expected a value, found "n""#),
      ("True", 1, #"expected a value, found "T""#),
      ("'a'", 1, #"expected a value, found "'""#),
      ("// x", 1, #"expected a value, found "/""#),
      ("\u{A0}1", 1, "expected a value, found \"\u{A0}\""),
      ("\u{202E}", 1, #"expected a value, found "\u{202E}""#),
      ("喜", 1, #"expected a value, found "喜""#),
      ("\u{C}1", 1, #"expected a value, found "\u{0C}""#),
      ("+1", 1, #"expected a value, found "+""#),
      (".5", 1, #"expected a value, found ".""#),
      ("-", 2, #"expected a digit, found the end"#),
      ("-a", 2, #"expected a digit, found "a""#),
      ("1.", 3, #"expected a digit after the decimal point, found the end"#),
      ("1.e1", 3, #"expected a digit after the decimal point, found "e""#),
      ("1e", 3, #"expected a digit of the exponent, found the end"#),
      ("1e+", 4, #"expected a digit of the exponent, found the end"#),
      ("00", 1, #"expected a number without a leading 0, found "00""#),
      ("-01", 1, #"expected a number without a leading 0, found "-01""#),
      ("0x10", 2, #"expected nothing after the value, found "x""#),
      ("1 2", 3, #"expected nothing after the value, found "2""#),
      ("{}\0", 3, #"expected nothing after the value, found "\u{00}""#),
      ("1e999", 1, "the number 1e999 is beyond what a Double holds"),
      ("NaN", 1, "NaN is not JSON; expected a finite number"),
      ("Infinity", 1, "Infinity is not JSON; expected a finite number"),
      ("[-Infinity]", 2, "-Infinity is not JSON; expected a finite number"),
      ("\"a", 3, "expected the closing quote of a string, found the end"),
      ("\"\\", 3, "expected the closing quote of a string, found the end"),
      ("\"\\n", 4, "expected the closing quote of a string, found the end"),
      ("\"\n\"", 2, #"a control character in a string must be written \u000A"#),
      ("\"\\n\u{1F}\"", 4, #"a control character in a string must be written \u001F"#),
      (#""\x41""#, 2, #"expected an escape such as \n or \u000A, found "\\x""#),
      (#""\喜""#, 2, #"expected an escape such as \n or \u000A, found "\\喜""#),
      (#""\u12G4""#, 2, #"expected an escape such as \n or \u000A, found "\\u12G4""#),
      (#""\u12"#, 2, #"expected an escape such as \n or \u000A, found "\\u12""#),
      (#""\ud800""#, 2, #"the surrogate \uD800 lacks its other half"#),
      (#""\ud800\n""#, 2, #"the surrogate \uD800 lacks its other half"#),
      (#""\ud800\ud800""#, 2, #"the surrogate \uD800 lacks its other half"#),
      (#""\udc00\ud800""#, 2, #"the surrogate \uDC00 lacks its other half"#),
      (#""\ud800\u""#, 8, #"expected an escape such as \n or \u000A, found "\\u\"""#),
      (#"{"a":1,"a":2}"#, 8, #"the key "a" stands twice in one object"#),
      (#"{"a":1,"\u0061":2}"#, 8, #"the key "a" stands twice in one object"#),
    ] as [(String, Int, String)])
  func `what is no JSON is told by place, expectation and find`(
    text: String, column: Int, problem: String
  ) {
    let offset = String(String.UnicodeScalarView(text.unicodeScalars.prefix(column - 1))).utf8.count
    #expect(told(text) == "line 1, column \(column) (byte \(offset)): \(problem)")
  }

  @Test func `a key that stands twice among many is found`() {
    let many = (0..<50).map { "\"\($0)\":0" }.joined(separator: ",")
    #expect(told("{\(many),\"7\":1}").hasSuffix(#"the key "7" stands twice in one object"#))
    #expect(told("{\(many),\"49\":1}").hasSuffix(#"the key "49" stands twice in one object"#))
    let twelve = (0...12).map { "\"\($0)\":0" }.joined(separator: ",")
    #expect(told("{\(twelve),\"12\":1}").hasSuffix(#"the key "12" stands twice in one object"#))
  }

  @Test func `lines and columns count characters, the offset bytes`() {
    #expect(
      told("{\n  \"喜\": 1,\r\n  \"é\" 2\n}")
        == #"line 3, column 7 (byte 22): expected a colon, found "2""#)
  }

  @Test func `bytes that are no UTF-8 are told`() {
    #expect(told([0x22, 0xFF, 0x22]) == "line 1, column 2 (byte 1): the byte 0xFF is not UTF-8")
    #expect(
      told([0x22, 0xED, 0xA0, 0x80, 0x22])
        == "line 1, column 2 (byte 1): the byte 0xED is not UTF-8")
    #expect(
      told([0xEF, 0xBB, 0xBF, 0x31])
        == "line 1, column 1 (byte 0): a byte order mark stands before the value; "
        + "save the file without one")
  }

  @Test func `limits are told`() {
    #expect(
      told("[[1]]", .init(maximumDepth: 1))
        == "line 1, column 2 (byte 1): arrays and objects are nested deeper than 1")
    #expect(told("[1]", .init(maximumDepth: 1)) == "no error")
    #expect(
      told(#"{"a":{}}"#, .init(maximumDepth: 1))
        == "line 1, column 6 (byte 5): arrays and objects are nested deeper than 1")
    #expect(
      told("[1,2]", .init(maximumValues: 2))
        == "line 1, column 4 (byte 3): there are more than 2 values")
    #expect(
      told("[1,2]", .init(maximumBytes: 4))
        == "line 1, column 1 (byte 0): the text is 5 bytes, at most 4 are read")
    let deep = String(repeating: "[", count: 100_000)
    #expect(told(deep).hasSuffix("arrays and objects are nested deeper than 64"))
    let most = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
    #expect(told(most, .init(maximumDepth: 512)) == "no error")
  }

  @Test func `every beginning of a text, and every byte changed, is refused or read`() {
    let text = Array(#"{"a":[1,-2.5e3,"\u00e9\n喜",true,null],"b":{}}"#.utf8)
    for count in 0..<text.count { #expect(told(Array(text.prefix(count))) != "no error") }
    for index in text.indices {
      for byte in UInt8.min ... .max {
        var changed = text
        changed[index] = byte
        _ = told(changed)
      }
    }
  }

  // MARK: Files

  @Test func `a file is read, and its faults are told with its path`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.add("config.json", #"{"n_head":4,"x":NaN}"#)
    #expect(
      sentence { _ = try JSONValue(contentsOf: path) }
        == "\(path): line 1, column 17 (byte 16): NaN is not JSON; expected a finite number; "
        + "correct the file or fetch it again")
    let value = try JSONValue(contentsOf: path, acceptsNonFinite: true)
    #expect(value["n_head"]?.integerValue == 4)
    #expect(
      sentence { _ = try JSONValue(contentsOf: path, limit: 10) }
        == "\(path): is 20 bytes, where at most 10 are read; check that it is the right file")
  }
}
