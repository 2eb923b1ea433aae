import Kernels
import Tracing

// Operations that treat every number by itself, the gated product and the addition.

private typealias Input = OperationCase.Input

private func pointwise(
  _ file: String, variant: String = "", _ operation: any Operation, multiplyAdds: Int,
  inside: [(name: String, value: @Sendable (Double) -> Double)] = [],
  _ f: @escaping @Sendable (Double) -> Double
) -> [OperationCase] {
  // Around 0 (no kink of ReLU within a step of the differences), far out, and where e^x overflows.
  let special: [Float] = [0.001, -0.001, 0.5, -1.25, 3, -4, 9, -9, 20, -20, 88, -88, 200, -1000]
  let inputs: [(String, Input)] = [
    ("a single number", .random([], "x")), ("[1]", .random([1], "x")), ("[7]", .random([7], "x")),
    ("[2, 3, 5]", .random([2, 3, 5], "x", deviation: 3)), ("[37]", .random([37], "x")),
    ("special values", .given([14], special)),
  ]
  return inputs.map { title, input in
    OperationCase(
      file, title + variant, operation, [input], gives: input.shape,
      multiplyAdds: multiplyAdds * input.values.count
    ) { tables in
      inside.map { stage in (stage.name, tables[0].values.map(stage.value)) }
        + [("output", tables[0].values.map(f))]
    }
  }
}

private func normalShare(_ x: Double) -> Double { 0.5 * (1 + erf(x / 2.0.squareRoot())) }
private func tangentArgument(_ x: Double) -> Double {
  (2 / Double.pi).squareRoot() * (x + 0.044715 * pow(x, 3))
}
private func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

let pointwiseCases: [OperationCase] =
  [Float(0.5), -3, 0].flatMap { factor in
    pointwise("Scale", variant: " by \(factor)", Scale(by: factor), multiplyAdds: 1) {
      Double(factor) * $0
    }
  }
  + pointwise("ReLU", ReLU(), multiplyAdds: 1) { $0 > 0 ? $0 : 0 }
  + pointwise("GELU", GELU(), multiplyAdds: 12, inside: [("share", normalShare)]) {
    $0 * normalShare($0)
  }
  + pointwise(
    "GELUTanh", GELUTanh(), multiplyAdds: 12,
    inside: [("argument", tangentArgument), ("tangent", { tanh(tangentArgument($0)) })]
  ) { 0.5 * $0 * (1 + tanh(tangentArgument($0))) }
  + pointwise("SiLU", SiLU(), multiplyAdds: 8, inside: [("sigmoid", sigmoid)]) { $0 * sigmoid($0) }
  + pointwise("Tanh", Tanh(), multiplyAdds: 8) { tanh($0) }

let gateCases: [OperationCase] = [[], [1], [7], [2, 3, 5], [41]].map { shape in
  OperationCase(
    "Gate", "\(shape)", Gate(), [.random(shape, "g"), .random(shape, "x")], gives: shape,
    multiplyAdds: shape.reduce(1, *)
  ) { tables in [("product", zip(tables[0].values, tables[1].values).map(*))] }
}

private func add(_ first: [Int], _ second: [Int], _ purpose: Add.Purpose = .residual)
  -> OperationCase
{
  OperationCase(
    "Add", "\(first) + \(second), \(purpose.rawValue)", Add(purpose),
    [.random(first, "x"), .random(second, "y")], gives: first, multiplyAdds: first.reduce(1, *)
  ) { tables in
    let slice = tables[1].values.count
    return [("sum", tables[0].values.enumerated().map { $1 + tables[1].values[$0 % slice] })]
  }
}

let addCases: [OperationCase] = [
  add([], []), add([1], [1]), add([7], [7]), add([2, 3, 5], [2, 3, 5]),
  add([3, 5], [3, 5], .tokenTypes), add([2, 3, 5], [3, 5], .positions),
  add([2, 3, 5], [5], .logitBias), add([2, 2, 3, 4], [2, 3, 4], .scoreBias), add([7], []),
]

/// The factors as the definition has them, written out with wider whole numbers than the operation's.
private func dropoutFactors(_ count: Int, rate: Double, salt: UInt64, draw: Double) -> [Double] {
  func scrambled(_ value: UInt64) -> UInt64 {
    let limit: UInt64 = 1 << 32
    var x = value % limit
    x = (x ^ (x / 65536)) * 0x7FEB_352D % limit
    x = (x ^ (x / 32768)) * 0x846C_A68B % limit
    return x ^ (x / 65536)
  }
  guard rate > 0, draw >= 0 else { return [Double](repeating: 1, count: count) }
  let seed = scrambled(UInt64(draw) + scrambled(salt + 0x9E37_79B9))
  return (0..<count).map { cell in
    let share = Double(scrambled(UInt64(cell) * 0x9E37_79B9 + seed)) / 0x1p32
    return share >= rate ? 1 / (1 - rate) : 0
  }
}

let dropoutCases: [OperationCase] =
  [
    ([], 0.5, 1), ([7], 0.1, 3), ([2, 3, 5], 0.5, 0), ([67], 0.25, 12345), ([9], 0.5, -1),
    ([9], 0, 4),
  ]
  .map { (shape: [Int], rate: Float, draw: Float) in
    OperationCase(
      "Dropout", "\(shape), rate \(rate), draw \(draw)", Dropout(rate: rate, salt: 3),
      [.random(shape, "x"), .discrete([], [draw])], gives: shape,
      multiplyAdds: shape.reduce(1, *)
    ) { tables in
      let factors = dropoutFactors(
        tables[0].values.count, rate: Double(rate), salt: 3, draw: Double(draw))
      return [("factors", factors), ("output", zip(tables[0].values, factors).map(*))]
    }
  }
