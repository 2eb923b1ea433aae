import Tensors
import Testing

@Suite struct ShapeTests {
  @Test(
    arguments: [
      ([], 1, 1, 1), ([5], 5, 5, 1), ([2, 3], 6, 3, 2), ([2, 3, 4, 5], 120, 5, 24),
      ([0, 3], 0, 3, 0),
      ([3, 0], 0, 0, 3),
    ] as [([Int], Int, Int, Int)])
  func `a shape counts cells, columns and rows`(sizes: [Int], count: Int, columns: Int, rows: Int) {
    let shape = Shape(sizes)
    #expect(shape.rank == sizes.count)
    #expect(shape.array == sizes)
    #expect(shape.count == count)
    #expect(shape.columns == columns)
    #expect(shape.rows == rows)
    #expect("\(shape)" == "\(sizes)")
  }

  @Test func `axes count from either end`() {
    let shape: Shape = [2, 3, 5]
    #expect([shape[0], shape[1], shape[2]] == [2, 3, 5])
    #expect([shape[-1], shape[-2], shape[-3]] == [5, 3, 2])
  }

  @Test func `offsets and indices undo one another, row by row`() {
    for shape in [Shape.scalar, [7], [2, 3], [2, 3, 5], [3, 1, 2, 4]] {
      var previous: [Int] = []
      for cell in 0..<shape.count {
        let indices = shape.indices(at: cell)
        #expect(shape.offset(of: indices) == cell)
        #expect(cell == 0 || previous.lexicographicallyPrecedes(indices))
        previous = indices
      }
    }
  }

  @Test func `sizes can be dropped, multiplied and replaced from the end`() {
    let shape: Shape = [2, 3, 5, 7]
    #expect((0...5).map { shape.product(droppingLast: $0) } == [210, 30, 6, 2, 1, 1])
    #expect(shape.replacingLast(with: 4) == [2, 3, 5, 4])
    #expect(shape.replacingLast(2, with: 4) == [2, 3, 4])
    #expect(shape.replacingLast(3, with: 5, 21) == [2, 5, 21])
    #expect(shape.replacingLast(4) == .scalar)
    #expect(Shape([3]).replacingLast(with: 3, 4) == [3, 4])
  }

  @Test func `a suffix leaves out outer axes`() {
    let shape: Shape = [2, 3, 5]
    for suffix: Shape in [[2, 3, 5], [3, 5], [5], .scalar] { #expect(shape.hasSuffix(suffix)) }
    for other: Shape in [[2, 3], [1, 5], [2, 2, 3, 5], [3]] { #expect(!shape.hasSuffix(other)) }
  }

  @Test func `shapes of the same numbers and another rank differ`() {
    #expect(Shape([1]) != .scalar)
    #expect(Shape([2, 1]) != Shape([2]))
    #expect(Set([Shape([2, 3]), [2, 3], [3, 2]]).count == 2)
  }

  @Test func `what is no shape, and no axis of it, stops the program`() async {
    await #expect(processExitsWith: .failure) { _ = Shape([1, 1, 1, 1, 1]) }
    await #expect(processExitsWith: .failure) { _ = Shape([2, -1]) }
    await #expect(processExitsWith: .failure) { _ = Shape([2, 3])[2] }
    await #expect(processExitsWith: .failure) { _ = Shape([2, 3])[-3] }
    await #expect(processExitsWith: .failure) { _ = Shape([2, 3]).offset(of: [1]) }
  }
}
