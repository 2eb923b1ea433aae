import Tensors

/// An operation that treats every number by itself: y = f(x).
///
/// What follows from that (shapes, which cell reads which) stands here once; f, its derivative and its
/// worksheet stand in each operation's file.
package protocol Pointwise: Operation {
  /// f in double precision.
  func evaluate(_ x: Double) -> Double
  /// The worksheet of one cell, ending in f(x).
  func worksheet(_ x: Double) -> [Derivation.Step]
  /// Named results on the way to f(x), in order, without f(x) itself.
  var inside: [(name: String, formula: String, value: (Double) -> Double)] { get }
  /// Multiplications with their additions for one number.
  var multiplyAdds: Int { get }
}

extension Pointwise {
  package func outputShape(_ inputs: InputShapes) throws(ShapeError) -> Shape {
    try inputs.require(count: 1)
    return inputs[0]
  }

  package func savedCount(_ operands: Operands) -> Int { 0 }

  package func stages(_ operands: Operands) -> [Stage] {
    let shape = operands.output.shape
    func stage(_ name: String, _ formula: String, _ value: (Double) -> Double) -> Stage {
      Stage(name, formula, shape, (0..<shape.count).map { Float(value(operands.read(0, $0))) })
    }
    return inside.map { stage($0.name, $0.formula, $0.value) }
      + [stage("output", formula.text, evaluate)]
  }

  package func value(at cell: Int, _ operands: Operands) -> Double {
    evaluate(operands.read(0, cell))
  }

  package func derivation(of cell: Int, _ operands: Operands) -> Derivation {
    let source = operands.source(0, cell)
    let steps = worksheet(source.value)
    return Derivation(
      steps: steps, terms: [.init(source, contribution: steps.last?.value ?? 0)],
      sumStep: steps.count - 1)
  }

  package func dependents(of input: Int, cell: Int, _ operands: Operands) -> CellBox {
    CellBox(cell: cell, of: operands.output.shape)
  }

  package func cost(_ operands: Operands) -> Cost {
    Cost(multiplyAdds: multiplyAdds * operands.output.shape.count, reading: operands)
  }
}
