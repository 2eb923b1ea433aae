import Screen

/// A part of a step's picture that takes whole lines.
struct StateBlock {
  /// What it shows.
  enum Content {
    /// A sentence, broken into at most so many lines.
    case text(String, Theme.Role, lines: Int)
    /// Rows of colours.
    case strips(StripTable)
    /// The tokens in one line.
    case tokens(TokenLine)
    /// Bars.
    case bars(BarList)
    /// Anything else that draws itself.
    case drawing((inout Canvas, Rect) -> Void)
    /// An empty line.
    case gap
  }

  /// What it shows.
  var content: Content
  /// What is left out first: the highest rank; 0 stays.
  var rank: Int
  /// The fewest lines that it is worth drawing in.
  var least: Int
  /// The lines that it takes where there is room.
  var wanted: Int
  private init(_ content: Content, rank: Int, least: Int, wanted: Int) {
    self.content = content
    self.rank = rank
    self.least = least
    self.wanted = wanted
  }

  /// A sentence.
  static func text(
    _ text: String, _ role: Theme.Role = .text, rank: Int = 2, lines: Int = 2
  ) -> StateBlock {
    StateBlock(.text(text, role, lines: lines), rank: rank, least: 1, wanted: 1)
  }

  /// Rows of colours.
  static func strips(_ table: StripTable, rank: Int = 0) -> StateBlock {
    StateBlock(.strips(table), rank: rank, least: 1, wanted: table.height)
  }

  /// The tokens in one line.
  static func tokens(_ line: TokenLine, rank: Int = 3) -> StateBlock {
    StateBlock(.tokens(line), rank: rank, least: 1, wanted: 1)
  }

  /// Bars, as many as there is room for.
  static func bars(_ list: BarList, rank: Int = 0) -> StateBlock {
    StateBlock(.bars(list), rank: rank, least: 1, wanted: list.entries.count)
  }

  /// Anything that draws itself between so many lines.
  static func drawing(
    rank: Int, least: Int, wanted: Int, _ draw: @escaping (inout Canvas, Rect) -> Void
  ) -> StateBlock {
    StateBlock(.drawing(draw), rank: rank, least: least, wanted: wanted)
  }

  /// An empty line.
  static var gap: StateBlock { StateBlock(.gap, rank: 9, least: 1, wanted: 1) }

  /// The lines that it takes in a width.
  func wanted(width: Int) -> Int {
    guard case .text(let text, _, let lines) = content else { return wanted }
    return max(1, min(lines, TextLayout.wrap(text, to: max(1, width)).count))
  }

  /// The lines that it keeps while others that matter less are there.
  func enough(width: Int) -> Int {
    if case .text = content { return wanted(width: width) }
    return max(least, min(wanted, 9))
  }

  /// Draws it.
  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    switch content {
    case .text(let text, let role, _): drawText(text, canvas.theme[role], into: &canvas, area)
    case .strips(let table): table.draw(into: &canvas, in: area)
    case .tokens(let line): line.draw(into: &canvas, in: area)
    case .bars(let list): list.draw(into: &canvas, in: area)
    case .drawing(let draw): canvas.clipped(to: area) { draw(&$0, area) }
    case .gap: break
    }
  }

  private func drawText(
    _ text: String, _ style: Style, into canvas: inout Canvas, _ area: Rect
  ) {
    let lines = TextLayout.wrap(text, to: area.width)
    for (index, line) in lines.prefix(area.height).enumerated() {
      let isCut = index == area.height - 1 && lines.count > area.height
      let shown =
        isCut ? TextLayout.clip(line + "……", to: min(area.width, TextWidth.cells(line) + 1)) : line
      canvas.put(shown, x: area.x, y: area.y + index, style, width: area.width)
    }
  }
}
