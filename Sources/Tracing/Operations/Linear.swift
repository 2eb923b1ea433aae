import Kernels
import Tensors

/// Multiplies every row by a learned matrix and adds a learned bias.
///
///     y[o] = Σᵢ x[i] · W[o, i] + b[o]
///
/// The bias may be absent. Frameworks store the matrix either way round: `nn.Linear` keeps
/// [output, input], GPT-2's `Conv1D` keeps [input, output]. Both are read where they lie, also as a
/// window of a wider matrix.
///
/// - Shapes: x `[…, I]`, W `[O, I]` or `[I, O]`, b `[O]`; y `[…, O]`.
/// - Source: Vaswani et al. 2017, "Attention Is All You Need", §3.2.2 (projections) and §3.3.
package struct Linear: Operation, Equatable {
  /// Which way round the matrix is stored.
  package enum WeightLayout: Sendable {
    /// A row for each output, as `nn.Linear` stores it.
    case outputInput
    /// A row for each input, as GPT-2's `Conv1D` stores it.
    case inputOutput
  }

  /// Which way round the matrix is stored.
  package let layout: WeightLayout

  /// Makes the operation for a matrix stored this way round.
  package init(_ layout: WeightLayout = .outputInput) { self.layout = layout }

  package var name: String { "linear" }
  package var formula: Formula { Self.formulaText }
  private static let formulaText = Formula(
    "y[o] = Σᵢ x[i]·W[o, i] + b[o]",
    symbols: [("x", "input row"), ("W", "weight"), ("b", "bias"), ("y", "output row")],
    source: "Vaswani et al. 2017, Attention Is All You Need, §3.2.2")

  package func outputShape(_ inputs: InputShapes) throws(ShapeError) -> Shape {
    try inputs.require(count: 2, 3)
    try inputs.require("input", 0, rank: 1)
    try inputs.require("weight", 1, rank: 2)
    let (inputCount, outputCount) = sides(of: inputs[1])
    try inputs.require("the input's last axis", inputs[0].columns, is: inputCount)
    if inputs.count == 3 { try inputs.require("bias", 2, is: [outputCount]) }
    return inputs[0].replacingLast(with: outputCount)
  }

  private func sides(of weight: Shape) -> (inputs: Int, outputs: Int) {
    switch layout {
    case .outputInput: (weight[1], weight[0])
    case .inputOutput: (weight[0], weight[1])
    }
  }

  /// W as a matrix of inputs × outputs.
  private func matrix(_ weight: View) -> Matrix {
    let stored = Matrix(weight.pointer, rowStride: weight.rowStride)
    return layout == .inputOutput ? stored : stored.transposed
  }

  // MARK: Forward

  package func savedCount(_ operands: Operands) -> Int { 0 }

  package func forward(_ operands: Operands, saved: UnsafeMutablePointer<Float>) {
    let x = operands[0]
    let (inputCount, outputCount) = sides(of: operands[1].shape)
    multiply(
      Matrix(x.pointer, rowStride: x.rowStride), matrix(operands[1]),
      into: operands.output.pointer, rowStride: outputCount,
      sizes: ProductSizes(m: x.shape.rows, n: outputCount, k: inputCount),
      bias: operands.count == 3 ? UnsafePointer(operands[2].pointer) : nil)
  }

  // MARK: Backward

  /// Carries the gradient to input, weight and bias.
  ///
  ///     dx = dy · Wᵀ        dW = xᵀ · dy        db = Σ rows of dy        (W as inputs × outputs)
  package func backward(_ pass: BackwardPass) {
    let x = pass.operands[0]
    let weight = pass.operands[1]
    let (inputCount, outputCount) = sides(of: weight.shape)
    let rows = x.shape.rows
    let dy = Matrix(pass.dOutput, rowStride: outputCount)
    if let dx = pass.gradient(of: 0) {
      multiply(
        dy, matrix(weight).transposed, into: dx.view.pointer, rowStride: dx.view.rowStride,
        sizes: ProductSizes(m: rows, n: inputCount, k: outputCount), keep: dx.accumulate ? 1 : 0)
    }
    if let dWeight = pass.gradient(of: 1) {
      let xMatrix = Matrix(x.pointer, rowStride: x.rowStride)
      let keep: Float = dWeight.accumulate ? 1 : 0
      switch layout {
      case .outputInput:
        multiply(
          dy.transposed, xMatrix, into: dWeight.view.pointer, rowStride: dWeight.view.rowStride,
          sizes: ProductSizes(m: outputCount, n: inputCount, k: rows), keep: keep)
      case .inputOutput:
        multiply(
          xMatrix.transposed, dy, into: dWeight.view.pointer, rowStride: dWeight.view.rowStride,
          sizes: ProductSizes(m: inputCount, n: outputCount, k: rows), keep: keep)
      }
    }
    if let dBias = pass.gradient(of: 2) {
      kernel_column_sums(
        pass.dOutput, dBias.view.pointer, rows, outputCount, dBias.accumulate)
    }
  }

  // MARK: Stages

  package func stages(_ operands: Operands) -> [Stage] {
    let shape = operands.output.shape
    var products = [Float](repeating: 0, count: shape.count)
    for cell in products.indices { products[cell] = Float(product(at: cell, operands)) }
    let product = Stage("product", "Σᵢ x[i]·W[o, i]", shape, products)
    guard operands.count == 3 else { return [product] }
    let sums = products.indices.map {
      products[$0] + Float(operands.read(2, $0 % shape.columns))
    }
    return [product, Stage("with bias", "Σᵢ x[i]·W[o, i] + b[o]", shape, sums)]
  }

  // MARK: By hand

  private func weightCell(input: Int, output: Int, _ operands: Operands) -> Int {
    let columns = operands[1].shape.columns
    return layout == .outputInput ? output * columns + input : input * columns + output
  }

  private func product(at cell: Int, _ operands: Operands) -> Double {
    let inputCount = operands[0].shape.columns
    let (row, output) = cell.quotientAndRemainder(dividingBy: operands.output.shape.columns)
    var sum = 0.0
    for input in 0..<inputCount {
      sum +=
        operands.read(0, row * inputCount + input)
        * operands.read(1, weightCell(input: input, output: output, operands))
    }
    return sum
  }

  package func value(at cell: Int, _ operands: Operands) -> Double {
    let bias = operands.count == 3 ? operands.read(2, cell % operands.output.shape.columns) : 0
    return product(at: cell, operands) + bias
  }

  package func derivation(of cell: Int, _ operands: Operands) -> Derivation {
    let inputCount = operands[0].shape.columns
    let (row, output) = cell.quotientAndRemainder(dividingBy: operands.output.shape.columns)
    var terms = (0..<inputCount).map { input in
      Derivation.Term(
        operands.source(0, row * inputCount + input),
        operands.source(1, weightCell(input: input, output: output, operands)))
    }
    // A walk goes on through the largest product; the bias is a parameter, the end of a path.
    let walk = terms.indices.max {
      abs(terms[$0].contribution) < abs(terms[$1].contribution)
    }
    if operands.count == 3 { terms.append(.init(operands.source(2, output))) }
    let sum = terms.reduce(0) { $0 + $1.contribution }
    let expression = operands.count == 3 ? "Σᵢ x[i]·W[o, i] + b[o]" : "Σᵢ x[i]·W[o, i]"
    return Derivation(steps: [.init("y", expression, sum)], terms: terms, walk: walk)
  }

  package func dependents(of input: Int, cell: Int, _ operands: Operands) -> CellBox {
    let output = operands.output.shape
    var ranges = output.array.map { 0..<$0 }
    switch input {
    case 0:
      let indices = operands[0].shape.indices(at: cell)
      for axis in 0..<(output.rank - 1) { ranges[axis] = indices[axis]..<indices[axis] + 1 }
    case 1:
      let indices = operands[1].shape.indices(at: cell)
      let column = layout == .outputInput ? indices[0] : indices[1]
      ranges[output.rank - 1] = column..<column + 1
    default: ranges[output.rank - 1] = cell..<cell + 1
    }
    return CellBox(ranges)
  }

  // MARK: Cost

  package func cost(_ operands: Operands) -> Cost {
    Cost(
      multiplyAdds: operands[0].shape.count * operands.output.shape.columns, reading: operands)
  }
}
