import Screen

/// Where the parts of the screen lie on which a model writes; what does not fit is left out.
struct GenerateLayout {
  /// The path to where the reader is.
  let breadcrumb: Rect
  /// The text so far.
  let text: Rect
  /// What could come next.
  let candidates: Rect
  /// The draw.
  let draw: Rect
  /// Below the draw: the alignment, or the cache where there is none.
  let upper: Rect
  /// The cache below the alignment.
  let lower: Rect
  /// The keys.
  let hints: Rect

  /// The narrowest screen with two columns.
  static let widthForColumns = 72
  private static let cacheRows = 8

  /// Lays out a screen.
  ///
  /// - Parameters:
  ///   - size: The screen's size.
  ///   - hasAlignment: Whether there is an alignment besides the cache.
  init(_ size: Size, hasAlignment: Bool) {
    var rest = Rect(size)
    (breadcrumb, rest) = rest.cutTop(size.height >= 2 ? 1 : 0)
    (hints, rest) = rest.cutBottom(size.height >= 5 ? 1 : 0)
    let textRows =
      switch size.height {
      case 36...: 6
      case 28...: 5
      case 20...: 4
      case 10...: 3
      default: min(2, max(0, size.height - 4))
      }
    (text, rest) = rest.cutTop(textRows)
    guard size.width >= Self.widthForColumns else {
      let rows = rest.height >= 17 ? 9 : rest.height >= 9 ? 4 : rest.height >= 6 ? 3 : 0
      (draw, candidates) = rest.cutBottom(rows)
      (upper, lower) = (
        Rect(x: 0, y: 0, width: 0, height: 0), Rect(x: 0, y: 0, width: 0, height: 0)
      )
      return
    }
    let right: Rect
    (candidates, right) = rest.cutLeft(rest.width * 47 / 100)
    let below: Rect
    (draw, below) = right.cutTop(min(right.height, right.height >= 24 ? 10 : 9))
    // Both where each has room; else the one that the reader wants.
    let hasBoth = hasAlignment && below.height >= Self.cacheRows + 9
    (lower, upper) = below.cutBottom(hasBoth ? Self.cacheRows : 0)
  }
}
