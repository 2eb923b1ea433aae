/// A queue of counted pairs: the largest count first, of several the pair with the lowest ids.
struct CountQueue {
  /// A pair in the queue.
  struct Entry {
    /// How often it occurred when it was queued.
    var count: UInt64
    /// Its ids, the left one in the upper half.
    var pair: UInt64
    /// What the trainer knows about it.
    var candidate: Int32

    static func < (a: Entry, b: Entry) -> Bool {
      a.count != b.count ? a.count > b.count : a.pair < b.pair
    }
  }

  private var entries: [Entry] = []

  /// Adds a pair.
  mutating func push(_ entry: Entry) {
    entries.append(entry)
    var index = entries.count - 1
    while index > 0, case let parent = (index - 1) / 2, entry < entries[parent] {
      entries[index] = entries[parent]
      index = parent
    }
    entries[index] = entry
  }

  /// Takes the best pair out; nil where there is none.
  mutating func pop() -> Entry? {
    guard let first = entries.first else { return nil }
    let last = entries.removeLast()
    if entries.isEmpty { return first }
    var index = 0
    while case var child = 2 * index + 1, child < entries.count {
      if child + 1 < entries.count, entries[child + 1] < entries[child] { child += 1 }
      guard entries[child] < last else { break }
      entries[index] = entries[child]
      index = child
    }
    entries[index] = last
    return first
  }
}
