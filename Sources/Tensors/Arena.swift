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
    let capacity = max(rounded, Self.smallestBlock)
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: capacity * MemoryLayout<Float>.stride, alignment: 64)
    let base = raw.bindMemory(to: Float.self, capacity: capacity)
    blocks.append(UnsafeMutableBufferPointer(start: base, count: capacity))
    used = rounded
    return base
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
