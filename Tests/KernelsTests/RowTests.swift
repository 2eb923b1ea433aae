import Foundation
import Kernels
import Testing

private let shapes = [
  (0, 5), (3, 0), (1, 1), (2, 3), (5, 7), (4, 16), (3, 17), (2, 31), (7, 64), (3, 65), (2, 131),
  (1, 1031), (301, 67), (67, 301),
]

/// Splits a row-major block into rows of doubles.
private func rowsOf(_ x: [Float], _ columns: Int) -> [[Double]] {
  guard columns > 0 else { return [] }
  return stride(from: 0, to: x.count, by: columns).map { start in
    x[start..<start + columns].map(Double.init)
  }
}

private func plainSoftmax(_ row: [Double]) -> [Double] {
  guard let m = row.max(), m > -.infinity else { return row.map { _ in 0 } }
  let e = row.map { exp($0 - m) }
  let sum = e.reduce(0, +)
  return e.map { $0 / sum }
}

/// What normalization makes of a row, and what its gradients are.
private struct PlainNorm {
  let mean: Double
  let reciprocal: Double  // 1/√(variance + ε), or 1/√(mean square + ε)
  let normalized: [Double]

  init(_ row: [Double], centered: Bool, epsilon: Double) {
    let n = Double(row.count)
    let mean = centered ? row.reduce(0, +) / n : 0
    self.mean = mean
    let variance = row.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / n
    let reciprocal = 1 / (variance + epsilon).squareRoot()
    self.reciprocal = reciprocal
    normalized = row.map { ($0 - mean) * reciprocal }
  }

  /// dx for the gradient g of the normalized values.
  func backward(_ g: [Double], centered: Bool) -> [Double] {
    let n = Double(g.count)
    let meanG = centered ? g.reduce(0, +) / n : 0
    let meanProduct = zip(g, normalized).map(*).reduce(0, +) / n
    return zip(g, normalized).map { reciprocal * ($0 - meanG - $1 * meanProduct) }
  }
}

extension KernelTests {
  @Suite struct Rows {
    @Test func `rows are copied between strides, and nothing beside them`() {
      for (rows, columns) in [(0, 5), (3, 0), (1, 1), (5, 7), (4, 16), (7, 33)] {
        var random = Random(UInt64(rows * 100 + columns))
        let x = random.floats(rows * (columns + 3))
        var y = [Float](repeating: canary, count: rows * (columns + 5))
        kernel_copy_rows(x, columns + 3, &y, columns + 5, rows, columns)
        for row in 0..<rows {
          for column in 0..<(columns + 5) {
            let expected = column < columns ? x[row * (columns + 3) + column] : canary
            #expect(
              y[row * (columns + 5) + column].bitPattern == expected.bitPattern,
              "\(rows)×\(columns): row \(row), column \(column)")
          }
        }
      }
    }

    @Test func `softmax gives the weights of every row`() {
      for (rows, columns) in shapes {
        var random = Random(UInt64(rows * 1000 + columns))
        var x = random.floats(rows * columns, -9...9)
        // Some masked, the second row wholly.
        for i in x.indices where i % 5 == 3 { x[i] = -.infinity }
        for i in x.indices where i / columns == 1 { x[i] = -.infinity }
        let expected = rowsOf(x, columns).flatMap(plainSoftmax)
        let logs = rowsOf(x, columns).map { row in
          let m = max(row.max() ?? 0, -1e300)
          return m + log(row.map { exp($0 - m) }.reduce(0, +))
        }
        atEverySetting { setting in
          let name = "\(setting): \(rows)×\(columns)"
          var y = [Float](repeating: .nan, count: x.count)
          kernel_softmax(x, &y, rows, columns)
          // exp within 2e-7, its argument and the sum within a few parts in 10⁷.
          expectClose(y, expected, "\(name), softmax") { 1.5e-6 * expected[$0] }
          let exact = x.indices.allSatisfy { x[$0] > -.infinity || y[$0] == 0 }
          #expect(exact, "\(name): a masked weight is not exactly 0")
          var z = x
          z.withUnsafeMutableBufferPointer {
            kernel_softmax($0.baseAddress, $0.baseAddress, rows, columns)
          }
          #expect(z == y, "\(name): differs in place")
          guard columns > 0 else { return }
          var sums = [Float](repeating: .nan, count: rows)
          kernel_log_sum_exp(x, &sums, rows, columns)
          expectClose(sums, logs, "\(name), log Σ exp") { 1e-6 + 3e-7 * abs(logs[$0]) }
        }
      }
    }

