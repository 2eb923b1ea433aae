/// A compact hash table from pairs of ids to numbers; the inner loop of byte pair encoding.
///
/// Open addressing with linear probing, half full at most.
struct PairTable: Sendable {
  private struct Slot: Sendable {
    var key: UInt64
    var value: Int32
  }

  /// No pair has this key: ids are not negative.
  private static let empty = UInt64.max

  private var slots: [Slot]
  private var shift: UInt64
  /// How many pairs it has.
  private(set) var count = 0

  /// Makes an empty table with room for some pairs.
  init(capacity: Int = 8) {
    var bits: UInt64 = 4
    while 1 << bits < 2 * capacity { bits += 1 }
    slots = [Slot](repeating: Slot(key: Self.empty, value: 0), count: 1 << Int(bits))
    shift = 64 - bits
  }

  // Differs from run to run, so that no file can be made whose pairs all want the same place.
  private static let seed = UInt64.random(in: .min ... .max)

  @inline(__always)
  private static func key(_ left: Int32, _ right: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
  }

  /// Where a key is, or the empty slot where it would be.
  @inline(__always)
  private func slot(_ key: UInt64) -> Int {
    // Multiplying by 2⁶⁴ / φ spreads neighbouring ids; the high bits are the mixed ones.
    var mixed = (key ^ Self.seed) &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ mixed &>> 32) &* 0xD6E8_FEB8_6659_FD93
    var index = Int(truncatingIfNeeded: mixed &>> shift)
    let mask = slots.count - 1
    return slots.withUnsafeBufferPointer { slots in
      while slots[index].key != key, slots[index].key != Self.empty { index = (index + 1) & mask }
      return index
    }
  }

  /// The number of a pair; nil for a pair that is not there.
  @inline(__always)
  subscript(left: Int32, right: Int32) -> Int32? {
    let key = Self.key(left, right)
    let found = slots[slot(key)]
    return found.key == key ? found.value : nil
  }

  /// Sets the number of a pair.
  mutating func set(_ left: Int32, _ right: Int32, _ value: Int32) {
    let key = Self.key(left, right)
    let index = slot(key)
    if slots[index].key == Self.empty {
      count += 1
      if 2 * count > slots.count {
        grow()
        slots[slot(key)] = Slot(key: key, value: value)
        return
      }
    }
    slots[index] = Slot(key: key, value: value)
  }

  private mutating func grow() {
    let old = slots
    shift -= 1
    slots = [Slot](repeating: Slot(key: Self.empty, value: 0), count: 2 * old.count)
    for entry in old where entry.key != Self.empty { slots[slot(entry.key)] = entry }
  }
}
