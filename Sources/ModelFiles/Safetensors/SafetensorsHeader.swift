import Tensors

/// What a safetensors file says of itself: its tensors, and where their bytes are.
///
///     8 bytes   N, the header's length, little-endian
///     N bytes   {"name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}, …}, then spaces
///     the rest  the tensors' bytes, one after another without a gap
///
/// The checks are made in a fixed order, each with its own ``SafetensorsProblem``, and nothing is
/// allocated by a size that the file merely claims. Stricter than the reference reader: the header
/// begins with its brace and ends in spaces alone, no key stands twice, objects nest four deep at
/// most, a tensor is an object and its dtype a string, `__metadata__` is not null, dimensions fit an
/// `Int`, and there are at most 5,000,000 JSON values.
///
/// - Source: huggingface/safetensors, `README.md` (format) and `safetensors/src/tensor.rs`.
package struct SafetensorsHeader: Sendable {
  /// A tensor's entry.
  package struct Tensor: Equatable, Sendable {
    /// Its name.
    package let name: String
    /// What its numbers are.
    package let dtype: ScalarType
    /// Its dimensions, none for a single number.
    package let shape: [Int]
    /// Where its bytes are in the file.
    ///
    /// - Units: bytes from the beginning of the file.
    package let bytes: Range<Int>

    /// How many numbers it has.
    package var count: Int { bytes.count * 8 / dtype.bitWidth }
  }

  /// The tensors in the order of their bytes.
  package let tensors: [Tensor]
  /// The file's remarks on itself, in its own order.
  package let metadata: [(key: String, value: String)]

  /// The most that a header may have.
  ///
  /// - Units: bytes.
  package static let maximumLength = 100_000_000
  /// How deep the header's objects and arrays may lie in one another; three is what it needs.
  static let maximumDepth = 4
  /// How many JSON values a header may have.
  ///
  /// Enough for 500,000 tensors of rank 4; it bounds the memory that the header takes.
  static let maximumValues = 5_000_000

  /// Reads the header of a whole file.
  ///
  /// - Parameter file: All bytes of the file; those of the tensors are not touched.
  /// - Throws: ``SafetensorsProblem``, the first in the order of its cases.
  package init(file: UnsafeRawBufferPointer) throws(SafetensorsProblem) {
    try self.init(file: file, maximumValues: Self.maximumValues)
  }

  /// Reads the header of a whole file, with another limit than usual.
  init(file: UnsafeRawBufferPointer, maximumValues: Int) throws(SafetensorsProblem) {
    let length = try Self.length(of: file)
    let text = UnsafeRawBufferPointer(rebasing: file[8..<8 + length])
    let members = try Self.members(of: text, maximumValues)
    metadata = try Self.metadata(of: members)
    let entries = try Self.entries(of: members)
    tensors = try Self.placed(entries, dataStart: 8 + length, fileSize: file.count)
  }

  /// Whether the first bytes are those of a safetensors file: a length in bounds, and a brace.
  static func isLikely(_ file: UnsafeRawBufferPointer) -> Bool {
    guard file.count > 8 else { return false }
    let length = UInt64(littleEndian: file.loadUnaligned(as: UInt64.self))
    return length <= maximumLength && file[8] == UInt8(ascii: "{")
  }

  // MARK: The file's frame

  private static func length(of file: UnsafeRawBufferPointer) throws(SafetensorsProblem) -> Int {
    guard !file.isEmpty else { throw .emptyFile }
    guard file.count >= 8 else { throw .tooShort(found: file.count) }
    let length = UInt64(littleEndian: file.loadUnaligned(as: UInt64.self))
    guard length <= maximumLength else {
      throw .headerTooLong(limit: maximumLength, found: length)
    }
    guard length <= file.count - 8 else {
      throw .headerBeyondEnd(header: Int(length), available: file.count - 8)
    }
    guard length > 0 else { throw .emptyHeader }
    guard file[8] == UInt8(ascii: "{") else { throw .headerStart(found: file[8]) }
    return Int(length)
  }

  // MARK: JSON

  private static func members(
    of text: UnsafeRawBufferPointer, _ maximumValues: Int
  ) throws(SafetensorsProblem) -> [JSONMember] {
    if let invalid = UTF8Check.firstInvalidByte(in: text) {
      throw .notUTF8(offset: 8 + invalid, found: text[invalid])
    }
    let options = JSONParser.Options(
      maximumBytes: maximumLength, maximumDepth: maximumDepth, maximumValues: maximumValues)
    let value: JSONValue
    let end: Int
    do {
      (value, end) = try JSONParser.parsePrefix(text, options: options)
    } catch {
      switch error.problem {
      case .duplicateKey(let key): throw .duplicateKey(key, offset: 8 + error.offset)
      case .tooDeep(let limit): throw .tooDeep(limit: limit, offset: 8 + error.offset)
      case .tooManyValues(let limit):
        throw .tooManyValues(limit: limit, offset: 8 + error.offset)
      default: throw .syntax(error)
      }
    }
    for index in end..<text.count where text[index] != UInt8(ascii: " ") {
      throw .padding(offset: 8 + index, found: text[index])
    }
    // What begins with a brace and was read is an object.
    return value.objectValue ?? []
  }

  private static func metadata(
    of members: [JSONMember]
  ) throws(SafetensorsProblem) -> [(key: String, value: String)] {
    guard let value = members.first(where: { $0.key == metadataKey })?.value else { return [] }
    guard let remarks = value.objectValue else { throw .metadataNotObject(found: value.kind) }
    guard value["shape"]?.arrayValue == nil || value["data_offsets"]?.arrayValue == nil else {
      throw .metadataIsTensor
    }
    var result: [(key: String, value: String)] = []
    for remark in remarks {
      guard let text = remark.value.stringValue else {
        throw .metadataNotString(key: remark.key, found: remark.value.kind)
      }
      result.append((remark.key, text))
    }
    return result
  }

  /// The key that is no tensor's name.
  static let metadataKey = "__metadata__"
}
