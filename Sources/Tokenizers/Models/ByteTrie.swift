/// Finds all entries that a text begins with, byte by byte.
///
/// Nodes are numbered level by level, so that a node's children are neighbours: a node needs only
/// its first child and their number. Nodes with many children get a row of 256 numbers instead.
struct ByteTrie: Sendable {
  private struct Node: Sendable {
    /// The first child, or where the row of 256 children begins.
    var children: Int32 = 0
    var childCount: Int32 = 0
    /// What the entry that ends here stands for; -1 where none ends.
    var value: Int32 = -1
  }

  /// More children than this are found by a row rather than by a search.
  private static let rowThreshold = 12

  private var nodes: [Node] = [Node()]
  /// The byte that leads to each node.
  private var labels: [UInt8] = [0]
  private var rows: [Int32] = []

  /// The node where every walk begins.
  static let root: Int32 = 0

  /// Builds it from entries with what each stands for, from 0 up.
  ///
  /// Of entries with the same bytes the first counts; empty ones are left out.
  init(_ entries: [(bytes: [UInt8], value: Int)]) {
    let sorted = entries.indices.filter { !entries[$0].bytes.isEmpty }.sorted { first, second in
      let (a, b) = (entries[first].bytes, entries[second].bytes)
      return a.lexicographicallyPrecedes(b) || (a == b && first < second)
    }
    // Entries that share the bytes up to `depth`, and the node that these lead to.
    var queue: [(node: Int, range: Range<Int>, depth: Int)] = [(0, sorted.indices, 0)]
    var next = 0
    while next < queue.count {
      let (node, range, depth) = queue[next]
      next += 1
      var index = range.lowerBound
      // The entries that end here sort before the longer ones.
      while index < range.upperBound, entries[sorted[index]].bytes.count == depth {
        if nodes[node].value < 0 { nodes[node].value = Int32(entries[sorted[index]].value) }
        index += 1
      }
      let firstChild = nodes.count
      while index < range.upperBound {
        let byte = entries[sorted[index]].bytes[depth]
        let start = index
        while index < range.upperBound, entries[sorted[index]].bytes[depth] == byte { index += 1 }
        queue.append((nodes.count, start..<index, depth + 1))
        nodes.append(Node())
        labels.append(byte)
      }
      nodes[node].children = Int32(firstChild)
      nodes[node].childCount = Int32(nodes.count - firstChild)
      if nodes.count - firstChild > Self.rowThreshold {
        nodes[node].children = Int32(rows.count)
        rows += repeatElement(-1, count: 256)
        for child in firstChild..<nodes.count {
          rows[rows.count - 256 + Int(labels[child])] = Int32(child)
        }
      }
    }
  }

  /// Whether there is no entry.
  var isEmpty: Bool { nodes.count == 1 }

  /// The node that a byte leads to; -1 where no entry goes on with it.
  @inline(__always)
  func child(of node: Int32, _ byte: UInt8) -> Int32 {
    let parent = nodes[Int(node)]
    if parent.childCount > Self.rowThreshold { return rows[Int(parent.children) + Int(byte)] }
    for child in parent.children..<parent.children + parent.childCount
    where labels[Int(child)] == byte { return child }
    return -1
  }

  /// What the entry stands for that ends at a node; -1 where none does.
  @inline(__always)
  func value(at node: Int32) -> Int32 { nodes[Int(node)].value }

  /// Whether no scalar of a text lies across an offset, given that none does across `start`.
  ///
  /// Entries may have bytes that are not UTF-8, and must not cut scalars with them.
  @inline(__always)
  static func isBoundary(_ offset: Int, in bytes: [UInt8], from start: Int) -> Bool {
    guard offset < bytes.count, bytes[offset] & 0xC0 == 0x80 else { return true }
    return isBoundaryBeforeContinuation(offset, in: bytes, from: start)
  }

  private static func isBoundaryBeforeContinuation(
    _ offset: Int, in bytes: [UInt8], from start: Int
  ) -> Bool {
    var lead = offset
    while lead > start, offset - lead < 3 {
      lead -= 1
      if bytes[lead] & 0xC0 != 0x80 {
        return lead + UTF8Scalars.read(bytes, at: lead).length <= offset
      }
    }
    return true
  }
}
