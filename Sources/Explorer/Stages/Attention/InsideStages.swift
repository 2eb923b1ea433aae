import Tensors
import Tracing

/// What happens inside the operation of a node, as far as it is looked at.
///
/// A small computation is worked out whole. Of a large one only the cursor's row is, so that a key costs no
/// more than it shows: a softmax over a vocabulary, a norm of a long text. A product's own stage is what the
/// trace holds; with a bias, the bias taken off again.
struct InsideStages {
  /// One stage.
  struct Part {
    /// What it is called: `exponentials`.
    let name: String
    /// How it is computed.
    let formula: String
    /// Its sizes.
    let shape: Shape
    /// The number at a row-major position.
    let value: (Int) -> Float
  }

  /// The stages in order.
  let parts: [Part]
  /// The row that the stages are of, where they are not of all rows.
  let onlyRow: Int?

  /// More multiplications than this are not done for a picture.
  static let mostWork = 1 << 19

  /// Looks inside the operation of a cell's node.
  ///
  /// - Parameters:
  ///   - cell: The cursor's cell.
  ///   - trace: The trace that it is of.
  ///   - mostWork: The multiplications up to which all rows are worked out.
  init(_ cell: Cell, in trace: Trace, mostWork: Int = Self.mostWork) {
    let node = trace[cell.node]
    guard let operation = node.operation else {
      parts = []
      onlyRow = nil
      return
    }
    let work = trace.cost(of: cell.node).multiplyAdds + node.shape.count
    if work <= mostWork {
      parts = trace.stages(of: cell.node).map(Self.part)
      onlyRow = nil
    } else if operation is MatMul || operation is Linear {
      parts = Self.products(of: cell.node, operation, in: trace)
      onlyRow = nil
    } else if let row = Self.row(of: cell, operation, in: trace) {
      parts = operation.stages(row).map(Self.part)
      onlyRow = cell.index / max(1, node.shape.columns)
    } else {
      parts = trace.stages(of: cell.node).map(Self.part)
      onlyRow = nil
    }
  }

  /// The place within a stage that belongs to a cell of the node: of a stage with one number a row, the row's.
  func place(of part: Part, for cell: Int, in node: Node) -> Int {
    let shape = part.shape
    let columns = max(1, node.shape.columns)
    guard shape.count > 0 else { return 0 }
    let row = onlyRow == nil ? cell / columns : 0
    if shape.rank == node.shape.rank, shape.rows == node.shape.rows || onlyRow != nil {
      let column = cell % columns
      if shape.columns == columns { return row * columns + column }
      // A pair of coordinates is turned by one angle.
      if let rotary = node.operation as? RotaryEmbedding {
        return row * shape.columns + rotary.pairIndex(of: column, width: columns) % shape.columns
      }
      return row * shape.columns + min(column, shape.columns - 1)
    }
    // One number for each row, whatever the column; or one matrix for all heads.
    return shape.count == node.shape.rows
      ? min(row, shape.count - 1) : node.shape.count % shape.count == 0 ? cell % shape.count : 0
  }

  private static func part(_ stage: Stage) -> Part {
    Part(name: stage.name, formula: stage.formula, shape: stage.shape) { stage.values[$0] }
  }

  /// The stages of a product, from what the trace holds.
  private static func products(
    of node: NodeID, _ operation: any Operation, in trace: Trace
  ) -> [Part] {
    let operands = trace.operands(of: node)
    let shape = operands.output.shape
    guard operation is Linear else {
      return [
        Part(name: "product", formula: operation.formula.text, shape: shape) { operands.output[$0] }
      ]
    }
    // Names and formulas are those of a product of one cell.
    let names = operation.stages(corner(operands))
    return names.enumerated().map { index, stage in
      let isLast = index == names.count - 1
      return Part(name: stage.name, formula: stage.formula, shape: shape) { cell in
        let bias = isLast ? 0 : operands.read(operands.count - 1, cell % shape.columns)
        return Float(Double(operands.output[cell]) - bias)
      }
    }
  }

  /// The operands of one cell: enough to hear what the stages are called.
  private static func corner(_ operands: Operands) -> Operands {
    let output = View(operands.output.pointer, [1, 1])
    let first = View(operands[0].pointer, [1, 1])
    let second = View(operands[1].pointer, [1, 1])
    guard operands.count > 2 else { return Operands(first, second, output: output) }
    return Operands(first, second, View(operands[2].pointer, [1]), output: output)
  }

  /// The operands of the cursor's row alone, for operations that take row by row; nil for others.
  private static func row(
    of cell: Cell, _ operation: any Operation, in trace: Trace
  ) -> Operands? {
    let operands = trace.operands(of: cell.node)
    let columns = operands.output.shape.columns
    guard columns > 0 else { return nil }
    let row = cell.index / columns
    let output = View(operands.output.row(row), [1, columns])
    let first = View(operands[0].row(row), [1, columns])
    switch operation {
    case is Softmax, is ReLU, is GELU, is GELUTanh, is SiLU, is Tanh, is Tracing.Scale:
      return Operands(first, output: output)
    case is LayerNorm, is RMSNorm:
      return operands.count > 2
        ? Operands(first, operands[1], operands[2], output: output)
        : Operands(first, operands[1], output: output)
    case is Gate:
      return Operands(first, View(operands[1].row(row), [1, columns]), output: output)
    default: return nil
    }
  }
}
