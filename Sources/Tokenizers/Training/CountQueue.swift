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
      // The candidate last: the order must not depend on what was taken out and put back for a step.
      if a.count != b.count { return a.count > b.count }
      return a.pair != b.pair ? a.pair < b.pair : a.candidate < b.candidate
    }
  }

  private var heap = Heap<Entry>()

  /// Adds a pair.
  mutating func push(_ entry: Entry) { heap.push(entry, by: <) }

  /// Takes the best pair out; nil where there is none.
  mutating func pop() -> Entry? { heap.pop(by: <) }
}
