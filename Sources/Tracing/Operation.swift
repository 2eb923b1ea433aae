import Tensors

/// One kind of computation, with all there is to know of it.
///
/// The six parts, in the order in which an operation's file holds them: formula and shapes, forward,
/// backward, stages, derivation, cost. None has a default, so that an operation that lacks one does
/// not compile. Operations are values and hold settings only (a scale, a number of heads); what
/// they compute with comes in through ``Operands``.
package protocol Operation: Sendable {
  // MARK: 1. What it computes

  /// The word for it in traces and on screen.
  var name: String { get }
  /// The formula, its symbols and its source.
  var formula: Formula { get }
  /// The shape of the output.
  ///
  /// - Throws: ``ShapeError`` that names the operation, what was expected and what was found.
  func outputShape(_ inputs: InputShapes) throws(ShapeError) -> Shape

  // MARK: 2. Forward

  /// How many numbers forward keeps for backward beside inputs and output.
  func savedCount(_ operands: Operands) -> Int
  /// Computes every cell of `output`; takes nothing from the heap.
  func forward(_ operands: Operands, saved: UnsafeMutablePointer<Float>)

  // MARK: 3. Backward

  /// Turns the gradient of the output into gradients of those inputs that want one.
  func backward(_ pass: BackwardPass)

  // MARK: 4. Stages

  /// What happens inside, in order; the last stage is the output.
  func stages(_ operands: Operands) -> [Stage]

  // MARK: 5. Derivation

  /// One output cell, computed anew by plain loops in double precision.
  func value(at cell: Int, _ operands: Operands) -> Double
  /// One output cell worked by hand: the steps with their values and the terms with their sources.
  func derivation(of cell: Int, _ operands: Operands) -> Derivation
  /// The output cells that read this cell of an input; may name more, never fewer.
  func dependents(of input: Int, cell: Int, _ operands: Operands) -> CellBox

  // MARK: 6. Cost

  /// What forward takes for these shapes.
  func cost(_ operands: Operands) -> Cost
}

/// An operation's inputs and output.
///
/// The output's numbers need not be there yet when only its shape is read.
package struct Operands {
  /// Up to four inputs; entries past ``count`` repeat the first.
  private let views: (View, View, View, View)
  /// How many inputs there are.
  package let count: Int
  /// What the operation computes.
  package let output: View
  /// An input cell that is read as if it differed by this much: for slopes by central differences.
  package var nudge: (input: Int, cell: Int, by: Double)?

  /// Whether backward will follow, so that it pays to keep what it needs.
  package let wantsGradient: Bool

  /// Gathers inputs and output.
  ///
  /// - Precondition: one to four inputs.
  package init(_ first: View, _ rest: View..., output: View, wantsGradient: Bool = false) {
    precondition(rest.count < 4, "an operation has at most 4 inputs")
    views = (
      first, rest.isEmpty ? first : rest[0], rest.count > 1 ? rest[1] : first,
      rest.count > 2 ? rest[2] : first
    )
    count = rest.count + 1
    self.output = output
    self.wantsGradient = wantsGradient
  }

  @inline(__always)
  init(views: (View, View, View, View), count: Int, output: View, wantsGradient: Bool) {
    self.views = views
    self.count = count
    self.output = output
    self.wantsGradient = wantsGradient
  }

  /// One input.
  package subscript(input: Int) -> View {
    @inline(__always) get {
      switch input {
      case 0: views.0
      case 1: views.1
      case 2: views.2
      default: views.3
      }
    }
  }

  /// The number in an input's cell, in double precision and with the nudge, if it is nudged.
  @inline(__always)
  package func read(_ input: Int, _ cell: Int) -> Double {
    let value = Double(self[input][cell])
    guard let nudge, nudge.input == input, nudge.cell == cell else { return value }
    return value + nudge.by
  }

  /// An input's cell as a source of a derivation.
  package func source(_ input: Int, _ cell: Int) -> Derivation.Source {
    Derivation.Source(input: input, cell: cell, value: read(input, cell))
  }
}