    @Test func `softmax and log-sum-exp keep large numbers and let NaN and infinity show`() {
      let x: [Float] = [
        1e30, 1e30, -1e30, 3e38, 0, 0, -3e38, 0, 0, .nan, 1, 2, .nan, -.infinity, -.infinity,
        .infinity, 0, 1,
      ]
      let half = 0.5
      let sevenTwo: [Double] = [half, half, 0, 1, 0, 0, 0, half, half]
      atEverySetting { setting in
        var y = [Float](repeating: 7, count: x.count)
        kernel_softmax(x, &y, 6, 3)
        expectClose(Array(y[..<9]), sevenTwo, "\(setting): large") { _ in 1e-7 }
        #expect(y[9...].allSatisfy { $0.isNaN || $0 == 0 }, "\(setting): \(y)")
        #expect(y[9].isNaN && y[10].isNaN && y[12].isNaN && y[15].isNaN, "\(setting): \(y)")
        var sums = [Float](repeating: 7, count: 6)
        kernel_log_sum_exp(x, &sums, 6, 3)
        expectClose(
          sums, [1e30, 3e38, log(2), .nan, .nan, .infinity], "\(setting): log Σ exp"
        ) { [1e23, 3e31, 1e-7, 0, 0, 0][$0] }
      }
    }

    @Test func `softmax's gradient, replaced and accumulated`() {
      for (rows, columns) in shapes {
        var random = Random(UInt64(rows * 1000 + columns + 1))
        let y = rowsOf(random.floats(rows * columns, -3...3), columns)
          .flatMap(plainSoftmax).map { Float($0) }
        let dy = random.floats(rows * columns)
        let old = random.floats(rows * columns)
        let plain = zip(rowsOf(y, columns), rowsOf(dy, columns)).flatMap { y, dy in
          let inner = zip(y, dy).map(*).reduce(0, +)
          return zip(y, dy).map { $0 * ($1 - inner) }
        }
        atEverySetting { setting in
          for accumulate in [false, true] {
            let expected = accumulate ? zip(plain, old).map { $0 + Double($1) } : plain
            var dx = accumulate ? old : [Float](repeating: .nan, count: old.count)
            kernel_softmax_backward(y, dy, &dx, rows, columns, accumulate)
            // Values below 2, weights that sum to 1: a few units of 2⁻²³.
            expectClose(dx, expected, "\(setting): \(rows)×\(columns), \(accumulate)") { _ in 1e-6 }
          }
        }
      }
    }

    @Test(arguments: [true, false])
    func `normalization forward: mean, scale and values, with any of gain and bias`(centered: Bool)
    {
      for (rows, columns) in shapes where columns > 0 {
        var random = Random(UInt64(rows * 1000 + columns + 2))
        let x = random.floats(rows * columns, -2...5)
        let gain = random.floats(columns)
        let bias = random.floats(columns)
        let plain = rowsOf(x, columns).map {
          PlainNorm($0, centered: centered, epsilon: Double(Float(1e-5)))
        }
        for (hasGain, hasBias) in [(true, true), (true, false), (false, true), (false, false)] {
          let expected = plain.flatMap { norm in
            norm.normalized.enumerated().map { j, value in
              value * (hasGain ? Double(gain[j]) : 1)
                + (hasBias && centered ? Double(bias[j]) : 0)
            }
          }
          atEverySetting { setting in
            let name = "\(setting): \(rows)×\(columns), gain \(hasGain), bias \(hasBias)"
            var y = x
            var mean = [Float](repeating: 0, count: rows)
            var reciprocal = mean
            withOptional(hasGain ? gain : nil) { gain in
              withOptional(hasBias ? bias : nil) { bias in
                y.withUnsafeMutableBufferPointer { y in
                  if centered {
                    kernel_layer_norm(
                      y.baseAddress, gain, bias, y.baseAddress, &mean, &reciprocal, rows, columns,
                      1e-5)
                  } else {
                    kernel_rms_norm(
                      y.baseAddress, gain, y.baseAddress, &reciprocal, rows, columns, 1e-5)
                  }
                }
              }
            }
            // Means and squares of numbers up to 5, in sums of √n errors; values up to √columns,
            // and up to 1/√ε = 316 times the mean's error where a row hardly varies (one column).
            expectClose(y, expected, "\(name), values") { 3e-6 * (1 + abs(expected[$0])) }
            expectClose(reciprocal, plain.map(\.reciprocal), "\(name), reciprocals") {
              1e-6 * plain[$0].reciprocal
            }
            if centered { expectClose(mean, plain.map(\.mean), "\(name), means") { _ in 2e-6 } }
          }
        }
      }
    }

