import Screen

/// A matrix made small: of each block of cells its number of largest magnitude.
package struct Thumbnail: Equatable, Sendable {
  /// How many rows are left.
  package let rows: Int
  /// How many columns are left.
  package let columns: Int
  /// The numbers, row by row; −∞ where a whole block is masked.
  package let values: [Float]

  /// Makes a matrix small.
  ///
  /// - Parameters:
  ///   - rows: How many rows it has.
  ///   - columns: How many columns it has.
  ///   - limit: How many rows and columns are left at most.
  ///   - value: The number at a row and a column; −∞ is masked.
  package init(rows: Int, columns: Int, limit: Size, value: (Int, Int) -> Float) {
    let rowStep = Self.step(rows, limit.height)
    let columnStep = Self.step(columns, limit.width)
    self.rows = (rows + rowStep - 1) / rowStep
    self.columns = (columns + columnStep - 1) / columnStep
    var values = [Float](repeating: -.infinity, count: self.rows * self.columns)
    for row in 0..<rows {
      for column in 0..<columns {
        let value = value(row, column)
        guard value != -.infinity else { continue }
        let place = row / rowStep * self.columns + column / columnStep
        let old = values[place]
        if old == -.infinity || value.isNaN || abs(value) > abs(old) { values[place] = value }
      }
    }
    self.values = values
  }

  private static func step(_ count: Int, _ limit: Int) -> Int {
    limit > 0 ? max(1, (count + limit - 1) / limit) : max(1, count)
  }

  /// What is left of a number of rows or columns where there is room for so many.
  static func kept(_ count: Int, limit: Int) -> Int {
    let step = step(count, limit)
    return (count + step - 1) / step
  }

  /// How large a cell is drawn.
  struct Pixel: Equatable {
    /// Its columns.
    let width: Int
    /// Its lines; 0 for half a line.
    let height: Int

    /// Half a line and a column.
    static let half = Pixel(width: 1, height: 0)
    /// A line and a column, where there are no half blocks.
    static let glyph = Pixel(width: 1, height: 1)
    /// From the largest to the smallest.
    static func sizes(_ medium: Medium) -> [Pixel] {
      let hasHalves = medium.colors == .palette && medium.glyphs == .unicode
      return [Pixel(width: 6, height: 3), Pixel(width: 4, height: 2), Pixel(width: 2, height: 1)]
        + (hasHalves ? [Pixel(width: 2, height: 0), half] : [glyph])
    }

    /// What a matrix takes.
    func size(rows: Int, columns: Int) -> Size {
      Size(width: columns * width, height: height == 0 ? (rows + 1) / 2 : rows * height)
    }

    /// How many rows and columns fit.
    func cells(in size: Size) -> Size {
      Size(width: size.width / width, height: height == 0 ? size.height * 2 : size.height / height)
    }
  }

  /// The largest finite magnitude.
  var magnitude: Double {
    values.reduce(0) { $1.isFinite ? max($0, Double(abs($1))) : $0 }
  }

  /// Draws it from a corner on.
  func draw(into canvas: inout Canvas, at corner: Point, pixel: Pixel, scale: Scale) {
    let ramp = Ramp(for: scale, medium: canvas.medium)
    func swatch(_ row: Int, _ column: Int) -> Swatch {
      let value = values[row * columns + column]
      return ramp.swatch(Double(value), in: scale, isMasked: value == -.infinity)
    }
    for row in stride(from: 0, to: rows, by: pixel.height == 0 ? 2 : 1) {
      for column in 0..<columns {
        let x = corner.x + column * pixel.width
        let upper = swatch(row, column)
        guard pixel.height == 0 else {
          let area = Rect(
            x: x, y: corner.y + row * pixel.height, width: pixel.width, height: pixel.height)
          canvas.fill(area, upper.glyph, upper.style)
          continue
        }
        let lower = row + 1 < rows ? swatch(row + 1, column) : nil
        for column in 0..<pixel.width {
          drawHalves(upper, lower, into: &canvas, Point(x: x + column, y: corner.y + row / 2))
        }
      }
    }
  }

  private func drawHalves(
    _ upper: Swatch, _ lower: Swatch?, into canvas: inout Canvas, _ place: Point
  ) {
    let hasUpper = upper.glyph == " "
    let hasLower = lower?.glyph == " "
    switch (hasUpper, hasLower) {
    case (true, true):
      canvas.put(
        "▀", x: place.x, y: place.y,
        Style(upper.style.background, on: lower?.style.background ?? .standard))
    case (true, false):
      canvas.put("▀", x: place.x, y: place.y, Style(upper.style.background))
    case (false, true):
      canvas.put("▄", x: place.x, y: place.y, Style(lower?.style.background ?? .standard))
    default: canvas.put(String(Character(upper.glyph)), x: place.x, y: place.y, upper.style)
    }
  }
}
