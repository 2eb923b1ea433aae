import Screen

/// Tokens in lines, each at its place.
struct TokenFlow {
  /// A token's place.
  struct Piece {
    /// Which token.
    let index: Int
    /// Its text; without the space before it at the beginning of a line.
    let text: String
    /// The line, counted from 0.
    let line: Int
    /// The column.
    let column: Int
  }

  /// The tokens in order; one that is longer than a line is cut.
  private(set) var pieces: [Piece] = []

  /// Sets tokens in lines of a width.
  init(_ texts: [String], width: Int) {
    var line = 0
    var column = 0
    for (index, text) in texts.enumerated() {
      var text = text
      if column > 0, column + TextWidth.cells(text) > width {
        line += 1
        column = 0
      }
      if column == 0, text.hasPrefix(" "), text.utf8.count > 1 { text.removeFirst() }
      text = TextLayout.clip(text, to: width)
      pieces.append(Piece(index: index, text: text, line: line, column: column))
      column += TextWidth.cells(text)
    }
  }
}
