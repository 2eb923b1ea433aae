import Screen

/// Where the parts of a walk's screen lie; what does not fit is left out, the least important first.
package struct ExploreLayout: Equatable, Sendable {
  /// The path to where the reader is.
  package let breadcrumb: Rect
  /// The towers; on a narrow screen they lie over the stage's left part.
  package let map: Rect
  /// The step's picture.
  package let stage: Rect
  /// The cursor's cell by hand; empty where the stage shows the same.
  package let byHand: Rect
  /// All steps in one line.
  package let timeline: Rect
  /// The keys.
  package let hints: Rect

  /// The narrowest screen that shows the map beside the stage.
  package static let widthForMap = 96

  /// The map's columns on a screen of a width: enough for short names, on wide screens for whole ones.
  package static func mapWidth(_ width: Int) -> Int {
    switch width {
    case 176...: 44
    case 140...: 34
    default: 29
    }
  }

  /// Lays out a screen.
  ///
  /// - Parameters:
  ///   - size: The screen's size.
  ///   - showsMap: Whether the map is wanted even where it covers a part of the stage.
  ///   - isAsking: Whether the stage shows how the cell is computed, so that nothing else needs to.
  package init(_ size: Size, showsMap: Bool = false, isAsking: Bool = false) {
    var rest = Rect(size)
    (breadcrumb, rest) = rest.cutTop(size.height >= 2 ? 1 : 0)
    (hints, rest) = rest.cutBottom(size.height >= 5 ? 1 : 0)
    (timeline, rest) = rest.cutBottom(size.height >= 16 ? 1 : 0)
    let byHandRows =
      switch size.height {
      case _ where isAsking: 0
      case 38...: 9
      case 30...: 7
      case 22...: 6
      case 14...: 4
      default: 0
      }
    (byHand, rest) = rest.cutBottom(byHandRows)
    let width = Self.mapWidth(size.width)
    if size.width >= Self.widthForMap {
      (map, stage) = rest.cutLeft(width)
    } else {
      stage = rest
      map = showsMap ? rest.cutLeft(min(width, size.width)).0 : rest.cutLeft(0).0
    }
  }
}
