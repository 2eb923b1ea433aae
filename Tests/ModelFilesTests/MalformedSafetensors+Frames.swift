extension Malformed {
  /// Files whose frame is wrong: the length of the header, its first byte.
  static let frames = [
    Malformed("empty file", [], "the file is empty; fetch it again"),
    Malformed(
      "one byte", [0], "the file is 1 bytes, a safetensors file has 8 or more; fetch it again"),
    Malformed(
      "seven bytes", [2, 0, 0, 0, 0, 0, 0],
      "the file is 7 bytes, a safetensors file has 8 or more; fetch it again"),
    Malformed(
      "one byte beyond the limit", length(100_000_001) + [0x7B, 0x7D],
      "the first 8 bytes give the header 100000001 bytes, at most 100000000 are allowed; "
        + "check that this is a safetensors file"),
    Malformed(
      "length 2^32", length(1 << 32),
      "the first 8 bytes give the header 4294967296 bytes, at most 100000000 are allowed; "
        + "check that this is a safetensors file"),
    Malformed(
      "length 2^63", length(1 << 63) + [0x7B, 0x7D],
      "the first 8 bytes give the header 9223372036854775808 bytes, at most 100000000 are "
        + "allowed; check that this is a safetensors file"),
    Malformed(
      "length 2^64 - 1", length(.max) + [0x7B, 0x7D],
      "the first 8 bytes give the header 18446744073709551615 bytes, at most 100000000 are "
        + "allowed; check that this is a safetensors file"),
    Malformed(
      "length 2^64 - 8, which wraps to 0", length(.max - 7) + [0x7B, 0x7D],
      "the first 8 bytes give the header 18446744073709551608 bytes, at most 100000000 are "
        + "allowed; check that this is a safetensors file"),
    Malformed(
      "100 MB in a file of 100 bytes", length(100_000_000) + [UInt8](repeating: 0x7B, count: 92),
      "the header should be 100000000 bytes, 92 follow its length; fetch the file again"),
    Malformed(
      "a header one byte beyond the end", length(3) + [0x7B, 0x7D],
      "the header should be 3 bytes, 2 follow its length; fetch the file again"),
    Malformed(
      "length without a header", length(0),
      "the header has no bytes, {} is the shortest; have it saved again"),
    Malformed(
      "length 0 before a header", length(0) + [0x7B, 0x7D],
      "the header has no bytes, {} is the shortest; have it saved again"),
    Malformed(
      "leading space", packed(" {}"),
      "the header should begin with {, found a space; check that this is a safetensors file"),
    Malformed(
      "leading line end", packed("\n{}"),
      "the header should begin with {, found byte 0x0A; check that this is a safetensors file"),
    Malformed(
      "leading byte order mark", packed("\u{FEFF}{}"),
      "the header should begin with {, found byte 0xEF; check that this is a safetensors file"),
    Malformed(
      "an array as header", packed("[]"),
      #"the header should begin with {, found "["; check that this is a safetensors file"#),
    Malformed(
      "NUL as header", packed([0]),
      "the header should begin with {, found byte 0x00; check that this is a safetensors file"),
  ]

  /// Files whose header is not the JSON it should be.
  static let texts = [
    Malformed(
      "a byte of no UTF-8", packed(Array("{\"a".utf8) + [0xFF, 0x22, 0x7D]),
      "the header's byte 0xFF at offset 11 is not UTF-8; have it saved again"),
    Malformed(
      "an overlong slash", packed(Array("{\"".utf8) + [0xC0, 0xAF]),
      "the header's byte 0xC0 at offset 10 is not UTF-8; have it saved again"),
    Malformed(
      "a surrogate as UTF-8", packed(Array("{\"".utf8) + [0xED, 0xA0, 0x80]),
      "the header's byte 0xED at offset 10 is not UTF-8; have it saved again"),
    Malformed(
      "UTF-8 cut by the header's end", packed(Array("{\"".utf8) + [0xE5, 0x96]) + [0x9C],
      "the header's byte 0xE5 at offset 10 is not UTF-8; have it saved again"),
    Malformed(
      "a scalar beyond U+10FFFF", packed(Array("{}".utf8) + [0xF4, 0x90, 0x80, 0x80]),
      "the header's byte 0xF4 at offset 10 is not UTF-8; have it saved again"),
    Malformed(
      "only the brace", packed("{"),
      "the header is not JSON: line 1, column 2 (byte 1): expected a key in double quotes, "
        + "found the end; have it saved again"),
    Malformed(
      "cut within a name", packed("{\"a"),
      "the header is not JSON: line 1, column 4 (byte 3): expected the closing quote of a string, "
        + "found the end; have it saved again"),
    Malformed(
      "a comma at the end", packed("{\(entry("a", "F32", "[]", 0, 4)),}", 4),
      "the header is not JSON: line 1, column 54 (byte 53): expected a key in double quotes, "
        + #"found "}"; have it saved again"#),
    Malformed(
      "single quotes", packed("{'a':1}"),
      "the header is not JSON: line 1, column 2 (byte 1): expected a key in double quotes, "
        + #"found "'"; have it saved again"#),
    Malformed(
      "a comment", packed("{/**/}"),
      "the header is not JSON: line 1, column 2 (byte 1): expected a key in double quotes, "
        + #"found "/"; have it saved again"#),
    Malformed(
      "a raw control character", packed("{\"\u{1}\":1}"),
      "the header is not JSON: line 1, column 3 (byte 2): "
        + #"a control character in a string must be written \u0001; have it saved again"#),
    Malformed(
      "half a surrogate pair", packed(#"{"\ud800":1}"#),
      "the header is not JSON: line 1, column 3 (byte 2): "
        + #"the surrogate \uD800 lacks its other half; have it saved again"#),
    Malformed(
      "NaN as a dimension", packed(#"{"a":{"shape":[NaN]}}"#),
      "the header is not JSON: line 1, column 16 (byte 15): "
        + "NaN is not JSON; expected a finite number; have it saved again"),
    Malformed(
      "a leading zero", packed(#"{"a":{"shape":[01]}}"#),
      "the header is not JSON: line 1, column 16 (byte 15): "
        + #"expected a number without a leading 0, found "01"; have it saved again"#),
    Malformed(
      "a tensor twice",
      packed("{\(entry("a", "F32", "[]", 0, 4)),\(entry("a", "F32", "[]", 4, 8))}", 8),
      #""a" at offset 61 stands twice in one object of the header; have it saved again"#),
    Malformed(
      "a tensor twice, once escaped",
      packed("{\(entry("a", "F32", "[]", 0, 4)),\(entry(#"\u0061"#, "F32", "[]", 4, 8))}", 8),
      #""a" at offset 61 stands twice in one object of the header; have it saved again"#),
    Malformed(
      "a field twice", packed(#"{"a":{"dtype":"F32","dtype":"F32"}}"#),
      #""dtype" at offset 28 stands twice in one object of the header; have it saved again"#),
    Malformed(
      "a remark twice", packed(#"{"__metadata__":{"k":"v","k":"w"}}"#),
      #""k" at offset 33 stands twice in one object of the header; have it saved again"#),
    Malformed(
      "the remarks twice", packed(#"{"__metadata__":{},"__metadata__":{}}"#),
      #""__metadata__" at offset 27 stands twice in one object of the header; "#
        + "have it saved again"),
    Malformed(
      "five levels", packed(#"{"a":{"x":[[[1]]]}}"#),
      "the header is nested deeper than 4 at offset 20; have it saved again"),
    Malformed(
      "a depth bomb", packed("{\"a\":" + String(repeating: "[", count: 100_000)),
      "the header is nested deeper than 4 at offset 16; have it saved again"),
    Malformed(
      "NUL padding", packed("{}\0\0\0\0\0\0"),
      "the header should end in spaces only, found byte 0x00 at offset 10; have it saved again"),
    Malformed(
      "a line end as padding", packed("{}  \n"),
      "the header should end in spaces only, found byte 0x0A at offset 12; have it saved again"),
    Malformed(
      "a second object", packed("{} {}"),
      #"the header should end in spaces only, found "{" at offset 11; have it saved again"#),
  ]
}
