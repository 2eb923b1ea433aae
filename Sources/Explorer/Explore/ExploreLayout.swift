import Screen

/// Where the parts of a walk's screen lie; what does not fit is left out, the least important first.
package struct ExploreLayout: Equatable, Sendable {
  /// The path to where the reader is.
  package let breadcrumb: Rect
  /// The towers.
  package let map: Rect
  /// The step's picture.
  package let stage: Rect
  /// The cursor's cell by hand.
  package let byHand: Rect
  /// All steps in one line.
  package let timeline: Rect
  /// The keys.
  package let hints: Rect

  /// The narrowest screen that shows the map beside the stage.
  package static let widthForMap = 96
  /// The map's columns.
  package static let mapWidth = 27

  /// Lays out a screen.
  ///
  /// - Parameters:
  ///   - size: The screen's size.
  ///   - showsMap: Whether the map is wanted even where it covers a part of the stage.
  package init(_ size: Size, showsMap: Bool = false) {
    var rest = Rect(size)
    (breadcrumb, rest) = rest.cutTop(size.height >= 2 ? 1 : 0)
    (hints, rest) = rest.cutBottom(size.height >= 5 ? 1 : 0)
    (timeline, rest) = rest.cutBottom(size.height >= 16 ? 1 : 0)
    let byHandRows =
      switch size.height {
      case 38...: 9
      case 30...: 7
      case 22...: 6
      case 14...: 4
      default: 0
      }
    (byHand, rest) = rest.cutBottom(byHandRows)
    let hasMap = size.width >= Self.widthForMap || (showsMap && size.width >= 30)
    (map, stage) = rest.cutLeft(hasMap ? Self.mapWidth : 0)
  }
}
