import Tensors

/// A safetensors file, mapped into memory; every check of ``SafetensorsHeader`` has been passed.
package final class SafetensorsFile: Sendable {
  /// A tensor's entry: name, kind of number, shape, place.
  package typealias Tensor = SafetensorsHeader.Tensor

  /// The path as it was given.
  package var path: String { file.path }
  /// The tensors in the order of their bytes.
  package var tensors: [Tensor] { header.tensors }
  /// The file's remarks on itself, in its own order.
  package var metadata: [(key: String, value: String)] { header.metadata }

  private let file: MappedFile
  private let header: SafetensorsHeader
  private let indices: [ExactString: Int]

  /// Opens the file at `path` and reads its header; the tensors' bytes are not touched.
  ///
  /// - Throws: ``ModelFileError/file(_:)``, ``ModelFileError/foreign(path:_:)`` or
  ///   ``ModelFileError/safetensors(path:_:)``.
  package convenience init(path: String) throws(ModelFileError) {
    let file: MappedFile
    do { file = try MappedFile(path: path) } catch { throw .file(error) }
    try self.init(file)
  }

  /// Reads the header of a mapped file.
  ///
  /// - Throws: ``ModelFileError/foreign(path:_:)`` or ``ModelFileError/safetensors(path:_:)``.
  package init(_ file: MappedFile) throws(ModelFileError) {
    let path = file.path
    if !SafetensorsHeader.isLikely(file.bytes), let format = ForeignFormat(file.bytes) {
      throw .foreign(path: path, format)
    }
    let header: SafetensorsHeader
    do { header = try SafetensorsHeader(file: file.bytes) } catch {
      throw .safetensors(path: path, error)
    }
    self.file = file
    self.header = header
    var indices: [ExactString: Int] = [:]
    indices.reserveCapacity(header.tensors.count)
    for (index, tensor) in header.tensors.enumerated() {
      indices[ExactString(tensor.name)] = index
    }
    self.indices = indices
  }

  /// The tensor of a name, if there is one.
  package subscript(name: String) -> Tensor? {
    indices[ExactString(name)].map { header.tensors[$0] }
  }

  /// The tensor of a name.
  ///
  /// - Throws: ``ModelFileError/noTensor(path:tensor:)``.
  package func tensor(_ name: String) throws(ModelFileError) -> Tensor {
    guard let tensor = self[name] else { throw .noTensor(path: path, tensor: name) }
    return tensor
  }

  // MARK: Numbers

  /// The bytes of a tensor of this file, whatever they mean.
  ///
  /// - Precondition: The pointer is used only while this object is alive.
  package func bytes(of tensor: Tensor) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: file.bytes[tensor.bytes])
  }

  /// The numbers of a tensor as floats, in place where they are F32.
  ///
  /// - Throws: ``ModelFileError/noTensor(path:tensor:)``,
  ///   ``ModelFileError/unreadable(path:tensor:dtype:wanted:)`` for other kinds than F32, F16, BF16
  ///   and F64, and ``ModelFileError/file(_:)`` where the file has changed meanwhile.
  package func floats(of name: String) throws(ModelFileError) -> TensorFloats {
    let tensor = try tensor(name)
    try checkUnchanged()
    let bytes = bytes(of: tensor)
    if tensor.dtype == .float32, Int(bitPattern: bytes.baseAddress).isMultiple(of: 4) {
      return .mapped(MappedFloats(file: file, offset: tensor.bytes.lowerBound, count: tensor.count))
    }
    guard let floats = tensor.dtype.floats(from: bytes) else {
      throw .unreadable(path: path, tensor: name, dtype: tensor.dtype, wanted: .floats)
    }
    // They are in memory twice now, and will not be read from the file again soon.
    file.release(tensor.bytes)
    return .copied(floats)
  }

  /// The numbers of a tensor as integers.
  ///
  /// - Throws: As ``floats(of:)``, for other kinds than I64, I32, I16, I8, U8 and BOOL.
  package func integers(of name: String) throws(ModelFileError) -> [Int] {
    let tensor = try tensor(name)
    try checkUnchanged()
    guard let integers = tensor.dtype.integers(from: bytes(of: tensor)) else {
      throw .unreadable(path: path, tensor: name, dtype: tensor.dtype, wanted: .integers)
    }
    return integers
  }

  /// Makes sure that the file has not changed its size: bytes that are gone must not be touched.
  ///
  /// - Throws: ``ModelFileError/file(_:)``.
  package func checkUnchanged() throws(ModelFileError) {
    do { try file.checkUnchanged() } catch { throw .file(error) }
  }
}

/// The floats of a tensor: where they lie in the file, or converted.
package enum TensorFloats: Sendable {
  /// In the mapped file, not copied.
  case mapped(MappedFloats)
  /// In memory of their own, for they were of another kind or not aligned.
  case copied([Float])

  /// How many there are.
  package var count: Int {
    switch self {
    case .mapped(let floats): floats.count
    case .copied(let floats): floats.count
    }
  }

  /// Lends the floats to `body`.
  package func withFloats<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    switch self {
    case .mapped(let floats): try floats.withFloats(body)
    case .copied(let floats): try floats.withUnsafeBufferPointer(body)
    }
  }

  /// The floats in memory of their own.
  package func array() -> [Float] {
    withFloats { Array($0) }
  }
}

/// Floats that lie in a mapped file, which stays mapped as long as this value exists.
package struct MappedFloats: Sendable {
  /// The file they lie in.
  package let file: MappedFile
  /// Where they begin, a multiple of 4.
  ///
  /// - Units: bytes from the beginning of the file.
  package let offset: Int
  /// How many there are.
  package let count: Int

  /// The floats themselves.
  ///
  /// - Precondition: The pointer is used only while ``file`` is alive.
  package var pointer: UnsafeBufferPointer<Float> {
    UnsafeRawBufferPointer(rebasing: file.bytes[offset..<offset + 4 * count])
      .assumingMemoryBound(to: Float.self)
  }

  /// Lends the floats to `body`, keeping the file mapped until it returns.
  package func withFloats<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { withExtendedLifetime(file) {} }
    return try body(pointer)
  }
}
