/// The best few splits of a short piece, exactly.
///
/// Every prefix of the piece keeps its best few splits; a best split of the whole is one of those with
/// one more token, since scores add up.
struct UnigramLattice {
  /// A split with the sum of its scores.
  struct Path: Equatable {
    var parts: [UnigramEncoder.Part]
    var score: Double
  }

  /// A split of a prefix: its last token, and which split of what is before it goes on.
  private struct Arc {
    var score: Double
    var start: Int
    var id: Int
    var rank: Int
  }

  /// How many splits are kept: the best and five more.
  private static let pathCount = 6
  /// Longer pieces have too many splits to be looked at.
  static let longestPiece = 64

  /// The best splits, best first; none for a piece of more than 64 characters.
  private(set) var paths: [Path] = []

  /// Finds the splits of a piece.
  init(_ model: Unigram, _ bytes: [UInt8], _ piece: Range<Int>) {
    guard Self.isShort(bytes, piece) else { return }
    var arcs = [[Arc]](repeating: [], count: piece.count + 1)
    arcs[0] = [Arc(score: 0, start: 0, id: -1, rank: 0)]
    var start = 0
    while start < piece.count {
      let rest = piece.lowerBound + start..<piece.upperBound
      start += model.forEachBeginning(of: rest, in: bytes) { end, score, id in
        for (rank, arc) in arcs[start].enumerated() {
          let new = Arc(score: arc.score + score, start: start, id: id, rank: rank)
          Self.insert(new, into: &arcs[end - piece.lowerBound])
        }
      }
    }
    for arc in arcs[piece.count] {
      var parts: [UnigramEncoder.Part] = []
      var end = piece.count
      var last = arc
      while end > 0 {
        let range = piece.lowerBound + last.start..<piece.lowerBound + end
        parts.append(UnigramEncoder.Part(range: range, id: last.id < 0 ? nil : last.id))
        end = last.start
        last = arcs[end][last.rank]
      }
      paths.append(Path(parts: parts.reversed(), score: arc.score))
    }
  }

  /// Keeps the best, equal ones in the order in which they are found.
  private static func insert(_ arc: Arc, into list: inout [Arc]) {
    let place = list.firstIndex { $0.score < arc.score } ?? list.count
    list.insert(arc, at: place)
    if list.count > pathCount { list.removeLast() }
  }

  private static func isShort(_ bytes: [UInt8], _ piece: Range<Int>) -> Bool {
    var count = 0
    var offset = piece.lowerBound
    while offset < piece.upperBound {
      count += 1
      if count > longestPiece { return false }
      offset += UTF8Scalars.read(bytes, at: offset).length
    }
    return true
  }
}
