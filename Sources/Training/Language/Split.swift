/// A part of a language's texts, for learning, for looking on, or for judging at the end.
///
/// A text's part depends on its last field alone. Where every field determines the last, as a sentence
/// determines its translation, no text of any field is in two parts; the other way round several may share
/// one ("did not" and "didn't" are both 没有), which is why the first field would not do.
package enum Split: String, CaseIterable, Sendable {
  /// 90 % of all texts.
  case training
  /// 5 %.
  case validation
  /// 5 %.
  case test

  /// The part that a text is in, by the bytes of its last field.
  ///
  /// The bytes are hashed with FNV-1a (Fowler, Noll and Vo, 64 bits), whose high bits hardly move for
  /// short texts; the finalizer of SplitMix64 spreads them.
  package init(of text: some Sequence<UInt8>) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
    hash ^= hash >> 31
    switch ((hash >> 32) &* 100) >> 32 {
    case 0..<90: self = .training
    case 90..<95: self = .validation
    default: self = .test
    }
  }
}
