/// A picture in dots: two by four a character in Braille, one in ASCII.
struct DotGrid {
  /// Columns of dots.
  let width: Int
  /// Rows of dots.
  let height: Int

  private let columns: Int
  private let rows: Int
  private let isBraille: Bool
  private var dots: [UInt8]
  private var series: [Int]

  /// Makes an empty picture of so many characters.
  init(columns: Int, rows: Int, isBraille: Bool) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
    self.isBraille = isBraille
    width = self.columns * (isBraille ? 2 : 1)
    height = self.rows * (isBraille ? 4 : 1)
    dots = [UInt8](repeating: 0, count: self.columns * self.rows)
    series = [Int](repeating: 0, count: self.columns * self.rows)
  }

  /// Sets a dot, counted from the upper left, for a line.
  mutating func set(_ x: Int, _ y: Int, series number: Int) {
    guard x >= 0, y >= 0, x < width, y < height else { return }
    let place = isBraille ? y / 4 * columns + x / 2 : y * columns + x
    dots[place] |= isBraille ? Self.bit(x % 2, y % 4) : 1
    series[place] = number
  }

  /// Sets the dots between two places.
  ///
  /// In Braille all but the first line are dashed, so that they differ without colour; where a line is steep
  /// it is never broken, or a spike would be lost.
  mutating func line(
    from start: (x: Int, y: Int), to end: (x: Int, y: Int), series number: Int
  ) {
    let across = end.x - start.x
    let down = end.y - start.y
    let steps = max(abs(across), abs(down), 1)
    let isSteep = abs(down) > abs(across)
    for step in 0...steps {
      // Halves are rounded down on both ends, so that there and back is the same line.
      let x = start.x + (across * step * 2 + steps) / (2 * steps)
      let y = start.y + Self.rounded(down * step, steps)
      if isSteep || !isBraille || Self.isOn(x, series: number) { set(x, y, series: number) }
    }
  }

  private static func rounded(_ value: Int, _ divisor: Int) -> Int {
    let sign = value < 0 ? -1 : 1
    return sign * ((abs(value) * 2 + divisor) / (2 * divisor))
  }

  private static func isOn(_ x: Int, series number: Int) -> Bool {
    switch number % 4 {
    case 0: true
    case 1: x % 6 < 4
    case 2: x % 3 == 0
    default: x % 12 < 3
    }
  }

  /// The line that a character belongs to, and the character; nil where there is none.
  func character(column: Int, row: Int) -> (Unicode.Scalar, series: Int)? {
    let place = row * columns + column
    guard dots[place] != 0 else { return nil }
    let scalar =
      isBraille
      ? Unicode.Scalar(0x2800 + UInt32(dots[place])) : Self.markers[series[place] % 4]
    return scalar.map { ($0, series[place]) }
  }

  /// What stands for a line in ASCII.
  static let markers: [Unicode.Scalar?] = ["*", "o", "+", "x"]

  /// The bits of Unicode's Braille patterns: down the left column, then the right, the lowest pair last.
  private static func bit(_ x: Int, _ y: Int) -> UInt8 {
    switch (x, y) {
    case (0, 3): 0x40
    case (1, 3): 0x80
    case (0, _): 1 << UInt8(y)
    default: 8 << UInt8(y)
    }
  }
}
