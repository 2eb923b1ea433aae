/// Which factor of which term is chosen in the list of a cell's terms.
package struct TermChoice: Equatable, Sendable {
  /// The term, counted from the largest.
  package var row: Int
  /// The factor within it.
  package var factor: Int
  /// The first term that is shown.
  package var first: Int

  /// Chooses a term's factor.
  package init(row: Int = 0, factor: Int = 0, first: Int = 0) {
    self.row = row
    self.factor = factor
    self.first = first
  }
}
