import Kernels
import Testing

/// How an operand lies in memory.
enum Layout: CaseIterable {
  case rows  // each row's elements adjacent, rows a little apart
  case columns  // transposed
  case spread  // neither
}

/// A matrix in memory exactly large enough, at an address aligned to a float only.
struct Operand {
  var storage: [Float]
  let rows: Int
  let columns: Int
  let row: Int
  let column: Int

  init(rows: Int, columns: Int, layout: Layout, pad: Int, random: inout Random) {
    self.rows = rows
    self.columns = columns
    switch layout {
    case .rows: (row, column) = (columns + pad, 1)
    case .columns: (row, column) = (1, rows + pad)
    case .spread: (row, column) = (3 * columns + pad, 3)
    }
    let empty = rows == 0 || columns == 0
    let count = empty ? 0 : (rows - 1) * row + (columns - 1) * column + 1
    storage = random.floats(count + 1)
  }

  /// The elements in row-major order.
  var elements: [Double] {
    storage.withUnsafeBufferPointer { storage in
      var result: [Double] = []
      result.reserveCapacity(rows * columns)
      for i in 0..<rows {
        for j in 0..<columns { result.append(Double(storage[1 + i * row + j * column])) }
      }
      return result
    }
  }
}

/// a·b and |a|·|b| in double precision: the second bounds the first's rounding error.
func plainProduct(_ a: Operand, _ b: Operand) -> (product: [Double], size: [Double]) {
  let (m, n, k) = (a.rows, b.columns, a.columns)
  let (x, y) = (a.elements, b.elements)
  var product = [Double](repeating: 0, count: m * n)
  var size = product
  x.withUnsafeBufferPointer { x in
    y.withUnsafeBufferPointer { y in
      product.withUnsafeMutableBufferPointer { product in
        size.withUnsafeMutableBufferPointer { size in
          for i in 0..<m {
            for p in 0..<k {
              let scale = x[i &* k &+ p]
              for j in 0..<n {
                let term = scale * y[p &* n &+ j]
                product[i &* n &+ j] += term
                size[i &* n &+ j] += abs(term)
              }
            }
          }
        }
      }
    }
  }
  return (product, size)
}

/// What a product does with c.
enum Ending: CaseIterable {
  case replace
  case add
  case blend
  case bias

  var alpha: Float { self == .blend ? -0.5 : 1 }
  var beta: Float { [0, 1, 1.5, 0][Ending.allCases.firstIndex(of: self) ?? 0] }
}

/// What is in c before a product that must not read it, and between its rows at all times.
let canary = Float(bitPattern: 0x7FC1_2345)

/// Runs one product at every setting and compares each element with the plain one.
///
/// Tolerance: a sum of k products in any order, fused or not, is off by at most k ε Σ|a||b|, with
/// ε = 2⁻²⁴ (Higham 2002, §3.1); the ending adds four roundings.
func checkProduct(
  m: Int, n: Int, k: Int, _ layoutA: Layout, _ layoutB: Layout, endings: [Ending], pad: Int = 3
) {
  var random = Random(UInt64(m * 1_000_003 + n * 1009 + k))
  let a = Operand(rows: m, columns: k, layout: layoutA, pad: pad, random: &random)
  let b = Operand(rows: k, columns: n, layout: layoutB, pad: pad, random: &random)
  let start = random.floats(m * n)
  let bias = random.floats(n)
  let (product, size) = plainProduct(a, b)
  let cRow = n + 5
  for ending in endings {
    let (alpha, beta) = (Double(ending.alpha), Double(ending.beta))
    var expected: [Double] = []
    var scale: [Double] = []
    for i in 0..<m * n {
      let other = ending == .bias ? Double(bias[i % n]) : beta * Double(start[i])
      expected.append(alpha * product[i] + other)
      scale.append(abs(alpha) * size[i] + abs(other))
    }
    atEverySetting { setting in
      var c = [Float](repeating: canary, count: 1 + m * cRow)
      if ending.beta != 0 {
        for i in 0..<m * n { c[1 + i / n * cRow + i % n] = start[i] }
      }
      run(a, b, bias: ending == .bias ? bias : nil, ending, into: &c, cRow: cRow)
      let found = (0..<m * n).map { c[1 + $0 / n * cRow + $0 % n] }
      let name = "\(setting): \(m)×\(n)×\(k), a by \(layoutA), b by \(layoutB), \(ending)"
      expectClose(found, expected, name) { Double(k + 4) * 0x1p-24 * scale[$0] }
      let outside = c.indices.filter { $0 == 0 || ($0 - 1) % cRow >= n }
      let kept = outside.allSatisfy { c[$0].bitPattern == canary.bitPattern }
      #expect(kept, "\(name): wrote outside c")
    }
  }
}

/// Calls the kernel with every operand one float past the start of its storage.
private func run(
  _ a: Operand, _ b: Operand, bias: [Float]?, _ ending: Ending, into c: inout [Float], cRow: Int
) {
  a.storage.withUnsafeBufferPointer { x in
    b.storage.withUnsafeBufferPointer { y in
      c.withUnsafeMutableBufferPointer { z in
        guard let x = x.baseAddress, let y = y.baseAddress, let z = z.baseAddress else { return }
        var product = kernel_product(
          m: a.rows, n: b.columns, k: a.columns, alpha: ending.alpha, beta: ending.beta, a: x + 1,
          a_row: a.row, a_column: a.column, b: y + 1, b_row: b.row, b_column: b.column, c: z + 1,
          c_row: cRow, bias: nil)
        if let bias {
          bias.withUnsafeBufferPointer {
            product.bias = $0.baseAddress
            kernel_multiply(&product)
          }
        } else {
          kernel_multiply(&product)
        }
      }
    }
  }
}

