/// A set of scalars as a regular expression writes it: `[^\s\p{L}]`, `\d`, a character.
struct ScalarSet: Equatable, Sendable {
  /// Scalars in one of these classes are members.
  var flags: CharacterClass.Flags = []
  /// So are those that are not in one of these.
  var complements: [CharacterClass.Flags] = []
  /// So are those in one of these ranges.
  var ranges: [ClosedRange<UInt32>] = []
  /// Whether the members are all other scalars instead.
  var isInverted = false

  /// Whether a scalar is a member.
  @inline(__always)
  func contains(_ scalar: ScalarScanner.Reading) -> Bool {
    isMember(scalar) != isInverted
  }

  private func isMember(_ scalar: ScalarScanner.Reading) -> Bool {
    if !scalar.flags.isDisjoint(with: flags) { return true }
    for complement in complements where scalar.flags.isDisjoint(with: complement) { return true }
    for range in ranges where range.contains(scalar.value) { return true }
    return false
  }
}
