/// What a token is shown as: a part of a text, which is not copied.
package struct Spelling: Equatable, Sendable {
  /// The whole text.
  let text: [UInt8]
  /// The token's part of it.
  let range: Range<Int>

  /// The part.
  package var bytes: [UInt8] { Array(text[range]) }
}

/// A text as token ids, each with its place in the source.
package struct Encoding: Equatable, Sendable {
  /// The ids.
  package private(set) var ids: [Int] = []
  /// The source's bytes that each token stands for; empty for tokens that a template added.
  package private(set) var offsets: [Range<Int>] = []
  /// What tokens are shown as, by their place, where that is not the entry of their id.
  package private(set) var spellings: [Int: Spelling] = [:]
  /// What the tokens do not express, in the order of the source.
  package private(set) var losses: [Loss] = []

  /// How many tokens a template put before the text's own.
  private var countBefore = 0
  /// How many tokens a template put behind the text's own.
  private var countAfter = 0

  /// The ids of the text itself, without those that a template put round it.
  package var ownIDs: ArraySlice<Int> {
    ids.dropFirst(countBefore).dropLast(countAfter)
  }

  /// Begins with no token.
  package init() {}

  /// Appends a token that stands for a range of the source's bytes; `spelling` is what it is shown as
  /// if that is not the entry of its id.
  package mutating func append(_ id: Int, _ source: Range<Int>, spelling: Spelling? = nil) {
    if let spelling { spellings[ids.count] = spelling }
    ids.append(id)
    offsets.append(source)
  }

  /// Puts tokens round the others: they stand for nothing of the source, whose end is `end`.
  package mutating func surround(before: [Int], after: [Int], end: Int) {
    (countBefore, countAfter) = (before.count, after.count)
    ids = before + ids + after
    offsets =
      before.map { _ in 0..<0 } + offsets + after.map { _ in end..<end }
    if !before.isEmpty {
      spellings = Dictionary(
        uniqueKeysWithValues: spellings.map { ($0.key + before.count, $0.value) })
    }
  }

  /// Says that a part of the source is not expressed.
  package mutating func lose(_ loss: Loss) { losses.append(loss) }

  /// Says that parts of the source were removed, and puts them in their places among the losses.
  package mutating func lose(removed: [Range<Int>]) {
    guard !removed.isEmpty else { return }
    losses += removed.map { Loss($0, .removed) }
    losses.sort { $0.source.lowerBound < $1.source.lowerBound }
  }

  /// The tokens that stand for some of the given bytes of the source, from the first of them to the last;
  /// empty where there is none.
  package func tokens(overlapping bytes: Range<Int>) -> Range<Int> {
    let isInside = { (offset: Range<Int>) in offset.overlaps(bytes) }
    guard let first = offsets.firstIndex(where: isInside),
      let last = offsets.lastIndex(where: isInside)
    else { return 0..<0 }
    return first..<last + 1
  }

  /// The offsets in characters (Unicode scalars; a byte that is not UTF-8 counts as one): from the
  /// character that the token's first byte belongs to, up to past the one of its last byte.
  package func characterOffsets(in source: [UInt8]) -> [Range<Int>] {
    // For every byte, which character it belongs to.
    var owners = [UInt32](repeating: 0, count: source.count + 1)
    var offset = 0
    var character: UInt32 = 0
    while offset < source.count {
      let length = UTF8Scalars.read(source, at: offset).length
      for index in offset..<offset + length { owners[index] = character }
      offset += length
      character += 1
    }
    owners[source.count] = character
    return offsets.map { range in
      let start = Int(owners[range.lowerBound])
      return start..<(range.isEmpty ? start : Int(owners[range.upperBound - 1]) + 1)
    }
  }
}
