import Kernels
import Tensors
import TestSupport
import Testing
import Tracing

/// One operation on inputs of certain shapes, with what it is to give.
struct OperationCase: Sendable, CustomTestStringConvertible {
  /// The operation's file in `Sources/Tracing/Operations`, without `.swift`.
  let file: String
  let title: String
  let operation: any Operation
  let inputs: [Input]
  let output: [Int]
  let multiplyAdds: Int
  /// Bytes read and written, where that is not every operand once.
  var bytes: Int?
  /// The stages in order, by plain formulas written here; the last one is the output.
  let stages: @Sendable ([Table]) -> [(name: String, values: [Double])]

  var testDescription: String { "\(file): \(title)" }

  /// An input's numbers.
  struct Input: Sendable {
    let shape: [Int]
    let values: [Float]
    /// Numbers from row to row in memory, where the input is a window of something wider.
    var rowStride: Int?
    var isDifferentiable = true
  }

  init(
    _ file: String, _ title: String, _ operation: any Operation, _ inputs: [Input],
    gives output: [Int],
    multiplyAdds: Int, bytes: Int? = nil,
    stages: @escaping @Sendable ([Table]) -> [(name: String, values: [Double])]
  ) {
    self.file = file
    self.title = title
    self.operation = operation
    self.inputs = inputs
    self.output = output
    self.multiplyAdds = multiplyAdds
    self.bytes = bytes
    self.stages = stages
  }
}

extension OperationCase.Input {
  /// Normal numbers that the name determines.
  static func random(
    _ shape: [Int], _ name: String, deviation: Double = 1, rowStride: Int? = nil
  ) -> Self {
    var random = Random(for: "\(name) \(shape)")
    return Self(
      shape: shape, values: random.normal(shape.reduce(1, *), deviation: deviation),
      rowStride: rowStride)
  }

  /// Numbers as given.
  static func given(_ shape: [Int], _ values: [Float]) -> Self {
    Self(shape: shape, values: values)
  }

  /// Switches, ids, positions: numbers without a gradient.
  static func discrete(_ shape: [Int], _ values: [Float]) -> Self {
    Self(shape: shape, values: values, isDifferentiable: false)
  }
}

/// A tensor in double precision, row-major, for formulas written out in tests.
struct Table: Sendable {
  let shape: [Int]
  let values: [Double]

  var columns: Int { shape.last ?? 1 }
  var rows: Int { columns == 0 ? 0 : values.count / columns }
  /// The number at the indices given.
  subscript(indices: Int...) -> Double {
    values[zip(shape, indices).reduce(0) { $0 * $1.0 + $1.1 }]
  }
  func row(_ index: Int) -> [Double] { Array(values[index * columns..<(index + 1) * columns]) }
}

/// An operation's operands, output, saved numbers and gradients in memory of their own.
///
/// Gaps between the rows of a window hold NaN, and so does everything before it is written: whoever
/// reads what is not theirs is found out.
final class Bench {
  let operation: any Operation
  let inputs: [OperationCase.Input]
  let operands: Operands
  let saved: UnsafeMutablePointer<Float>
  private let savedCount: Int
  private let arena = Arena()
  private static let fence = 16

  init(_ operation: any Operation, _ inputs: [OperationCase.Input]) throws {
    self.operation = operation
    self.inputs = inputs
    let arena = arena
    let views = inputs.map { input in
      let view = Self.view(of: input, in: arena)
      for (cell, value) in input.values.enumerated() { view[cell] = value }
      return view
    }
    let shape = try operation.outputShape(InputShapes(operation.name, views.map(\.shape)))
    let output = View(Self.blank(shape.count + Self.fence, in: arena), shape)
    operands =
      switch views.count {
      case 1: Operands(views[0], output: output, wantsGradient: true)
      case 2: Operands(views[0], views[1], output: output, wantsGradient: true)
      case 3: Operands(views[0], views[1], views[2], output: output, wantsGradient: true)
      default: Operands(views[0], views[1], views[2], views[3], output: output, wantsGradient: true)
      }
    savedCount = operation.savedCount(operands)
    saved = Self.blank(savedCount + Self.fence, in: arena)
  }

  convenience init(_ test: OperationCase) throws { try self.init(test.operation, test.inputs) }

  private static func blank(_ count: Int, in arena: Arena) -> UnsafeMutablePointer<Float> {
    let memory = arena.allocate(count)
    memory.update(repeating: .nan, count: count)
    return memory
  }

  private static func view(of input: OperationCase.Input, in arena: Arena) -> View {
    let shape = Shape(input.shape)
    let stride = input.rowStride ?? shape.columns
    return View(blank(shape.rows * stride + fence, in: arena), shape, rowStride: stride)
  }

  /// The inputs for formulas.
  var tables: [Table] {
    inputs.map { Table(shape: $0.shape, values: $0.values.map { Double($0) }) }
  }

  /// Runs forward; what lies behind the output and the saved numbers stays untouched.
  func forward() -> [Float] {
    let count = operands.output.shape.count
    operands.output.pointer.update(repeating: .nan, count: count)
    operation.forward(operands, saved: saved)
    for index in 0..<Self.fence {
      #expect(operands.output.pointer[count + index].isNaN, "forward wrote behind the output")
      #expect(saved[savedCount + index].isNaN, "forward wrote behind what it may save")
    }
    return operands.output.array
  }

  /// Runs backward for some of the inputs and gives their gradients.
  ///
  /// `previous` is what the gradients held before and is to be added to; where it is nil they hold NaN
  /// and are replaced.
  func backward(_ dOutput: [Float], of wanted: Set<Int>, previous: Float?) -> [Int: [Float]] {
    let dy = Self.blank(dOutput.count + Self.fence, in: arena)
    for (index, value) in dOutput.enumerated() { dy[index] = value }
    var views: [Int: View] = [:]
    func slot(_ input: Int) -> GradientSlot? {
      guard wanted.contains(input) else { return nil }
      let view = Self.view(of: inputs[input], in: arena)
      if let previous {
        for cell in 0..<view.shape.count { view[cell] = previous }
      }
      views[input] = view
      return GradientSlot(view: view, accumulate: previous != nil)
    }
    operation.backward(
      BackwardPass(
        operands: operands, dOutput: dy, saved: saved, slots: (slot(0), slot(1), slot(2), slot(3))))
    for (input, view) in views {
      var isTouched = false
      for row in 0..<view.shape.rows {
        for gap in view.shape.columns..<max(view.shape.columns, view.rowStride) {
          isTouched = isTouched || !view.row(row)[gap].isNaN
        }
      }
      #expect(!isTouched, "backward wrote between the rows of input \(input)")
    }
    return views.mapValues(\.array)
  }
}
