import Screen

/// Where the parts of a comparison lie; what does not fit is left out, the least important first.
struct CompareLayout: Equatable {
  /// Where the reader is.
  let breadcrumb: Rect
  /// What the sides are.
  let sides: Rect
  /// The list of steps; empty on other pages.
  let list: Rect
  /// The matrices, curves or diagrams.
  let picture: Rect
  /// What is said of the cursor's place.
  let words: Rect
  /// The keys.
  let hints: Rect

  /// The narrowest screen that shows the list beside the matrices.
  static let widthForList = 72

  init(_ size: Size, _ page: CompareState.Page) {
    var rest = Rect(size)
    (breadcrumb, rest) = rest.cutTop(size.height >= 4 ? 1 : 0)
    (hints, rest) = rest.cutBottom(size.height >= 5 ? 1 : 0)
    (sides, rest) = rest.cutTop(size.height >= 8 ? 1 : 0)
    let rows: Int
    switch (page, size.height) {
    case (.steps, 34...): rows = 6
    case (.steps, 22...): rows = 5
    case (.run, 16...), (.blocks, 16...): rows = 1
    case (_, 12...): rows = page == .steps ? 2 : 1
    case (_, 9...): rows = page == .steps ? 1 : 0
    default: rows = 0
    }
    (words, rest) = rest.cutBottom(rows)
    guard page == .steps else {
      list = Rect(x: rest.x, y: rest.y, width: 0, height: 0)
      picture = rest
      return
    }
    if size.width >= Self.widthForList {
      let width = size.width >= 170 ? 54 : size.width >= 110 ? 42 : 32
      (list, picture) = rest.cutLeft(width)
    } else {
      (list, picture) = rest.cutTop(rest.height >= 9 ? min(6, rest.height / 2) : rest.height / 3)
    }
  }
}
