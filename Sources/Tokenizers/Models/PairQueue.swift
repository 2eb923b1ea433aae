/// A queue of pairs that can be merged, the lowest rank first, and the leftmost of several.
///
/// The pairs it begins with are sorted once and taken in order, which walks a long piece from left to
/// right for every rank. Pairs that come up later are in a heap with four children a node: half as deep
/// as a binary one, and a node's children share a line of the cache.
struct PairQueue {
  /// Rank in the upper half, position in the lower one.
  private var entries: [UInt64] = []
  /// The first pairs, the next one last.
  private var sorted: [UInt64] = []

  /// Begins anew with one entry for each position that has a rank.
  mutating func fill(_ ranks: [Int32], except none: Int32) {
    entries.removeAll(keepingCapacity: true)
    sorted.removeAll(keepingCapacity: true)
    for (position, rank) in ranks.enumerated() where rank != none {
      sorted.append(Self.entry(rank, position))
    }
    sorted.sort(by: >)
  }

  /// Adds a pair.
  mutating func push(rank: Int32, position: Int) {
    let entry = Self.entry(rank, position)
    entries.append(entry)
    entries.withUnsafeMutableBufferPointer { entries in
      var index = entries.count - 1
      while index > 0, case let parent = (index - 1) / 4, entries[parent] > entry {
        entries[index] = entries[parent]
        index = parent
      }
      entries[index] = entry
    }
  }

  /// Takes the first pair out; nil where there is none.
  mutating func pop() -> (rank: Int32, position: Int)? {
    let first: UInt64
    if let next = sorted.last, next <= entries.first ?? .max {
      first = next
      sorted.removeLast()
    } else if let next = entries.first {
      first = next
      let last = entries.removeLast()
      if !entries.isEmpty { sink(last) }
    } else {
      return nil
    }
    return (Int32(truncatingIfNeeded: first >> 32), Int(first & 0xFFFF_FFFF))
  }

  private static func entry(_ rank: Int32, _ position: Int) -> UInt64 {
    UInt64(rank) << 32 | UInt64(position)
  }

  /// Puts an entry where the first one was, and as far down as it belongs.
  private mutating func sink(_ entry: UInt64) {
    entries.withUnsafeMutableBufferPointer { entries in
      var index = 0
      while case let first = 4 * index + 1, first < entries.count {
        var least = first
        for child in first + 1..<max(min(first + 4, entries.count), first + 1)
        where entries[child] < entries[least] { least = child }
        guard entries[least] < entry else { break }
        entries[index] = entries[least]
        index = least
      }
      entries[index] = entry
    }
  }
}
