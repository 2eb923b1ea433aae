/// A symbol of a piece: a token in the making.
struct BytePairSymbol: Equatable {
  /// Its id.
  var id: Int32
  /// Where it begins in the text.
  var start: UInt32
  /// Where it ends in the text.
  var end: UInt32

  /// Takes its right neighbour in, and becomes another token.
  ///
  /// Symbols stand in the order of the text but for a token of unknown characters (see
  /// ``BytePairEncoder``), hence the extremes.
  @inline(__always)
  mutating func absorb(_ right: BytePairSymbol, as id: Int32) {
    self.id = id
    start = min(start, right.start)
    end = max(end, right.end)
  }
}

/// Merges the symbols of one piece, with scratch memory for the next.
///
/// Always the pair with the lowest rank, the leftmost of several. Most pieces are short, and looking
/// through all ranks for every merge is quickest; long pieces (a megabyte without a space) go through a
/// queue, O(n log n).
struct BytePairMerger {
  /// Up to how many symbols a piece is short.
  private static let shortCount = 40
  /// Stands for no rank, and for a symbol's lack of a neighbour.
  private static let none = Int32.max

  /// The ranks of each symbol with its right neighbour.
  private var ranks: [Int32] = []
  private var previous: [Int32] = []
  private var next: [Int32] = []
  private var queue = PairQueue()

  /// Merges until no pair can be merged.
  mutating func merge(_ symbols: inout [BytePairSymbol], _ model: BytePairEncoding) {
    if symbols.count < 2 { return }
    if symbols.count <= Self.shortCount, !model.hasIdleMerges {
      mergeShort(&symbols, model)
    } else {
      mergeLong(&symbols, model)
    }
  }

  private mutating func fillRanks(_ symbols: [BytePairSymbol], _ model: BytePairEncoding) {
    ranks.removeAll(keepingCapacity: true)
    for index in 0..<symbols.count - 1 {
      ranks.append(model.ranks[symbols[index].id, symbols[index + 1].id] ?? Self.none)
    }
    ranks.append(Self.none)
  }

  private mutating func mergeShort(_ symbols: inout [BytePairSymbol], _ model: BytePairEncoding) {
    fillRanks(symbols, model)
    var count = symbols.count
    symbols.withUnsafeMutableBufferPointer { symbols in
      ranks.withUnsafeMutableBufferPointer { ranks in
        while count > 1 {
          var best = 0
          for index in 1..<count - 1 where ranks[index] < ranks[best] { best = index }
          guard ranks[best] != Self.none else { break }
          symbols[best].absorb(symbols[best + 1], as: model.results[Int(ranks[best])])
          count -= 1
          for index in best + 1..<max(count, best + 1) {
            symbols[index] = symbols[index + 1]
            ranks[index] = ranks[index + 1]
          }
          ranks[best] =
            best + 1 < count
            ? model.ranks[symbols[best].id, symbols[best + 1].id] ?? Self.none : Self.none
          if best > 0 {
            ranks[best - 1] = model.ranks[symbols[best - 1].id, symbols[best].id] ?? Self.none
          }
        }
      }
    }
    symbols.removeLast(symbols.count - count)
  }

  private mutating func mergeLong(_ symbols: inout [BytePairSymbol], _ model: BytePairEncoding) {
    fillRanks(symbols, model)
    let count = symbols.count
    previous = (0..<Int32(count)).map { $0 - 1 }
    next = (1...Int32(count)).map { $0 < count ? $0 : Self.none }
    queue.fill(ranks, except: Self.none)
    symbols.withUnsafeMutableBufferPointer { symbols in
      while let (rank, position) = queue.pop() {
        // The queue may hold pairs that are gone. As in the reference, a pair counts as the same as
        // long as it makes the same token.
        let current = ranks[position]
        let id = model.results[Int(rank)]
        guard current != Self.none, model.results[Int(current)] == id else { continue }
        let right = Int(next[position])
        symbols[position].absorb(symbols[right], as: id)
        symbols[right].id = -1
        ranks[right] = Self.none
        next[position] = next[right]
        ranks[position] = Self.none
        if next[right] != Self.none {
          let after = Int(next[right])
          previous[after] = Int32(position)
          if let rank = model.ranks[id, symbols[after].id] {
            ranks[position] = rank
            queue.push(rank: rank, position: position)
          }
        }
        if previous[position] >= 0 {
          let before = Int(previous[position])
          ranks[before] = Self.none
          if let rank = model.ranks[symbols[before].id, id] {
            ranks[before] = rank
            queue.push(rank: rank, position: before)
          }
        }
      }
    }
    symbols.removeAll { $0.id < 0 }
  }
}
