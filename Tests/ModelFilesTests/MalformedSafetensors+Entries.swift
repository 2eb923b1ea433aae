extension Malformed {
  /// Files whose header is JSON and says something wrong.
  static let entries = [
    Malformed(
      "remarks as an array", packed(#"{"__metadata__":[]}"#),
      "__metadata__ should be an object of strings, found an array; have it saved again"),
    Malformed(
      "remarks as null", packed(#"{"__metadata__":null}"#),
      "__metadata__ should be an object of strings, found null; have it saved again"),
    Malformed(
      "a number as a remark", packed(#"{"__metadata__":{"epoch":3}}"#),
      #"__metadata__ "epoch" should be a string, found a number; have it saved again"#),
    Malformed(
      "an object as a remark", packed(#"{"__metadata__":{"a":{}}}"#),
      #"__metadata__ "a" should be a string, found an object; have it saved again"#),
    Malformed(
      "remarks as a tensor", packed("{\(entry("__metadata__", "F32", "[1]", 0, 4))}", 4),
      "__metadata__ describes a tensor, it is no name for one; save the tensor by another name"),
    Malformed(
      "a tensor as a number", packed(#"{"a":1}"#),
      #"tensor "a": expected an object, found a number; have it saved again"#),
    Malformed(
      "a tensor as an array", packed(#"{"a":["F32",[1],[0,4]]}"#, 4),
      #"tensor "a": expected an object, found an array; have it saved again"#),
    Malformed(
      "no dtype", packed(#"{"a":{"shape":[],"data_offsets":[0,4]}}"#, 4),
      #"tensor "a": has no dtype; have it saved again"#),
    Malformed(
      "no shape", packed(#"{"a":{"dtype":"F32","data_offsets":[0,4]}}"#, 4),
      #"tensor "a": has no shape; have it saved again"#),
    Malformed(
      "no offsets", packed(#"{"a":{"dtype":"F32","shape":[]}}"#, 4),
      #"tensor "a": has no data_offsets; have it saved again"#),
    Malformed(
      "dtype as a number", packed(#"{"a":{"dtype":32,"shape":[],"data_offsets":[0,4]}}"#, 4),
      #"tensor "a": dtype should be a string, found a number; have it saved again"#),
    Malformed(
      "an unknown dtype", packed("{\(entry("a", "F128", "[1]", 0, 16))}", 16),
      #"tensor "a": dtype "F128" is unknown; save it as F32"#),
    Malformed(
      "a dtype in small letters", packed("{\(entry("a", "f32", "[1]", 0, 4))}", 4),
      #"tensor "a": dtype "f32" is unknown; save it as F32"#),
    Malformed(
      "shape as a number", packed("{\(entry("a", "F32", "1", 0, 4))}", 4),
      #"tensor "a": shape should be an array, found a number; have it saved again"#),
    Malformed(
      "a negative dimension", packed("{\(entry("a", "F32", "[2,-1]", 0, 4))}", 4),
      #"tensor "a": dimension 1 of its shape is -1, 0 is the least; have it saved again"#),
    Malformed(
      "two negative dimensions", packed("{\(entry("a", "F32", "[-1,-1]", 0, 4))}", 4),
      #"tensor "a": dimension 0 of its shape is -1, 0 is the least; have it saved again"#),
    Malformed(
      "a dimension with a fraction", packed("{\(entry("a", "F32", "[1.0]", 0, 4))}", 4),
      #"tensor "a": dimension 0 of its shape should be an integer below 2^63, found 1.0; "#
        + "have it saved again"),
    Malformed(
      "a dimension with an exponent", packed("{\(entry("a", "F32", "[1e0]", 0, 4))}", 4),
      #"tensor "a": dimension 0 of its shape should be an integer below 2^63, found 1.0; "#
        + "have it saved again"),
    Malformed(
      "a dimension of minus zero", packed("{\(entry("a", "F32", "[-0]", 0, 0))}"),
      #"tensor "a": dimension 0 of its shape should be an integer below 2^63, found -0.0; "#
        + "have it saved again"),
    Malformed(
      "a dimension of 2^63", packed("{\(entry("a", "F32", "[9223372036854775808]", 0, 4))}", 4),
      #"tensor "a": dimension 0 of its shape should be an integer below 2^63, "#
        + "found 9.223372036854776e+18; have it saved again"),
    Malformed(
      "a dimension as text", packed("{\(entry("a", "F32", #"["1"]"#, 0, 4))}", 4),
      #"tensor "a": dimension 0 of its shape should be an integer below 2^63, found a string; "#
        + "have it saved again"),
    Malformed(
      "dimensions whose product wraps to 0",
      packed("{\(entry("a", "F32", "[4294967296,4294967296]", 0, 0))}"),
      #"tensor "a": shape [4294967296, 4294967296] has more bits than 64-bit numbers count; "#
        + "have it saved again"),
    Malformed(
      "bits that wrap to 32",
      packed("{\(entry("a", "F32", "[576460752303423489]", 0, 4))}", 4),
      #"tensor "a": shape [576460752303423489] has more bits than 64-bit numbers count; "#
        + "have it saved again"),
    Malformed(
      "a zero after the overflow",
      packed("{\(entry("a", "F32", "[9223372036854775807,4,0]", 0, 0))}"),
      #"tensor "a": shape [9223372036854775807, 4, 0] has more bits than 64-bit numbers count; "#
        + "have it saved again"),
  ]

  /// Files whose tensors are not where they should be.
  static let places = [
    Malformed(
      "offsets as a number", packed(#"{"a":{"dtype":"F32","shape":[],"data_offsets":4}}"#, 4),
      #"tensor "a": data_offsets should be an array of two, found a number; have it saved again"#),
    Malformed(
      "one offset", packed(#"{"a":{"dtype":"F32","shape":[],"data_offsets":[4]}}"#, 4),
      #"tensor "a": data_offsets should be an array of two, found one of 1; have it saved again"#),
    Malformed(
      "three offsets", packed(#"{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4,4]}}"#, 4),
      #"tensor "a": data_offsets should be an array of two, found one of 3; have it saved again"#),
    Malformed(
      "an offset with a fraction",
      packed(#"{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4.0]}}"#, 4),
      #"tensor "a": data_offsets should be integers below 2^63, found 4.0; have it saved again"#),
    Malformed(
      "an offset of 2^64",
      packed(#"{"a":{"dtype":"F32","shape":[],"data_offsets":[0,18446744073709551616]}}"#, 4),
      #"tensor "a": data_offsets should be integers below 2^63, found 1.8446744073709552e+19; "#
        + "have it saved again"),
    Malformed(
      "a negative offset", packed("{\(entry("a", "F32", "[]", -4, 0))}", 4),
      #"tensor "a": its data_offsets have -4, 0 is the least; have it saved again"#),
    Malformed(
      "offsets in reverse", packed("{\(entry("a", "F32", "[]", 4, 0))}", 4),
      #"tensor "a": its bytes end at 0, before they begin at 4; have it saved again"#),
    Malformed(
      "a hole at the beginning", packed("{\(entry("a", "F32", "[]", 4, 8))}", 8),
      #"tensor "a": begins at 4, bytes 0 to 4 belong to no tensor; have it saved again"#),
    Malformed(
      "a hole between two",
      packed("{\(entry("a", "F32", "[]", 0, 4)),\(entry("b", "F32", "[]", 5, 9))}", 9),
      #"tensor "b": begins at 5, bytes 4 to 5 belong to no tensor; have it saved again"#),
    Malformed(
      "two tensors on the same bytes",
      packed("{\(entry("a", "F32", "[]", 0, 4)),\(entry("b", "F32", "[]", 0, 4))}", 4),
      #"tensor "b": begins at 0, among the bytes of "a", which end at 4; have it saved again"#),
    Malformed(
      "tensors that overlap in part",
      packed("{\(entry("b", "F32", "[]", 3, 7)),\(entry("a", "F32", "[]", 0, 4))}", 7),
      #"tensor "b": begins at 3, among the bytes of "a", which end at 4; have it saved again"#),
    Malformed(
      "a tensor without bytes inside another",
      packed("{\(entry("a", "F32", "[]", 0, 4)),\(entry("z", "F32", "[0]", 2, 2))}", 4),
      #"tensor "z": begins at 2, among the bytes of "a", which end at 4; have it saved again"#),
    Malformed(
      "many tensors on the same bytes",
      packed(
        "{" + (0..<100).map { entry("t\($0)", "U8", "[64]", 0, 64) }.joined(separator: ",") + "}",
        64),
      #"tensor "t1": begins at 0, among the bytes of "t0", which end at 64; have it saved again"#),
    Malformed(
      "half a byte", packed("{\(entry("a", "F4", "[3]", 0, 2))}", 2),
      #"tensor "a": F4 [3] does not fill its last byte; have it saved again"#),
    Malformed(
      "fewer bytes than the shape", packed("{\(entry("a", "F32", "[2,3]", 0, 20))}", 20),
      #"tensor "a": F32 [2, 3] takes 24 bytes, its offsets give 20; have it saved again"#),
    Malformed(
      "more bytes than the shape", packed("{\(entry("a", "BF16", "[2]", 0, 8))}", 8),
      #"tensor "a": BF16 [2] takes 4 bytes, its offsets give 8; have it saved again"#),
    Malformed(
      "a single number of no bytes", packed("{\(entry("a", "F32", "[]", 0, 0))}"),
      #"tensor "a": F32 [] takes 4 bytes, its offsets give 0; have it saved again"#),
    Malformed(
      "bytes beyond the file", packed("{\(entry("a", "F32", "[2]", 0, 8))}", 7),
      "the file should be 70 bytes, 69 are there; fetch it again"),
    Malformed(
      "no bytes at all", packed("{\(entry("a", "F32", "[2]", 0, 8))}"),
      "the file should be 70 bytes, 62 are there; fetch it again"),
    Malformed(
      "an exabyte in a file of 80 bytes",
      packed("{\(entry("a", "U8", "[1152921504606846976]", 0, 1 << 60))}"),
      "the file should be 1152921504606847073 bytes, 97 are there; fetch it again"),
    Malformed(
      "an end that overflows",
      packed("{\(entry("a", "U8", "[1]", 0, Int.max))}", 1),
      #"tensor "a": U8 [1] takes 1 bytes, its offsets give 9223372036854775807; "#
        + "have it saved again"),
    Malformed(
      "four tensors whose end and header together overflow",
      packed(
        "{"
          + (0..<4).map { index in
            let size = 1 << 61 - 1
            return entry("t\(index)", "U8", "[\(size)]", index * size, (index + 1) * size)
          }.joined(separator: ",") + "}"),
      "the file should be 9223372036854775807 bytes, 419 are there; fetch it again"),
    Malformed(
      "a byte after the last tensor", packed("{\(entry("a", "F32", "[]", 0, 4))}", 5),
      "the file should be 65 bytes, 66 are there; have it saved again"),
    Malformed(
      "bytes and no tensor", packed("{}", 1),
      "the file should be 10 bytes, 11 are there; have it saved again"),
  ]
}
