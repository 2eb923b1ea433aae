import Screen

/// The list of models as columns that fit a width; the least telling columns are left out first.
struct ModelColumns {
  private struct Column {
    let head: ModelsText
    /// Whether it stands on the right of its place, as numbers do.
    let isNumber: Bool
    /// The narrowest list that has it.
    let from: Int
    let text: (ModelFigures, ModelEntry) -> String
  }

  private let language: DisplayLanguage
  private let width: Int
  private let nameWidth: Int
  private let columns: [(column: Column, width: Int)]
  private static let gap = 2

  init(_ entries: [ModelEntry], _ language: DisplayLanguage, width: Int) {
    self.language = language
    self.width = width
    let all = [
      Column(head: .tower, isNumber: false, from: 100) { figures, _ in figures.tower(language) },
      Column(head: .wiring, isNumber: false, from: 84) { figures, _ in figures.wiring },
      Column(head: .layers, isNumber: true, from: 36) { figures, _ in figures.layers },
      Column(head: .width, isNumber: true, from: 44) { figures, _ in figures.width },
      Column(head: .heads, isNumber: true, from: 62) { figures, _ in figures.heads },
      Column(head: .vocabulary, isNumber: true, from: 70) { figures, _ in figures.vocabulary },
      Column(head: .parameters, isNumber: true, from: 0) { figures, _ in figures.parameters },
      Column(head: .bytes, isNumber: true, from: 90) { figures, _ in figures.bytes },
    ]
    columns = all.filter { $0.from <= width }.map { column in
      let cells = entries.compactMap { entry in
        entry.summary.map { TextWidth.cells(column.text(ModelFigures($0), entry)) }
      }
      return (column, max(TextWidth.cells(column.head(language)), cells.max() ?? 0))
    }
    // The names have what the numbers leave.
    let longest = entries.reduce(12) { max($0, TextWidth.cells($1.name)) }
    let used = columns.reduce(0) { $0 + $1.width + Self.gap }
    nameWidth = min(longest, max(12, width - used))
  }

  /// The names of the columns.
  var heads: String {
    line(ModelsText.name(language)) { $0.head(language) }
  }

  /// The line of a model; why it cannot be opened in place of its figures.
  func line(of entry: ModelEntry) -> String {
    guard let summary = entry.summary else {
      let name = TextLayout.pad(TextLayout.clipMiddle(entry.name, to: nameWidth), to: nameWidth)
      let rest = max(0, width - nameWidth - Self.gap)
      return name + "  " + TextLayout.clip(ModelsView.short(entry, language), to: rest)
    }
    let figures = ModelFigures(summary)
    return line(entry.name) { $0.text(figures, entry) }
  }

  private func line(_ name: String, _ text: (Column) -> String) -> String {
    var line = TextLayout.pad(TextLayout.clipMiddle(name, to: nameWidth), to: nameWidth)
    for (column, width) in columns {
      line += String(repeating: " ", count: Self.gap)
      line += TextLayout.pad(text(column), to: width, column.isNumber ? .right : .left)
    }
    return line
  }
}
