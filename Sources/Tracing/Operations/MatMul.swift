import Kernels
import Tensors

/// Multiplies two matrices, plain or with the right one transposed, once for each head.
///
///     y[i, j] = Σₖ a[i, k] · b[k, j]              or, transposed,      y[i, j] = Σₖ a[i, k] · b[j, k]
///
/// Heads can lie **stacked**, as an axis before the matrix (`[head, query, key]`), or **side by
/// side**, as equal slices of the last axis (`[position, head·channel]`, what a projection makes).
/// They are read where they lie. The right operand may have fewer heads than the left one: head h then
/// reads head h / (heads / rightHeads), which is grouped-query attention. The output's heads are
/// stacked.
///
/// - Shapes: without heads `[…, m, k]` and `[…, k, n]` (`[…, n, k]` transposed) give `[…, m, n]`; the
///   leading axes of both are the same. With h heads stacked, `[…, h, m, k]`; side by side
///   `[…, m, h·k]`; the output is `[…, h, m, n]`.
/// - Source: Vaswani et al. 2017, §3.2.1, equation 1, and §3.2.2; grouped heads: Ainslie et al. 2023,
///   "GQA: Training Generalized Multi-Query Transformer Models", §2.
package struct MatMul: Operation, Equatable {
  /// How the heads of an operand lie.
  package enum Heads: Equatable, Sendable {
    /// As an axis before the matrix, or no heads at all.
    case stacked
    /// As this many equal slices of the last axis.
    case sideBySide(Int)
  }

  /// How the left operand's heads lie.
  package let left: Heads
  /// How the right operand's heads lie.
  package let right: Heads
  /// Whether the right operand is given with its rows as columns.
  package let transposesRight: Bool

  /// Makes the operation.
  package init(left: Heads = .stacked, right: Heads = .stacked, transposesRight: Bool = false) {
    self.left = left
    self.right = right
    self.transposesRight = transposesRight
  }

  package var name: String {
    transposesRight ? "matrix product, right transposed" : "matrix product"
  }
  package var formula: Formula { transposesRight ? Self.transposedFormula : Self.plainFormula }
  private static let source = "Vaswani et al. 2017, Attention Is All You Need, §3.2.1, equation 1"
  private static let symbols = [
    (symbol: "a", meaning: "left"), (symbol: "b", meaning: "right"),
    (symbol: "y", meaning: "product"),
  ]
  private static let plainFormula = Formula(
    "y[i, j] = Σₖ a[i, k]·b[k, j]", symbols: symbols, source: source)
  private static let transposedFormula = Formula(
    "y[i, j] = Σₖ a[i, k]·b[j, k]", symbols: symbols, source: source)

  package func outputShape(_ inputs: InputShapes) throws(ShapeError) -> Shape {
    try inputs.require(count: 2)
    for (index, heads) in [left, right].enumerated() {
      let side = index == 0 ? "left" : "right"
      try inputs.require(side, index, rank: 2)
      if case .sideBySide(let count) = heads {
        try inputs.require(
          "the \(side) operand's last axis", inputs[index].columns, divisibleBy: count)
      }
    }
    let a = Layout(inputs[0], left)
    let b = Layout(inputs[1], right, headAxis: a.hasHeadAxis)
    try inputs.require("the right operand's batch", b.batch, is: a.batch)
    try inputs.require("heads of the left operand", a.heads, divisibleBy: b.heads)
    let inner = transposesRight ? b.columns : b.rows
    try inputs.require("the right operand's inner size", inner, is: a.columns)
    let outer = transposesRight ? b.rows : b.columns
    switch left {
    case .stacked: return inputs[0].replacingLast(2, with: a.rows, outer)
    case .sideBySide(let heads): return inputs[0].replacingLast(2, with: heads, a.rows, outer)
    }
  }

  /// Sizes and strides of one operand, read as batch × heads × rows × columns.
  private struct Layout {
    let batch: Int
    let heads: Int
    let rows: Int
    let columns: Int
    let batchStride: Int
    let headStride: Int
    let rowStride: Int
    let hasHeadAxis: Bool
    let isSideBySide: Bool

    init(_ shape: Shape, _ arrangement: Heads, headAxis: Bool = true) {
      rows = shape[-2]
      switch arrangement {
      case .stacked:
        let hasAxis = headAxis && shape.rank > 2
        heads = hasAxis ? shape[-3] : 1
        columns = shape[-1]
        batch = shape.product(droppingLast: hasAxis ? 3 : 2)
        headStride = rows * columns
        rowStride = columns
        hasHeadAxis = hasAxis
        isSideBySide = false
      case .sideBySide(let count):
        heads = count
        columns = shape[-1] / max(1, count)
        batch = shape.product(droppingLast: 2)
        headStride = columns
        rowStride = shape[-1]
        hasHeadAxis = true
        isSideBySide = true
      }
      batchStride = rows * heads * columns
    }

    func cell(_ batch: Int, _ head: Int, _ row: Int, _ column: Int) -> Int {
      batch * batchStride + head * headStride + row * rowStride + column
    }

    /// The operand's matrices, counted by batch, group of heads, and head within the group.
    func matrix(_ start: UnsafePointer<Float>, headsPerGroup: Int) -> Matrix {
      Matrix(
        start, rowStride: rowStride,
        batch: (batchStride, headsPerGroup * headStride, headsPerGroup == 1 ? 0 : headStride))
    }
  }

  private struct Plan {
    let a: Layout
    let b: Layout
    let y: Layout
    let groups: Int
    let headsPerGroup: Int
    let sizes: ProductSizes
  }

  private func plan(_ operands: Operands) -> Plan {
    let a = Layout(operands[0].shape, left)
    let b = Layout(operands[1].shape, right, headAxis: a.hasHeadAxis)
    let y = Layout(operands.output.shape, .stacked, headAxis: a.hasHeadAxis)
    let perGroup = a.heads / max(1, b.heads)
    return Plan(
      a: a, b: b, y: y, groups: b.heads, headsPerGroup: perGroup,
      sizes: ProductSizes(
        m: y.rows, n: y.columns, k: a.columns, counts: (a.batch, b.heads, perGroup)))
  }

  // MARK: Forward

  package func savedCount(_ operands: Operands) -> Int { 0 }

  package func forward(_ operands: Operands, saved: UnsafeMutablePointer<Float>) {
    let plan = plan(operands)
    let a = plan.a.matrix(operands[0].pointer, headsPerGroup: plan.headsPerGroup)
    let b = plan.b.matrix(operands[1].pointer, headsPerGroup: 1)
    let y = plan.y.matrix(operands.output.pointer, headsPerGroup: plan.headsPerGroup)
    multiply(
      a, transposesRight ? b.transposed : b, into: operands.output.pointer,
      rowStride: plan.y.rowStride, batch: y.batch, sizes: plan.sizes)
  }

  // MARK: Backward

  /// Carries the gradient to both operands.
  ///
  ///     plain:       da = dy · bᵀ      db = aᵀ · dy
  ///     transposed:  da = dy · b       db = dyᵀ · a
  ///
  /// Heads that share a right operand add up their db: one pass for each head of the group.
  package func backward(_ pass: BackwardPass) {
    let operands = pass.operands
    let plan = plan(operands)
    let dy = plan.y.matrix(pass.dOutput, headsPerGroup: plan.headsPerGroup)
    let (m, n, k) = (plan.sizes.m, plan.sizes.n, plan.sizes.k)
    if let da = pass.gradient(of: 0) {
      let b = plan.b.matrix(operands[1].pointer, headsPerGroup: 1)
      let target = plan.a.matrix(da.view.pointer, headsPerGroup: plan.headsPerGroup)
      multiply(
        dy, transposesRight ? b : b.transposed, into: da.view.pointer,
        rowStride: plan.a.rowStride, batch: target.batch,
        sizes: ProductSizes(m: m, n: k, k: n, counts: plan.sizes.counts),
        keep: da.accumulate ? 1 : 0)
    }
    if let db = pass.gradient(of: 1) {
      let a = plan.a.matrix(operands[0].pointer, headsPerGroup: plan.headsPerGroup)
      let target = plan.b.matrix(db.view.pointer, headsPerGroup: 1)
      let counts = (plan.sizes.counts.0, plan.groups, 1)
      for head in 0..<plan.headsPerGroup {
        var dyHead = dy
        var aHead = a
        dyHead.start += head * plan.y.headStride
        aHead.start += head * plan.a.headStride
        multiply(
          transposesRight ? dyHead.transposed : aHead.transposed,
          transposesRight ? aHead : dyHead,
          into: db.view.pointer, rowStride: plan.b.rowStride, batch: target.batch,
          sizes: transposesRight
            ? ProductSizes(m: n, n: k, k: m, counts: counts)
            : ProductSizes(m: k, n: n, k: m, counts: counts),
          keep: db.accumulate || head > 0 ? 1 : 0)
      }
    }
  }

  // MARK: Stages

  package func stages(_ operands: Operands) -> [Stage] {
    let shape = operands.output.shape
    return [
      Stage(
        "product", transposesRight ? "Σₖ a[i, k]·b[j, k]" : "Σₖ a[i, k]·b[k, j]", shape,
        (0..<shape.count).map { Float(value(at: $0, operands)) })
    ]
  }

  // MARK: By hand

  /// The operand cells that are multiplied for an output cell, pair by pair.
  private func pairs(at cell: Int, _ operands: Operands, _ plan: Plan) -> [(a: Int, b: Int)] {
    let matrix = plan.y.rows * plan.y.columns
    let (outer, inMatrix) = cell.quotientAndRemainder(dividingBy: matrix)
    let (batch, head) = outer.quotientAndRemainder(dividingBy: plan.a.heads)
    let (row, column) = inMatrix.quotientAndRemainder(dividingBy: plan.y.columns)
    let group = head / plan.headsPerGroup
    return (0..<plan.a.columns).map { inner in
      (
        plan.a.cell(batch, head, row, inner),
        transposesRight
          ? plan.b.cell(batch, group, column, inner) : plan.b.cell(batch, group, inner, column)
      )
    }
  }

  package func value(at cell: Int, _ operands: Operands) -> Double {
    pairs(at: cell, operands, plan(operands)).reduce(0) {
      $0 + operands.read(0, $1.a) * operands.read(1, $1.b)
    }
  }

  package func derivation(of cell: Int, _ operands: Operands) -> Derivation {
    // Down a context the content matters, so values come first there; down a score, the query.
    let terms = pairs(at: cell, operands, plan(operands)).map { pair in
      transposesRight
        ? Derivation.Term(operands.source(0, pair.a), operands.source(1, pair.b))
        : Derivation.Term(operands.source(1, pair.b), operands.source(0, pair.a))
    }
    let expression = transposesRight ? "Σₖ a[i, k]·b[j, k]" : "Σₖ a[i, k]·b[k, j]"
    return Derivation(
      steps: [.init("y", expression, terms.reduce(0) { $0 + $1.contribution })], terms: terms)
  }

  package func dependents(of input: Int, cell: Int, _ operands: Operands) -> CellBox {
    let plan = plan(operands)
    let layout = input == 0 ? plan.a : plan.b
    let (batch, inBatch) = cell.quotientAndRemainder(dividingBy: layout.batchStride)
    let head: Int
    let row: Int
    let column: Int
    if layout.isSideBySide {
      row = inBatch / layout.rowStride
      head = inBatch % layout.rowStride / layout.columns
      column = inBatch % layout.columns
    } else {
      head = inBatch / layout.headStride
      row = inBatch % layout.headStride / layout.columns
      column = inBatch % layout.columns
    }
    let shape = operands.output.shape
    var ranges = shape.array.map { 0..<$0 }
    let headAxis = plan.y.hasHeadAxis ? 1 : 0
    let leading = Shape(Array(shape.array.dropLast(2 + headAxis)))
    for (axis, index) in leading.indices(at: batch).enumerated() {
      ranges[axis] = index..<index + 1
    }
    if headAxis == 1 {
      let perGroup = input == 0 ? 1 : plan.headsPerGroup
      ranges[shape.rank - 3] = head * perGroup..<(head + 1) * perGroup
    }
    if input == 0 {
      ranges[shape.rank - 2] = row..<row + 1
    } else {
      let outer = transposesRight ? row : column
      ranges[shape.rank - 1] = outer..<outer + 1
    }
    return CellBox(ranges)
  }

  // MARK: Cost

  package func cost(_ operands: Operands) -> Cost {
    Cost(
      multiplyAdds: operands.output.shape.count * plan(operands).a.columns, reading: operands)
  }
}
