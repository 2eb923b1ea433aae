import Screen

/// Tokens side by side, a line between each two; under each, where there is room, what more there is to say.
///
/// - Units: useful from 8×1. What does not fit is counted at the end.
struct TokenChips {
  /// One token.
  struct Chip: Equatable {
    /// What is shown.
    var label: String
    /// What stands below it.
    var below = ""
    /// What it looks like.
    var role = Theme.Role.text
    /// Whether it is lit.
    var isLit = false

    fileprivate var cells: Int { max(TextWidth.cells(label), TextWidth.cells(below), 1) }
  }

  private let chips: [Chip]
  private let hasBelow: Bool

  init(_ chips: [Chip]) {
    self.chips = chips
    hasBelow = chips.contains { !$0.below.isEmpty }
  }

  /// The chips of a text's tokens: neighbours differ, and what has no entry stands out.
  static func of(
    _ pieces: [TokenPiece], _ medium: Medium, lit: Range<Int>? = nil
  ) -> [Chip] {
    pieces.enumerated().map { index, piece in
      Chip(
        label: piece.shown(medium), role: role(piece, index),
        isLit: lit.map { !piece.isTemplate && piece.source.overlaps($0) } ?? false)
    }
  }

  /// What a token looks like among its neighbours.
  static func role(_ piece: TokenPiece, _ index: Int) -> Theme.Role {
    if piece.isTemplate { return .faint }
    if piece.isUnknown { return .warning }
    return index.isMultiple(of: 2) ? .text : .embedding
  }

  /// How many rows the chips take.
  func rows(width: Int) -> Int { lines(width: width).count * (hasBelow ? 2 : 1) }

  /// Draws the chips.
  ///
  /// - Returns: The rows that were drawn on.
  @discardableResult
  func draw(into canvas: inout Canvas, in area: Rect) -> Int {
    guard !area.isEmpty else { return 0 }
    let height = hasBelow && area.height >= 2 ? 2 : 1
    let lines = lines(width: area.width)
    let shown = min(lines.count, area.height / height)
    for (row, line) in lines.prefix(shown).enumerated() {
      let isLast = row == shown - 1 && shown < lines.count
      let place = Rect(x: area.x, y: area.y + row * height, width: area.width, height: height)
      draw(line, hidden: isLast ? chips.count - line.upperBound : 0, into: &canvas, in: place)
    }
    return shown * height
  }

  private func draw(_ line: Range<Int>, hidden: Int, into canvas: inout Canvas, in area: Rect) {
    let theme = canvas.theme
    var line = line
    var hidden = hidden
    func note(_ hidden: Int) -> String { hidden > 0 ? " …+\(hidden)" : "" }
    // The count of what is hidden takes the place of as many chips as it needs.
    while hidden > 0, line.count > 1,
      cells(of: line) + TextWidth.cells(note(hidden)) > area.width
    {
      line = line.lowerBound..<line.upperBound - 1
      hidden += 1
    }
    var x = area.x
    for index in line {
      let chip = chips[index]
      if index > line.lowerBound { x = canvas.put("│", x: x, y: area.y, theme[.border]) }
      let room = min(chip.cells, area.maxX - x)
      let style = chip.isLit ? theme[.focus] : theme[chip.role]
      canvas.put(TextLayout.clip(chip.label, to: room), x: x, y: area.y, style)
      if area.height > 1, !chip.below.isEmpty {
        canvas.put(
          TextLayout.clip(chip.below, to: room), x: x, y: area.y + 1, theme[.faint])
      }
      x += room
    }
    if hidden > 0 {
      canvas.put(note(hidden), x: x, y: area.y, theme[.faint], width: max(0, area.maxX - x))
    }
  }

  private func cells(of line: Range<Int>) -> Int {
    line.reduce(0) { $0 + chips[$1].cells } + max(0, line.count - 1)
  }

  /// Which chips stand on which line.
  private func lines(width: Int) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    var used = 0
    for (index, chip) in chips.enumerated() {
      let needed = chip.cells + (index > start ? 1 : 0)
      if index > start, used + needed > width {
        lines.append(start..<index)
        start = index
        used = chip.cells
      } else {
        used += needed
      }
    }
    if start < chips.count { lines.append(start..<chips.count) }
    return lines
  }
}
