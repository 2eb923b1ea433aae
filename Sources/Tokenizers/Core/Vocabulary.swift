/// Which bytes have which token id, and back.
///
/// Entries are compared byte by byte: Swift's strings would take canonically equivalent ones (é as one
/// scalar or as two) for equal, and vocabularies have both.
package struct Vocabulary: Equatable, Sendable {
  /// One past the largest id.
  package let size: Int
  /// How many entries there are; less than `size` where ids are left out.
  package let count: Int
  /// All entries' bytes, one after another, in the order of ids.
  private let blob: [UInt8]
  /// Where each id's bytes begin and end in the blob; an id left out ends before it begins.
  private let bounds: [(start: Int32, end: Int32)]
  /// A hash table with open addressing: ids, or -1 where nothing is.
  private let table: [Int32]

  /// The largest id that an entry may have: 4,194,303, some ten times what vocabularies in use need.
  package static let largestID = (1 << 22) - 1

  /// What is wrong with a list of entries.
  package enum Fault: Error, Equatable {
    /// Two entries have the same bytes.
    case duplicateEntry(first: Int, second: Int)
    /// Two entries have the same id.
    case duplicateID(Int)
    /// An id is negative or past ``Vocabulary/largestID``.
    case idOutOfRange(Int)
    /// The entries take 2 GiB or more.
    case tooLarge
  }

  /// Entries in the order of their ids, from 0.
  package init(_ entries: [[UInt8]]) throws(Fault) {
    var list: [(bytes: [UInt8], id: Int)] = []
    for (id, bytes) in entries.enumerated() { list.append((bytes, id)) }
    try self.init(list)
  }

  /// Entries with their ids, in any order; ids may be left out.
  package init(_ entries: [(bytes: [UInt8], id: Int)]) throws(Fault) {
    var largest = -1
    var total = 0
    for entry in entries {
      guard (0...Self.largestID).contains(entry.id) else { throw .idOutOfRange(entry.id) }
      largest = max(largest, entry.id)
      total += entry.bytes.count
    }
    guard total < Int(Int32.max) else { throw .tooLarge }
    size = largest + 1
    count = entries.count
    var order = [Int32](repeating: -1, count: size)
    for (index, entry) in entries.enumerated() {
      guard order[entry.id] < 0 else { throw .duplicateID(entry.id) }
      order[entry.id] = Int32(index)
    }
    var blob: [UInt8] = []
    blob.reserveCapacity(total)
    var bounds: [(start: Int32, end: Int32)] = []
    bounds.reserveCapacity(size)
    for index in order {
      let start = Int32(blob.count)
      if index >= 0 { blob += entries[Int(index)].bytes }
      bounds.append((start, index >= 0 ? Int32(blob.count) : start - 1))
    }
    var capacity = 16
    while capacity < 2 * entries.count { capacity *= 2 }
    var table = [Int32](repeating: -1, count: capacity)
    for id in 0..<size where order[id] >= 0 {
      let entry = entries[Int(order[id])].bytes
      var slot = Int(truncatingIfNeeded: Self.hash(entry)) & (capacity - 1)
      while table[slot] >= 0 {
        let other = Int(table[slot])
        let bound = bounds[other]
        if blob[Int(bound.start)..<Int(bound.end)].elementsEqual(entry) {
          throw .duplicateEntry(first: other, second: id)
        }
        slot = (slot + 1) & (capacity - 1)
      }
      table[slot] = Int32(id)
    }
    self.blob = blob
    self.bounds = bounds
    self.table = table
  }

  /// The id of an entry; nil where there is none with these bytes.
  package func id(of bytes: some Collection<UInt8>) -> Int? {
    let found = bytes.withContiguousStorageIfAvailable { lookUp($0) }
    return found ?? Array(bytes).withUnsafeBufferPointer { lookUp($0) }
  }

  /// The id of the entry with the bytes of a range of an array.
  package func id(of bytes: [UInt8], in range: Range<Int>) -> Int? {
    bytes.withUnsafeBufferPointer { lookUp(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  private func lookUp(_ key: UnsafeBufferPointer<UInt8>) -> Int? {
    var slot = Int(truncatingIfNeeded: Self.hash(key)) & (table.count - 1)
    while true {
      let id = Int(table[slot])
      if id < 0 { return nil }
      let bound = bounds[id]
      if Int(bound.end - bound.start) == key.count, matches(key, Int(bound.start)) { return id }
      slot = (slot + 1) & (table.count - 1)
    }
  }

  private func matches(_ key: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    for index in key.indices where blob[start + index] != key[index] { return false }
    return true
  }

  /// The bytes of an entry; nil for an id that has none.
  package subscript(id: Int) -> [UInt8]? {
    guard bounds.indices.contains(id), bounds[id].end >= bounds[id].start else { return nil }
    return Array(blob[Int(bounds[id].start)..<Int(bounds[id].end)])
  }

  /// Every id that has an entry, in order.
  package var ids: [Int] { bounds.indices.filter { bounds[$0].end >= bounds[$0].start } }

  package static func == (a: Vocabulary, b: Vocabulary) -> Bool {
    a.blob == b.blob && a.bounds.elementsEqual(b.bounds) { $0 == $1 }
  }

  // Differs from run to run, so that no file can be made whose entries all want the same place.
  private static let seed = UInt64.random(in: .min ... .max)

  // FNV-1a, with its halves mixed at the end since the table uses the low bits only.
  static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ seed
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash ^ hash >> 29
  }
}
