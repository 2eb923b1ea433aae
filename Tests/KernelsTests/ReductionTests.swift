import Foundation
import Kernels
import Testing

extension KernelTests {
  @Suite struct Reductions {
    @Test func `dot products and sums of squares of every length`() {
      for n in lengths + [longLength] {
        var random = Random(UInt64(n + 2))
        let x = random.floats(n)
        let y = random.floats(n)
        let products = zip(x, y).map { Double($0) * Double($1) }
        let size = products.map(abs).reduce(0, +)
        let squares = x.map { Double($0) * Double($0) }.reduce(0, +)
        atEverySetting { setting in
          // At least 16 partial sums: n/16 + 5 roundings each; the squares are summed in double.
          expectClose(
            [kernel_dot(x, y, n)], [products.reduce(0, +)], "\(setting): dot of \(n)"
          ) { _ in Double(n / 16 + 5) * 0x1p-24 * size }
          let found = kernel_sum_of_squares(x, n)
          #expect(abs(found - squares) <= 1e-12 * squares, "\(setting): \(n): \(found), \(squares)")
        }
      }
    }

    @Test func `squares too large for single precision are summed`() {
      let x = [Float](repeating: 1e30, count: 37)
      atEverySetting { setting in
        let found = kernel_sum_of_squares(x, 37)
        #expect(abs(found - 37e60) < 1e55, "\(setting): \(found)")
      }
    }

    @Test func `least and greatest are found wherever they stand`() {
      for n in [1, 2, 5, 16, 17, 33, 67] {
        for place in 0..<n {
          var random = Random(UInt64(n * 100 + place))
          var x = random.floats(n)
          x[place] = 3
          x[(place + n / 2) % n] = n == 1 ? 3 : -4
          atEverySetting { setting in
            var low: Float = 0
            var high: Float = 0
            kernel_min_max(x, n, &low, &high)
            #expect(
              low == x.min() && high == x.max(), "\(setting): \(n), \(place): \(low), \(high)")
          }
        }
      }
    }

