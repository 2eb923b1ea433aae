import Screen

/// Where the parts of the tokens screen lie; what does not fit is left out, the least important first.
struct TokensLayout: Equatable {
  /// The path.
  let crumb: Rect
  /// The line to type in.
  let line: Rect
  /// The tokenizers.
  let rows: Rect
  /// The chosen tokenizer's entries and ids.
  let chosen: Rect
  /// The character under the cursor.
  let character: Rect
  /// The keys.
  let footer: Rect

  /// Lays out a screen with so many tokenizers.
  init(_ area: Rect, rowCount: Int) {
    var rest = area
    (crumb, rest) = rest.cutTop(area.height >= 14 ? 1 : 0)
    (footer, rest) = rest.cutBottom(area.height >= 5 ? 1 : 0)
    (line, rest) = rest.cutTop(area.height >= 16 ? 3 : 1)
    let listRows = rowCount + 2
    // What is compared comes first; the character has what it leaves.
    let spare = rest.height - listRows
    let characterRows = [area.height >= 36 ? 9 : 6, 6, 4, 1].first { $0 <= spare } ?? 0
    (character, rest) = rest.cutBottom(characterRows)
    (rows, rest) = rest.cutTop(rest.height >= listRows + 5 ? listRows : rest.height)
    chosen = rest
  }
}
