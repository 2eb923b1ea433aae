/// A set of byte strings with a number each, as the library darts-clone stores it.
///
/// A unit is 32 bits. A node's children lie at its position combined by exclusive or with their byte;
/// the unit there has that byte as its label, and says where its own children lie. Where the unit has
/// the leaf bit, an entry ends, and the unit at the place of byte 0 is its number.
///
/// - Source: S. Yata, "darts-clone", `darts.h`.
struct DoubleArrayTrie: Equatable, Sendable {
  private let units: [UInt32]

  /// Takes over the units.
  ///
  /// - Precondition: there is at least one, the root.
  init(_ units: [UInt32]) {
    precondition(!units.isEmpty, "a trie has a root")
    self.units = units
  }

  /// Four bytes as a number, least significant first.
  static func word(_ bytes: [UInt8], at offset: Int) -> UInt32 {
    UInt32(bytes[offset]) | UInt32(bytes[offset + 1]) << 8 | UInt32(bytes[offset + 2]) << 16
      | UInt32(bytes[offset + 3]) << 24
  }

  private static func offset(_ unit: UInt32) -> Int { Int(unit >> 10) << Int((unit & 0x200) >> 6) }
  private static func hasLeaf(_ unit: UInt32) -> Bool { unit & 0x100 != 0 }
  /// The label; a value's unit has its top bit set, and so is no byte's.
  private static func label(_ unit: UInt32) -> UInt32 { unit & 0x8000_00FF }

  /// The number of the shortest entry that a range of bytes begins with; nil where there is none.
  ///
  /// Entries have no NUL, so that the search ends at one.
  func shortestPrefix(of bytes: [UInt8], _ range: Range<Int>) -> Int? {
    var position = Self.offset(units[0])
    for index in range {
      let byte = bytes[index]
      guard byte != 0, let child = child(of: position, byte) else { return nil }
      position = child.position
      if child.hasLeaf { return value(at: position) }
    }
    return nil
  }

  /// The numbers of all entries that can be found; nil for one whose number lies outside of the units.
  func reachableValues() -> [Int?] {
    var values: [Int?] = []
    // Nodes may share children, or be their own in a broken file: each position counts once.
    var seen: Set<Int> = []
    var waiting = [Self.offset(units[0])]
    while let position = waiting.popLast() {
      for byte in UInt8(1)...255 {
        guard let child = child(of: position, byte), seen.insert(child.key).inserted else {
          continue
        }
        // Nothing is looked for behind the shortest entry.
        if child.hasLeaf {
          values.append(value(at: child.position))
        } else {
          waiting.append(child.position)
        }
      }
    }
    return values
  }

  private func value(at position: Int) -> Int? {
    position < units.count ? Int(units[position] & 0x7FFF_FFFF) : nil
  }

  @inline(__always)
  private func child(
    of position: Int, _ byte: UInt8
  ) -> (position: Int, hasLeaf: Bool, key: Int)? {
    let place = position ^ Int(byte)
    guard place < units.count else { return nil }
    let unit = units[place]
    guard Self.label(unit) == UInt32(byte) else { return nil }
    let position = place ^ Self.offset(unit)
    return (position, Self.hasLeaf(unit), place)
  }
}
