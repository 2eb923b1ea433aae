import Tensors
import TestSupport
import Testing

@Suite struct ArenaTests {
  @Test func `allocations are aligned to 64 bytes and do not overlap`() {
    let arena = Arena()
    var random = Random(seed: 1)
    let sizes = random.integers(300, below: 5000) + [0, 1, 15, 16, 17, 70_000, 1]
    let blocks = sizes.map { (start: arena.allocate($0), count: $0) }
    for (index, block) in blocks.enumerated() {
      #expect(Int(bitPattern: block.start) % 64 == 0)
      block.start.update(repeating: Float(index), count: block.count)
    }
    for (index, block) in blocks.enumerated() {
      #expect((0..<block.count).allSatisfy { block.start[$0] == Float(index) })
    }
    #expect(Set(blocks.map(\.start)).count == blocks.count)
  }

  @Test func `after a reset the same requests get the same memory`() {
    let arena = Arena()
    let sizes = [10, 60_000, 100_000, 3, 50_000, 50_000]
    let first = sizes.map { arena.allocate($0) }
    let capacity = arena.capacityInBytes
    #expect(capacity >= sizes.reduce(0, +) * 4)
    for _ in 0..<3 {
      arena.reset()
      #expect(sizes.map { arena.allocate($0) } == first)
      #expect(arena.capacityInBytes == capacity)
    }
  }

  @Test func `an arena that holds nothing takes nothing`() {
    #expect(Arena().capacityInBytes == 0)
  }

  @Test func `a request larger than what is left moves on and smaller ones still fit`() {
    let arena = Arena()
    let small = arena.allocate(1)
    let large = arena.allocate(200_000)
    large[199_999] = 2
    small[0] = 1
    #expect(small[0] == 1)
    #expect(large[199_999] == 2)
  }
}

@Suite struct ViewTests {
  @Test func `a contiguous view reads memory in order`() {
    let arena = Arena()
    let memory = arena.allocate(6)
    for index in 0..<6 { memory[index] = Float(index) }
    let view = View(memory, [2, 3])
    #expect(view.isContiguous)
    #expect(view.rowStride == 3)
    #expect(view.array == [0, 1, 2, 3, 4, 5])
    #expect(view.row(1) == memory + 3)
    withExtendedLifetime(arena) {}
  }

  @Test func `a window skips what lies between its rows`() {
    let arena = Arena()
    let memory = arena.allocate(12)
    for index in 0..<12 { memory[index] = Float(index) }
    let window = View(memory + 1, [3, 2], rowStride: 4)
    #expect(!window.isContiguous)
    #expect(window.array == [1, 2, 5, 6, 9, 10])
    #expect((0..<6).map(window.memoryOffset) == [0, 1, 4, 5, 8, 9])
    window[3] = -1
    #expect(memory[6] == -1)
    #expect(window[3] == -1)
    #expect(View(memory, [1, 2], rowStride: 4).isContiguous)
    withExtendedLifetime(arena) {}
  }

  @Test func `views of nothing and of one number have as many cells`() {
    let arena = Arena()
    let memory = arena.allocate(1)
    memory[0] = 7
    #expect(View(memory, .scalar).array == [7])
    #expect(View(memory, [0, 3]).array.isEmpty)
    #expect(View(memory, [3, 0]).array.isEmpty)
    withExtendedLifetime(arena) {}
  }
}
