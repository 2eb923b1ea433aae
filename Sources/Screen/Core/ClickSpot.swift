/// A part of a canvas that can be clicked: what a view has drawn there, as a kind and a number of its own.
package struct ClickSpot: Equatable, Sendable {
  /// Where it is.
  package let area: Rect
  /// What kind of thing it is, by the views' own count.
  package let kind: Int
  /// Which one of its kind.
  package let index: Int
}
