/// How large something is.
///
/// - Units: columns and rows of character cells.
package struct Size: Hashable, Sendable {
  /// Columns.
  package var width: Int
  /// Rows.
  package var height: Int

  /// Makes a size; what is negative becomes 0.
  package init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
  }
}

/// A cell's place, counted from the upper left corner.
package struct Point: Hashable, Sendable {
  /// The column.
  package var x: Int
  /// The row.
  package var y: Int

  /// Makes a place.
  package init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }
}

/// A rectangle of cells; it may be empty, never negative.
package struct Rect: Hashable, Sendable {
  /// The leftmost column.
  package var x: Int
  /// The uppermost row.
  package var y: Int
  /// Columns.
  package var width: Int
  /// Rows.
  package var height: Int

  /// Makes a rectangle; what is negative becomes 0.
  package init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// Makes the rectangle of a whole canvas.
  package init(_ size: Size) { self.init(x: 0, y: 0, width: size.width, height: size.height) }

  /// The column after the last.
  package var maxX: Int { x + width }
  /// The row after the last.
  package var maxY: Int { y + height }
  /// Whether there is no cell in it.
  package var isEmpty: Bool { width == 0 || height == 0 }
  /// Its size.
  package var size: Size { Size(width: width, height: height) }

  /// Whether a cell lies in it.
  package func contains(_ point: Point) -> Bool {
    point.x >= x && point.x < maxX && point.y >= y && point.y < maxY
  }

  /// What two rectangles share.
  package func intersection(_ other: Rect) -> Rect {
    let left = max(x, other.x)
    let top = max(y, other.y)
    return Rect(
      x: left, y: top, width: min(maxX, other.maxX) - left, height: min(maxY, other.maxY) - top)
  }

  /// The rectangle without a border of so many columns and rows on each side.
  package func inset(columns: Int = 1, rows: Int = 1) -> Rect {
    Rect(
      x: x + min(columns, width), y: y + min(rows, height), width: width - 2 * columns,
      height: height - 2 * rows)
  }

  /// Cuts rows off the top: them, and the rest.
  package func cutTop(_ rows: Int) -> (Rect, rest: Rect) {
    let rows = min(max(0, rows), height)
    return (
      Rect(x: x, y: y, width: width, height: rows),
      Rect(x: x, y: y + rows, width: width, height: height - rows)
    )
  }

  /// Cuts rows off the bottom: them, and the rest.
  package func cutBottom(_ rows: Int) -> (Rect, rest: Rect) {
    let rows = min(max(0, rows), height)
    return (
      Rect(x: x, y: maxY - rows, width: width, height: rows),
      Rect(x: x, y: y, width: width, height: height - rows)
    )
  }

  /// Cuts columns off the left: them, and the rest.
  package func cutLeft(_ columns: Int) -> (Rect, rest: Rect) {
    let columns = min(max(0, columns), width)
    return (
      Rect(x: x, y: y, width: columns, height: height),
      Rect(x: x + columns, y: y, width: width - columns, height: height)
    )
  }

  /// Cuts columns off the right: them, and the rest.
  package func cutRight(_ columns: Int) -> (Rect, rest: Rect) {
    let columns = min(max(0, columns), width)
    return (
      Rect(x: maxX - columns, y: y, width: columns, height: height),
      Rect(x: x, y: y, width: width - columns, height: height)
    )
  }

  /// A rectangle of a size in the middle of this one, cut where it does not fit.
  package func centered(_ size: Size) -> Rect {
    Rect(
      x: x + max(0, (width - size.width) / 2), y: y + max(0, (height - size.height) / 2),
      width: min(width, size.width), height: min(height, size.height))
  }
}