extension KernelTests {
  @Suite struct Products {
    @Test func `small products agree with plain loops for every layout and remainder`() {
      for m in [0, 1, 2, 6, 7, 12, 13, 25] {
        for n in [0, 1, 3, 8, 15, 16, 17, 32, 33, 50] {
          for k in [0, 1, 5, 17] {
            for a in Layout.allCases {
              for b in Layout.allCases {
                checkProduct(m: m, n: n, k: k, a, b, endings: [.replace, .blend])
              }
            }
          }
        }
      }
    }

    @Test func `every ending is applied once, in whole and partial tiles`() {
      for (m, n, k) in [(7, 64, 9), (13, 37, 40), (1, 70, 19), (12, 32, 16), (9, 21, 3)] {
        for b in [Layout.rows, .columns] {
          checkProduct(m: m, n: n, k: k, .rows, b, endings: Ending.allCases)
        }
      }
    }

    @Test func `blocked products agree with plain loops, with several blocks of each size`() {
      // More than 131,072 elements of b, or than 12 million multiplications.
      for (m, n, k) in [(2, 521, 263), (13, 133, 1543), (131, 300, 339), (247, 33, 4099)] {
        for (a, b) in [(Layout.rows, Layout.rows), (.rows, .columns), (.columns, .rows)] {
          checkProduct(m: m, n: n, k: k, a, b, endings: [.replace, .bias])
        }
      }
      checkProduct(m: 5, n: 135, k: 1540, .spread, .spread, endings: Ending.allCases)
      checkProduct(m: 14, n: 140, k: 1024, .rows, .rows, endings: [.add], pad: 0)
      checkProduct(m: 40, n: 2051, k: 200, .rows, .columns, endings: [.add, .blend])
    }

    @Test func `a few rows times many columns stored as rows agree, with and without gaps`() {
      // Above the size of small products, and with rows that fill the vectors of some level.
      for (m, n, k) in [
        (64, 523, 300), (16, 600, 257), (15, 487, 768), (62, 2083, 67), (32, 777, 400),
      ] {
        for pad in [0, 3] {
          checkProduct(m: m, n: n, k: k, .rows, .columns, endings: Ending.allCases, pad: pad)
        }
        checkProduct(m: m, n: n, k: k, .columns, .columns, endings: [.replace, .bias])
      }
    }

    @Test func `one row times a large matrix agrees with plain loops`() {
      for (n, k) in [(2053, 67), (4099, 40), (131, 1033), (67, 4099)] {
        for b in Layout.allCases {
          checkProduct(m: 1, n: n, k: k, .rows, b, endings: Ending.allCases)
        }
        checkProduct(m: 1, n: n, k: k, .spread, .columns, endings: [.replace])
      }
    }

    @Test func `products of large numbers, infinity and NaN stay in their row`() {
      atEverySetting { setting in
        let a: [Float] = [1e20, 1, .infinity, 1, .nan, 1, 1, 1]
        let b: [Float] = [1e10, 2, -1e10, 3]
        var c = [Float](repeating: 0, count: 8)
        var product = kernel_product(
          m: 4, n: 2, k: 2, alpha: 1, beta: 0, a: nil, a_row: 2, a_column: 1, b: nil, b_row: 2,
          b_column: 1, c: nil, c_row: 2, bias: nil)
        multiply(&product, a, b, &c)
        expectClose(
          c, [1e30, 2e20, .infinity, .infinity, .nan, .nan, 0, 5], "\(setting): c"
        ) { [1e24, 1e14, 0, 0, 0, 0, 0, 0][$0] }
      }
    }

    @Test func `the number of threads does not change a bit of a product`() {
      for (m, n, k) in [(130, 300, 339), (1, 4099, 70), (256, 64, 140), (600, 40, 300)] {
        var random = Random(7)
        let (a, b) = (random.floats(m * k), random.floats(k * n))
        var results: [kernel_level.RawValue: [Float]] = [:]
        atEverySetting { setting in
          var c = [Float](repeating: 0, count: m * n)
          var product = kernel_product(
            m: m, n: n, k: k, alpha: 1, beta: 0, a: nil, a_row: k, a_column: 1, b: nil, b_row: n,
            b_column: 1, c: nil, c_row: n, bias: nil)
          multiply(&product, a, b, &c)
          let one = results[setting.level.rawValue] ?? c
          results[setting.level.rawValue] = one
          #expect(one == c, "\(setting): \(m)×\(n)×\(k) differs from one thread")
        }
      }
    }
  }
}

/// Multiplies arrays: fills in the product's pointers.
func multiply(_ product: inout kernel_product, _ a: [Float], _ b: [Float], _ c: inout [Float]) {
  a.withUnsafeBufferPointer { a in
    b.withUnsafeBufferPointer { b in
      c.withUnsafeMutableBufferPointer { c in
        (product.a, product.b, product.c) = (a.baseAddress, b.baseAddress, c.baseAddress)
        kernel_multiply(&product)
      }
    }
  }
}
