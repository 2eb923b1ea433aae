import Tensors

/// A rectangle of cells that views draw on; nothing is ever drawn outside of it.
package struct Canvas: Equatable, Sendable {
  /// Its size.
  package let size: Size
  /// What it can show.
  package let medium: Medium
  /// The cells, row by row.
  package private(set) var cells: [Cell]
  /// What can be clicked; the last of those that hold a point is meant.
  package private(set) var spots: [ClickSpot] = []
  /// Where the terminal's cursor stands; nil hides it.
  package var cursor: Point?
  /// What lies outside of this is not drawn on.
  package private(set) var clip: Rect

  /// Makes an empty canvas.
  package init(size: Size, medium: Medium = Medium()) {
    self.size = size
    self.medium = medium
    cells = [Cell](repeating: Cell(), count: size.width * size.height)
    clip = Rect(size)
  }

  /// The whole of it.
  package var bounds: Rect { Rect(size) }

  /// A cell.
  package subscript(x: Int, y: Int) -> Cell { cells[y * size.width + x] }

  /// A row of cells.
  package func row(_ y: Int) -> ArraySlice<Cell> { cells[y * size.width..<(y + 1) * size.width] }

  /// Says what a click on an area means, in the views' own numbers.
  package mutating func mark(_ area: Rect, kind: Int, index: Int) {
    let area = area.intersection(clip)
    if !area.isEmpty { spots.append(ClickSpot(area: area, kind: kind, index: index)) }
  }

  // MARK: Drawing

  /// Draws with everything cut off that lies outside of an area.
  package mutating func clipped(to area: Rect, _ draw: (inout Canvas) -> Void) {
    let old = clip
    clip = clip.intersection(area)
    draw(&self)
    clip = old
  }

  /// Writes text from a place to the right, and cuts off what does not fit.
  ///
  /// A wide character that would fit by half leaves a space. A character that must not reach a terminal is
  /// drawn as `?`: text from outside has been made visible before (``Medium/shown(_:limit:)``).
  ///
  /// - Parameters:
  ///   - text: The text; what the medium cannot show is drawn as its twin (``GlyphTwin``), as wide as the
  ///     text itself.
  ///   - x: The column of its first cell.
  ///   - y: Its row.
  ///   - style: How it looks.
  ///   - width: The most columns that it may take.
  /// - Returns: The column after its last cell, drawn or not.
  @discardableResult
  package mutating func put(
    _ text: String, x: Int, y: Int, _ style: Style = .plain, width: Int = .max
  ) -> Int {
    var place = x
    let end = width == .max ? Int.max : x + max(0, width)
    for original in text.unicodeScalars {
      let scalar = drawable(original)
      let isHidden = scalar == "?" && original != "?" && VisibleText.isHidden(original)
      let cells = isHidden ? 1 : TextWidth.cells(original)
      if cells == 0 {
        stack(original.value, x: place - 1, y: y)
        continue
      }
      guard place + cells <= end else { break }
      // A narrow twin of a wide character is drawn twice, so that what was laid out stays in line.
      let isTwice = cells == 2 && TextWidth.cells(scalar) == 1
      set(scalar, cells: isTwice ? 1 : cells, x: place, y: y, style)
      if isTwice { set(scalar, cells: 1, x: place + 1, y: y, style) }
      place += cells
    }
    return place
  }

  /// Fills an area with a character.
  package mutating func fill(_ area: Rect, _ scalar: Unicode.Scalar = " ", _ style: Style = .plain)
  {
    let area = area.intersection(clip)
    let scalar = drawable(scalar)
    guard TextWidth.cells(scalar) == 1 else { return }
    for y in area.y..<area.maxY {
      for x in area.x..<area.maxX { set(scalar, cells: 1, x: x, y: y, style) }
    }
  }

  /// Gives the cells of an area another style and leaves what they show.
  package mutating func restyle(_ area: Rect, _ change: (Style) -> Style) {
    let area = area.intersection(clip)
    for y in area.y..<area.maxY {
      for x in area.x..<area.maxX {
        let place = y * size.width + x
        cells[place].style = change(cells[place].style)
      }
    }
  }

  /// Draws a part of another canvas, with its cursor; what can be clicked there is left out.
  package mutating func draw(_ other: Canvas, _ part: Rect, at place: Point) {
    let part = part.intersection(other.bounds)
    for y in 0..<part.height where place.y + y >= clip.y && place.y + y < clip.maxY {
      for x in 0..<part.width where place.x + x >= clip.x && place.x + x < clip.maxX {
        cells[(place.y + y) * size.width + place.x + x] = other[part.x + x, part.y + y]
      }
    }
    if let cursor = other.cursor, part.contains(cursor) {
      self.cursor = Point(x: cursor.x - part.x + place.x, y: cursor.y - part.y + place.y)
    }
  }

  private func drawable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard scalar.value >= 0x7F || scalar.value < 0x20 else { return scalar }
    guard !VisibleText.isHidden(scalar) else { return "?" }
    switch medium.glyphs {
    case .unicode: return scalar
    case .neutral: return TextWidth.isAmbiguous(scalar) ? GlyphTwin.of(scalar) : scalar
    case .ascii: return GlyphTwin.of(scalar)
    }
  }

  private mutating func set(
    _ scalar: Unicode.Scalar, cells count: Int, x: Int, y: Int, _ style: Style
  ) {
    guard y >= clip.y, y < clip.maxY, x < clip.maxX, x + count > clip.x else { return }
    // A wide character that the edge cuts through leaves a space on the side that is there.
    if count == 2, x < clip.x || x + 2 > clip.maxX {
      write(Cell(" ", style: style), x: max(x, clip.x), y: y)
      return
    }
    write(Cell(scalar, style: style), x: x, y: y)
    if count == 2 { write(.rightHalf(style), x: x + 1, y: y, keepsLeft: true) }
  }

  /// Writes a cell and mends what is left of a wide character that stood there.
  private mutating func write(_ cell: Cell, x: Int, y: Int, keepsLeft: Bool = false) {
    let place = y * size.width + x
    if cells[place].isRightHalf, !keepsLeft, x > 0 {
      cells[place - 1] = Cell(" ", style: cells[place - 1].style)
    }
    if x + 1 < size.width, cells[place + 1].isRightHalf {
      cells[place + 1] = Cell(" ", style: cells[place + 1].style)
    }
    cells[place] = cell
  }

  private mutating func stack(_ mark: UInt32, x: Int, y: Int) {
    guard clip.contains(Point(x: x, y: y)) else { return }
    var place = y * size.width + x
    if cells[place].isRightHalf, x > 0 { place -= 1 }
    if cells[place].mark == 0, medium.glyphs == .unicode { cells[place].mark = mark }
  }

  // MARK: As text

  /// The rows as text, without the spaces at their ends.
  package var lines: [String] {
    (0..<size.height).map { y in
      var line = row(y).map(\.text).joined()
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }

  /// The rows as text, a line end after each but the last.
  package var text: String { lines.joined(separator: "\n") }
}
