/// A window on numbers that live elsewhere: where they start, their shape, and how far rows lie apart.
///
/// Rows are the runs along the last axis. Tensors that a computation makes are contiguous
/// (`rowStride == shape.columns`); a parameter may be a window of a wider matrix, such as the
/// queries' third of GPT-2's `c_attn`. The owner of the memory must outlive the view.
package struct View {
  /// The first number.
  package let pointer: UnsafeMutablePointer<Float>
  /// The sizes of the axes.
  package let shape: Shape
  /// Numbers from the start of one row to the start of the next.
  package let rowStride: Int

  /// Makes a view; contiguous unless a row stride is given.
  package init(_ pointer: UnsafeMutablePointer<Float>, _ shape: Shape, rowStride: Int? = nil) {
    self.pointer = pointer
    self.shape = shape
    self.rowStride = rowStride ?? shape.columns
  }

  /// Whether the numbers lie without gaps.
  package var isContiguous: Bool { rowStride == shape.columns || shape.rows <= 1 }

  /// Where the cell at a row-major position lies, counted from `pointer`.
  @inline(__always)
  package func memoryOffset(_ cell: Int) -> Int {
    let columns = shape.columns
    return rowStride == columns ? cell : cell / columns * rowStride + cell % columns
  }

  /// The number at a row-major position.
  package subscript(cell: Int) -> Float {
    @inline(__always) get { pointer[memoryOffset(cell)] }
    nonmutating set { pointer[memoryOffset(cell)] = newValue }
  }

  /// The start of a row.
  @inline(__always)
  package func row(_ index: Int) -> UnsafeMutablePointer<Float> { pointer + index * rowStride }

  /// All numbers, row by row, without gaps.
  package var array: [Float] { (0..<shape.count).map { self[$0] } }
}
