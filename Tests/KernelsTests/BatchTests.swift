import Kernels
import Testing

/// Repeats a product over three counts, by the plain definition.
private func plainBatch(
  _ p: kernel_product, _ batch: kernel_batch, _ a: [Float], _ b: [Float], _ c: [Float]
) -> (values: [Double], sizes: [Double]) {
  var values = c.map(Double.init)
  var sizes = values.map(abs)
  for i in 0..<batch.count.0 {
    for j in 0..<batch.count.1 {
      for l in 0..<batch.count.2 {
        let aStart = i * batch.a.0 + j * batch.a.1 + l * batch.a.2
        let bStart = i * batch.b.0 + j * batch.b.1 + l * batch.b.2
        let cStart = i * batch.c.0 + j * batch.c.1 + l * batch.c.2
        for row in 0..<p.m {
          for column in 0..<p.n {
            var sum = 0.0
            var size = 0.0
            for q in 0..<p.k {
              let x = a[aStart + row * p.a_row + q * p.a_column]
              let term = Double(x) * Double(b[bStart + q * p.b_row + column * p.b_column])
              sum += term
              size += abs(term)
            }
            let at = cStart + row * p.c_row + column
            let before = p.beta == 0 ? 0 : Double(p.beta) * values[at]
            values[at] = Double(p.alpha) * sum + before
            sizes[at] = abs(Double(p.alpha)) * size + abs(Double(p.beta)) * sizes[at]
          }
        }
      }
    }
  }
  return (values, sizes)
}

/// Runs a batch at every setting; `terms` is how many products reach an element of c at most, and
/// with them the tolerance is that of `checkProduct`.
private func checkBatch(
  _ what: String, _ product: kernel_product, _ batch: kernel_batch,
  counts: (a: Int, b: Int, c: Int), terms: Int
) {
  var random = Random(99)
  let a = random.floats(counts.a)
  let b = random.floats(counts.b)
  let start = random.floats(counts.c)
  let (expected, sizes) = plainBatch(product, batch, a, b, start)
  atEverySetting { setting in
    var c = start
    var product = product
    var batch = batch
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        c.withUnsafeMutableBufferPointer { c in
          (product.a, product.b, product.c) = (a.baseAddress, b.baseAddress, c.baseAddress)
          kernel_multiply_batch(&product, &batch)
        }
      }
    }
    expectClose(c, expected, "\(setting): \(what)") { Double(terms + 8) * 0x1p-24 * sizes[$0] }
  }
}

private func product(
  _ m: Int, _ n: Int, _ k: Int, alpha: Float = 1, beta: Float = 0, a: (Int, Int), b: (Int, Int),
  c: Int
) -> kernel_product {
  kernel_product(
    m: m, n: n, k: k, alpha: alpha, beta: beta, a: nil, a_row: a.0, a_column: a.1, b: nil,
    b_row: b.0, b_column: b.1, c: nil, c_row: c, bias: nil)
}

extension KernelTests {
  @Suite struct Batches {
    @Test(arguments: [5, 13, 32])
    func `scores of all heads come from windows of one projection`(length: Int) {
      // x is [batch 6, length, 3 · 4 heads · 16]: queries, then keys, then values.
      let row = 192
      let scores = product(
        length, length, 16, alpha: 0.25, a: (row, 1), b: (1, row), c: length)
      let batch = kernel_batch(
        count: (6, 4, 1), a: (length * row, 16, 0), b: (length * row, 16, 0),
        c: (4 * length * length, length * length, 0))
      let count = 6 * length * row
      checkBatch(
        "scores", scores, batch, counts: (count, count, 24 * length * length), terms: 16)
    }

    @Test func `contexts are written into place between those of other heads`() {
      let contexts = product(13, 16, 13, a: (13, 1), b: (64, 1), c: 64)
      let batch = kernel_batch(
        count: (3, 4, 1), a: (4 * 169, 169, 0), b: (13 * 64, 16, 0), c: (13 * 64, 16, 0))
      checkBatch(
        "contexts", contexts, batch, counts: (12 * 169, 39 * 64, 39 * 64), terms: 13)
    }

    @Test func `grouped queries share keys through a stride of 0`() {
      // 2 sequences, 2 heads of keys, 3 heads of queries for each.
      let (length, width) = (9, 24)
      let scores = product(
        length, length, width, a: (6 * width, 1), b: (1, 2 * width), c: length)
      let batch = kernel_batch(
        count: (2, 2, 3), a: (length * 6 * width, 3 * width, width),
        b: (length * 2 * width, width, 0),
        c: (6 * length * length, 3 * length * length, length * length))
      let counts = (2 * length * 6 * width, 2 * length * 2 * width, 12 * length * length)
      checkBatch("grouped scores", scores, batch, counts: counts, terms: width)
    }

    @Test func `products that share c are added up one after another`() {
      // As the gradient of shared keys is; short products, so that threads would collide often.
      let sum = product(40, 40, 2, beta: 1, a: (1, 40), b: (40, 1), c: 40)
      let batch = kernel_batch(count: (2, 1, 400), a: (0, 0, 80), b: (0, 0, 0), c: (1600, 0, 0))
      for round in 0..<5 {
        checkBatch(
          "shared c, round \(round)", sum, batch, counts: (32_000, 80, 3200), terms: 1200)
      }
    }

    @Test func `a batch of products large enough to split, fewer than the threads or not`() {
      let large = product(130, 140, 130, a: (130, 1), b: (140, 1), c: 140)
      for count in [1, 2, 3] {
        let batch = kernel_batch(
          count: (1, count, 1), a: (0, 130 * 130, 0), b: (0, 0, 0), c: (0, 130 * 140, 0))
        checkBatch(
          "\(count) large", large, batch,
          counts: (count * 130 * 130, 130 * 140, count * 130 * 140), terms: 130)
      }
    }

    @Test func `one query a sequence takes the row path`() {
      let scores = product(1, 37, 48, a: (48, 1), b: (1, 48), c: 37)
      let batch = kernel_batch(
        count: (5, 2, 1), a: (96, 48, 0), b: (37 * 48, 0, 0), c: (74, 37, 0))
      checkBatch("row scores", scores, batch, counts: (480, 5 * 37 * 48, 370), terms: 48)
      let contexts = product(1, 48, 37, a: (37, 1), b: (48, 1), c: 48)
      let other = kernel_batch(
        count: (5, 2, 1), a: (74, 37, 0), b: (37 * 48, 0, 0), c: (96, 48, 0))
      checkBatch("row contexts", contexts, other, counts: (370, 5 * 37 * 48, 480), terms: 37)
    }

    @Test func `a batch with a count of 0 touches nothing`() {
      let any = product(4, 4, 4, a: (4, 1), b: (4, 1), c: 4)
      for count in [(0, 1, 1), (1, 0, 1), (1, 1, 0)] {
        let batch = kernel_batch(count: count, a: (16, 16, 16), b: (0, 0, 0), c: (16, 16, 16))
        checkBatch("count \(count)", any, batch, counts: (16, 16, 16), terms: 4)
      }
    }
  }
}
