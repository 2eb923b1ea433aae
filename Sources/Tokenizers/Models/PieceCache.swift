/// Remembers the tokens of short pieces: most words of a text have been seen before.
///
/// Its memory is bounded; when it is full it begins anew.
struct PieceCache {
  /// A token, with its place in the piece.
  private struct Token {
    var id: Int32
    var start: UInt32
    var end: UInt32
  }

  private struct Slot {
    var hash: UInt64 = 0
    var keyStart: UInt32 = 0
    /// 0 where the slot is empty.
    var keyCount: UInt32 = 0
    var tokenStart: UInt32 = 0
    var tokenCount: UInt32 = 0
  }

  /// Longer pieces seldom come back.
  private static let longestPiece = 64
  private static let largestCount = 1 << 16
  private static let largestKeys = 1 << 20

  private var slots: [Slot] = []
  private var count = 0
  private var keys: [UInt8] = []
  private var tokens: [Token] = []

  private static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
    bytes.withUnsafeBufferPointer { bytes in
      Vocabulary.hash(UnsafeBufferPointer(rebasing: bytes[range]))
    }
  }

  /// Where a piece is, or the empty slot where it would be.
  private func slot(_ hash: UInt64, _ bytes: [UInt8], _ range: Range<Int>) -> Int {
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index].keyCount != 0 {
      if slots[index].hash == hash, isKey(slots[index], bytes, range) { break }
      index = (index + 1) & mask
    }
    return index
  }

  private func isKey(_ slot: Slot, _ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard slot.keyCount == range.count else { return false }
    let start = Int(slot.keyStart)
    for index in 0..<range.count where keys[start + index] != bytes[range.lowerBound + index] {
      return false
    }
    return true
  }

  /// Appends the tokens of a piece, if they are known.
  ///
  /// - Returns: Whether they were.
  func replay(_ bytes: [UInt8], _ range: Range<Int>, into output: inout ModelOutput) -> Bool {
    guard range.count <= Self.longestPiece, !slots.isEmpty else { return false }
    let found = slots[slot(Self.hash(bytes, range), bytes, range)]
    guard found.keyCount != 0 else { return false }
    for index in Int(found.tokenStart)..<Int(found.tokenStart + found.tokenCount) {
      let token = tokens[index]
      output.append(
        Int(token.id), range.lowerBound + Int(token.start)..<range.lowerBound + Int(token.end))
    }
    return true
  }

  /// Remembers the tokens of a piece that is not known yet.
  mutating func store(_ symbols: [BytePairSymbol], for bytes: [UInt8], _ range: Range<Int>) {
    guard range.count <= Self.longestPiece else { return }
    if count >= Self.largestCount || keys.count >= Self.largestKeys { self = PieceCache() }
    if 2 * (count + 1) > slots.count { grow() }
    let hash = Self.hash(bytes, range)
    slots[slot(hash, bytes, range)] = Slot(
      hash: hash, keyStart: UInt32(keys.count), keyCount: UInt32(range.count),
      tokenStart: UInt32(tokens.count), tokenCount: UInt32(symbols.count))
    count += 1
    keys += bytes[range]
    let start = UInt32(range.lowerBound)
    for symbol in symbols {
      tokens.append(Token(id: symbol.id, start: symbol.start - start, end: symbol.end - start))
    }
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: max(64, 2 * old.count))
    let mask = slots.count - 1
    for entry in old where entry.keyCount != 0 {
      var index = Int(truncatingIfNeeded: entry.hash) & mask
      while slots[index].keyCount != 0 { index = (index + 1) & mask }
      slots[index] = entry
    }
  }
}
