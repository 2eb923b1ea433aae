/// What a scalar does at the borders of grapheme clusters.
///
/// - Source: Unicode Standard Annex #29, tables 1a and 2; the data is the reference's (Unicode 17).
enum GraphemeClass: UInt8, Sendable {
  case other
  case control
  case cr
  case lf
  /// A mark, which conjuncts run across.
  case extend
  /// A mark that ends a conjunct: U+200C.
  case extendOutsideConjuncts
  /// A virama, which joins consonants to a conjunct.
  case linker
  case zwj
  case spacingMark
  case prepend
  case regionalIndicator
  case hangulL
  case hangulV
  case hangulT
  case hangulLV
  case hangulLVT
  case pictograph
  /// A consonant of a script with conjuncts.
  case consonant

  private static let table = ScalarTable(runs: packedClasses)

  /// The class of a scalar.
  @inline(__always)
  init(of scalar: Unicode.Scalar) {
    let value = Int(scalar.value)
    if Hangul.syllables.contains(value) {
      self = (value - Hangul.syllables.lowerBound) % 28 == 0 ? .hangulLV : .hangulLVT
    } else {
      self = GraphemeClass(rawValue: UInt8(Self.table[scalar.value])) ?? .other
    }
  }

  /// Whether it is a mark for the rules about pictographs.
  var isExtend: Bool { self == .extend || self == .extendOutsideConjuncts || self == .linker }
}
