/// The words of a curve in words, in the reader's language.
package struct CurveWords: Hashable, Sendable {
  /// Before the first number.
  package var first: String
  /// Before the last.
  package var last: String
  /// Before the smallest.
  package var minimum: String
  /// Before the largest.
  package var maximum: String
  /// Between a number and its place.
  package var at: String
  /// Before how many numbers are not finite.
  package var gaps: String

  /// Makes the words.
  package init(
    first: String, last: String, minimum: String, maximum: String, at: String, gaps: String
  ) {
    self.first = first
    self.last = last
    self.minimum = minimum
    self.maximum = maximum
    self.at = at
    self.gaps = gaps
  }

  /// English.
  package static let english = CurveWords(
    first: "first", last: "last", minimum: "minimum", maximum: "maximum", at: "at",
    gaps: "not finite")
}
