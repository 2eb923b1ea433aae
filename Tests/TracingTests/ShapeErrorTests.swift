import Tensors
import TestSupport
import Testing
import Tracing

/// Shapes that an operation refuses, and what it says.
struct ShapeErrorCase: Sendable, CustomTestStringConvertible {
  let file: String
  let operation: any Operation
  let shapes: [[Int]]
  let text: String

  init(_ file: String, _ operation: any Operation, _ shapes: [[Int]], _ text: String) {
    self.file = file
    self.operation = operation
    self.shapes = shapes
    self.text = text
  }

  var testDescription: String { "\(file) of \(shapes)" }
}

@Suite struct ShapeErrorTests {
  private static let heads = MatMul(
    left: .sideBySide(2), right: .sideBySide(2), transposesRight: true)
  private static let rotary = RotaryEmbedding(headCount: 2, rates: [1, 0.1])
  private static let relative = RelativeBias(
    isBidirectional: true, maximumDistance: 16, queryCount: 2, keyCount: 2)

  static let cases: [ShapeErrorCase] = [
    .init("Linear", Linear(), [[2]], "linear: takes 2 inputs, was given 1"),
    .init(
      "Linear", Linear(), [[], [3, 2]], "linear: input needs at least 1 axes, its shape is []"),
    .init(
      "Linear", Linear(), [[2], [2]], "linear: weight needs at least 2 axes, its shape is [2]"),
    .init("Linear", Linear(), [[4, 2], [2, 3]], "linear: the input's last axis must be 3, is 2"),
    .init(
      "Linear", Linear(.inputOutput), [[4, 3], [2, 3]],
      "linear: the input's last axis must be 2, is 3"),
    .init(
      "Linear", Linear(), [[4, 3], [2, 3], [3]], "linear: bias must have shape [2], has [3]"),
    .init("MatMul", MatMul(), [[2, 3]], "matrix product: takes 2 inputs, was given 1"),
    .init(
      "MatMul", MatMul(), [[3], [3, 2]],
      "matrix product: left needs at least 2 axes, its shape is [3]"),
    .init(
      "MatMul", MatMul(), [[2, 3], [3]],
      "matrix product: right needs at least 2 axes, its shape is [3]"),
    .init(
      "MatMul", MatMul(), [[2, 3], [4, 2]],
      "matrix product: the right operand's inner size must be 3, is 4"),
    .init(
      "MatMul", MatMul(transposesRight: true), [[2, 3], [3, 4]],
      "matrix product, right transposed: the right operand's inner size must be 3, is 4"),
    .init(
      "MatMul", heads, [[2, 5], [2, 4]],
      "matrix product, right transposed: the left operand's last axis is 5, which 2 does not divide"
    ),
    .init(
      "MatMul", heads, [[2, 4], [2, 5]],
      "matrix product, right transposed: the right operand's last axis is 5, which 2 does not divide"
    ),
    .init(
      "MatMul", MatMul(), [[3, 2, 5], [2, 5, 4]],
      "matrix product: heads of the left operand is 3, which 2 does not divide"),
    .init(
      "MatMul", MatMul(), [[2, 2, 3, 5], [3, 2, 5, 4]],
      "matrix product: the right operand's batch must be 2, is 3"),
    .init(
      "Dropout", Dropout(rate: 0.5), [[2], [1]], "dropout: draw must have shape [], has [1]"),
    .init("Scale", Scale(by: 2), [[1], [1]], "scale: takes 1 inputs, was given 2"),
    .init("ReLU", ReLU(), [[1], [1]], "ReLU: takes 1 inputs, was given 2"),
    .init("GELU", GELU(), [[1], [1]], "GELU: takes 1 inputs, was given 2"),
    .init("GELUTanh", GELUTanh(), [[1], [1]], "GELU (tanh): takes 1 inputs, was given 2"),
    .init("SiLU", SiLU(), [[1], [1]], "SiLU: takes 1 inputs, was given 2"),
    .init("Tanh", Tanh(), [[1], [1]], "tanh: takes 1 inputs, was given 2"),
    .init(
      "Gate", Gate(), [[2, 3], [3, 2]], "gated product: second must have shape [2, 3], has [3, 2]"),
    .init(
      "Add", Add(.positions), [[2, 3], [2]],
      "position addition: second must have shape [2, 3], has [2]"),
    .init(
      "Add", Add(), [[3], [2, 3]], "residual addition: second must have shape [3], has [2, 3]"),
    .init(
      "Mask", Mask(), [[3, 3], [3, 3]], "mask: scores needs at least 3 axes, its shape is [3, 3]"),
    .init("Mask", Mask(), [[2, 3, 4], [4, 3]], "mask: mask must have shape [3, 4], has [4, 3]"),
    .init(
      "Mask", Mask(), [[2, 2, 3, 4], [3, 3, 4]],
      "mask: mask must have shape [2, 3, 4], has [3, 3, 4]"),
    .init("Softmax", Softmax(), [[]], "softmax: input needs at least 1 axes, its shape is []"),
    .init(
      "LayerNorm", LayerNorm(epsilon: 1), [[2, 3], [2]],
      "LayerNorm: gain must have shape [3], has [2]"),
    .init(
      "LayerNorm", LayerNorm(epsilon: 1), [[2, 3], [3], [1]],
      "LayerNorm: bias must have shape [3], has [1]"),
    .init("LayerNorm", LayerNorm(epsilon: 1), [[2, 3]], "LayerNorm: takes 3 inputs, was given 1"),
    .init(
      "RMSNorm", RMSNorm(epsilon: 1), [[2, 3], [2]], "RMSNorm: gain must have shape [3], has [2]"),
    .init(
      "Embedding", Embedding(), [[], [5, 2]],
      "embedding lookup: ids needs at least 1 axes, its shape is []"),
    .init(
      "Embedding", Embedding(), [[3], [5]],
      "embedding lookup: table needs at least 2 axes, its shape is [5]"),
    .init(
      "SinusoidalPositions", SinusoidalPositions(width: 4, arrangement: .halves), [[]],
      "sinusoidal positions: positions needs at least 1 axes, its shape is []"),
    .init(
      "RotaryEmbedding", rotary, [[3, 7], [3]],
      "rotary embedding: the input's last axis is 7, which 2 does not divide"),
    .init(
      "RotaryEmbedding", rotary, [[3, 6], [3]],
      "rotary embedding: a head's width must be at least 4, is 3"),
    .init(
      "RotaryEmbedding", rotary, [[3, 8], [2]],
      "rotary embedding: positions must have shape [3], has [2]"),
    .init(
      "RotaryEmbedding", rotary, [[2, 3, 8], [3, 3]],
      "rotary embedding: positions must have shape [2, 3], has [3, 3]"),
    .init(
      "ALiBiBias", ALiBiBias(), [[3, 3]],
      "ALiBi bias: scores needs at least 3 axes, its shape is [3, 3]"),
    .init(
      "RelativeBias", relative, [[8]],
      "relative bias: table needs at least 2 axes, its shape is [8]"),
    .init(
      "ConcatenateHeads", ConcatenateHeads(), [[3, 3]],
      "concatenate heads: input needs at least 3 axes, its shape is [3, 3]"),
    .init(
      "CrossEntropy", CrossEntropy(), [[3, 5], [5]],
      "cross-entropy: targets must have shape [3], has [5]"),
    .init(
      "CrossEntropy", CrossEntropy(), [[], []],
      "cross-entropy: logits needs at least 1 axes, its shape is []"),
    .init(
      "SelectPosition", SelectPosition(3), [[3, 5]],
      "select position: the number of positions must be at least 4, is 3"),
    .init(
      "AppendPositions", AppendPositions(), [[2, 3, 4], [2, 1, 5]],
      "append positions: new must have shape [2, 1, 4], has [2, 1, 5]"),
    .init(
      "AppendPositions", AppendPositions(), [[3, 4], [4]],
      "append positions: new needs at least 2 axes, its shape is [4]"),
  ]

  @Test(arguments: cases) func `shapes that do not fit are refused in one line`(
    test: ShapeErrorCase
  ) {
    let error = #expect(throws: ShapeError.self) {
      try test.operation.outputShape(
        InputShapes(test.operation.name, test.shapes.map { Shape($0) }))
    }
    #expect(error?.description == test.text)
  }
}
