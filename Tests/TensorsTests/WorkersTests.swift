import Tensors
import TestSupport
import Testing

@Suite(.serialized, .switchesKernels) struct WorkersTests {
  private func withThreads(_ count: Int, _ body: () -> Void) {
    let previous = Workers.count
    Workers.count = count
    defer { Workers.count = previous }
    body()
  }

  @Test(arguments: [1, 2], [0, 1, 2, 3, 1000])
  func `every index is visited once`(threads: Int, count: Int) {
    withThreads(threads) {
      let visits = UnsafeMutableBufferPointer<Int>.allocate(capacity: count)
      visits.initialize(repeating: 0)
      defer { visits.deallocate() }
      Workers.forEach(count) { visits[$0] += $0 + 1 }
      #expect(Array(visits) == (0..<count).map { $0 + 1 })
    }
  }

  @Test(arguments: [1, 2]) func `a call from inside a body does its work too`(threads: Int) {
    withThreads(threads) {
      let cells = UnsafeMutableBufferPointer<Int>.allocate(capacity: 16 * 9)
      cells.initialize(repeating: 0)
      defer { cells.deallocate() }
      for _ in 0..<50 {
        Workers.forEach(16) { outer in
          Workers.forEach(9) { inner in
            Workers.forEach(1) { _ in cells[outer * 9 + inner] += 1 }
          }
        }
      }
      #expect(cells.allSatisfy { $0 == 50 })
    }
  }

  @Test(arguments: [1, 2, 3, 7], [0, 1, 15, 16, 17, 100, 1000])
  func `slices follow one another, cut at cache lines`(parts: Int, count: Int) {
    let slices = (0..<parts).map { Workers.slice($0, of: parts, count: count) }
    #expect(slices.first?.lowerBound == 0)
    #expect(slices.last?.upperBound == count)
    #expect(zip(slices, slices.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
    #expect(slices.dropFirst().allSatisfy { $0.lowerBound % 16 == 0 || $0.isEmpty })
  }

  @Test(arguments: [1, 2]) func `a job can be done again and again`(threads: Int) {
    withThreads(threads) {
      let visits = UnsafeMutableBufferPointer<Int>.allocate(capacity: 50)
      visits.initialize(repeating: 0)
      defer { visits.deallocate() }
      let job = Workers.Job { visits[$0] += 1 }
      for _ in 0..<20 { job.run(50) }
      job.run(10)
      #expect(visits.prefix(10).allSatisfy { $0 == 21 })
      #expect(visits.dropFirst(10).allSatisfy { $0 == 20 })
    }
  }

  @Test func `the number of threads is at least one`() {
    withThreads(2) { #expect(Workers.count == 2) }
    withThreads(0) { #expect(Workers.count == 1) }
    withThreads(-3) { #expect(Workers.count == 1) }
  }

  @Test func `a product is the same on one thread and on two`() {
    let arena = Arena()
    var random = Random(seed: 9)
    let (m, n, k) = (129, 130, 131)
    let a = arena.allocate(m * k)
    let b = arena.allocate(k * n)
    for (index, value) in random.normal(m * k).enumerated() { a[index] = value }
    for (index, value) in random.normal(k * n).enumerated() { b[index] = value }
    func product(_ threads: Int) -> [Float] {
      let c = arena.allocate(m * n)
      withThreads(threads) {
        multiply(
          Matrix(a, rowStride: k), Matrix(b, rowStride: n), into: c, rowStride: n,
          sizes: ProductSizes(m: m, n: n, k: k))
      }
      return (0..<m * n).map { c[$0] }
    }
    withEveryKernelLevel {
      let one = product(1)
      expectClose(
        product(2), one, within: Tolerance(absolute: 1e-4, relative: 1e-5), "two threads")
      // And right: a few cells by plain sums.
      for cell in [0, 77, m * n - 1] {
        let sum = (0..<k).reduce(0.0) {
          $0 + Double(a[cell / n * k + $1]) * Double(b[$1 * n + cell % n])
        }
        expectClose([one[cell]], [sum], within: Tolerance(absolute: 1e-4), "cell \(cell)")
      }
    }
  }
}
