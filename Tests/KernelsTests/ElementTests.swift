import Foundation
import Kernels
import Testing

private typealias Loop =
  @convention(c) @Sendable (UnsafePointer<Float>?, UnsafeMutablePointer<Float>?, Int) -> Void
/// A loop that gives f and f′.
private typealias ActivationLoop =
  @convention(c) @Sendable (
    UnsafePointer<Float>?, UnsafeMutablePointer<Float>?, UnsafeMutablePointer<Float>?, Int
  ) -> Void

/// A function, its derivative, and how far the kernel may be from them.
private struct Activation: Sendable {
  let name: String
  /// ReLU's has no slopes to keep.
  let loop: ActivationLoop?
  let value: @Sendable (Double) -> Double
  let slope: @Sendable (Double) -> Double

  /// f of every number, with nothing written past the end.
  func apply(_ x: [Float]) -> [Float] {
    guard let loop else { return KernelsTests.apply(kernel_relu, x) }
    var y = [Float](repeating: canary, count: x.count + 1)
    loop(x, &y, nil, x.count)
    #expect(y.removeLast().bitPattern == canary.bitPattern, "wrote past the end")
    return y
  }

  /// dx (+)= dy · f′(x), as operations compute it.
  func backward(_ x: [Float], _ dy: [Float], _ dx: inout [Float], accumulate: Bool) {
    guard let loop else { return kernel_relu_backward(x, dy, &dx, x.count, accumulate) }
    var y = [Float](repeating: canary, count: x.count + 1)
    var slopes = y
    loop(x, &y, &slopes, x.count)
    #expect(y.removeLast().bitPattern == canary.bitPattern, "wrote past the end")
    #expect(slopes.removeLast().bitPattern == canary.bitPattern, "wrote past the slopes' end")
    #expect(
      y.map(\.bitPattern) == apply(x).map(\.bitPattern), "\(name) differs where slopes are kept")
    kernel_multiply_elements(dy, slopes, &dx, x.count, accumulate)
  }
}

private func normalCumulative(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }
private func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
private func tanhArgument(_ x: Double) -> Double {
  (2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)
}

private let activations = [
  Activation(
    name: "relu", loop: nil, value: { $0 < 0 ? 0 : $0 },
    slope: { $0 > 0 ? 1 : 0 }),
  Activation(
    name: "exact gelu", loop: kernel_gelu_exact,
    value: { $0 * normalCumulative($0) },
    slope: { normalCumulative($0) + $0 * exp(-$0 * $0 / 2) / (2 * Double.pi).squareRoot() }),
  Activation(
    name: "tanh gelu", loop: kernel_gelu_tanh,
    value: { 0.5 * $0 * (1 + tanh(tanhArgument($0))) },
    slope: {
      let t = tanh(tanhArgument($0))
      let u = (2 / Double.pi).squareRoot() * (1 + 3 * 0.044715 * $0 * $0)
      return 0.5 * (1 + t) + 0.5 * $0 * (1 - t * t) * u
    }),
  Activation(
    name: "silu", loop: kernel_silu,
    value: { $0 * sigmoid($0) },
    slope: { sigmoid($0) * (1 + $0 * (1 - sigmoid($0))) }),
]

/// Numbers of every size that matters: dense about 0, and out to where functions are flat.
private let samples: [Float] = {
  var random = Random(11)
  var values = random.floats(3000, -8...8) + random.floats(1000, -0.01...0.01)
  values += random.floats(500, -100...100)
  values += [0, -0, 1e-30, -1e-30, 0x1p-140, 19, -19, 30, -30, 88, -88, 1000, -1000, 1e19, -1e19]
  return values
}()

private func apply(_ loop: Loop, _ x: [Float]) -> [Float] {
  var y = [Float](repeating: canary, count: x.count + 1)
  loop(x, &y, x.count)
  #expect(y.removeLast().bitPattern == canary.bitPattern, "wrote past the end")
  return y
}

extension KernelTests {
  @Suite struct Elements {
    @Test func `exp is within two parts in ten million over the normal range`() {
      var random = Random(1)
      // Below -87.33 results are subnormal: one unit of those is 1.4e-45.
      let x = random.floats(40_000, -87.33...88.72) + random.floats(5000, -1...1)
      let expected = x.map { exp(Double($0)) }
      let deep = random.floats(500, -106 ... -87.33)
      atEverySetting { setting in
        expectClose(apply(kernel_exp, x), expected, "\(setting): exp") { 2e-7 * expected[$0] }
        expectClose(apply(kernel_exp, deep), deep.map { exp(Double($0)) }, "\(setting): deep") {
          _ in
          1e-44
        }
      }
    }

    @Test func `exp of infinities, NaN, 0 and numbers too large or small`() {
      let x: [Float] = [-.infinity, .infinity, .nan, 0, -0, 88.73, 89, 1e30, -104.1, -1e30]
      atEverySetting { setting in
        let y = apply(kernel_exp, x)
        #expect(y[2].isNaN, "\(setting)")
        #expect(
          y.map { $0.isNaN ? -1 : $0 }
            == [0, .infinity, -1, 1, 1, .infinity, .infinity, .infinity, 0, 0], "\(setting)")
      }
    }

    @Test func `activations agree with the library's functions in double precision`() {
      // Absolute tolerance 2.5e-7 for Φ and σ (their own error, 1e-7, and that of exp), which x
      // multiplies; where x is large and negative the value is a tail, and so relative to x too.
      for activation in activations {
        let expected = samples.map { activation.value(Double($0)) }
        atEverySetting { setting in
          let name = "\(setting): \(activation.name)"
          expectClose(activation.apply(samples), expected, name) {
            2.5e-7 * min(abs(Double(samples[$0])), 16) + 1e-7 * abs(expected[$0])
          }
        }
      }
    }

