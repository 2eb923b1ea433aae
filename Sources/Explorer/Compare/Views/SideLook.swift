import Screen

/// How a side looks wherever it is drawn: its letter and its colour.
struct SideLook {
  /// The side's number.
  let side: Int

  /// The letter, which says it without colours.
  var letter: String { ComparedSide.letter(side) }

  /// The colour.
  var role: Theme.Role {
    switch side {
    case 0: .query
    case 1: .keyAxis
    default: .value
    }
  }

  /// Writes the letter, bold and in its colour.
  @discardableResult
  func put(into canvas: inout Canvas, x: Int, y: Int, width: Int = .max) -> Int {
    canvas.put(letter, x: x, y: y, canvas.theme[role].with(.bold), width: min(width, 1 << 16))
  }
}