/// Where the gradient of one input goes.
package struct GradientSlot {
  /// The numbers, laid out as the input is.
  package let view: View
  /// Whether to add to what is there (another use of the same input wrote it) or to replace it.
  package let accumulate: Bool

  /// Makes a slot.
  package init(view: View, accumulate: Bool) {
    self.view = view
    self.accumulate = accumulate
  }

  /// Fills the slot with zeros where it holds nothing yet.
  package func clearIfFirst() {
    guard !accumulate else { return }
    for row in 0..<view.shape.rows {
      view.row(row).update(repeating: 0, count: view.shape.columns)
    }
  }
}

/// What an operation's backward is given.
package struct BackwardPass {
  /// Inputs and output of forward.
  package let operands: Operands
  /// The gradient of the output, contiguous.
  package let dOutput: UnsafePointer<Float>
  /// What forward kept.
  package let saved: UnsafeMutablePointer<Float>
  private let slots: (GradientSlot?, GradientSlot?, GradientSlot?, GradientSlot?)

  /// Gathers what backward needs.
  package init(
    operands: Operands, dOutput: UnsafePointer<Float>, saved: UnsafeMutablePointer<Float>,
    slots: (GradientSlot?, GradientSlot?, GradientSlot?, GradientSlot?)
  ) {
    self.operands = operands
    self.dOutput = dOutput
    self.saved = saved
    self.slots = slots
  }

  /// Where the gradient of an input goes; nil where nobody wants it.
  package func gradient(of input: Int) -> GradientSlot? {
    switch input {
    case 0: slots.0
    case 1: slots.1
    case 2: slots.2
    default: slots.3
    }
  }
}

/// One step of what happens inside an operation.
package struct Stage: Equatable, Sendable {
  /// What it is called: `exponentials`.
  package let name: String
  /// How it is computed: `e^(x − m)`.
  package let formula: String
  /// Its shape.
  package let shape: Shape
  /// Its numbers, row-major.
  package let values: [Float]

  /// Makes a stage.
  package init(_ name: String, _ formula: String, _ shape: Shape, _ values: [Float]) {
    self.name = name
    self.formula = formula
    self.shape = shape
    self.values = values
  }
}

/// A block of cells: one range for each axis.
package struct CellBox: Equatable, Sendable {
  /// The ranges, outermost axis first.
  package let ranges: [Range<Int>]

  /// Makes a box.
  package init(_ ranges: [Range<Int>]) { self.ranges = ranges }

  /// All cells of a shape.
  package init(all shape: Shape) { ranges = shape.array.map { 0..<$0 } }

  /// The one cell at a row-major position.
  package init(cell: Int, of shape: Shape) { ranges = shape.indices(at: cell).map { $0..<$0 + 1 } }

  /// The whole row that holds the cell at a row-major position.
  package init(rowOf cell: Int, of shape: Shape) {
    var ranges = shape.indices(at: cell).map { $0..<$0 + 1 }
    if let last = ranges.indices.last { ranges[last] = 0..<shape[last] }
    self.ranges = ranges
  }

  /// Row-major positions of the cells within a shape.
  package func cells(of shape: Shape) -> [Int] {
    var offsets = [0]
    for (axis, range) in ranges.enumerated() {
      offsets = offsets.flatMap { base in range.map { base * shape[axis] + $0 } }
    }
    return offsets
  }
}

/// What an operation takes.
package struct Cost: Equatable, Sendable {
  /// Multiplications, each with its addition.
  package var multiplyAdds: Int
  /// Bytes of inputs read and output written once each.
  package var bytes: Int

  /// Makes a cost.
  package init(multiplyAdds: Int, bytes: Int) {
    self.multiplyAdds = multiplyAdds
    self.bytes = bytes
  }

  /// The cost of an operation that reads its operands once and writes its output.
  package init(multiplyAdds: Int, reading operands: Operands) {
    var numbers = operands.output.shape.count
    for input in 0..<operands.count { numbers += operands[input].shape.count }
    self.init(multiplyAdds: multiplyAdds, bytes: numbers * MemoryLayout<Float>.stride)
  }
}
