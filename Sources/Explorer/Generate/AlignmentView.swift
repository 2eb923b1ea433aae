import Screen

/// Which words of the source each written token looked at, row by row as they are written.
struct AlignmentView {
  private let writing: WritingState
  private let language: DisplayLanguage

  init(_ writing: WritingState, _ language: DisplayLanguage) {
    self.writing = writing
    self.language = language
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    let alignments = writing.alignments
    guard !area.isEmpty, alignments.indices.contains(writing.alignment) else { return }
    let alignment = alignments[writing.alignment]
    let layer = "\(alignment.layer + 1)"
    let note =
      alignment.head.map { GenerateText.headOf(language, layer, "\($0 + 1)") }
      ?? GenerateText.meanOf(language, layer)
    let inner = Panel(GenerateText.alignmentTitle(language), note: note)
      .draw(into: &canvas, in: area)
    let view = matrix(alignment, canvas.medium, in: inner.size)
    view.draw(into: &canvas, in: inner)
  }

  private func matrix(
    _ alignment: WritingState.Alignment, _ medium: Medium, in size: Size
  ) -> MatrixView {
    let session = writing.session
    let count = session.given.count
    let rows = (writing.places.lastIndex { $0.next != nil } ?? -1) + 1
    let values = MatrixValues(rows: rows, columns: count) { row, column in
      writing.weight(at: row, source: column, alignment)
    }
    let names = writing.places.prefix(rows).map { place in
      place.decision.map { medium.drawable(session.label(of: $0.id)) } ?? "▁"
    }
    let tokens = session.given.map { medium.drawable(session.label(of: $0)) }
    let current = min(writing.position, max(0, rows - 1))
    var view = MatrixView(
      values,
      rows: MatrixAxis(GenerateText.rowsTitle(language), labels: names, role: .query),
      columns: MatrixAxis(GenerateText.columnsTitle(language), labels: tokens, role: .keyAxis),
      scale: .fixed, zoom: .numbers,
      cursor: writing.mostWatched.map { MatrixCell(row: current, column: $0) },
      isFocused: true, words: MatrixStage.words(language))
    // Numbers where all of the source fits with them.
    let layout = view.layout(in: size, on: medium)
    if layout.visibleColumns.count < count { view.zoom = .colors }
    return view
  }
}
