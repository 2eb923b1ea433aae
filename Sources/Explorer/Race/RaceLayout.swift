import Screen

/// Where the parts of the race's screen lie; what does not fit goes to further pages.
struct RaceLayout {
  /// The path to where the reader is.
  let breadcrumb: Rect
  /// One line for each run, and the head over them.
  let table: Rect
  /// The pictures of a page, row by row.
  let panels: [Rect]
  /// The line of time.
  let timeline: Rect
  /// The keys.
  let hints: Rect
  /// How many pages there are.
  let pages: Int

  /// The narrowest screens with two and with three pictures beside one another.
  private static let widthForTwo = 72
  private static let widthForThree = 156
  private static let panelHeight = 13

  /// Lays a screen out.
  ///
  /// - Parameters:
  ///   - size: The screen's size.
  ///   - lanes: How many runs there are.
  init(_ size: Size, lanes: Int = 2) {
    var rest = Rect(size)
    (breadcrumb, rest) = rest.cutTop(size.height >= 4 ? 1 : 0)
    (hints, rest) = rest.cutBottom(size.height >= 5 ? 1 : 0)
    (timeline, rest) = rest.cutBottom(size.height >= 9 ? 1 : 0)
    let hasHead = size.height >= 14
    (table, rest) = rest.cutTop(
      min(lanes + (hasHead ? 1 : 0), size.height >= 8 ? rest.height / 2 : 1))
    let columns = rest.width >= Self.widthForThree ? 3 : rest.width >= Self.widthForTwo ? 2 : 1
    let rows = max(1, min(3, rest.height / Self.panelHeight))
    let count = RaceState.Panel.allCases.count
    pages = (count + columns * rows - 1) / (columns * rows)
    var panels: [Rect] = []
    var below = rest
    for row in 0..<rows {
      let (line, others) = below.cutTop(below.height / (rows - row))
      below = others
      var right = line
      for column in 0..<columns {
        let (panel, others) = right.cutLeft(right.width / (columns - column))
        right = others
        panels.append(panel)
      }
    }
    self.panels = panels
  }

  /// Which pictures a page has, with their places; the last page is filled up with those before.
  func pictures(page: Int) -> [(RaceState.Panel, Rect)] {
    let all = RaceState.Panel.allCases
    let first = max(0, min(page % pages * panels.count, all.count - panels.count))
    return zip(all.dropFirst(first), panels).map { ($0, $1) }
  }
}
