import Tensors
import Tracing
import Transformers

/// Finds a configuration's parameters among a file's tensors.
///
/// Tensors of floats of single precision are used where the mapped file has them; others are
/// converted, each once however many parameters are windows of it.
struct ParameterBinder {
  private let source: TensorSource
  private let table: TensorTable
  private var indices: [ExactString: Int] = [:]
  private var stored: [Parameters.StoredTensor] = []
  private var files: [String] = []
  private var windows: [Address: Parameter] = [:]
  private let owner = TensorOwner()

  /// What was found.
  struct Bound {
    let parameters: Parameters
    /// For every stored tensor the path of the file that it lies in.
    let files: [String]
    /// Tensors of the files that are no parameters: buffers, parts of heads that are not computed.
    let unusedTensors: [String]
  }

  /// Finds every parameter.
  ///
  /// - Parameters:
  ///   - configuration: What asks for them.
  ///   - table: What they are called.
  ///   - source: The tensors.
  ///   - progress: Told the share of them that was found; gives up by throwing.
  /// - Returns: What was found.
  /// - Throws: ``ArchitectureError`` where one is missing or has another shape, ``ModelFileError`` where
  ///   a tensor's numbers are of a kind that is not read, and what `progress` throws.
  static func bind(
    _ configuration: Configuration, _ table: TensorTable, _ source: TensorSource,
    progress: (Double) throws -> Void = { _ in }
  ) throws -> Bound {
    var binder = ParameterBinder(source: source, table: table)
    let slots = configuration.parameterSlots
    for (index, slot) in slots.enumerated() {
      try binder.bind(slot)
      try progress(Double(index + 1) / Double(slots.count))
    }
    let unused = source.tensors.map(\.name).filter { binder.indices[ExactString($0)] == nil }
    return Bound(
      parameters: Parameters(
        stored: binder.stored, windows: binder.windows, owner: binder.owner),
      files: binder.files, unusedTensors: unused)
  }

  private init(source: TensorSource, table: TensorTable) {
    self.source = source
    self.table = table
  }

  private mutating func bind(_ slot: ParameterSlot) throws {
    guard let (rule, names) = table.rule(for: slot.address) else {
      throw ArchitectureError.missingTensor(
        path: missingPath, tensor: slot.address.path, expected: slot.shape.array)
    }
    // [output, input] or [output], as the file should have them.
    var expected = slot.shape.array
    if slot.role != .table { expected[0] *= rule.parts }
    let isTurned = rule.isTurned && slot.role == .weight
    if isTurned { expected.reverse() }
    if rule.isBuffer { expected.insert(1, at: 0) }
    guard let name = names.first(where: { source[$0] != nil }) else {
      throw ArchitectureError.missingTensor(
        path: missingPath, tensor: names[0], expected: expected)
    }
    let tensor = try source.tensor(name)
    guard tensor.shape == expected else {
      throw ArchitectureError.tensorShape(
        path: try source.file(of: name).path, tensor: name, expected: expected,
        found: tensor.shape)
    }
    let size = slot.shape[0]
    windows[slot.address] = Parameter(
      tensor: try store(name, shape: Shape(expected), isTrained: !rule.isBuffer),
      offset: rule.part * (isTurned ? size : slot.shape.count),
      shape: isTurned ? [slot.shape[1], size] : slot.shape,
      rowStride: isTurned ? size * rule.parts : slot.shape.columns,
      layout: isTurned ? .inputOutput : .outputInput)
  }

  /// The position of a stored tensor, which is mapped or converted when it is first asked for.
  private mutating func store(_ name: String, shape: Shape, isTrained: Bool) throws -> Int {
    if let index = indices[ExactString(name)] { return index }
    let values = owner.keep(try source.floats(of: name))
    let index = stored.count
    stored.append(
      Parameters.StoredTensor(name: name, shape: shape, values: values, isTrained: isTrained))
    files.append(try source.file(of: name).path)
    indices[ExactString(name)] = index
    return index
  }

  /// The file that lacks a tensor: the only one, or the index of several.
  private var missingPath: String {
    guard source.files.count != 1 else { return source.files[0].path }
    guard !source.path.hasSuffix(".json") else { return source.path }
    return source.path + (source.path.hasSuffix("/") ? "" : "/") + TensorSource.indexName
  }
}

/// Keeps mapped files and converted tensors in memory as long as parameters are used.
private final class TensorOwner {
  private var files: [MappedFile] = []
  private let copies = Arena()

  /// Where a tensor's numbers lie, valid as long as this object is.
  func keep(_ floats: TensorFloats) -> UnsafePointer<Float> {
    switch floats {
    case .mapped(let mapped):
      if !files.contains(where: { $0 === mapped.file }) { files.append(mapped.file) }
      if let base = mapped.pointer.baseAddress { return base }
    case .copied(let numbers):
      let copy = copies.allocate(numbers.count)
      copy.update(from: numbers, count: numbers.count)
      return UnsafePointer(copy)
    }
    return UnsafePointer(copies.allocate(0))
  }
}
