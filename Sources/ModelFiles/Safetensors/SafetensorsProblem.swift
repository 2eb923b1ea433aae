import Tensors

/// What is wrong with a safetensors file; the cases stand in the order of the checks.
package enum SafetensorsProblem: Error, Equatable, Sendable {
  // MARK: The file's frame

  /// The file has no bytes at all.
  case emptyFile
  /// The file has not even the 8 bytes of the header's length.
  case tooShort(found: Int)
  /// The length of the header is beyond the format's limit.
  case headerTooLong(limit: Int, found: UInt64)
  /// The header is longer than what is left of the file.
  case headerBeyondEnd(header: Int, available: Int)
  /// The header has no bytes.
  case emptyHeader
  /// The header does not begin with a brace.
  case headerStart(found: UInt8)

  // MARK: The header as JSON

  /// A byte of the header is not UTF-8.
  case notUTF8(offset: Int, found: UInt8)
  /// A key stands twice in one object: a tensor's name, a field or a metadata key.
  case duplicateKey(String, offset: Int)
  /// Arrays and objects lie too deep in one another.
  case tooDeep(limit: Int, offset: Int)
  /// The header says more than is read here.
  case tooManyValues(limit: Int, offset: Int)
  /// The header is not JSON for another reason.
  case syntax(JSONError)
  /// After the header's JSON stands something other than spaces.
  case padding(offset: Int, found: UInt8)

  // MARK: What the header says

  /// `__metadata__` is not an object.
  case metadataNotObject(found: String)
  /// `__metadata__` describes a tensor, whose name it must not be.
  case metadataIsTensor
  /// A value in `__metadata__` is not a string.
  case metadataNotString(key: String, found: String)
  /// What stands under a tensor's name is not an object.
  case entryNotObject(tensor: String, found: String)
  /// A tensor lacks its `dtype`, `shape` or `data_offsets`.
  case missingField(tensor: String, field: String)
  /// The `dtype` is not a string.
  case dtypeNotString(tensor: String, found: String)
  /// The `dtype` is none that the format knows.
  case unknownDtype(tensor: String, found: String)
  /// The `shape` is not an array.
  case shapeNotArray(tensor: String, found: String)
  /// A dimension is below zero.
  case negativeDimension(tensor: String, axis: Int, found: Int)
  /// A dimension is no integer, or more than an `Int` holds.
  case dimensionNotInteger(tensor: String, axis: Int, found: String)
  /// The product of the dimensions, or its bits, is more than 64 bits hold.
  case sizeOverflow(tensor: String, shape: [Int])
  /// The `data_offsets` are not an array of two.
  case offsetsNotPair(tensor: String, found: String)
  /// An offset is no integer, or more than an `Int` holds.
  case offsetNotInteger(tensor: String, found: String)
  /// An offset is below zero.
  case negativeOffset(tensor: String, found: Int)
  /// A tensor's bytes end before they begin.
  case offsetsReversed(tensor: String, begin: Int, end: Int)

  // MARK: The tensors' places

  /// Bytes belong to no tensor, before this one.
  case hole(tensor: String, begin: Int, expected: Int)
  /// A tensor begins among the bytes of the one before it.
  case overlap(tensor: String, begin: Int, previous: String, previousEnd: Int)
  /// Numbers smaller than a byte do not fill their last byte.
  case partialByte(tensor: String, dtype: ScalarType, shape: [Int])
  /// Type and shape ask for another number of bytes than the offsets give.
  case wrongByteCount(
    tensor: String, dtype: ScalarType, shape: [Int], expected: Int, found: Int)
  /// The file ends before the tensors' bytes do.
  case truncated(expected: Int, found: Int)
  /// The file goes on after the tensors' bytes.
  case trailingBytes(expected: Int, found: Int)
}

