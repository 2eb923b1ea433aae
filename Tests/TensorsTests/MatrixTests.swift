import Tensors
import TestSupport
import Testing

@Suite(.serialized, .switchesKernels) struct MatrixTests {
  /// Memory that lives as long as the test, filled.
  private func memory(_ values: [Float], in arena: Arena) -> UnsafeMutablePointer<Float> {
    let pointer = arena.allocate(values.count)
    for (index, value) in values.enumerated() { pointer[index] = value }
    return pointer
  }

  @Test func `transposing swaps strides and moves nothing`() {
    let arena = Arena()
    let a = Matrix(memory([1, 2, 3, 4, 5, 6], in: arena), rowStride: 3, batch: (1, 2, 3))
    #expect(a.transposed.start == a.start)
    #expect((a.transposed.rowStride, a.transposed.columnStride) == (1, 3))
    #expect(a.transposed.batch == a.batch)
    withExtendedLifetime(arena) {}
  }

  @Test func `a product is scaled, added to what is there, or given a bias`() {
    let arena = Arena()
    let a = Matrix(memory([1, 2, 3, 4, 5, 6], in: arena), rowStride: 3)
    let b = Matrix(memory([1, -1, 2, 0, 0.5, 3], in: arena), rowStride: 2)
    let sizes = ProductSizes(m: 2, n: 2, k: 3)
    // a·b = [[6.5, 8], [17, 14]]
    withEveryKernelLevel {
      let c = memory([100, 100, 9, 100, 100, 9], in: arena)
      multiply(a, b, into: c, rowStride: 3, sizes: sizes, scale: 2)
      #expect((0..<6).map { c[$0] } == [13, 16, 9, 34, 28, 9])
      multiply(a, b, into: c, rowStride: 3, sizes: sizes, keep: 1)
      #expect((0..<6).map { c[$0] } == [19.5, 24, 9, 51, 42, 9])
      let bias = memory([1, 2], in: arena)
      multiply(a, b, into: c, rowStride: 3, sizes: sizes, bias: bias)
      #expect((0..<6).map { c[$0] } == [7.5, 10, 9, 18, 16, 9])
    }
    withExtendedLifetime(arena) {}
  }

  @Test func `a batch moves each operand by its own strides, or shares it`() {
    let arena = Arena()
    let a = Matrix(memory([1, 2, 3, 4, 5, 6, 7, 8], in: arena), rowStride: 2, batch: (4, 2, 0))
    let b = Matrix(memory([1, 10], in: arena), rowStride: 1)
    withEveryKernelLevel {
      let c = memory([0, 0, 0, 0], in: arena)
      multiply(
        a, b, into: c, rowStride: 1, batch: (2, 1, 0),
        sizes: ProductSizes(m: 1, n: 1, k: 2, counts: (2, 2, 1)))
      #expect((0..<4).map { c[$0] } == [21, 43, 65, 87])
    }
    withExtendedLifetime(arena) {}
  }
}
