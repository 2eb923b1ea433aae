import Screen

/// A picture of a step: lines that say what is computed, the matrix, and what the cursor's cell is made of.
///
/// - Units: useful from 20×6, where it is the matrix alone. From 9 rows the first line of the caption joins
///   it, from 12 the heads' borders, then further lines and the detail as far as they leave the matrix ten
///   lines, or all of its rows.
struct MatrixPicture {
  /// What is computed; the first line is the one that stays longest.
  var caption: [String]
  /// Whose channels the columns are.
  var heads: HeadRuler?
  /// The matrix.
  var view: MatrixView
  /// What the cursor's cell is made of.
  var detail: Strips?
  /// Whether the largest number of each row is marked.
  var marksLargest = false

  /// Where the parts stand; empty where they are left out.
  struct Areas: Equatable {
    var caption: [String]
    var heads: Rect
    var matrix: Rect
    var detail: Rect
  }

  /// Lays the parts out.
  func areas(in area: Rect, on medium: Medium) -> Areas {
    let none = area.cutTop(0).0
    guard area.height >= 9, area.width >= 30 else {
      return Areas(caption: [], heads: none, matrix: area, detail: none)
    }
    let needed = self.needed(in: area, on: medium)
    let wanted = min(needed, 10)
    var spare = area.height - wanted
    let lines = captionLines(width: area.width, limit: min(5, max(1, (area.height - 6) / 4)))
    spare -= lines.count
    let hasHeads = heads != nil && area.height >= 12 && spare > 0
    spare -= hasHeads ? 1 : 0
    let detailHeight = detail.map { $0.height + 1 } ?? 0
    let hasDetail = detailHeight > 0 && spare >= detailHeight
    var rest = area.cutTop(lines.count).rest
    let leftOver =
      rest.height - (hasHeads ? 1 : 0) - (hasDetail ? detailHeight : 0) - needed
    // Air between what is said and the matrix, if nothing is lost for it.
    if leftOver >= 1 { rest = rest.cutTop(1).rest }
    var ruler = none
    if hasHeads { (ruler, rest) = rest.cutTop(1) }
    let height = min(needed, rest.height - (hasDetail ? detailHeight : 0))
    let (matrix, below) = rest.cutTop(height)
    let strips = hasDetail ? below.cutTop(1).rest : none
    return Areas(caption: lines, heads: ruler, matrix: matrix, detail: strips)
  }

  /// The lines that the whole matrix takes: title, header, rows, legend.
  private func needed(in area: Rect, on medium: Medium) -> Int {
    let layout = view.layout(in: Size(width: area.width, height: 1 << 16), on: medium)
    return layout.bodyHeight + layout.bodyTop + layout.legendHeight
  }

  private func captionLines(width: Int, limit: Int) -> [String] {
    var lines: [String] = []
    for (index, text) in caption.enumerated() where lines.count < limit {
      let wrapped = TextLayout.wrap(text, to: width)
      if wrapped.count <= limit - lines.count {
        lines += wrapped
      } else if index == 0 {
        lines +=
          wrapped.prefix(limit - 1) + [
            TextLayout.clip(wrapped.dropFirst(limit - 1).joined(separator: " "), to: width)
          ]
      }
    }
    return lines
  }

  /// Draws all of it.
  func draw(into canvas: inout Canvas, in area: Rect) {
    let areas = areas(in: area, on: canvas.medium)
    let theme = canvas.theme
    for (index, line) in areas.caption.enumerated() {
      canvas.put(
        line, x: area.x, y: area.y + index, theme[index == 0 ? .text : .faint], width: area.width)
    }
    var view = view
    if marksLargest { view.marks += largest(in: areas.matrix.size, on: canvas.medium) }
    view.draw(into: &canvas, in: areas.matrix)
    if let heads, !areas.heads.isEmpty {
      heads.draw(over: view, into: &canvas, line: areas.heads, area: areas.matrix)
    }
    if let detail, !areas.detail.isEmpty { detail.draw(into: &canvas, in: areas.detail) }
  }

  /// The largest number of each row in sight.
  private func largest(in size: Size, on medium: Medium) -> [MatrixMark] {
    let layout = view.layout(in: size, on: medium)
    guard view.zoom != .overview, view.source.columns > 1 else { return [] }
    return layout.visibleRows.compactMap { row in
      var best: (column: Int, value: Float)?
      for column in 0..<view.source.columns {
        let value = view.source[row, column]
        if value > best?.value ?? 0 { best = (column, value) }
      }
      return best.map {
        MatrixMark(.largest, rows: row..<row + 1, columns: $0.column..<$0.column + 1)
      }
    }
  }
}
