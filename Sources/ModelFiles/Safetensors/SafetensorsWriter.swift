import Tensors

/// Writes a safetensors file, tensor by tensor.
///
/// The names and shapes are given first, for the header comes first; then the numbers of each
/// tensor in the same order, in as many pieces as is convenient. The file takes its place only at
/// ``commit()`` (see ``AtomicFile``). The header is padded with spaces so that the tensors' bytes
/// begin at a multiple of 8.
package struct SafetensorsWriter: ~Copyable {
  /// A tensor that is to be written.
  package struct Declaration: Equatable, Sendable {
    /// Its name.
    package var name: String
    /// What its numbers are: F32 or I64.
    package var dtype: ScalarType
    /// Its dimensions.
    package var shape: [Int]

    /// Declares a tensor of floats.
    package static func floats(_ name: String, shape: [Int]) -> Declaration {
      Declaration(name: name, dtype: .float32, shape: shape)
    }

    /// Declares a tensor of integers.
    package static func integers(_ name: String, shape: [Int]) -> Declaration {
      Declaration(name: name, dtype: .int64, shape: shape)
    }

    fileprivate var byteCount: Int { shape.reduce(dtype.bitWidth / 8, *) }
  }

  private let declarations: [Declaration]
  private var file: AtomicFile
  private var index = 0
  private var missingBytes = 0

  // MARK: Opening

  /// Begins the file: checks the names and writes the header.
  ///
  /// - Parameters:
  ///   - path: Where the file is to stand.
  ///   - tensors: The tensors in the order in which their numbers will come.
  ///   - metadata: Remarks on the file, kept in this order.
  /// - Throws: ``ModelFileError`` where a name is reserved or stands twice, the header is too long
  ///   for the format, or the file cannot be made.
  package init(
    path: String, tensors: [Declaration], metadata: [(key: String, value: String)] = []
  ) throws(ModelFileError) {
    let header = try Self.header(path, tensors, metadata)
    do { file = try Self.begun(path, header) } catch { throw .file(error) }
    declarations = tensors
    missingBytes = tensors.first?.byteCount ?? 0
  }

  private static func header(
    _ path: String, _ tensors: [Declaration], _ metadata: [(key: String, value: String)]
  ) throws(ModelFileError) -> [UInt8] {
    if tensors.contains(where: { $0.name == SafetensorsHeader.metadataKey }) {
      throw .reservedName(path: path, tensor: SafetensorsHeader.metadataKey)
    }
    for names in [tensors.map(\.name), metadata.map(\.key)] {
      if let name = repeated(names) { throw .nameTwice(path: path, name: name) }
    }
    var json = JSONWriter()
    json.beginObject()
    if !metadata.isEmpty {
      json.key(SafetensorsHeader.metadataKey)
      json.value(.object(metadata.map { JSONMember($0.key, .string($0.value)) }))
    }
    var offset = 0
    for tensor in tensors {
      let end = offset + tensor.byteCount
      json.key(tensor.name)
      json.value(
        .object([
          JSONMember("dtype", .string(tensor.dtype.rawValue)),
          JSONMember("shape", .array(tensor.shape.map(JSONValue.integer))),
          JSONMember("data_offsets", .array([.integer(offset), .integer(end)])),
        ]))
      offset = end
    }
    json.endObject()
    let padding = (8 - json.bytes.count % 8) % 8
    let header = json.bytes + [UInt8](repeating: UInt8(ascii: " "), count: padding)
    guard header.count <= SafetensorsHeader.maximumLength else {
      throw .headerTooLong(
        path: path, limit: SafetensorsHeader.maximumLength, found: header.count)
    }
    return header
  }

  private static func begun(_ path: String, _ header: [UInt8]) throws(FileError) -> AtomicFile {
    var file = try AtomicFile(path: path)
    try file.write(withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) })
    try file.write(header)
    return file
  }

  private static func repeated(_ names: [String]) -> String? {
    var seen: Set<ExactString> = []
    return names.first { !seen.insert(ExactString($0)).inserted }
  }

  // MARK: Writing

  /// Adds floats to the tensor that is not complete yet.
  ///
  /// - Precondition: It was declared as floats, and is not given more than its shape holds.
  package mutating func write(_ floats: UnsafeBufferPointer<Float>) throws(ModelFileError) {
    try write(UnsafeRawBufferPointer(floats), as: .float32)
  }

  /// Adds floats to the tensor that is not complete yet.
  ///
  /// - Precondition: It was declared as floats, and is not given more than its shape holds.
  package mutating func write(_ floats: [Float]) throws(ModelFileError) {
    try floats.withUnsafeBufferPointer { floats throws(ModelFileError) in try write(floats) }
  }

  /// Adds integers to the tensor that is not complete yet.
  ///
  /// - Precondition: It was declared as integers, and is not given more than its shape holds.
  package mutating func write(_ integers: UnsafeBufferPointer<Int64>) throws(ModelFileError) {
    try write(UnsafeRawBufferPointer(integers), as: .int64)
  }

  /// Adds integers to the tensor that is not complete yet.
  ///
  /// - Precondition: It was declared as integers, and is not given more than its shape holds.
  package mutating func write(_ integers: [Int64]) throws(ModelFileError) {
    try integers.withUnsafeBufferPointer { integers throws(ModelFileError) in try write(integers) }
  }

  private mutating func write(
    _ bytes: UnsafeRawBufferPointer, as dtype: ScalarType
  ) throws(ModelFileError) {
    skipComplete()
    guard !bytes.isEmpty else { return }
    precondition(index < declarations.count, "safetensors: numbers beyond the last tensor")
    let tensor = declarations[index]
    precondition(
      dtype == tensor.dtype,
      "safetensors: \(tensor.name) is \(tensor.dtype.rawValue), given \(dtype.rawValue)")
    precondition(
      bytes.count <= missingBytes,
      "safetensors: \(tensor.name) lacks \(missingBytes) bytes, given \(bytes.count)")
    do { try file.write(bytes) } catch { throw .file(error) }
    missingBytes -= bytes.count
  }

  /// Goes on to the next tensor that lacks numbers; those without any lack none.
  private mutating func skipComplete() {
    while missingBytes == 0, index < declarations.count {
      index += 1
      missingBytes = index < declarations.count ? declarations[index].byteCount : 0
    }
  }

  // MARK: Ending

  /// Puts the file in place.
  ///
  /// - Precondition: Every tensor has all its numbers.
  package consuming func commit() throws(ModelFileError) {
    skipComplete()
    precondition(
      index == declarations.count, "safetensors: numbers are missing from tensor \(index)")
    do { try file.commit() } catch { throw .file(error) }
  }
}