    @Test func `NaN is neither least nor greatest unless there is nothing else`() {
      let cases: [([Float], Float, Float)] = [
        ([.nan, 2, 1], 1, 2), ([1, .nan], 1, 1), ([.infinity, .nan], .infinity, .infinity),
        ([-.infinity, .infinity], -.infinity, .infinity),
        ([Float](repeating: .nan, count: 40) + [5], 5, 5),
        ([5] + [Float](repeating: .nan, count: 40), 5, 5),
      ]
      atEverySetting { setting in
        var low: Float = 0
        var high: Float = 0
        for (x, least, greatest) in cases {
          kernel_min_max(x, x.count, &low, &high)
          #expect(low == least && high == greatest, "\(setting): \(x): \(low), \(high)")
        }
        for n in [1, 3, 16, 40] {
          kernel_min_max([Float](repeating: .nan, count: n), n, &low, &high)
          #expect(low.isNaN && high.isNaN, "\(setting): \(n) NaN: \(low), \(high)")
        }
      }
    }
  }

  @Suite struct Optimizer {
    @Test(arguments: [0, 0.001])
    func `Adam follows PyTorch's order of operations for several steps`(decay: Double) {
      for n in [0, 1, 3, 16, 17, 37, longLength] {
        var random = Random(UInt64(n + 3))
        let start = random.floats(n)
        let gradients = (0..<4).map { _ in random.floats(n) }
        var p = start.map(Double.init)
        var m = [Double](repeating: 0, count: n)
        var v = m
        let (beta1, beta2) = (0.9, 0.999)
        let (rate, epsilon) = (0.01, 1e-8)
        let settings = (1...4).map { step in
          kernel_adam_settings(
            rate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8,
            correction1: 1 - pow(beta1, Double(step)),
            correction2: 1 - pow(beta2, Double(step)), decoupled_decay: decay)
        }
        for (step, g) in gradients.enumerated() {
          let s = settings[step]
          for i in 0..<n {
            let g = Double(g[i])
            p[i] *= 1 - decay
            m[i] += (1 - beta1) * (g - m[i])
            v[i] = beta2 * v[i] + (1 - beta2) * g * g
            let denominator = v[i].squareRoot() / s.correction2.squareRoot() + epsilon
            p[i] -= rate / s.correction1 * m[i] / denominator
          }
        }
        atEverySetting { setting in
          var found = start
          var foundM = [Float](repeating: 0, count: n)
          var foundV = foundM
          for (step, g) in gradients.enumerated() {
            var s = settings[step]
            kernel_adam(&s, &found, g, &foundM, &foundV, n)
          }
          let name = "\(setting): \(n), decay \(decay)"
          // Four steps of 0.01 on numbers up to 1: p within four roundings; v's weight 1 - β₂ is
          // itself only known to 6e-5 in single precision, 1 - β₁ to 6e-7.
          expectClose(found, p, "\(name), p") { _ in 2e-6 }
          expectClose(foundM, m, "\(name), m") { _ in 1e-6 }
          expectClose(foundV, v, "\(name), v") { 1e-4 * v[$0] + 1e-9 }
        }
      }
    }

    @Test func `Adam with an ε as large as the root shows where ε is added`() {
      // √v/√correction2 + ε = 1 + 1; added before the division it would be 1 + 10.
      atEverySetting { setting in
        var s = kernel_adam_settings(
          rate: 1, beta1: 0, beta2: 0, epsilon: 1, correction1: 0.5, correction2: 0.01,
          decoupled_decay: 0)
        var (p, m, v): ([Float], [Float], [Float]) = ([0], [0], [0])
        kernel_adam(&s, &p, [0.1], &m, &v, 1)
        expectClose(p, [-0.1], "\(setting): p") { _ in 1e-7 }
      }
    }
  }

  @Suite struct Conversions {
    @Test func `all 65,536 half-precision patterns`() {
      let patterns = (0...UInt16.max).map { $0 }
      let expected = patterns.map { bits -> Float in
        let sign: Float = bits >> 15 == 0 ? 1 : -1
        let exponent = Int(bits >> 10 & 31)
        let fraction = Float(bits & 1023) / 1024
        switch exponent {
        case 0: return sign * fraction * 0x1p-14
        case 31: return fraction == 0 ? sign * .infinity : .nan
        default:
          return sign * (1 + fraction) * Float(sign: .plus, exponent: exponent - 15, significand: 1)
        }
      }
      checkConversion(patterns, expected, kernel_from_float16, "float16")
    }

    @Test func `all 65,536 bfloat16 patterns`() {
      let patterns = (0...UInt16.max).map { $0 }
      let expected = patterns.map { Float(bitPattern: UInt32($0) << 16) }
      checkConversion(patterns, expected, kernel_from_bfloat16, "bfloat16")
    }

    @Test func `double precision is rounded to the nearest`() {
      var random = Random(3)
      var values = (0..<999).map { _ in Double(bitPattern: random.next()) }
      values += [
        0, -0.0, .infinity, -.infinity, .nan, 1e300, -1e300, 1e-300, 1 + 0x1p-24, 0x1p-140,
      ]
      checkConversion(values, values.map { Float($0) }, kernel_from_float64, "float64")
    }

    /// Converts from every offset within a word, in lengths with every remainder.
    private func checkConversion<Source>(
      _ source: [Source], _ expected: [Float],
      _ convert: (UnsafeRawPointer?, UnsafeMutablePointer<Float>?, Int) -> Void, _ what: String
    ) {
      let size = MemoryLayout<Source>.size
      for (offset, drop) in [(0, 0), (1, 1), (3, 5), (0, 13)] {
        let count = source.count - drop
        var bytes = [UInt8](repeating: 0, count: offset + count * size)
        bytes.withUnsafeMutableBytes { target in
          source.withUnsafeBytes { source in
            for i in 0..<count * size { target[offset + i] = source[i] }
          }
        }
        atEverySetting { setting in
          var found = [Float](repeating: canary, count: count + 1)
          bytes.withUnsafeBytes { bytes in
            convert(bytes.baseAddress.map { $0 + offset }, &found, count)
          }
          #expect(found.removeLast().bitPattern == canary.bitPattern, "\(setting): \(what)")
          let wrong = found.indices.first {
            found[$0].isNaN != expected[$0].isNaN
              || (!found[$0].isNaN && found[$0].bitPattern != expected[$0].bitPattern)
          }
          #expect(
            wrong == nil,
            """
            \(setting): \(what), offset \(offset): \(wrong.map { "\(source[$0]) at \($0)" } ?? ""): \
            \(wrong.map { "\(found[$0]), not \(expected[$0])" } ?? "")
            """)
        }
      }
      convert(nil, nil, 0)
    }
  }
}
