#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Memory for a computation's numbers: handed out in one direction, given back all at once.
///
/// Blocks are aligned to 64 bytes and are not cleared. `reset` makes the same memory available
/// again, so that a training step or a decoding step that repeats takes nothing from the heap.
package final class Arena {
  private var blocks: [UnsafeMutableBufferPointer<Float>] = []
  private var current = 0
  private var used = 0

  /// The alignment of every allocation, in floats: one 64-byte cache line.
  private static let alignment = 16
  private static let smallestBlock = 1 << 16
  /// How many floats fill a huge page of 2 MiB.
  ///
  /// Matrices of many megabytes on pages of 4 KiB cost 1 to 5 % in address
  /// translation, most where each number is used few times.
  private static let hugePage = 1 << 19

  /// Makes an arena that holds nothing yet.
  package init() {}

  deinit {
    for block in blocks { UnsafeMutableRawPointer(block.baseAddress)?.deallocate() }
  }

  /// Hands out room for `count` numbers, uninitialized.
  package func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
    let rounded = (max(count, 1) + Self.alignment - 1) / Self.alignment * Self.alignment
    while current < blocks.count {
      let block = blocks[current]
      if let base = block.baseAddress, used + rounded <= block.count {
        defer { used += rounded }
        return base + used
      }
      current += 1
      used = 0
    }
    // A quarter more each time: few blocks, and little of the last one unused.
    let quarter = capacityInBytes / MemoryLayout<Float>.stride / 4
    let (base, capacity) = Self.newBlock(atLeast: max(rounded, quarter))
    blocks.append(UnsafeMutableBufferPointer(start: base, count: capacity))
    used = rounded
    return base
  }

  /// A block for at least so many numbers; a large one on huge pages.
  private static func newBlock(
    atLeast count: Int
  ) -> (base: UnsafeMutablePointer<Float>, capacity: Int) {
    var capacity = max(count, smallestBlock)
    var alignment = 64
    if capacity >= hugePage {
      capacity = (capacity + hugePage - 1) / hugePage * hugePage
      alignment = hugePage * MemoryLayout<Float>.stride
    }
    let bytes = capacity * MemoryLayout<Float>.stride
    let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: alignment)
    #if os(Linux)
      if capacity >= hugePage { madvise(raw, bytes, MADV_HUGEPAGE) }
    #endif
    return (raw.bindMemory(to: Float.self, capacity: capacity), capacity)
  }

  /// Takes everything back; what was handed out must not be used any more.
  package func reset() {
    current = 0
    used = 0
  }

  /// Bytes taken from the system so far.
  package var capacityInBytes: Int {
    blocks.reduce(0) { $0 + $1.count } * MemoryLayout<Float>.stride
  }
}
