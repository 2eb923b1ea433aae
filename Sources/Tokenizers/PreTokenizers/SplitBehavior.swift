/// What becomes of the matches that a text is cut at.
package enum SplitBehavior: String, Sendable, CaseIterable {
  /// They are dropped.
  case removed = "Removed"
  /// Each is a piece.
  case isolated = "Isolated"
  /// Each goes to the piece before it, unless that is a match.
  case mergedWithPrevious = "MergedWithPrevious"
  /// Each goes to the piece behind it, unless that is a match.
  case mergedWithNext = "MergedWithNext"
  /// All in a row are one piece.
  case contiguous = "Contiguous"

  /// Makes pieces of the parts of a text, which come one after another.
  struct Joiner {
    private let behavior: SplitBehavior
    /// What may still grow.
    private var waiting: Range<Int>?
    private var lastWasMatch = false

    init(_ behavior: SplitBehavior) { self.behavior = behavior }

    /// Takes the next part.
    mutating func add(_ part: Range<Int>, isMatch: Bool, _ keep: (Range<Int>) -> Void) {
      switch behavior {
      case .removed:
        if !isMatch { keep(part) }
      case .isolated: keep(part)
      case .contiguous: join(part, joins: isMatch == lastWasMatch, keep)
      case .mergedWithPrevious: join(part, joins: isMatch && !lastWasMatch, keep)
      case .mergedWithNext: join(part, joins: !isMatch && lastWasMatch, keep)
      }
      lastWasMatch = isMatch
    }

    private mutating func join(_ part: Range<Int>, joins: Bool, _ keep: (Range<Int>) -> Void) {
      guard let start = waiting?.lowerBound, joins else {
        finish(keep)
        waiting = part
        return
      }
      waiting = start..<part.upperBound
    }

    /// Hands on what is left.
    mutating func finish(_ keep: (Range<Int>) -> Void) {
      if let waiting { keep(waiting) }
      waiting = nil
    }
  }
}
