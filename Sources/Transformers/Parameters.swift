import Kernels
import Tensors
import Tracing

/// One parameter: a window of a stored tensor.
package struct Parameter: Sendable {
  /// Which stored tensor, as a position in ``Parameters/stored``.
  package let tensor: Int
  /// Where the window starts in it, in numbers.
  package let offset: Int
  /// The sizes as they lie in memory; a weight may lie as [output, input] or [input, output].
  package let shape: Shape
  /// Numbers from row to row.
  package let rowStride: Int
  /// Which way round a weight lies.
  package let layout: Linear.WeightLayout

  /// Makes a parameter.
  package init(
    tensor: Int, offset: Int = 0, shape: Shape, rowStride: Int? = nil,
    layout: Linear.WeightLayout = .outputInput
  ) {
    self.tensor = tensor
    self.offset = offset
    self.shape = shape
    self.rowStride = rowStride ?? shape.columns
    self.layout = layout
  }
}

/// The numbers that a model has learned.
///
/// Tensors are stored as their file has them, or in one block when they are trained; parameters are
/// windows of them, so that GPT-2's `c_attn` gives queries, keys and values without a copy.
package final class Parameters {
  /// A tensor as stored.
  package struct StoredTensor {
    /// Its name in the file that it came from or goes to.
    package let name: String
    /// Its sizes.
    package let shape: Shape
    /// Its numbers, contiguous.
    package fileprivate(set) var values: UnsafeMutablePointer<Float>
    /// The gradient of the last backward pass; nil unless the parameters are trainable.
    package fileprivate(set) var gradient: UnsafeMutablePointer<Float>?
    /// Whether training changes it; a constant that a file keeps (BART's `final_logits_bias`) stays.
    package let isTrained: Bool

    /// Names a tensor that lies in memory that someone else owns and nobody writes.
    package init(
      name: String, shape: Shape, values: UnsafePointer<Float>, isTrained: Bool = true
    ) {
      self.name = name
      self.shape = shape
      self.isTrained = isTrained
      self.values = UnsafeMutablePointer(mutating: values)
    }
  }

  /// The tensors, in the order of the file or of use.
  package private(set) var stored: [StoredTensor]
  private let windows: [Address: Parameter]
  /// Whatever owns the tensors' memory: a mapped file, converted copies.
  private let owner: AnyObject?
  private let arena = Arena()
  /// The block of all values that training changes, if the parameters are trainable.
  package private(set) var values: UnsafeMutableBufferPointer<Float>?
  /// The block of all gradients, laid out as the values are.
  package private(set) var gradients: UnsafeMutableBufferPointer<Float>?

  /// Wraps tensors that lie somewhere; their owner is kept alive as long as the parameters are.
  package init(stored: [StoredTensor], windows: [Address: Parameter], owner: AnyObject?) {
    self.stored = stored
    self.windows = windows
    self.owner = owner
  }

  /// Makes random parameters for a configuration: weights and tables normal with the deviation given,
  /// gains 1, biases 0; trainable, with weights lying either way round.
  package convenience init(
    random configuration: Configuration, seed: UInt64, deviation: Double = 0.02,
    layout: Linear.WeightLayout = .outputInput
  ) {
    var generator = SeededGenerator(seed: seed)
    let arena = Arena()
    var stored: [StoredTensor] = []
    var windows: [Address: Parameter] = [:]
    for slot in configuration.parameterSlots {
      let turned = slot.role == .weight && layout == .inputOutput
      let shape: Shape = turned ? [slot.shape[1], slot.shape[0]] : slot.shape
      let values = arena.allocate(shape.count)
      for index in 0..<shape.count {
        switch slot.role {
        case .weight, .table: values[index] = Float(generator.normal() * deviation)
        case .gain: values[index] = 1
        case .bias: values[index] = 0
        }
      }
      windows[slot.address] = Parameter(
        tensor: stored.count, shape: shape, layout: turned ? .inputOutput : .outputInput)
      stored.append(StoredTensor(name: slot.address.path, shape: shape, values: values))
    }
    self.init(stored: stored, windows: windows, owner: arena)
    makeTrainable()
  }

  /// The window at an address, if there is one.
  package subscript(address: Address) -> Parameter? { windows[address] }

  /// The numbers of a parameter.
  package func view(_ parameter: Parameter) -> View {
    View(
      stored[parameter.tensor].values + parameter.offset, parameter.shape,
      rowStride: parameter.rowStride)
  }

  /// Where a parameter's gradient goes, laid out as its numbers are; nil unless trainable.
  package func gradient(_ parameter: Parameter) -> UnsafeMutablePointer<Float>? {
    stored[parameter.tensor].gradient.map { $0 + parameter.offset }
  }

  /// How many numbers there are.
  package var count: Int { stored.reduce(0) { $0 + $1.shape.count } }

  /// Copies all tensors into one block that training may change, with a block of gradients beside it.
  ///
  /// Traces planned before go on reading the tensors where they were.
  package func makeTrainable() {
    guard values == nil else { return }
    // Each tensor starts on a cache line of its own; the gaps hold zeros and stay zeros. What training
    // leaves alone stands behind what it changes.
    var starts = [Int](repeating: 0, count: stored.count)
    var total = 0
    var trained = 0
    for isTrained in [true, false] {
      for (index, tensor) in stored.enumerated() where tensor.isTrained == isTrained {
        starts[index] = total
        total += (tensor.shape.count + 15) / 16 * 16
      }
      if isTrained { trained = total }
    }
    let valueBlock = arena.allocate(total)
    let gradientBlock = arena.allocate(total)
    valueBlock.update(repeating: 0, count: total)
    gradientBlock.update(repeating: 0, count: total)
    for index in stored.indices {
      let target = valueBlock + starts[index]
      target.update(from: stored[index].values, count: stored[index].shape.count)
      stored[index].values = target
      stored[index].gradient = stored[index].isTrained ? gradientBlock + starts[index] : nil
    }
    values = UnsafeMutableBufferPointer(start: valueBlock, count: trained)
    gradients = UnsafeMutableBufferPointer(start: gradientBlock, count: trained)
  }

  /// Parameters that share these numbers and their gradients under other addresses: for a second head.
  ///
  /// - Precondition: trainable.
  func sharingNumbers(windows: [Address: Parameter]) -> Parameters {
    precondition(values != nil, "only trainable parameters are shared")
    let twin = Parameters(stored: stored, windows: windows, owner: self)
    twin.values = values
    twin.gradients = gradients
    return twin
  }

  /// Parameters that share these numbers but have gradients of their own: for a second thread.
  ///
  /// - Precondition: trainable.
  package func sharingValues() -> Parameters {
    let twin = sharingNumbers(windows: windows)
    let total = values?.count ?? 0
    let gradientBlock = twin.arena.allocate(total)
    gradientBlock.update(repeating: 0, count: total)
    for index in stored.indices {
      guard let own = stored[index].gradient, let base = gradients?.baseAddress else { continue }
      twin.stored[index].gradient = gradientBlock + (own - base)
    }
    twin.gradients = UnsafeMutableBufferPointer(start: gradientBlock, count: total)
    return twin
  }
}
