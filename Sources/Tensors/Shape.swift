/// The sizes of a tensor's axes, outermost first; at most four axes, kept without heap storage.
///
/// A shape without axes is a single number. Sizes may be 0.
package struct Shape: Hashable, Sendable {
  /// How many axes there are, 0 to 4.
  package let rank: Int
  private let sizes: SIMD4<Int>

  /// The largest rank that a tensor here can have: batch, head, query, key.
  package static let maximumRank = 4

  /// A single number.
  package static let scalar = Shape([])

  /// Makes a shape of the sizes given, outermost first.
  ///
  /// - Precondition: at most four sizes, none negative.
  package init(_ sizes: [Int]) {
    precondition(sizes.count <= Self.maximumRank, "a shape has at most 4 axes, not \(sizes.count)")
    precondition(sizes.allSatisfy { $0 >= 0 }, "sizes are not negative: \(sizes)")
    var packed = SIMD4<Int>(repeating: 1)
    for (axis, size) in sizes.enumerated() { packed[axis] = size }
    rank = sizes.count
    self.sizes = packed
  }

  private init(rank: Int, sizes: SIMD4<Int>) {
    self.rank = rank
    self.sizes = sizes
  }

  /// The size of one axis; negative numbers count from the last axis, −1 itself.
  package subscript(axis: Int) -> Int {
    let index = axis < 0 ? rank + axis : axis
    precondition(index >= 0 && index < rank, "axis \(axis) of \(self)")
    return sizes[index]
  }

  /// How many numbers a tensor of this shape holds.
  package var count: Int { sizes[0] * sizes[1] * sizes[2] * sizes[3] }

  /// The size of the last axis, 1 for a single number.
  package var columns: Int { rank == 0 ? 1 : sizes[rank - 1] }

  /// How many rows there are: the product of every size but the last.
  package var rows: Int { product(droppingLast: 1) }

  /// The product of the sizes that are left when the last `axes` are dropped.
  package func product(droppingLast axes: Int) -> Int {
    var product = 1
    for axis in 0..<max(0, rank - axes) { product *= sizes[axis] }
    return product
  }

  /// This shape with its last axes replaced.
  package func replacingLast(_ axes: Int = 1, with replacement: Int...) -> Shape {
    var packed = SIMD4<Int>(repeating: 1)
    let kept = rank - axes
    for axis in 0..<kept { packed[axis] = sizes[axis] }
    for (index, size) in replacement.enumerated() { packed[kept + index] = size }
    return Shape(rank: kept + replacement.count, sizes: packed)
  }

  /// The sizes as an array.
  package var array: [Int] { (0..<rank).map { sizes[$0] } }

  /// The position of a cell in row-major order.
  package func offset(of indices: [Int]) -> Int {
    precondition(indices.count == rank, "\(indices.count) indices into \(self)")
    var offset = 0
    for axis in 0..<rank { offset = offset * sizes[axis] + indices[axis] }
    return offset
  }

  /// The indices of the cell at a row-major position; the inverse of ``offset(of:)``.
  package func indices(at offset: Int) -> [Int] {
    var rest = offset
    var indices = [Int](repeating: 0, count: rank)
    for axis in stride(from: rank - 1, through: 0, by: -1) {
      indices[axis] = rest % sizes[axis]
      rest /= sizes[axis]
    }
    return indices
  }

  /// Whether `other` is this shape without some of its outermost axes.
  package func hasSuffix(_ other: Shape) -> Bool {
    guard other.rank <= rank else { return false }
    for axis in 0..<other.rank where sizes[rank - other.rank + axis] != other.sizes[axis] {
      return false
    }
    return true
  }
}

extension Shape: CustomStringConvertible {
  /// The sizes as written in messages: `[2, 4, 9, 9]`.
  package var description: String { "\(array)" }
}

extension Shape: ExpressibleByArrayLiteral {
  /// Makes a shape of the sizes given, outermost first.
  package init(arrayLiteral elements: Int...) { self.init(elements) }
}
