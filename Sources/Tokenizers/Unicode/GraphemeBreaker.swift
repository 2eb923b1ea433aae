/// Finds the borders of grapheme clusters while a text is read from its start.
///
/// - Source: Unicode Standard Annex #29, rules GB3–GB999.
struct GraphemeBreaker {
  private var last: GraphemeClass?
  /// How many regional indicators there are just before, odd or even.
  private var endsWithOddIndicator = false
  /// Whether a pictograph, marks and a joiner are just before (GB11).
  private var pictograph = Sequence.none
  /// Whether a consonant, a virama and marks are just before (GB9c).
  private var conjunct = Sequence.none

  private enum Sequence {
    case none
    case begun
    case joins
  }

  /// Takes the next scalar; says whether a cluster begins with it.
  @inline(__always)
  mutating func isBorder(before next: GraphemeClass) -> Bool {
    guard let last else {
      advance(next)
      return true
    }
    if last == .other, next == .other { return true }
    let result = isBorder(between: last, and: next)
    advance(next)
    return result
  }

  private func isBorder(between last: GraphemeClass, and next: GraphemeClass) -> Bool {
    switch (last, next) {
    case (.cr, .lf): false
    case (.control, _), (.cr, _), (.lf, _), (_, .control), (_, .cr), (_, .lf): true
    case (.hangulL, .hangulL), (.hangulL, .hangulV), (.hangulL, .hangulLV), (.hangulL, .hangulLVT):
      false
    case (.hangulLV, .hangulV), (.hangulV, .hangulV): false
    case (.hangulLV, .hangulT), (.hangulV, .hangulT), (.hangulLVT, .hangulT), (.hangulT, .hangulT):
      false
    case (_, .extend), (_, .extendOutsideConjuncts), (_, .linker), (_, .zwj), (_, .spacingMark):
      false
    case (.prepend, _): false
    case (_, .consonant): conjunct != .joins
    case (.zwj, .pictograph): pictograph != .joins
    case (.regionalIndicator, .regionalIndicator): !endsWithOddIndicator
    default: true
    }
  }

  private mutating func advance(_ next: GraphemeClass) {
    last = next
    endsWithOddIndicator = next == .regionalIndicator && !endsWithOddIndicator
    switch next {
    case .pictograph: pictograph = .begun
    case .zwj: pictograph = pictograph == .begun ? .joins : .none
    default: if !(next.isExtend && pictograph == .begun) { pictograph = .none }
    }
    switch next {
    case .consonant: conjunct = .begun
    case .linker: if conjunct == .begun { conjunct = .joins }
    case .extend, .zwj: break
    default: conjunct = .none
    }
  }
}
