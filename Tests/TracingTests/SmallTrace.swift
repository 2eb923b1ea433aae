import Kernels
import Tensors
import Tracing

/// A computation small enough to follow by hand, with a node that is read three times.
///
///     a = x·Wᵀ        b = a·a (number by number)        c = b + a        loss = cross-entropy(c, targets)
///     masked scores: weights = softmax(mask(c as one head))
struct SmallTrace {
  let trace: Trace
  let x: NodeID
  let weight: NodeID
  let a: NodeID
  let b: NodeID
  let c: NodeID
  let loss: NodeID
  let memory: Arena
  let weightGradient: UnsafeMutablePointer<Float>

  static let xValues: [Float] = [1, -2, 0.5, 0.25, 1.5, -1]
  static let weightValues: [Float] = [0.5, -0.25, 1, 2, 0.75, -1.5]

  init(retaining retention: Retention = .everything) throws {
    memory = Arena()
    let values = memory.allocate(6)
    weightGradient = memory.allocate(6)
    for (index, value) in Self.weightValues.enumerated() { values[index] = value }
    var builder = TraceBuilder()
    x = builder.input("x", [2, 3], axes: [.position, .channel])
    weight = builder.parameter(
      "a/weight", View(values, [2, 3]), gradient: weightGradient, axes: [.feature, .channel])
    a = try builder.compute("a", Linear(), x, weight, axes: [.position, .feature])
    b = try builder.compute("b", Gate(), a, a, axes: [.position, .feature])
    c = try builder.compute("c", Add(), b, a, axes: [.position, .feature])
    builder.alias("layer/output", of: c)
    let targets = builder.input("targets", [2], axes: [.position])
    loss = try builder.compute("loss", CrossEntropy(), c, targets, axes: [])
    trace = builder.finish(retaining: retention)
    trace.set(x, to: Self.xValues)
    trace.set(targets, to: [1, 0])
    trace.run()
  }

  /// The same computation in double precision, apart from the trace.
  static func loss(x: [Double], weight: [Double]) -> Double {
    var loss = 0.0
    for (row, target) in [1, 0].enumerated() {
      let c = (0..<2).map { output -> Double in
        let a = (0..<3).reduce(0.0) { $0 + x[row * 3 + $1] * weight[output * 3 + $1] }
        return a * a + a
      }
      loss += log(exp(c[0]) + exp(c[1])) - c[target]
    }
    return loss / 2
  }
}

extension Trace {
  /// A node's numbers, copied while the trace is sure to be there.
  func numbers(of node: NodeID) -> [Float] {
    withExtendedLifetime(self) { values(of: node).array }
  }
}