    @Test(arguments: [true, false])
    func `normalization backward: every gradient, replaced and accumulated`(centered: Bool) {
      for (rows, columns) in shapes where columns > 0 {
        var random = Random(UInt64(rows * 1000 + columns + 3))
        let x = random.floats(rows * columns, -2...5)
        let dy = random.floats(rows * columns)
        let old = random.floats(rows * columns)
        let gain = random.floats(columns)
        let start = random.floats(columns)
        // With one column there is no variance: a large ε keeps the reciprocal in bounds.
        let plain = rowsOf(x, columns).map { PlainNorm($0, centered: centered, epsilon: 0.1) }
        let mean = plain.map { Float($0.mean) }
        let reciprocal = plain.map { Float($0.reciprocal) }
        let gradients = rowsOf(dy, columns)
        var dgain = start.map(Double.init)
        var dbias = dgain
        for (norm, dy) in zip(plain, gradients) {
          for j in 0..<columns {
            dgain[j] += dy[j] * norm.normalized[j]
            dbias[j] += dy[j]
          }
        }
        for (hasGain, accumulate) in [(true, false), (true, true), (false, true)] {
          let dx = zip(plain, gradients).flatMap { norm, dy in
            norm.backward(
              dy.indices.map { dy[$0] * (hasGain ? Double(gain[$0]) : 1) }, centered: centered)
          }
          let expected = accumulate ? zip(dx, old).map { $0 + Double($1) } : dx
          atEverySetting { setting in
            let name = "\(setting): \(rows)×\(columns), gain \(hasGain), \(accumulate)"
            var found = accumulate ? old : [Float](repeating: .nan, count: old.count)
            var foundGain = start
            var foundBias = start
            withOptional(hasGain ? gain : nil) { gain in
              if centered {
                kernel_layer_norm_backward(
                  x, gain, mean, reciprocal, dy, &found, &foundGain, &foundBias, rows, columns,
                  accumulate)
              } else {
                kernel_rms_norm_backward(
                  x, gain, reciprocal, dy, &found, &foundGain, rows, columns, accumulate)
              }
            }
            // Terms up to 10, sums of up to 301 rows: 301 · 2⁻²⁴ · 10 at the very worst.
            expectClose(found, expected, "\(name), dx") { _ in 1e-5 }
            expectClose(foundGain, dgain, "\(name), dgain") { 1e-5 * (1 + abs(dgain[$0])) }
            if centered {
              expectClose(foundBias, dbias, "\(name), dbias") { 1e-5 * (1 + abs(dbias[$0])) }
            }
          }
        }
      }
    }

    @Test func `gradients that are not asked for are left out`() {
      let x: [Float] = [1, 2, 4, 3]
      atEverySetting { setting in
        var dx: [Float] = [0, 0, 0, 0]
        kernel_layer_norm_backward(
          x, nil, [2.5], [1], [1, 0, 0, 0], &dx, nil, nil, 1, 4, false)
        #expect(dx[0] != 0, "\(setting)")
        var dgain: [Float] = [0, 0, 0, 0]
        kernel_layer_norm_backward(
          x, nil, [2.5], [1], [1, 0, 0, 2], nil, &dgain, nil, 1, 4, false)
        #expect(dgain == [-1.5, 0, 0, 1], "\(setting)")
        var dbias: [Float] = [0, 0, 0, 0]
        kernel_layer_norm_backward(
          x, nil, [2.5], [1], [1, 0, 0, 2], nil, nil, &dbias, 1, 4, false)
        #expect(dbias == [1, 0, 0, 2], "\(setting)")
        kernel_rms_norm_backward(x, nil, [1], [1, 0, 0, 2], nil, nil, 1, 4, false)
      }
    }

    @Test func `column sums, replaced and accumulated`() {
      for (rows, columns) in shapes + [(1030, 70), (40, 1000)] {
        var random = Random(UInt64(rows * 1000 + columns + 4))
        let x = random.floats(rows * columns)
        let old = random.floats(columns)
        var sums = [Double](repeating: 0, count: columns)
        for i in x.indices { sums[i % columns] += Double(x[i]) }
        atEverySetting { setting in
          for accumulate in [false, true] {
            var found = (accumulate ? old : [Float](repeating: .nan, count: columns)) + [canary]
            kernel_column_sums(x, &found, rows, columns, accumulate)
            #expect(found.removeLast().bitPattern == canary.bitPattern)
            let expected = accumulate ? zip(sums, old).map { $0 + Double($1) } : sums
            // One sum of `rows` numbers below 1 in order: rows · 2⁻²⁴ for each.
            expectClose(found, expected, "\(setting): \(rows)×\(columns)") { _ in
              1e-6 + Double(rows) * 0x1p-24 * 30
            }
          }
        }
      }
    }
  }
}

/// Passes an array's pointer, or NULL.
private func withOptional(_ values: [Float]?, _ body: (UnsafePointer<Float>?) -> Void) {
  if let values {
    values.withUnsafeBufferPointer { body($0.baseAddress) }
  } else {
    body(nil)
  }
}
