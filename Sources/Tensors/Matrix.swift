import Kernels

/// A matrix as the product kernels see it: where it starts and how far rows and columns lie apart.
///
/// Transposing swaps the strides; nothing moves. The strides of `batch` say how far the matrix moves
/// from one product of a batch to the next, along up to three counts (0 shares it).
package struct Matrix {
  package var start: UnsafePointer<Float>
  package var rowStride: Int
  package var columnStride: Int
  package var batch: (Int, Int, Int)

  /// Makes a matrix of the memory at `start`.
  package init(
    _ start: UnsafePointer<Float>, rowStride: Int, columnStride: Int = 1,
    batch: (Int, Int, Int) = (0, 0, 0)
  ) {
    self.start = start
    self.rowStride = rowStride
    self.columnStride = columnStride
    self.batch = batch
  }

  /// The same numbers with rows and columns swapped.
  package var transposed: Matrix {
    Matrix(start, rowStride: columnStride, columnStride: rowStride, batch: batch)
  }
}

/// The sizes of a product: m×k times k×n, repeated `counts` times.
package struct ProductSizes {
  package var m: Int
  package var n: Int
  package var k: Int
  package var counts: (Int, Int, Int)

  /// Makes sizes; a single product unless counts are given.
  package init(m: Int, n: Int, k: Int, counts: (Int, Int, Int) = (1, 1, 1)) {
    self.m = m
    self.n = n
    self.k = k
    self.counts = counts
  }
}

/// Computes `destination = scale · a·b + keep · destination`, with a bias for each column if there is one.
///
/// - Precondition: the destination's columns are adjacent; no bias unless `keep` is 0.
@inline(__always)
package func multiply(
  _ a: Matrix, _ b: Matrix, into destination: UnsafeMutablePointer<Float>, rowStride: Int,
  batch: (Int, Int, Int) = (0, 0, 0), sizes: ProductSizes, scale: Float = 1, keep: Float = 0,
  bias: UnsafePointer<Float>? = nil
) {
  var product = kernel_product(
    m: sizes.m, n: sizes.n, k: sizes.k, alpha: scale, beta: keep,
    a: a.start, a_row: a.rowStride, a_column: a.columnStride,
    b: b.start, b_row: b.rowStride, b_column: b.columnStride,
    c: destination, c_row: rowStride, bias: bias)
  if sizes.counts == (1, 1, 1) {
    kernel_multiply(&product)
  } else {
    var strides = kernel_batch(count: sizes.counts, a: a.batch, b: b.batch, c: batch)
    kernel_multiply_batch(&product, &strides)
  }
}