    @Test func `activations' gradients agree, replaced and accumulated`() {
      var random = Random(5)
      let dy = random.floats(samples.count, -2...2)
      let old = random.floats(samples.count)
      // The slope of a flat function is a difference of terms up to |x| φ(x): 1e-6 absolute.
      for activation in activations {
        for accumulate in [false, true] {
          let expected = samples.indices.map {
            Double(dy[$0]) * activation.slope(Double(samples[$0]))
              + (accumulate ? Double(old[$0]) : 0)
          }
          atEverySetting { setting in
            var dx = accumulate ? old : [Float](repeating: .nan, count: old.count)
            activation.backward(samples, dy, &dx, accumulate: accumulate)
            let name = "\(setting): \(activation.name), accumulate \(accumulate)"
            expectClose(dx, expected, name) { _ in 1e-6 }
          }
        }
      }
    }

    @Test func `NaN passes through activations and their gradients; infinities give the limits`() {
      let x: [Float] = [.nan, .infinity, -.infinity]
      for activation in activations {
        atEverySetting { setting in
          let name = "\(setting): \(activation.name)"
          let y = activation.apply(x)
          #expect(y[0].isNaN && y[1] == .infinity, "\(name)")
          var dx: [Float] = [0, 0, 0]
          activation.backward(x, [1, 1, 1], &dx, accumulate: false)
          #expect(dx[0].isNaN || activation.name == "relu", "\(name)")
          #expect(dx[1] == 1 && abs(dx[2]) < 1e-30, "\(name): \(dx)")
        }
      }
    }

    @Test func `every length is done to its end and no further`() {
      for n in lengths + [longLength] {
        var random = Random(UInt64(n))
        let x = random.floats(n, -4...4)
        let y = random.floats(n)
        atEverySetting { setting in
          let name = "\(setting): length \(n)"
          for activation in activations {
            let expected = x.map { activation.value(Double($0)) }
            expectClose(activation.apply(x), expected, "\(name), \(activation.name)") { _ in
              1e-6
            }
            var dx = y + [canary]
            activation.backward(x, y, &dx, accumulate: true)
            #expect(dx.removeLast().bitPattern == canary.bitPattern, "\(name)")
            let slopes = x.indices.map {
              Double(y[$0]) + Double(y[$0]) * activation.slope(Double(x[$0]))
            }
            expectClose(dx, slopes, "\(name), \(activation.name) backward") { _ in 1e-6 }
          }
        }
      }
    }

    @Test func `a mask lets numbers through to the bit, and −∞ or nothing elsewhere`() {
      for n in lengths + [longLength] {
        var random = Random(UInt64(n + 2))
        let x = random.floats(n)
        let old = random.floats(n)
        let mask: [Float] = (0..<n).map { [0, 1, 1, 0, -2][$0 % 5] }
        atEverySetting { setting in
          let name = "\(setting): length \(n)"
          var y = [Float](repeating: 7, count: n) + [canary]
          kernel_mask(x, mask, &y, n)
          #expect(y.removeLast().bitPattern == canary.bitPattern, "\(name)")
          #expect(y == x.indices.map { mask[$0] != 0 ? x[$0] : -.infinity }, "\(name)")
          for accumulate in [false, true] {
            var dx = old + [canary]
            kernel_mask_backward(x, mask, &dx, n, accumulate)
            #expect(dx.removeLast().bitPattern == canary.bitPattern, "\(name)")
            let expected = x.indices.map {
              (accumulate ? old[$0] : 0) + (mask[$0] != 0 ? x[$0] : 0)
            }
            #expect(dx == expected, "\(name), accumulate \(accumulate)")
          }
        }
      }
    }

    @Test func `sums, multiples and products of elements are rounded once or twice`() {
      for n in lengths + [longLength] {
        var random = Random(UInt64(n + 1))
        let x = random.floats(n)
        let y = random.floats(n)
        // Values are below 3 and a fused operation may skip one of two roundings: 3 · 2⁻²³.
        let tolerance = 3 * 0x1p-23
        atEverySetting { setting in
          let name = "\(setting): length \(n)"
          func check(
            _ what: String, _ expected: (Double, Double) -> Double,
            _ loop: (UnsafeMutablePointer<Float>) -> Void
          ) {
            var z = y + [canary]
            loop(&z)
            #expect(z.removeLast().bitPattern == canary.bitPattern, "\(name), \(what)")
            let all = x.indices.map { expected(Double(x[$0]), Double(y[$0])) }
            expectClose(z, all, "\(name), \(what)") { _ in tolerance }
          }
          check("x + y", { $0 + $1 }) { kernel_add(x, y, $0, n) }
          check("x + y in place", { $0 + $1 }) { kernel_add(x, $0, $0, n) }
          check("y += 0.7 x", { Double(Float(0.7)) * $0 + $1 }) {
            kernel_add_scaled(0.7, x, $0, n)
          }
          check("0.7 x", { x, _ in Double(Float(0.7)) * x }) { kernel_scale(0.7, x, $0, n) }
          check("0.7 y in place", { Double(Float(0.7)) * $1 }) { kernel_scale(0.7, $0, $0, n) }
          check("x y", { $0 * $1 }) { kernel_multiply_elements(x, y, $0, n, false) }
          check("y += x y", { $1 + $0 * $1 }) { kernel_multiply_elements(x, y, $0, n, true) }
          check("exp x", { x, _ in exp(x) }) { kernel_exp(x, $0, n) }
        }
      }
    }
  }
}
