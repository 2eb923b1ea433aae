/// A line between the bars of a ``BarList``: what stands below is cut off.
package struct BarCut: Hashable, Sendable {
  /// How many bars stand above.
  package var index: Int
  /// Why, as `top-k 5`.
  package var caption: String

  /// Makes a line.
  package init(after index: Int, _ caption: String) {
    self.index = index
    self.caption = caption
  }
}