extension SafetensorsProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .emptyFile:
      "the file is empty; fetch it again"
    case .tooShort(let found):
      "the file is \(found) bytes, a safetensors file has 8 or more; fetch it again"
    case .headerTooLong(let limit, let found):
      "the first 8 bytes give the header \(found) bytes, at most \(limit) are allowed; "
        + "check that this is a safetensors file"
    case .headerBeyondEnd(let header, let available):
      "the header should be \(header) bytes, \(available) follow its length; fetch the file again"
    case .emptyHeader:
      "the header has no bytes, {} is the shortest; \(saveAgain)"
    case .headerStart(let found):
      "the header should begin with {, found \(byte(found)); check that this is a safetensors file"
    case .notUTF8(let offset, let found):
      "the header's \(byte(found)) at offset \(offset) is not UTF-8; \(saveAgain)"
    case .duplicateKey(let key, let offset):
      "\(VisibleText.quoted(key)) at offset \(offset) stands twice in one object of the header; "
        + saveAgain
    case .tooDeep(let limit, let offset):
      "the header is nested deeper than \(limit) at offset \(offset); \(saveAgain)"
    case .tooManyValues(let limit, let offset):
      "the header has more than \(limit) values, at offset \(offset); have it saved in shards"
    case .syntax(let error):
      "the header is not JSON: \(error); \(saveAgain)"
    case .padding(let offset, let found):
      "the header should end in spaces only, found \(byte(found)) at offset \(offset); "
        + saveAgain
    case .metadataNotObject(let found):
      "__metadata__ should be an object of strings, found \(found); \(saveAgain)"
    case .metadataIsTensor:
      "__metadata__ describes a tensor, it is no name for one; save the tensor by another name"
    case .metadataNotString(let key, let found):
      "__metadata__ \(VisibleText.quoted(key)) should be a string, found \(found); \(saveAgain)"
    case .entryNotObject(let tensor, let found):
      "\(named(tensor)): expected an object, found \(found); \(saveAgain)"
    case .missingField(let tensor, let field):
      "\(named(tensor)): has no \(field); \(saveAgain)"
    case .dtypeNotString(let tensor, let found):
      "\(named(tensor)): dtype should be a string, found \(found); \(saveAgain)"
    case .unknownDtype(let tensor, let found):
      "\(named(tensor)): dtype \(VisibleText.quoted(found)) is unknown; save it as F32"
    case .shapeNotArray(let tensor, let found):
      "\(named(tensor)): shape should be an array, found \(found); \(saveAgain)"
    case .negativeDimension(let tensor, let axis, let found):
      "\(named(tensor)): dimension \(axis) of its shape is \(found), 0 is the least; \(saveAgain)"
    case .dimensionNotInteger(let tensor, let axis, let found):
      "\(named(tensor)): dimension \(axis) of its shape should be an integer below 2^63, "
        + "found \(found); \(saveAgain)"
    case .sizeOverflow(let tensor, let shape):
      "\(named(tensor)): shape \(shapeText(shape)) has more bits than 64-bit numbers count; "
        + saveAgain
    case .offsetsNotPair(let tensor, let found):
      "\(named(tensor)): data_offsets should be an array of two, found \(found); \(saveAgain)"
    case .offsetNotInteger(let tensor, let found):
      "\(named(tensor)): data_offsets should be integers below 2^63, found \(found); \(saveAgain)"
    case .negativeOffset(let tensor, let found):
      "\(named(tensor)): its data_offsets have \(found), 0 is the least; \(saveAgain)"
    case .offsetsReversed(let tensor, let begin, let end):
      "\(named(tensor)): its bytes end at \(end), before they begin at \(begin); \(saveAgain)"
    case .hole(let tensor, let begin, let expected):
      "\(named(tensor)): begins at \(begin), bytes \(expected) to \(begin) belong to no tensor; "
        + saveAgain
    case .overlap(let tensor, let begin, let previous, let previousEnd):
      "\(named(tensor)): begins at \(begin), among the bytes of "
        + "\(VisibleText.quoted(previous)), which end at \(previousEnd); \(saveAgain)"
    case .partialByte(let tensor, let dtype, let shape):
      "\(named(tensor)): \(dtype.rawValue) \(shapeText(shape)) does not fill its last byte; \(saveAgain)"
    case .wrongByteCount(let tensor, let dtype, let shape, let expected, let found):
      "\(named(tensor)): \(dtype.rawValue) \(shapeText(shape)) takes \(expected) bytes, its offsets "
        + "give \(found); \(saveAgain)"
    case .truncated(let expected, let found):
      "the file should be \(expected) bytes, \(found) are there; fetch it again"
    case .trailingBytes(let expected, let found):
      "the file should be \(expected) bytes, \(found) are there; \(saveAgain)"
    }
  }
}

private let saveAgain = "have it saved again"

private func named(_ tensor: String) -> String { "tensor \(VisibleText.quoted(tensor))" }

private func byte(_ value: UInt8) -> String {
  switch value {
  case 0x21...0x7E: "\"\(Character(Unicode.Scalar(value)))\""
  case 0x20: "a space"
  default: "byte 0x\(hexadecimal(UInt32(value), digits: 2))"
  }
}

/// A shape as a list, cut after eight dimensions: a file may give as many as it likes.
func shapeText(_ shape: [Int]) -> String {
  let shown = shape.prefix(8).map(String.init).joined(separator: ", ")
  return "[\(shown)\(shape.count > 8 ? ", …" : "")]"
}
