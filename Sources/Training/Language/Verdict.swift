/// Whether a text belongs to a language.
package enum Verdict: Equatable, Sendable {
  /// It does; the example that it is, in all fields.
  ///
  /// Where several examples have the text, it is one of them.
  case grammatical(Example)
  /// Each sentence could be said, but not after those before it: facts contradict it at this byte.
  case inconsistent(at: Int)
  /// It does not; the byte where the furthest attempt to read it ended.
  case ungrammatical(at: Int)
  /// The text can be read in so many ways that the search was given up.
  case undecided
}
